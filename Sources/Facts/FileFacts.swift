public import CodeModel
public import Discovery
public import Parsing

/// What one file gives: its facts, and what only other files can tell.
public struct FileFacts: Sendable {
    public var path: String
    public var pathClass: PathClass
    /// Whether the file is one that was asked about; the others are read to understand those.
    public var isReported = true
    public var facts: [Fact]
    public var suppressions: [Suppression]
    /// Functions of the file that pass their parameters on to a model.
    public var wrappers: [Wrapper]
    /// Names of other files that a field or a call rests on, as the file writes them.
    public var references: Set<String>
    /// Why the file could not be read whole.
    public var problems: [ParseError]
    /// Comments that look like suppressions and are none.
    public var notices: [Notice] = []

    public init(
        path: String, pathClass: PathClass, facts: [Fact] = [], suppressions: [Suppression] = [], wrappers: [Wrapper] = [],
        references: Set<String> = [], problems: [ParseError] = []
    ) {
        self.path = path
        self.pathClass = pathClass
        self.facts = facts
        self.suppressions = suppressions
        self.wrappers = wrappers
        self.references = references
        self.problems = problems
    }
}

/// What a later round of extraction is told about other files.
public struct Asked: Sendable {
    /// Names that the file imports, as it writes them.
    public var answers: [String: Resolver.Answer]
    /// Where each of those is set.
    public var places: [String: Place]
    /// What other files declare under those names.
    public var declared: [String: Wrapper.Key] = [:]
    /// Wrappers of other files.
    public var wrappers: KnownWrappers

    public init(
        answers: [String: Resolver.Answer] = [:], places: [String: Place] = [:], wrappers: KnownWrappers = KnownWrappers()
    ) {
        self.answers = answers
        self.places = places
        self.wrappers = wrappers
    }
}
