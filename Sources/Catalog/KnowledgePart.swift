internal import Parsing

/// A part of the catalogue that is put together from files, each with what it adds.
protocol KnowledgePart {
    init()

    /// Takes in what one document says.
    ///
    /// - Returns: its mistakes.
    mutating func read(_ root: Node, in file: CatalogFile) -> [CatalogError]
}

extension KnowledgePart {
    /// Files that are no YAML are refused before.
    static func load(_ files: [CatalogFile]) -> (Self, [CatalogError]) {
        var part = Self()
        var problems: [CatalogError] = []
        for file in files { for root in file.document.roots { problems += part.read(root, in: file) } }
        return (part, problems)
    }
}
