/// Whether a fact has a related one: which, known to be none, or nothing that can be relied on, with the reason.
public enum Presence: Sendable, Hashable {
    case present([Int])
    case absent
    case unknown(String)
}

/// How facts belong together. A relation is named as rules name it, `autoscaler: {targets: this}`: the other fact's kind and
/// what it does to this one.
///
///     autoscaler   targets    workload                  may be absent
///     cache        covers     model-gateway, model-route  may be absent
///     workload     behind     service
///     workload     runs       model-server
///     workload     answers    model-route
///     model-server runs       workload                  (the servers that the workload runs)
///     model-server answers    model-route
///     model-route  leads-to   model-server
public struct Relations: Sendable {
    private struct Key: Hashable, Sendable {
        var kind: String
        var name: String
        var fact: Int
    }

    private var presences: [Key: Presence] = [:]

    public init() {}

    /// Relations that a rule may name under `none:`.
    public static let names: [(kind: String, name: String)] = [("autoscaler", "targets"), ("cache", "covers")]

    public func presence(_ kind: String, _ name: String, of fact: Int) -> Presence {
        presences[Key(kind: kind, name: name, fact: fact)] ?? .unknown("nothing is known of it")
    }

    public mutating func set(_ kind: String, _ name: String, of fact: Int, _ presence: Presence) {
        presences[Key(kind: kind, name: name, fact: fact)] = presence
    }

    public mutating func add(_ kind: String, _ name: String, of fact: Int, _ other: Int) {
        let key = Key(kind: kind, name: name, fact: fact)
        if case .present(let others)? = presences[key] { presences[key] = .present(others + [other]) } else { presences[key] = .present([other]) }
    }
}
