internal import Parsing

/// From what a small task is concluded: `knowledge/tasks.yaml`.
public struct TaskKnowledge: KnowledgePart, Sendable {
    public struct Task: Sendable {
        public var name: String
        /// Whole words of a function's, class's or constant's name.
        public var names: Set<String>
        /// Words that a function's name begins with.
        public var leadingNames: Set<String>
        /// Phrases that demand such an answer, lower case.
        public var phrases: [String]
        /// How the first sentence asks for it, lower case.
        public var verbs: [String]
        /// What an answer is told to be, anywhere in the prompt, and what hints at it; and what its first sentences ask for.
        public var demands: [WordPattern]
        public var hints: [WordPattern]
        public var openings: [WordPattern]
        /// Texts that answers of this task are compared with, lower case.
        public var labels: Set<String>
    }

    public struct Veto: Sendable {
        public var why: String
        public var weight: Double
        public var names: Set<String>
        public var unless: Set<String>
        public var phrases: [String]
        /// Names that say nothing where they stand alone and the prompt says what is asked for: `generate`.
        public var weakAlone: Set<String>
    }

    public var threshold = 6.0
    public var vetoLimit = -3.0
    public var weights: [String: Double] = [:]
    public var tasks: [Task] = []
    public var vetoes: [Veto] = []
    /// Names of things that a small task may be about.
    public var things: Set<String> = []
    /// Last words of types that say nothing of what they do: `ReportService`.
    public var roles: Set<String> = []
    /// Words behind which a sentence asks for something: `you must`, `your task is to`.
    public var leads: Set<String> = []
    public var promptHead = 400
    public var largestCap = 512.0

    public init() {}

    public func weight(_ evidence: String) -> Double { weights[evidence] ?? 0 }

    static let evidenceNames = [
        "answer", "conversion", "return-type", "closed-schema", "flat-schema", "demand", "phrase", "verb", "name", "cap-16", "cap-64",
        "cap-256", "temperature",
    ]

    mutating func read(_ node: Node, in file: CatalogFile) -> [CatalogError] {
        var fields = Fields(node, in: file)
        var problems: [CatalogError] = []
        threshold = fields.interval("threshold")?.low ?? threshold
        vetoLimit = fields.interval("veto-limit")?.low ?? vetoLimit
        things = Set(fields.texts("things"))
        leads = Set(fields.texts("leads"))
        roles = Set(fields.texts("roles"))
        promptHead = fields.node("prompt-head")?.integer ?? promptHead
        largestCap = fields.interval("largest-cap")?.low ?? largestCap
        for (key, value) in fields.required("weights")?.entries ?? [] {
            if !Self.evidenceNames.contains(key.rawText) {
                fields.problem("unknown evidence `\(key.rawText)`" + hint(key.rawText, among: Self.evidenceNames), at: key)
            }
            weights[key.rawText] = value.number
        }
        for (key, value) in fields.required("tasks")?.entries ?? [] {
            var inner = Fields(value, in: file)
            tasks.append(
                Task(
                    name: key.rawText, names: Set(inner.texts("names")), leadingNames: Set(inner.texts("leading-names")),
                    phrases: inner.texts("phrases"), verbs: inner.texts("verbs"), demands: inner.texts("demands").map(WordPattern.init),
                    hints: inner.texts("hints").map(WordPattern.init),
                    openings: inner.texts("openings").map(WordPattern.init), labels: Set(inner.texts("labels"))))
            problems += inner.finish()
        }
        for entry in fields.required("vetoes")?.items ?? [] {
            var inner = Fields(entry, in: file)
            vetoes.append(
                Veto(
                    why: inner.text("why") ?? "", weight: inner.interval("weight")?.low ?? -5, names: Set(inner.texts("names")),
                    unless: Set(inner.texts("unless")), phrases: inner.texts("phrases"), weakAlone: Set(inner.texts("weak-alone"))))
            problems += inner.finish()
        }
        return problems + fields.finish()
    }
}
