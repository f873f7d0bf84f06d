public import Parsing

public enum Severity: String, Sendable, CaseIterable, Comparable {
    case info, warning, error

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    public static func < (left: Severity, right: Severity) -> Bool { left.order < right.order }
}

/// How often the static evidence is right: high at least 85 %, medium at least 65 %.
public enum Confidence: String, Sendable, CaseIterable, Comparable {
    case low, medium, high

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    public static func < (left: Confidence, right: Confidence) -> Bool { left.order < right.order }

    public var oneLess: Confidence { self == .high ? .medium : .low }
}

public enum Technique: String, Sendable, CaseIterable {
    case rightSizing = "right-sizing"
    case dataTransfer = "data-transfer"
    case quantization, runtime, caching, scheduling, measurement, capacity
}

/// A measurement or statement that a rule rests on.
public struct Evidence: Sendable, Hashable {
    public var claim: String
    public var source: String

    public init(claim: String, source: String) {
        self.claim = claim
        self.source = source
    }
}

/// One rule file: what it judges, when it fires, what it says and what it rests on.
public struct Rule: Sendable {
    public var id: String
    public var title: String
    public var technique: Technique
    public var severity: Severity
    public var confidence: Confidence
    /// Off unless asked for.
    public var isPedantic: Bool
    /// The kind of fact that it judges, by its name.
    public var on: String
    /// Further kinds that it judges as well, which have all the fields that it names.
    public var alsoOn: [String] = []
    public var when: Predicate
    /// Relations that must be known to be absent, such as `autoscaler`.
    public var none: [Relation]
    public var message: Template
    public var remedy: Template
    public var saving: SavingMethod
    /// Markdown.
    public var why: String
    public var evidence: [Evidence]
    public var examples: [Example]
    /// What the configuration may change: the option's name, and the field whose constants in `when` it replaces.
    public var options: [String: String]
    /// Earlier ids, still understood in suppressions and configuration.
    public var formerly: [String]
    /// Rules that say the same of a place, and say it better: where one of them does, this one is silent.
    public var yieldsTo: Set<String> = []
    public var path: String

    public init(
        id: String, title: String, technique: Technique, severity: Severity, confidence: Confidence, isPedantic: Bool = false, on: String,
        when: Predicate, none: [Relation] = [], message: Template, remedy: Template, saving: SavingMethod, why: String,
        evidence: [Evidence], examples: [Example], options: [String: String] = [:], formerly: [String] = [], path: String
    ) {
        self.id = id
        self.title = title
        self.technique = technique
        self.severity = severity
        self.confidence = confidence
        self.isPedantic = isPedantic
        self.on = on
        self.when = when
        self.none = none
        self.message = message
        self.remedy = remedy
        self.saving = saving
        self.why = why
        self.evidence = evidence
        self.examples = examples
        self.options = options
        self.formerly = formerly
        self.path = path
    }

    /// A condition over the fields of one fact. It holds only if it holds for every candidate of a value.
    public indirect enum Predicate: Sendable {
        case all([Predicate])
        case any([Predicate])
        case not(Predicate)
        /// The field is one of these.
        case equals(field: String, options: [String])
        /// The field as a number compares so with a constant, as a whole interval.
        case compares(field: String, Comparison, Double)
        /// The field as a number compares so with a multiple of another field of the same fact, as whole intervals.
        case comparesFields(field: String, Comparison, factor: Double, other: String)
        /// The field is known to hold something (true), or known to hold nothing: `none` (false).
        case exists(field: String, Bool)
    }

    public enum Comparison: String, Sendable, CaseIterable {
        case lessOrEqual = "<=", greaterOrEqual = ">=", less = "<", greater = ">"
    }

    /// A relation of a fact to others, such as `autoscaler: {targets: this}`.
    public struct Relation: Sendable {
        public var kind: String
        public var name: String

        public init(kind: String, name: String) {
            self.kind = kind
            self.name = name
        }
    }

    /// How the saving is worked out: a method of the Savings module, and the fields that it is told to use.
    public struct SavingMethod: Sendable {
        public var method: String
        public var arguments: [String: String]

        public init(method: String, arguments: [String: String] = [:]) {
            self.method = method
            self.arguments = arguments
        }
    }

    public struct Example: Sendable {
        /// A language (`python`) or format (`kubernetes`, `litellm`, `compose`), which gives the file its name.
        public var language: String
        /// The name of the file, as the example gives it or as the language does.
        public var name: String
        /// Other files that the example needs, by name.
        public var files: [String: String]
        public var bad: String
        public var good: String
        public var position: Position?

        public init(language: String, name: String, files: [String: String] = [:], bad: String, good: String, position: Position? = nil) {
            self.language = language
            self.name = name
            self.files = files
            self.bad = bad
            self.good = good
            self.position = position
        }
    }
}
