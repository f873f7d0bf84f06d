public import Catalog

/// What is known about the facts that stand in a relation to a fact, such as the autoscaler that targets a workload.
public enum RelationAnswer: Hashable, Sendable {
    /// These facts do, by their index; never empty.
    case some([Int])
    /// No fact does, and everything that could hold one was read whole.
    case none
    /// Not known: a file was skipped, a template was conditional, the target has no name.
    case unknown
}

/// The relations between facts, worked out once by the linking and asked by the rules. Whatever nobody answered is unknown.
public struct Relations: Sendable {
    private struct Key: Hashable, Sendable {
        var fact: Int
        var kind: String
        var name: String
    }

    private var answers: [Key: RelationAnswer] = [:]

    public init() {}

    /// Notes which facts of a kind stand in the named relation to the fact with this index.
    public mutating func answer(_ fact: Int, kind: FactKind, name: String, _ answer: RelationAnswer) {
        answers[Key(fact: fact, kind: kind.rawValue, name: name)] = answer
    }

    /// Adds one fact to those that stand in the relation.
    public mutating func add(_ fact: Int, kind: FactKind, name: String, _ other: Int) {
        let key = Key(fact: fact, kind: kind.rawValue, name: name)
        if case .some(let others)? = answers[key] { answers[key] = .some(others + [other]) } else { answers[key] = .some([other]) }
    }

    public func related(_ fact: Int, kind: String, name: String) -> RelationAnswer {
        answers[Key(fact: fact, kind: kind, name: name)] ?? .unknown
    }
}
