public import Catalog
internal import EmbeddedCatalog
internal import Facts
internal import Savings

extension Catalog {
    /// The embedded catalogue, with the rules folders that `--rules` names. A file of such a folder takes the place of an embedded one
    /// with the same path.
    ///
    /// - Returns: the catalogue, and every mistake in the added folders.
    public static func loadAll(adding directories: [String] = []) -> (catalog: Catalog, errors: [CatalogError]) {
        var files = embeddedCatalogFiles()
        var errors: [CatalogError] = []
        for directory in directories {
            let (added, unreadable) = CatalogFile.read(directory: directory)
            let replaced = Set(added.map(\.path))
            files.removeAll { replaced.contains($0.path) }
            files += added
            errors += unreadable
        }
        let (catalog, mistakes) = load(files, schema: FactKind.schema, savingMethods: SavingMethod.schema)
        return (catalog, errors + mistakes)
    }
}
