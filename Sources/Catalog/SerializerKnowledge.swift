internal import Parsing

/// What writes values as text, and what hands text on, whatever the SDK: `knowledge/serializers.yaml`.
public struct SerializerKnowledge: KnowledgePart, Sendable {
    /// A call that writes a value as text.
    public struct Writer: Sendable {
        /// Qualified names of what is called; `*` stands for anything.
        public var calls: [String]
        /// What is written: json, or protobuf-json where a Protobuf message becomes JSON.
        public var format: String
        /// The argument that asks for indentation.
        public var indent: [SDKKnowledge.ArgumentPosition]
        /// Names that ask for it wherever they stand in the arguments.
        public var flags: [String]
        /// It always indents.
        public var isIndented: Bool
        /// The argument that is written, the object of a method where there is none.
        public var value: [SDKKnowledge.ArgumentPosition]
        /// How it writes without white space.
        public var compact: String?

        /// Whether one of the names is this call's.
        public func isCalled(_ names: [String]) -> Bool {
            calls.contains { call in names.contains { call.contains("*") ? Glob.matches($0, call) : $0 == call } }
        }
    }

    /// Tables that are written as text and read again by the same program.
    public struct Intermediate: Sendable {
        public var package: String
        /// Methods and functions that write and read, by their last word.
        public var write: String
        public var read: String
        public var path: [SDKKnowledge.ArgumentPosition]
        public var readPath: [SDKKnowledge.ArgumentPosition]
        public var remedy: String
    }

    public private(set) var intermediates: [String: [Intermediate]] = [:]

    /// By language, then by the last word of the call.
    private var writers: [String: [String: [Writer]]] = [:]
    /// Functions that give their argument as text, and methods that give their object's.
    public var passingFunctions: Set<String> = []
    public var passingMethods: Set<String> = []
    /// Methods that add a text to the list or builder that they are called on.
    public var gathering: Set<String> = []
    /// Methods that give the beginning of a text.
    public var cutting: Set<String> = []
    /// Words in the name of a value that is shown to the model for its layout.
    public var examples: [String] = []
    /// How many named texts and numbers are few.
    public var mostParts = 0
    /// Calls that begin a dictionary of counts, and methods that put into one what others hold.
    public var counters: Set<String> = []
    public var filling: Set<String> = []
    /// Calls and members that give one text or number.
    public var scalarCalls: Set<String> = []
    public var scalarMembers: Set<String> = []
    /// Parts that are flat maps of names to short texts by convention, and what things they are parts of.
    public private(set) var flatNames: Set<String> = []
    /// Types whose values are written in one line, or with one line for each of their texts, without spaces, by language.
    public private(set) var flatTypes: [String: [String]] = [:]
    public private(set) var flatOwners: Set<String> = []
    /// Words in the path of a file that people open.
    public var forPeople: Set<String> = []

    public init() {}

    public func writers(_ language: String, lastName: String) -> [Writer] { writers[language]?[lastName] ?? [] }

    /// Words that a file must hold to write a table and read it again.
    public func anchors(_ language: String) -> [SDKKnowledge.Anchor] {
        (intermediates[language] ?? []).map { SDKKnowledge.Anchor(words: [$0.package, ".\($0.write)(", "\($0.read)("]) }
    }

    mutating func read(_ root: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(root, in: file)
        var problems: [CatalogError] = []
        passingFunctions = Set(fields.texts("passing-functions"))
        passingMethods = Set(fields.texts("passing-methods"))
        gathering = Set(fields.texts("gathering"))
        cutting = Set(fields.texts("cutting"))
        examples = fields.texts("examples")
        forPeople = Set(fields.texts("for-people"))
        if let node = fields.required("small") {
            var inner = Fields(node, in: file)
            mostParts = inner.required("most")?.integer ?? 0
            counters = Set(inner.texts("counters"))
            filling = Set(inner.texts("filling"))
            scalarCalls = Set(inner.texts("calls"))
            scalarMembers = Set(inner.texts("members"))
            flatNames = Set(inner.texts("flat-names"))
            for (language, types) in inner.node("flat-types")?.entries ?? [] { flatTypes[language.rawText] = types.items.map(\.rawText) }
            flatOwners = Set(inner.texts("flat-owners"))
            problems += inner.finish()
        }
        for (language, section) in fields.required("writers")?.entries ?? [] {
            for entry in section.items {
                var inner = Fields(entry, in: file)
                let writer = Writer(
                    calls: inner.texts("call"), format: inner.optionalText("format") ?? "json",
                    indent: SDKKnowledge.positions("indent", &inner), flags: inner.texts("flags"), isIndented: inner.flag("indented") ?? false,
                    value: SDKKnowledge.positions("value", &inner), compact: inner.optionalText("compact"))
                if writer.calls.isEmpty { inner.problem("`call` is missing", at: entry) }
                for name in Set(writer.calls.map(Self.lastWord)) { writers[language.rawText, default: [:]][name, default: []].append(writer) }
                problems += inner.finish()
            }
        }
        for (language, section) in fields.required("intermediates")?.entries ?? [] {
            for entry in section.items {
                var inner = Fields(entry, in: file)
                intermediates[language.rawText, default: []].append(
                    Intermediate(
                        package: inner.text("package") ?? "", write: inner.text("write") ?? "", read: inner.text("read") ?? "",
                        path: SDKKnowledge.positions("path", &inner), readPath: SDKKnowledge.positions("read-path", &inner),
                        remedy: inner.text("remedy") ?? ""))
                problems += inner.finish()
            }
        }
        return problems + fields.finish()
    }

    private static func lastWord(_ name: String) -> String { name.split(separator: ".").last.map(String.init) ?? name }
}
