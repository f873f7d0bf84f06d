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

/// A function that passes its parameters to a call: its callers are calls themselves.
public struct Wrapper: Sendable {
    public var path: String
    /// Class and function: `Client.ask`.
    public var symbol: String
    /// The fact of the call inside, with what is known there.
    public var fact: Fact
    /// Which parameter fills which role of the call (`model`, `prompt`, …).
    public var roles: [String: WrapperParameter]
    /// Which parameter of the constructor of its class fills the role of the model, when the object keeps it.
    public var constructorModel: WrapperParameter?
    /// What the call inside says to the model, gaps as spaces.
    public var knownPrompt: String
    /// The function hands the answer back as it is, so that its caller's handling of it counts.
    public var returnsAnswer: Bool

    public var name: String { symbol.split(separator: ".").last.map(String.init) ?? symbol }
    public var isMethod: Bool { symbol.contains(".") }
}

public struct WrapperParameter: Sendable {
    public var name: String
    /// Position among the arguments of a call, the receiver not counted.
    public var position: Int
    /// Whether an entry of that name of the argument fills it, not the argument itself.
    public var isEntry = false
    public var defaultValue: Located?
}

/// What a second round of extraction is told about other files.
public struct Asked: Sendable {
    /// Names that the file imports, as it writes them.
    public var answers: [String: Resolver.Answer]
    /// Where each of those is set.
    public var places: [String: Place]
    /// Wrappers of other files, by the name that this file calls them (`app.llm.ask`) or, for methods, by `.name`.
    public var wrappers: [String: Wrapper]

    /// Everything that it is about, to tell what is new.
    public var names: Set<String> { Set(answers.keys).union(wrappers.keys.map { "\($0)()" }) }

    public init(answers: [String: Resolver.Answer] = [:], places: [String: Place] = [:], wrappers: [String: Wrapper] = [:]) {
        self.answers = answers
        self.places = places
        self.wrappers = wrappers
    }
}
