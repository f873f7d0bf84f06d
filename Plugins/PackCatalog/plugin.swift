import Foundation
import PackagePlugin

/// Packs Rules/ into the binary: runs PackCatalog, which checks every file and writes one Swift file with one string literal.
/// Every file and folder below Rules/ is a declared input, so that an edit, a new file or a removed one packs anew.
@main
struct PackCatalogPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] {
        let rules = context.package.directoryURL.appending(path: "Rules", directoryHint: .isDirectory)
        let output = context.pluginWorkDirectoryURL.appending(path: "EmbeddedCatalogData.swift")
        return [
            .buildCommand(
                displayName: "Checking and packing Rules/",
                executable: try context.tool(named: "PackCatalog").url,
                arguments: [rules.path(percentEncoded: false), output.path(percentEncoded: false)],
                inputFiles: inputs(in: rules),
                outputFiles: [output])
        ]
    }

    private func inputs(in folder: URL) -> [URL] {
        let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let below = walk?.compactMap { $0 as? URL } ?? []
        return ([folder] + below).sorted { $0.path < $1.path }
    }
}
