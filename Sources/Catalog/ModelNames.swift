internal import Parsing

/// How vendors call the small models of a family: `knowledge/model-names.yaml`.
public struct ModelNames: Sendable {
    private var words: Set<String> = []
    private var patterns: [String] = []
    private var fastHosts: Set<String> = []
    /// Names of models that complete code where the cursor stands.
    private var completing: [String] = []

    public init() {}

    /// Whether a provider, by its name in a gateway, makes large models fast: the word says nothing of a size there.
    public func isFastHost(_ provider: String) -> Bool { fastHosts.contains(provider) }

    /// Whether the name says that this is the vendor's model for small tasks.
    public func isSmall(_ name: String) -> Bool {
        let lower = name.lowercased()
        let tokens = lower.split { $0 == "-" || $0 == "/" || $0 == ":" || $0 == "." || $0 == "_" || $0 == "@" }.map(String.init)
        if !words.isDisjoint(with: tokens) { return true }
        let last = lower.split(separator: "/").last.map(String.init) ?? lower
        return patterns.contains { Glob.matches(last, $0) }
    }

    /// Whether a model was made to complete code, by its name.
    public func isForCompletion(_ name: String) -> Bool {
        let last = name.lowercased().split(separator: "/").last.map(String.init) ?? name
        return completing.contains { Glob.matches(last, $0) }
    }

    static func load(_ files: [CatalogFile]) -> (ModelNames, [CatalogError]) {
        var names = ModelNames()
        var problems: [CatalogError] = []
        for file in files {
            for root in file.document.roots {
                var fields = Fields(root, in: file)
                names.words.formUnion(fields.texts("small-words"))
                names.patterns += fields.texts("small-names")
                names.fastHosts.formUnion(fields.texts("fast-hosts"))
                names.completing += fields.texts("completion-names")
                problems += fields.finish()
            }
        }
        return (names, problems)
    }
}
