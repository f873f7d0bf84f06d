internal import Parsing

/// What tells whether a call of a model asks for more than its work needs: `knowledge/sizing.yaml`.
public struct SizingKnowledge: KnowledgePart, Sendable {
    /// How SDKs write a level of reasoning, in small letters, to what wattlint calls it: off, low, medium, high, on.
    public var levels: [String: String] = [:]
    /// Where an object says how much a model thinks.
    public var reasoningEntries: [String] = []
    /// Up to so many tokens of thinking count as low.
    public var lowBudget = 0.0
    public var answers = Answers()
    public var health = Health()
    public var deterministic = Deterministic()
    /// Words of names that say that a loop gives up.
    public var limits: Set<String> = []
    public var retrying: [Retrying] = []
    /// Calls that read an answer and fail where it has another shape.
    public var reading: Set<String> = []
    /// What shortens the history of a conversation.
    public var trimming: [String] = []
    /// By provider, how many requests are handed over at once.
    public var batches: [String: String] = [:]
    public var scripts: [String] = []
    public var serving: [String] = []
    public var shortSpeech: Set<String> = []

    /// Where an answer holds its completions.
    public struct Answers: Sendable {
        public var lists: Set<String> = []
        public var through: Set<String> = []
        public var beside: Set<String> = []
        public var first: Set<String> = []
    }

    /// Routes and classes that say whether a program lives.
    public struct Health: Sendable {
        public var paths: Set<String> = []
        public var behind: Set<String> = []
        public var routes: Set<String> = []
        public var indicators: Set<String> = []
        /// Types of a parameter by which a function answers requests.
        public var handled: Set<String> = []
        public var longestPrompt = 0
    }

    /// Work with an exact answer that a program computes.
    public struct Deterministic: Sendable {
        public var leads: Set<String> = []
        public var fillers: Set<String> = []
        public var head = 0
        public var longestPrompt = 0
        public var kinds: [Kind] = []

        public struct Kind: Sendable {
            public var kind: String
            /// Words in order; `*` stands for up to five, `+` for fillers.
            public var phrases: [WordPattern]
            public var unless: [String]
            public var remedy: String
        }
    }

    /// A decorator that calls a function again when it fails.
    public struct Retrying: Sendable {
        public var name: String
        public var givesUp: [String]
        public var looks: [String]
    }

    public init() {}

    mutating func read(_ root: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(root, in: file)
        var problems: [CatalogError] = []
        if let node = fields.required("reasoning") { problems += readReasoning(node, in: file) }
        if let node = fields.required("answers") {
            var inner = Fields(node, in: file)
            answers = Answers(
                lists: Set(inner.texts("lists")), through: Set(inner.texts("through")), beside: Set(inner.texts("beside")),
                first: Set(inner.texts("first")))
            problems += inner.finish()
        }
        if let node = fields.required("health") {
            var inner = Fields(node, in: file)
            health = Health(
                paths: Set(inner.texts("paths")), behind: Set(inner.texts("behind")), routes: Set(inner.texts("routes")),
                indicators: Set(inner.texts("indicators")), handled: Set(inner.texts("handled")), longestPrompt: inner.node("longest-prompt")?.integer ?? 0)
            problems += inner.finish()
        }
        if let node = fields.required("deterministic") { problems += readDeterministic(node, in: file) }
        limits = Set(fields.texts("limits"))
        for entry in fields.required("retrying")?.items ?? [] {
            var inner = Fields(entry, in: file)
            retrying.append(Retrying(name: inner.text("name") ?? "", givesUp: inner.texts("gives-up"), looks: inner.texts("looks")))
            problems += inner.finish()
        }
        reading = Set(fields.texts("reading"))
        trimming = fields.texts("trimming")
        for (provider, call) in fields.required("batches")?.entries ?? [] { batches[provider.rawText] = call.rawText }
        scripts = fields.texts("scripts")
        serving = fields.texts("serving")
        shortSpeech = Set(fields.texts("short-speech"))
        return problems + fields.finish()
    }

    private mutating func readReasoning(_ node: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(node, in: file)
        for level in ["off", "low", "medium", "high", "on"] { for word in fields.texts(level) { levels[word] = level } }
        reasoningEntries = fields.texts("entries")
        lowBudget = fields.node("low-budget")?.number ?? 0
        return fields.finish()
    }

    private mutating func readDeterministic(_ node: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(node, in: file)
        deterministic.leads = Set(fields.texts("leads"))
        deterministic.fillers = Set(fields.texts("fillers"))
        deterministic.head = fields.node("head")?.integer ?? 0
        deterministic.longestPrompt = fields.node("longest-prompt")?.integer ?? 0
        var problems: [CatalogError] = []
        for entry in fields.required("kinds")?.items ?? [] {
            var inner = Fields(entry, in: file)
            deterministic.kinds.append(
                Deterministic.Kind(
                    kind: inner.text("kind") ?? "", phrases: inner.texts("phrases").map(WordPattern.init),
                    unless: inner.texts("unless"), remedy: inner.text("remedy") ?? ""))
            problems += inner.finish()
        }
        return problems + fields.finish()
    }
}
