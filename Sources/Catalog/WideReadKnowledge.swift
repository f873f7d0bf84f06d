internal import Parsing

/// Reads that fetch more than the code then looks at: `knowledge/wide-reads.yaml`.
public struct WideReadKnowledge: KnowledgePart, Sendable {
    public var statements = Statements()
    public var tables: [String: Table] = [:]
    public var smallTables: Set<String> = []
    public var files: [File] = []
    /// Functions that only look at how many rows there are.
    public var looking: Set<String> = []
    /// Methods that group rows by columns, of whose groups others are then taken.
    public var grouping: Set<String> = []
    public var mostColumns = 0

    /// Statements that ask for all columns.
    public struct Statements: Sendable {
        public var calls: Set<String> = []
        public var rows: Set<String> = []
        public var begins = ""
        public var fewRows: [String] = []
        public var inProcess: [String] = []
        public var getters: Set<String> = []
    }

    /// What asks for all rows of a table.
    public struct Table: Sendable {
        public var ends: Set<String>
        public var between: Set<String>
        public var roots: Set<String>
        public var packages: [String]
    }

    /// A function that reads a file of columns.
    public struct File: Sendable {
        public var function: String
        public var narrowed: Set<String>
        public var remedy: String

        public var package: String { function.split(separator: ".").first.map(String.init) ?? function }
        public var lastName: String { function.split(separator: ".").last.map(String.init) ?? function }
    }

    public init() {}

    /// Words that a file must hold for any of this to be in it.
    public func anchors(_ language: String) -> [SDKKnowledge.Anchor] {
        var sets: [[String]] = []
        if language == "python" || language == "javascript", !statements.begins.isEmpty {
            sets += [[statements.begins.uppercased(), "for "], [statements.begins, "for "]]
            if language == "javascript" { sets += [[statements.begins.uppercased(), ".map("], [statements.begins, ".map("]] }
        }
        if let table = tables[language] {
            let route = language == "python" ? ["@"] : [".get("]
            for package in table.packages { for end in table.ends.sorted() { sets.append([package, ".\(end)()"] + route) } }
        }
        if language == "python" { sets += files.map { [$0.package, "\($0.lastName)(", "[\""] } }
        return sets.map { SDKKnowledge.Anchor(words: $0, fact: "wide-read") }
    }

    mutating func read(_ root: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(root, in: file)
        var problems: [CatalogError] = []
        smallTables.formUnion(fields.texts("small-tables"))
        looking.formUnion(fields.texts("looking"))
        grouping.formUnion(fields.texts("grouping"))
        mostColumns = fields.node("most-columns")?.integer ?? 0
        if let node = fields.required("statements") {
            var inner = Fields(node, in: file)
            statements = Statements(
                calls: Set(inner.texts("calls")), rows: Set(inner.texts("rows")), begins: inner.text("begins") ?? "",
                fewRows: inner.texts("few-rows"), inProcess: inner.texts("in-process"), getters: Set(inner.texts("getters")))
            problems += inner.finish()
        }
        for node in fields.node("whole-tables")?.items ?? [] {
            var inner = Fields(node, in: file)
            tables[inner.text("language") ?? ""] = Table(
                ends: Set(inner.texts("ends")), between: Set(inner.texts("between")), roots: Set(inner.texts("roots")),
                packages: inner.texts("packages"))
            problems += inner.finish()
        }
        for node in fields.node("files")?.items ?? [] {
            var inner = Fields(node, in: file)
            files.append(
                File(function: inner.text("function") ?? "", narrowed: Set(inner.texts("narrowed")), remedy: inner.text("remedy") ?? ""))
            problems += inner.finish()
        }
        return problems + fields.finish()
    }
}
