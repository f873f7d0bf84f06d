import Catalog
import Discovery
import Facts
import Parsing
import Rules
import Testing
@testable import Triage

@Suite struct TriageTests {
    private static let all = [Example.oversized, Example.regression, Example.peak]

    private func triage(_ configuration: String = "", select: [String] = [], ignore: [String] = [], pedantic: Bool = false, tests: Bool = false) -> Triage {
        let configuration = Configuration.read(configuration, path: ".wattlint.yml", rules: Self.all).configuration
        let selection = RuleSelection(from: Self.all, select: select, ignore: ignore, pedantic: pedantic, configuration: configuration)
        return Triage(selection: selection, configuration: configuration, includesTests: tests)
    }

    private func finding(_ rule: Rule, _ path: String = "a.py", line: Int = 1, end: Int? = nil, _ pathClass: PathClass = .application) -> Finding {
        let place = Place(
            path: path, span: Span(line * 100, (end ?? line) * 100 + 50), start: Position(line: line, column: 1),
            end: Position(line: end ?? line, column: 5))
        return Example.finding(rule, place, snippet: Snippet(firstLine: line, lines: ["x"]), pathClass: pathClass)
    }

    private func suppression(_ rules: String..., scope: Suppression.Scope, path: String = "a.py") -> Suppression {
        let place = Place(path: path, span: Span(0, 5), start: Position(line: 1, column: 1), end: Position(line: 1, column: 6))
        return Suppression(rules: rules, reason: "", scope: scope, place: place, snippet: Snippet(firstLine: 1, lines: ["# x"]))
    }

    @Test func findingsAreSortedByPathStartAndRule() {
        let findings = [
            finding(Example.regression, "b.py"), finding(Example.oversized, line: 7), finding(Example.regression, line: 7), finding(Example.oversized, line: 2),
        ]
        let kept = triage().apply(to: findings, suppressions: []).findings
        #expect(kept.map { "\($0.place.path):\($0.place.start.line):\($0.rule.id)" } == [
            "a.py:2:oversized-model", "a.py:7:int8-energy-regression", "a.py:7:oversized-model", "b.py:1:int8-energy-regression",
        ])
    }

    @Test(arguments: [
        (Suppression.Scope.line(3), 1), (.line(4), 2), (.lines(2...9), 1), (.lines(4...9), 2), (.file, 1),
    ])
    func aSuppressionTakesBackWhatItCovers(_ scope: Suppression.Scope, _ left: Int) {
        let outcome = triage().apply(
            to: [finding(Example.oversized, line: 3), finding(Example.regression, line: 3)],
            suppressions: [suppression("oversized-model", scope: scope)])
        // An unused suppression is a finding of its own.
        #expect(outcome.findings.filter { $0.rule.id != "unused-suppression" }.count == left)
        #expect(outcome.suppressed == 2 - left)
        #expect(outcome.findings.contains { $0.rule.id == "unused-suppression" } == (left == 2))
    }

    @Test func formerNamesStillCount() {
        let outcome = triage().apply(to: [finding(Example.oversized)], suppressions: [suppression("big-model", scope: .line(1))])
        #expect(outcome.findings.isEmpty && outcome.suppressed == 1)
    }

    @Test func aCommentInsideACallTakesTheInnermostOne() {
        let outcome = triage().apply(
            to: [finding(Example.oversized, line: 1, end: 30), finding(Example.oversized, line: 10, end: 15)],
            suppressions: [suppression("oversized-model", scope: .line(12))])
        #expect(outcome.findings.map(\.place.start.line) == [1])
    }

    @Test func suppressingEveryFindingLeavesNone() {
        let findings = Self.all.flatMap { rule in (1...5).map { finding(rule, line: $0) } }
        let comments = findings.map { suppression($0.rule.id, scope: .line($0.place.start.line)) }
        let outcome = triage(pedantic: true).apply(to: findings, suppressions: comments)
        #expect(outcome.findings.isEmpty)
        #expect(outcome.suppressed == 15)
    }

    @Test func anUnusedSuppressionIsAFinding() {
        let comment = suppression("oversized-model", "int8-energy-regression", "oversizd-model", scope: .line(1))
        let findings = triage().apply(to: [finding(Example.oversized)], suppressions: [comment]).findings
        #expect(findings.map(\.rule.id) == ["unused-suppression"])
        #expect(
            findings.first?.message
                == "nothing is suppressed here: there is no finding of `int8-energy-regression`; `oversizd-model` is no rule; did you mean `oversized-model`?")
        #expect(findings.first?.severity == .info)
    }

    @Test func whetherASuppressionIsUnusedIsKnownOnlyWhenItsRuleRan() {
        let idle = [suppression("oversized-model", scope: .line(1))]
        #expect(triage().apply(to: [], suppressions: idle).findings.count == 1)
        #expect(triage(select: ["oversized-model"]).apply(to: [], suppressions: idle).findings.isEmpty)
        #expect(triage(ignore: ["oversized-model"]).apply(to: [], suppressions: idle).findings.isEmpty)
        #expect(triage("rules: {oversized-model: off}").apply(to: [], suppressions: idle).findings.isEmpty)
        #expect(triage(ignore: ["unused-suppression"]).apply(to: [], suppressions: idle).findings.isEmpty)
        #expect(triage("rules: {unused-suppression: error}").apply(to: [], suppressions: idle).findings.map(\.severity) == [.error])
        let pedantic = [suppression("peak-hour-batch", scope: .line(1))]
        #expect(triage().apply(to: [], suppressions: pedantic).findings.isEmpty)
        #expect(triage(pedantic: true).apply(to: [], suppressions: pedantic).findings.count == 1)
        #expect(triage().apply(to: [], suppressions: idle, isReported: { $0 != "a.py" }).findings.isEmpty)
        #expect(triage("exclude: [a.py]").apply(to: [], suppressions: idle).findings.isEmpty)
        let quiet = idle + [suppression("unused-suppression", scope: .file)]
        #expect(triage().apply(to: [], suppressions: quiet).findings.isEmpty)
    }

    @Test(arguments: [
        ([], [], false, ["int8-energy-regression", "oversized-model", "unused-suppression"]),
        ([], [], true, ["int8-energy-regression", "oversized-model", "peak-hour-batch", "unused-suppression"]),
        (["peak-hour-batch"], [], false, ["peak-hour-batch"]), (["big-model"], [], false, ["oversized-model"]),
        (["quantization", "scheduling"], [], false, ["int8-energy-regression", "peak-hour-batch"]),
        (["quantization"], ["int8-energy-regression"], true, []), ([], ["quantization", "measurement"], false, ["oversized-model"]),
    ])
    func rulesAreSelected(_ select: [String], _ ignore: [String], _ pedantic: Bool, _ expected: [String]) {
        let selection = RuleSelection(from: Self.all, select: select, ignore: ignore, pedantic: pedantic)
        #expect(selection.rules.map(\.id) == expected)
        #expect(selection.problems == [])
    }

    @Test func aWrongNameIsAProblem() {
        let selection = RuleSelection(from: Self.all, select: ["oversize-model"], ignore: ["zzzzzzzzzzzzzzzz"])
        #expect(selection.problems.count == 2)
        #expect(selection.problems.first == "--select: `oversize-model` is neither a rule nor a technique; did you mean `oversized-model`?")
    }

    @Test func theConfigurationWeighsByRuleAndPath() {
        let outcome = triage(
            """
            rules: {oversized-model: error, peak-hour-batch: info}
            overrides:
              - {paths: [legacy/], severity: info}
              - {paths: [legacy/b.py], rules: {oversized-model: off}}
              - {paths: [legacy/c.py], rules: {oversized-model: warning}}
            exclude: [gone/]
            """
        ).apply(
            to: ["a.py", "legacy/a.py", "legacy/b.py", "legacy/c.py", "gone/a.py"].map { finding(Example.oversized, $0) }
                + [finding(Example.peak, "z.py")],
            suppressions: [])
        #expect(outcome.findings.map { "\($0.place.path) \($0.severity)" } == ["a.py error", "legacy/a.py info", "legacy/c.py warning", "z.py info"])
        #expect(outcome.leftOut.isEmpty)
    }

    @Test func testsAreLeftOutAndCounted() {
        let findings = [finding(Example.oversized, "t.py", .test), finding(Example.oversized, "u.py", .test), finding(Example.oversized, "v.py", .vendored)]
        let outcome = triage().apply(to: findings, suppressions: [])
        #expect(outcome.findings.isEmpty)
        #expect(outcome.leftOut == ["test": 2, "vendored": 1])
        #expect(triage(tests: true).apply(to: findings, suppressions: []).findings.count == 3)
    }

    @Test(arguments: [
        (FailOn.error, [Severity.warning, .info], 0), (.error, [.error], 1), (.warning, [.warning], 1), (.warning, [.info], 0), (.info, [.info], 1),
        (.never, [.error], 0), (.info, [], 0),
    ])
    func exitCodes(_ failOn: FailOn, _ severities: [Severity], _ expected: Int) {
        let findings = severities.map { Example.finding(Example.oversized, Example.place("app.py", 1, 1, 1, 2), severity: $0) }
        #expect(failOn.exitCode(for: findings) == expected)
    }
}

@Suite struct FingerprintTests {
    private func finding(_ line: Int, _ text: String, rule: Rule = Example.oversized, path: String = "a.py", symbol: String = "f") -> Finding {
        let place = Place(
            path: path, span: Span(line, line + 1), start: Position(line: line, column: 1), end: Position(line: line, column: 2))
        return Example.finding(rule, place, symbol: symbol, snippet: Snippet(firstLine: line, lines: [text]))
    }

    @Test func movedAndReindentedLinesKeepTheirs() {
        #expect(Fingerprint.assign(to: [finding(3, "x = f( y)")]) == Fingerprint.assign(to: [finding(90, "\t\tx  =  f( y)  ")]))
    }

    @Test func whatDiffersInAnythingElseDiffers() {
        let base = finding(1, "x")
        let others = [
            base, finding(1, "y"), finding(1, "x", rule: Example.peak), finding(1, "x", path: "b.py"), finding(1, "x", symbol: "g"),
            finding(1, "x", path: "a.p", symbol: "yf"),
        ]
        let prints = others.flatMap { Fingerprint.assign(to: [$0]) }
        #expect(Set(prints).count == others.count)
        #expect(prints.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{16}/) != nil })
    }

    @Test func equalOnesAreToldApart() {
        let prints = Fingerprint.assign(to: [finding(1, "x"), finding(2, "x"), finding(3, "x")])
        #expect(Set(prints).count == 3)
        #expect(Fingerprint.assign(to: [finding(7, "x")]).first == prints.first)
    }

    /// The values of the reference implementation's test vectors.
    @Test(arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
    func theHashIsFNV1a(_ text: String, _ expected: String) {
        var hash = FNV1a()
        for byte in text.utf8 { hash.add(byte) }
        #expect(hash.digits == expected)
    }
}
