internal import Parsing

/// How programs sleep, which states of their own they may look at, and what waits for these without looking: `knowledge/waiting.yaml`.
public struct WaitingKnowledge: KnowledgePart, Sendable {
    /// Seconds between two looks below which waiting is busy, and up to which asking another service is too often.
    public var busySeconds = 0.0
    public var shortSeconds = 0.0
    /// Words of names by which a loop gives up, of questions to the clock, and of code without locks.
    public var deadlines: [String] = []
    public var clocks: [String] = []
    public var lockFree: Set<String> = []
    /// What follows a name where the function is left because it holds nothing.
    public var leavingWhereAbsent: [String] = []
    /// Calls that show somebody what they are given.
    public var showing: Set<String> = []
    private var languages: [String: Language] = [:]

    /// What one ecosystem has for it.
    public struct Language: Sendable {
        public var sleeps: [Sleep] = []
        public var helpers: [Helpers] = []
        /// Seconds of a unit, by the last word of a constant, constructor or member.
        public var durations: [String: Double] = [:]
        /// What makes a duration of a plain number, which only says its type.
        public var casts: Set<String> = []
        public var states: [State] = []
        public var reads: [Read] = []
        /// What tells how much, or whether anything, is in something: functions, methods and fields.
        public var sizes: Set<String> = []
        /// Calls that may stand beside the sleep, by their last word.
        public var looks: Set<String> = []
        /// Methods, and functions by qualified name, that change what they are called on or given first.
        public var changes = Names()
        public var exchanges = Names()
        /// What waits for a flag.
        public var signal = ""
        /// A choice between channels that has a default.
        public var select: Select?
        /// Methods that every object has been through.
        public var makers: Set<String> = []
        /// What stands for the object, where no class says which.
        public var receiver = ""
        /// Nothing else runs while a loop spins.
        public var isSingleThreaded = false
        /// A field or variable that the file declares is the program's own, whoever sets it; elsewhere the file must set it later as well.
        public var isDeclarationEnough = false
        /// A call sleeps only where it is awaited.
        public var isAwaited = false
        /// How loops and sleeps are written; pauses that are short for asking another service.
        public var loops: [String] = []
        public var words: [[String]] = []
        public var conditions: [String] = []
        public var longer: [String] = []
    }

    /// Qualified names, in which `*` stands for anything.
    public struct Names: Sendable {
        private var plain: Set<String> = []
        private var patterns: [String] = []

        public init(_ names: [String] = []) {
            for name in names { if name.contains("*") { patterns.append(name) } else { plain.insert(name) } }
        }

        public var isEmpty: Bool { plain.isEmpty && patterns.isEmpty }
        public var all: [String] { plain.sorted() + patterns }

        public func contains(_ name: String) -> Bool { plain.contains(name) || patterns.contains { Glob.matches(name, $0) } }
    }

    /// A call that sleeps.
    public struct Sleep: Sendable {
        public var calls: Names
        /// The argument that says how long; none where the call does not pause at all.
        public var argument: [SDKKnowledge.ArgumentPosition]
        /// Seconds of one.
        public var unit: Double
        /// The pause, where no argument says it.
        public var seconds: Double?
        /// The call within it that has the argument.
        public var inside: Names
    }

    /// Functions of the project that sleep as long as their argument says.
    public struct Helpers: Sendable {
        public var words: Set<String>
        public var unit: Double
        /// The smallest number that can be of that unit.
        public var least: Double
        /// How names of other functions begin.
        public var except: [String]
    }

    /// A method or field that tells a state of the program's own, and what waits for one of its answers instead of looking.
    public struct State: Sendable {
        public var calls: Set<String>
        /// The answer that is waited for; nil for either.
        public var until: Bool?
        public var wait: String
        /// The types that are meant, by qualified name; empty where the name says enough.
        public var types: Names
        /// Only a loop without any pause costs more than its remedy is worth.
        public var isForSpinning: Bool
        /// A flag like any other: who changes it can tell so.
        public var isFlag: Bool
    }

    /// How a choice between channels is written: its word, that of its default, what asks a channel; and what waits without looking.
    public struct Select: Sendable {
        public var word: String
        public var fallback: String
        public var receive: String
        public var wait: String
    }

    /// What gives the value of a variable that several threads share: a method or field of the types, or a function by qualified name.
    public struct Read: Sendable {
        public var calls: Names
        public var types: Names
        /// How many arguments it has, where that tells it apart.
        public var arguments: Int?
        public var wait: String?
    }

    public init() {}

    /// What is known of an ecosystem; nothing for one that is not in the file.
    public func language(_ ecosystem: String) -> Language { languages[ecosystem] ?? Language() }

    /// Words that a file must hold for a loop of it to wait; the clients are those by which it may ask another service.
    public func anchors(_ ecosystem: String, clients: [String]) -> [SDKKnowledge.Anchor] {
        let language = language(ecosystem)
        func anchor(_ words: [String], _ word: String) -> SDKKnowledge.Anchor { SDKKnowledge.Anchor(words: words, repeated: [word]) }
        guard !language.longer.isEmpty else {
            return language.loops.flatMap { loop in
                language.words.map { SDKKnowledge.Anchor(words: [loop] + $0) } + language.conditions.map { SDKKnowledge.Anchor(loop, closelyThen: $0) }
            }
        }
        var result = language.loops.flatMap { loop in language.conditions.map { SDKKnowledge.Anchor(loop, closelyThen: $0) } }
        for sleep in language.sleeps.flatMap(\.calls.all).sorted() {
            for loop in language.loops {
                for word in language.words.joined() { result.append(anchor([loop, sleep + word], sleep + word)) }
                for word in language.longer { for client in clients { result.append(anchor([loop, sleep + word, client], sleep + word)) } }
            }
        }
        return result
    }

    // MARK: Reading

    mutating func read(_ root: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(root, in: file)
        var problems: [CatalogError] = []
        busySeconds = fields.node("busy-seconds")?.number ?? 0
        shortSeconds = fields.node("short-seconds")?.number ?? 0
        deadlines = fields.texts("deadlines")
        clocks = fields.texts("clocks")
        lockFree = Set(fields.texts("lock-free"))
        leavingWhereAbsent = fields.texts("leaving-where-absent")
        showing = Set(fields.texts("showing"))
        for (ecosystem, node) in fields.required("languages")?.entries ?? [] {
            let (language, found) = Self.language(node, in: file)
            languages[ecosystem.rawText] = language
            problems += found
        }
        return problems + fields.finish()
    }

    private static func language(_ node: Node, in file: CatalogFile) -> (Language, [CatalogError]) {
        var fields = Fields(node, in: file)
        var language = Language()
        var problems: [CatalogError] = []
        for entry in fields.required("sleeps")?.items ?? [] {
            var inner = Fields(entry, in: file)
            let argument = SDKKnowledge.positions("argument", &inner)
            language.sleeps.append(
                Sleep(
                    calls: Names(inner.texts("call")), argument: argument.isEmpty ? [.position(0)] : argument,
                    unit: inner.node("unit")?.number ?? 1, seconds: inner.node("seconds")?.number, inside: Names(inner.texts("inside"))))
            problems += inner.finish()
        }
        for entry in fields.node("helpers")?.items ?? [] {
            var inner = Fields(entry, in: file)
            language.helpers.append(
                Helpers(
                    words: Set(inner.texts("words")), unit: inner.node("unit")?.number ?? 1, least: inner.node("least")?.number ?? 0,
                    except: inner.texts("except")))
            problems += inner.finish()
        }
        for (word, seconds) in fields.node("durations")?.entries ?? [] { language.durations[word.rawText] = seconds.number }
        for entry in fields.node("states")?.items ?? [] {
            var inner = Fields(entry, in: file)
            language.states.append(
                State(
                    calls: Set(inner.texts("call")), until: inner.flag("until"), wait: inner.text("wait") ?? "",
                    types: Names(inner.texts("types")), isForSpinning: inner.flag("only-spinning") ?? false, isFlag: inner.flag("flag") ?? false))
            problems += inner.finish()
        }
        for entry in fields.node("reads")?.items ?? [] {
            var inner = Fields(entry, in: file)
            language.reads.append(
                Read(
                    calls: Names(inner.texts("call")), types: Names(inner.texts("types")), arguments: inner.node("arguments")?.integer,
                    wait: inner.optionalText("wait")))
            problems += inner.finish()
        }
        if let node = fields.node("select") {
            var inner = Fields(node, in: file)
            language.select = Select(
                word: inner.text("word") ?? "", fallback: inner.text("default") ?? "", receive: inner.text("receive") ?? "", wait: inner.text("wait") ?? "")
            problems += inner.finish()
        }
        language.casts = Set(fields.texts("casts"))
        language.sizes = Set(fields.texts("sizes"))
        language.looks = Set(fields.texts("looks"))
        language.changes = Names(fields.texts("changes"))
        language.exchanges = Names(fields.texts("exchanges"))
        language.signal = fields.text("signal") ?? ""
        language.makers = Set(fields.texts("makers"))
        language.receiver = fields.optionalText("receiver") ?? ""
        language.isSingleThreaded = fields.flag("single-threaded") ?? false
        language.isDeclarationEnough = fields.flag("declaration-enough") ?? false
        language.isAwaited = fields.flag("awaited") ?? false
        language.loops = fields.texts("loops")
        language.conditions = fields.texts("conditions")
        language.words = (fields.node("words")?.items ?? []).map { $0.kind == .sequence ? $0.items.map(\.rawText) : [$0.rawText] }
        language.longer = fields.texts("longer")
        return (language, problems + fields.finish())
    }
}
