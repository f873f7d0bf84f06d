internal import Catalog
internal import Discovery
public import Facts
internal import Parsing
public import Rules

/// What a run understood of the model calls in application code, and what it looked at: `check --statistics`.
public struct Statistics: Sendable {
    /// How the model of a call was found.
    public enum Resolution: String, Sendable, CaseIterable {
        /// The files say which one, or which ones.
        case name
        /// Some model unless the environment or a setting says otherwise.
        case fallback = "default"
        /// Its role in the project's settings (fast, smart), not its name.
        case slot
        /// A name that a gateway gives it.
        case alias
        /// By the caller, whose call is counted by itself.
        case caller
        case unresolved
    }

    public struct Calls: Sendable {
        public var byResolution: [Resolution: Int] = [:]
        /// Of those that are not resolved, why.
        public var reasons: [String: Int] = [:]

        public var count: Int { byResolution.values.reduce(0, +) }
        /// Those of which something is known of the model, of all but those that only pass on what a caller says.
        public var resolved: Int { count - passedOn - (byResolution[.unresolved] ?? 0) }
        public var judged: Int { count - passedOn }
        private var passedOn: Int { byResolution[.caller] ?? 0 }
    }

    public var calls = Calls()
    public var byLanguage: [String: Calls] = [:]
    public var findingsByRule: [String: Int] = [:]
    /// Files that were opened or left out, by what part of the project they belong to.
    public var filesByClass: [String: Int]

    /// - Parameter facts: of the files that are reported on, linked.
    public init(facts: [Fact], findings: [Finding], filesByClass: [String: Int]) {
        self.filesByClass = filesByClass
        for finding in findings { findingsByRule[finding.rule.id, default: 0] += 1 }
        let calls = facts.filter { $0.kind == .llmCall && $0.pathClass == .application }
        let inside = Set(calls.filter { $0["wrapper"].isKnown }.flatMap { $0.related.map(\.place) })
        for fact in calls {
            let resolution = Self.resolution(of: fact, isCalledThrough: inside.contains(fact.place))
            let reason = resolution == .unresolved ? fact["model.unresolved"].text ?? "computed" : nil
            let name = fact.place.path.split(separator: "/").last ?? ""
            let language = FileKind(name: Array(name.utf8))?.rawValue ?? "other"
            Self.add(resolution, reason, to: &self.calls)
            Self.add(resolution, reason, to: &byLanguage[language, default: Calls()])
        }
    }

    private static func add(_ resolution: Resolution, _ reason: String?, to calls: inout Calls) {
        calls.byResolution[resolution, default: 0] += 1
        if let reason { calls.reasons[reason, default: 0] += 1 }
    }

    private static func resolution(of fact: Fact, isCalledThrough: Bool) -> Resolution {
        if fact["alias"].isKnown { return .alias }
        switch fact["model"].form {
        case .known, .oneOf: return .name
        case .fallback: return .fallback
        case .slot: return .slot
        case .unknown: return isCalledThrough ? .caller : .unresolved
        }
    }
}

extension Statistics {
    /// For people, a few lines.
    public var text: String {
        var lines = ["statistics: \(calls.count) model calls in application code; of \(calls.judged) the model is resolved for \(Self.share(calls.resolved, of: calls.judged))"]
        let words: [(Resolution, String)] = [
            (.name, "by name"), (.fallback, "by a default"), (.slot, "by a slot"), (.alias, "by an alias of a gateway"),
            (.unresolved, "not at all"), (.caller, "by callers, which are counted themselves"),
        ]
        lines.append("  " + words.map { "\(calls.byResolution[$0.0] ?? 0) \($0.1)" }.joined(separator: ", "))
        if !calls.reasons.isEmpty {
            lines.append("  not at all because of: " + Self.sorted(calls.reasons).map { "\(Self.reasonWords[$0.key] ?? $0.key) \($0.value)" }.joined(separator: ", "))
        }
        let languages = byLanguage.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
        if !languages.isEmpty {
            lines.append("  by language: " + languages.map { "\($0.key) \($0.value.resolved) of \($0.value.judged)" }.joined(separator: ", "))
        }
        if !findingsByRule.isEmpty {
            lines.append("  findings: " + Self.sorted(findingsByRule).map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        }
        lines.append("  files: " + Self.sorted(filesByClass).map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        return lines.joined(separator: "\n")
    }

    private static let reasonWords = [
        "parameter": "a parameter that nobody gives", "environment": "the environment, without a default",
        "other-file": "a name of a file or package that was not found", "not-given": "a call that leaves it to the SDK",
        "spread": "arguments that are not written out", "deployment": "a deployment that the user names", "call-result": "what another call gives",
        "element": "an element of a collection", "text-with-gaps": "a text with gaps", "computed": "a value that is worked out",
    ]

    private static func share(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "0" : "\(part) (\((200 * part + whole) / (2 * whole)) %)"
    }

    private static func sorted(_ counts: [String: Int]) -> [(key: String, value: Int)] {
        counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    }

    var json: JSON {
        [
            "model_calls": Self.json(calls),
            "by_language": .object(byLanguage.sorted { $0.key < $1.key }.map { JSON.Member($0.key, Self.json($0.value)) }),
            "findings_by_rule": .counts(findingsByRule),
            "files_by_class": .counts(filesByClass),
        ]
    }

    private static func json(_ calls: Calls) -> JSON {
        [
            "count": .integer(calls.count),
            "resolved_by": .object(Resolution.allCases.filter { $0 != .unresolved }.map { .init($0.rawValue, .integer(calls.byResolution[$0] ?? 0)) }),
            "unresolved": .integer(calls.byResolution[.unresolved] ?? 0),
            "unresolved_because": .counts(calls.reasons),
        ]
    }
}
