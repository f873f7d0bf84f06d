internal import Catalog
internal import Facts
internal import Parsing
internal import Rules

/// Which suppression takes back which finding, and which took back none.
///
/// A suppression covers the findings that start on its lines. When none of its rule does, it covers the innermost finding around
/// it: the comment behind one argument of a call that spans many lines.
struct SuppressionMatching {
    private let suppressions: [Suppression]
    private let selection: RuleSelection
    /// The rules of each suppression under today's ids; nil for a name that no rule has or had.
    private let ids: [[String?]]
    /// For each suppression, the rules of which it took something back.
    private var used: [Set<String>]
    private let byPath: [String: [Int]]

    init(_ suppressions: [Suppression], selection: RuleSelection) {
        self.suppressions = suppressions
        self.selection = selection
        ids = suppressions.map { $0.rules.map { selection.currentID(of: $0) } }
        used = Array(repeating: [], count: suppressions.count)
        byPath = Dictionary(grouping: suppressions.indices, by: { suppressions[$0].place.path })
    }

    /// For each finding whether a suppression takes it back.
    mutating func match(_ findings: [Finding]) -> [Bool] {
        var isSuppressed = Array(repeating: false, count: findings.count)
        var candidates: [Key: [Int]] = [:]
        for index in findings.indices where byPath[findings[index].place.path] != nil {
            candidates[Key(path: findings[index].place.path, rule: findings[index].rule.id), default: []].append(index)
        }
        for number in suppressions.indices {
            for case let rule? in ids[number] {
                let own = candidates[Key(path: suppressions[number].place.path, rule: rule)] ?? []
                for index in Self.covered(by: suppressions[number].scope, own, of: findings) {
                    isSuppressed[index] = true
                    used[number].insert(rule)
                }
            }
        }
        return isSuppressed
    }

    /// A finding for each suppression that has a name which took nothing back; none when only some rules ran.
    func unused() -> [Finding] {
        guard selection.isComplete else { return [] }
        return suppressions.indices.compactMap { number in
            let pairs = zip(suppressions[number].rules, ids[number])
            let mistaken = pairs.filter { $0.1 == nil }.map(\.0)
            let idle = pairs.filter { _, id in
                guard let id, id != UnusedSuppression.rule.id else { return false }
                return selection.isActive(id) && !used[number].contains(id)
            }.map(\.0)
            guard !mistaken.isEmpty || !idle.isEmpty else { return nil }
            return UnusedSuppression.finding(suppressions[number], idle: idle, mistaken: mistaken, known: selection.knownIDs)
        }
    }

    private struct Key: Hashable {
        var path: String
        var rule: String
    }

    private static func covered(by scope: Suppression.Scope, _ candidates: [Int], of findings: [Finding]) -> [Int] {
        let lines: ClosedRange<Int>
        switch scope {
        case .file: return candidates
        case .bytes(let span): return covered(by: span, candidates, of: findings)
        case .line(let line): lines = line...line
        case .lines(let range): lines = range
        }
        let starting = candidates.filter { lines.contains(findings[$0].place.start.line) }
        if !starting.isEmpty { return starting }
        let around = candidates.filter { index in
            let place = findings[index].place
            return place.start.line <= lines.lowerBound && lines.upperBound <= place.end.line
        }
        return innermost(around, of: findings)
    }

    private static func covered(by line: Span, _ candidates: [Int], of findings: [Finding]) -> [Int] {
        let starting = candidates.filter { (line.start...line.end).contains(findings[$0].place.span.start) }
        if !starting.isEmpty { return starting }
        return innermost(candidates.filter { findings[$0].place.span.contains(line.start) }, of: findings)
    }

    private static func innermost(_ around: [Int], of findings: [Finding]) -> [Int] {
        around.min { findings[$0].place.span.length < findings[$1].place.span.length }.map { [$0] } ?? []
    }
}

/// The rule about comments that take nothing back: they hide the next finding of their kind that comes along.
enum UnusedSuppression {
    static let rule = Rule.builtIn(
        id: "unused-suppression", title: "Suppression that suppresses nothing", technique: .measurement, severity: .info,
        on: FactKind.suppression.rawValue, message: "this comment suppresses nothing", remedy: "Remove the comment, or the rule from it",
        why: """
            A comment such as `wattlint: ignore[rule-id]` takes a finding back. When there is no such finding, the comment says
            something that is no longer true, and hides the next finding of its rule that appears there.
            """)

    static func finding(_ suppression: Suppression, idle: [String], mistaken: [String], known: [String]) -> Finding {
        var parts: [String] = []
        if !idle.isEmpty { parts.append("nothing is suppressed here: there is no finding of " + list(idle)) }
        for name in mistaken { parts.append("`\(name)` is no rule" + hint(name, among: known)) }
        let fact = Fact(
            kind: .suppression, place: suppression.place, symbol: "",
            fields: ["rules": .text(suppression.rules.joined(separator: ", ")), "reason": .text(suppression.reason)],
            snippet: suppression.snippet)
        return Finding(
            rule: rule, severity: rule.severity, confidence: rule.confidence, fact: fact, message: parts.joined(separator: "; "),
            remedy: mistaken.isEmpty ? "Remove " + (idle.count < suppression.rules.count ? list(idle) + " from it" : "the comment")
                : "Correct the name, or remove it")
    }

    private static func list(_ names: [String]) -> String { names.map { "`\($0)`" }.joined(separator: ", ") }
}
