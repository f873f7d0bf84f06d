// swift-tools-version: 6.2
// wattlint, a linter for wasted energy. Each folder under Sources/ is one module with one job; the data goes one way, from
// the top of this list to its bottom, and a module imports only modules above it.

import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name + "Tests", dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "wattlint",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "wattlint", targets: ["wattlint"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: [
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .systemLibrary(name: "CTreeSitter", pkgConfig: "wattlint-tree-sitter"),

        module("Discovery", []),
        module("Parsing", ["CLibYAML", "CTreeSitter"]),
        module("Catalog", ["Parsing"]),
        module("CodeModel", ["Parsing", "Catalog"]),
        module("ConfigModel", ["Parsing", "Catalog"]),
        module("Facts", ["Discovery", "Parsing", "Catalog", "CodeModel", "ConfigModel"]),
        module("Rules", ["Parsing", "Catalog", "Facts"]),
        module("Savings", ["Parsing", "Catalog", "Facts", "Rules"]),
        module("Triage", ["Discovery", "Parsing", "Catalog", "Facts", "Rules", "Savings"]),
        module("Reports", ["Parsing", "Catalog", "Facts", "Rules", "Savings", "Triage"]),

        // What Rules/ says, checked and packed into the binary when it is built.
        .executableTarget(
            name: "PackCatalog", dependencies: ["Parsing", "Catalog"], swiftSettings: strict),
        .plugin(name: "PackCatalogPlugin", capability: .buildTool(), dependencies: ["PackCatalog"], path: "Plugins/PackCatalog"),
        // Its link to Rules/ makes SwiftPM ask the plugin again when a rule file appears or goes: it watches the targets' folders.
        .target(
            name: "EmbeddedCatalog", dependencies: ["Parsing", "Catalog"], exclude: ["Rules"], swiftSettings: strict,
            plugins: ["PackCatalogPlugin"]),

        module(
            "Pipeline",
            [
                "Discovery", "Parsing", "Catalog", "EmbeddedCatalog", "CodeModel", "ConfigModel", "Facts", "Rules", "Savings",
                "Triage", "Reports",
            ]),
        .executableTarget(
            name: "wattlint",
            dependencies: [
                "Pipeline", "Discovery", "Parsing", "Catalog", "Facts", "Rules", "Savings", "Triage", "Reports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        tests("Discovery", ["Discovery"]),
        tests("Parsing", ["Parsing"]),
        tests("Catalog", ["Catalog", "Parsing", "Facts", "Savings", "EmbeddedCatalog"]),
        tests("CodeModel", ["CodeModel", "Parsing", "Catalog"]),
        tests("ConfigModel", ["ConfigModel", "Parsing", "Catalog"]),
        tests("Facts", ["Facts", "Discovery", "CodeModel", "ConfigModel", "Parsing", "Catalog", "EmbeddedCatalog"]),
        tests("Rules", ["Pipeline", "Reports", "Triage", "Rules", "Facts", "Discovery", "Parsing", "Catalog"]),
        tests(
            "Savings", ["Pipeline", "Savings", "Rules", "Facts", "Catalog", "Parsing", "EmbeddedCatalog"],
            exclude: ["ecologits_oracle.py"]),
        tests(
            "Reports", ["Pipeline", "Reports", "Rules", "Facts", "Savings", "Triage", "Parsing", "Catalog", "Discovery"],
            exclude: ["validate_sarif.py"]),
        tests("EndToEnd", ["Pipeline", "Parsing", "Catalog", "Reports", "Rules", "Facts"]),
    ]
)
