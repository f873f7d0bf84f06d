internal import Catalog
internal import Discovery
public import Facts
internal import Parsing
public import Rules

/// Triage decides which findings are reported: what comments take back, what the configuration switches off or weighs otherwise,
/// and what lies outside the part of the repository that was asked about.

/// From which severity on a finding makes the run fail.
public enum FailOn: String, Sendable, CaseIterable {
    case error, warning, info, never

    /// 1 when a finding is at or above the threshold, else 0.
    public func exitCode(for findings: [Finding]) -> Int {
        guard let threshold = Severity(rawValue: rawValue) else { return 0 }
        return findings.contains { $0.severity >= threshold } ? 1 : 0
    }
}

/// What is reported of all that was found.
public struct Triage: Sendable {
    public var selection: RuleSelection
    public var configuration: Configuration
    public var includesTests: Bool

    public init(selection: RuleSelection, configuration: Configuration = Configuration(), includesTests: Bool = false) {
        self.selection = selection
        self.configuration = configuration
        self.includesTests = includesTests
    }

    public struct Outcome: Sendable {
        /// Sorted by path, start and rule.
        public var findings: [Finding] = []
        /// How many findings comments took back.
        public var suppressed = 0
        /// How many findings are left out because of the file they are in, by its class (`test`, `example`, …).
        public var leftOut: [String: Int] = [:]
    }

    /// Judges every finding once: comments first, so that a suppression in a file that is left out counts as used.
    ///
    /// - Parameters:
    ///   - findings: in any order.
    ///   - suppressions: of all files that were read.
    ///   - isReported: whether a path is one that was asked about; what lies elsewhere is dropped and not counted.
    public func apply(
        to findings: [Finding], suppressions: [Suppression], isReported: @escaping (String) -> Bool = { _ in true }
    ) -> Outcome {
        var outcome = Outcome()
        var matching = SuppressionMatching(suppressions, selection: selection)
        var open: [Finding] = []
        for (finding, isSuppressed) in zip(findings, matching.match(findings)) {
            guard isReported(finding.place.path), !configuration.excludes(finding.place.path), let judged = weighed(finding) else { continue }
            if finding.fact.pathClass != .application, !includesTests {
                outcome.leftOut[finding.fact.pathClass.rawValue, default: 0] += 1
            } else if isSuppressed {
                outcome.suppressed += 1
            } else {
                open.append(judged)
            }
        }
        let unused = matching.unused().filter { isReported($0.place.path) && !configuration.excludes($0.place.path) }
        for (finding, isSuppressed) in zip(unused, matching.match(unused)) where !isSuppressed {
            if let judged = weighed(finding) { open.append(judged) }
        }
        outcome.findings = open.sorted(by: Self.isBefore)
        return outcome
    }

    /// The finding with the severity that the configuration gives it; nil when its rule is off here.
    private func weighed(_ finding: Finding) -> Finding? {
        guard selection.isActive(finding.rule.id) else { return nil }
        guard let severity = configuration.severity(of: finding, isSelected: selection.names(finding.rule)) else { return nil }
        var finding = finding
        finding.severity = severity
        return finding
    }

    static func isBefore(_ one: Finding, _ other: Finding) -> Bool {
        if one.place.path != other.place.path { return one.place.path < other.place.path }
        if one.place.start != other.place.start { return one.place.start < other.place.start }
        if one.rule.id != other.rule.id { return one.rule.id < other.rule.id }
        if one.place.end != other.place.end { return one.place.end < other.place.end }
        return one.message < other.message
    }
}
