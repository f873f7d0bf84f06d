public import Catalog
internal import EmbeddedCatalog
internal import Facts
internal import Savings

extension Catalog {
    /// The embedded catalogue, with the rules folders that `--rules` names.
    ///
    /// - Returns: the catalogue, and every mistake in the added folders.
    public static func loadAll(adding directories: [String] = []) -> (catalog: Catalog, errors: [CatalogError]) {
        var files = embeddedCatalogFiles()
        var errors: [CatalogError] = []
        for directory in directories {
            let (added, unreadable) = CatalogFile.read(directory: directory)
            files += added
            errors += unreadable
        }
        let (catalog, mistakes) = load(files, schema: FactKind.schema, savingMethods: SavingMethod.schema)
        return (catalog, errors + mistakes)
    }
}
