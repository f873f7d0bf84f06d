public import Catalog
public import Facts
internal import Parsing

/// Holds every rule against every fact of its kind.
///
///     Judge(rules).findings(over: facts, relations: relations)
///
/// A rule fires when its conditions are true, not merely undecided, and when what its `none` names is known to be absent.
public struct Judge: Sendable {
    /// The rules of each kind of fact, by the kind's name.
    private let rules: [String: [Rule]]

    /// - Parameter rules: those that are switched on, options already set.
    public init(_ rules: [Rule]) {
        var byKind: [String: [Rule]] = [:]
        for rule in rules { for kind in [rule.on] + rule.alsoOn { byKind[kind, default: []].append(rule) } }
        self.rules = byKind
    }

    /// At most one finding a rule and place, sorted by path, place and rule.
    ///
    /// - Parameters:
    ///   - facts: of the whole repository, linked, in any order.
    ///   - relations: between these facts, by their index.
    public func findings(over facts: [Fact], relations: Relations) -> [Finding] {
        var findings: [Finding] = []
        for (index, fact) in facts.enumerated() {
            for rule in rules[fact.kind.rawValue] ?? [] {
                if let finding = finding(of: rule, on: fact, index, relations) { findings.append(finding) }
            }
        }
        return unyielding(oneAPlace(findings.sorted(by: isBefore)))
    }

    /// Without what another rule says better of the same place.
    private func unyielding(_ findings: [Finding]) -> [Finding] {
        var rulesByPlace: [Place: Set<String>] = [:]
        let better = findings.map(\.rule.yieldsTo).reduce(into: Set<String>()) { $0.formUnion($1) }
        guard !better.isEmpty else { return findings }
        for finding in findings where better.contains(finding.rule.id) { rulesByPlace[finding.place, default: []].insert(finding.rule.id) }
        return findings.filter { finding in rulesByPlace[finding.place].map(finding.rule.yieldsTo.isDisjoint) ?? true }
    }

    private func finding(of rule: Rule, on fact: Fact, _ index: Int, _ relations: Relations) -> Finding? {
        let truth = rule.when.truth(for: fact)
        guard truth.verdict == .holds,
            rule.none.allSatisfy({ relations.related(index, kind: $0.kind, name: $0.name) == .none })
        else { return nil }
        return Finding(
            rule: rule, severity: rule.severity, confidence: truth.restsOnFallback ? rule.confidence.oneLess : rule.confidence,
            fact: fact, message: text(rule.message, for: fact), remedy: text(rule.remedy, for: fact),
            evidence: evidence(for: rule, fact), related: fact.related)
    }

    /// The rule reader refuses a rule whose conditions do not make every placeholder outside of brackets known. A rule built in
    /// another way must not lose its finding for the wording's sake, so the placeholder's name stands in.
    private func text(_ template: Template, for fact: Fact) -> String {
        template.filled { fact[$0].words(for: $0) } ?? template.filled { fact[$0].words(for: $0) ?? $0 } ?? ""
    }

    /// What the fields that the rule uses are concluded from, in the order of the kind's fields.
    private func evidence(for rule: Rule, _ fact: Fact) -> [String] {
        let used = rule.when.fields.union(rule.message.fields).union(rule.remedy.fields)
        var lines: [String] = []
        for field in fact.kind.fields.map(\.name) where explains(field, used) {
            guard let words = fact[field].words(for: field), !lines.contains(words) else { continue }
            lines.append(words)
        }
        return lines
    }

    private func explains(_ field: String, _ used: Set<String>) -> Bool {
        for ending in [".evidence", ".reason"] where field.hasSuffix(ending) {
            return used.contains(field) || used.contains(String(field.dropLast(ending.count)))
        }
        return field == "arithmetic" && used.contains { $0.hasPrefix("needed-") || $0.hasPrefix("weights-") }
    }

    private func isBefore(_ one: Finding, _ other: Finding) -> Bool {
        if one.place.path != other.place.path { return one.place.path < other.place.path }
        if one.place.span != other.place.span { return one.place.span < other.place.span }
        if one.rule.id != other.rule.id { return one.rule.id < other.rule.id }
        if one.confidence != other.confidence { return one.confidence > other.confidence }
        return one.message < other.message
    }

    /// Of sorted findings, the surest of each rule and place.
    private func oneAPlace(_ findings: [Finding]) -> [Finding] {
        var result: [Finding] = []
        for finding in findings {
            if let last = result.last, last.rule.id == finding.rule.id, last.place.path == finding.place.path,
                last.place.span == finding.place.span
            {
                continue
            }
            result.append(finding)
        }
        return result
    }
}
