internal import Parsing

/// Data frame libraries and what a walk by rows looks like: `knowledge/data-frames.yaml`.
public struct DataFrameKnowledge: Sendable {
    public struct Library: Sendable {
        public var name: String
        public var package: String
        public var rowAccessors: Set<String>
        public var fewRows: Set<String>
    }

    public var libraries: [Library] = []
    /// Names of calls that wait for something else than arithmetic.
    public var waitsFor: Set<String> = []

    public init() {}

    /// Words that a file must hold for a walk by rows to be in it.
    public var anchors: [SDKKnowledge.Anchor] {
        libraries.flatMap { library in
            library.rowAccessors.sorted().map { SDKKnowledge.Anchor(words: [library.package, "range(", ".\($0)["]) }
        }
    }

    public static func load(_ files: [CatalogFile]) -> (DataFrameKnowledge, [CatalogError]) {
        var knowledge = DataFrameKnowledge()
        var problems: [CatalogError] = []
        for file in files {
            problems += file.document.problems.map { CatalogError(file: file.path, position: $0.position, message: $0.reason) }
            for root in file.document.roots {
                var fields = Fields(root, in: file)
                knowledge.waitsFor.formUnion(fields.texts("waits-for"))
                for entry in fields.required("libraries")?.items ?? [] {
                    var inner = Fields(entry, in: file)
                    knowledge.libraries.append(
                        Library(
                            name: inner.text("library") ?? "", package: inner.text("package") ?? "",
                            rowAccessors: Set(inner.texts("row-accessors")), fewRows: Set(inner.texts("few-rows"))))
                    problems += inner.finish()
                }
                problems += fields.finish()
            }
        }
        return (knowledge, problems)
    }
}
