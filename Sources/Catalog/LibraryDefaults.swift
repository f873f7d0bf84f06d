internal import Parsing

/// What libraries do where a program says nothing, by their version: `knowledge/library-defaults.yaml`.
public struct LibraryDefaults: Sendable {
    public struct Default: Sendable {
        /// The library of the fact, and the package that requirements name.
        public var library: String
        public var package: String
        /// The called functions for which it holds.
        public var calls: [String]
        public var field: String
        public var value: String
        /// The version from which on it no longer holds; nil where it holds for every version.
        public var below: [Int]?
        public var reason: String

        /// Whether it is about this call of this library.
        public func holds(for call: String, of library: String) -> Bool {
            self.library == library && calls.contains { Glob.matches(call, $0) }
        }
    }

    public var defaults: [Default] = []

    /// Packages whose versions matter.
    public var packages: Set<String> { Set(defaults.filter { $0.below != nil }.map(\.package)) }

    public init() {}

    public static func load(_ files: [CatalogFile]) -> (LibraryDefaults, [CatalogError]) {
        var result = LibraryDefaults()
        var problems: [CatalogError] = []
        for file in files {
            for root in file.document.roots {
                var fields = Fields(root, in: file)
                for entry in fields.required("defaults")?.items ?? [] {
                    var inner = Fields(entry, in: file)
                    var below: [Int]?
                    if let node = inner.node("below") {
                        let numbers = node.rawText.split(separator: ".").map { Int($0) }
                        below = numbers.compactMap(\.self)
                        if numbers.contains(nil) { inner.problem("`below` must be a version such as 5 or 4.56", at: node) }
                    }
                    result.defaults.append(
                        Default(
                            library: inner.text("library") ?? "", package: inner.text("package") ?? "", calls: inner.texts("calls"),
                            field: inner.text("field") ?? "", value: inner.text("value") ?? "", below: below, reason: inner.text("reason") ?? ""))
                    problems += inner.finish()
                }
                problems += fields.finish()
            }
        }
        return (result, problems)
    }
}
