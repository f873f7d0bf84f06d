import Catalog
import Facts
import Parsing
import Rules
import Testing
@testable import Triage

@Suite struct ConfigurationTests {
    private func read(_ text: String, prefix: String = "") -> (configuration: Configuration, problems: [CatalogError]) {
        Configuration.read(text, path: ".wattlint.yml", prefix: prefix, rules: [Example.oversized, Example.regression, Example.peak])
    }

    @Test func everyKeyIsRead() throws {
        let (configuration, problems) = read(
            """
            exclude: [third_party/, "*.ipynb"]
            rules:
              oversized-model: {severity: error, tasks: [yes-no, scoring], larger-than: 30e9}
              int8-energy-regression: off
              peak-hour-batch: info
            overrides:
              - paths: [legacy/**]
                severity: info
                rules: {oversized-model: off}
            models:
              house: gpt-4o
              ours: {active: 7e9, total: 47e9}
              dense: {total: [7e9, 8e9]}
            slots: {smart: gpt-4o, fast: gpt-4.1-nano}
            internal-hosts: "*.corp"
            region: FRA
            pue: [1.1, 1.2]
            usage: usage.yml
            fail-on: never
            include-tests: true
            """)
        #expect(problems == [])
        #expect(configuration.excludes("third_party/a.py") && configuration.excludes("a.ipynb") && !configuration.excludes("a.py"))
        let setting = try #require(configuration.rules["oversized-model"])
        #expect(setting.severity == .error)
        #expect(setting.options == ["tasks": .texts(["yes-no", "scoring"]), "larger-than": .number(30e9)])
        #expect(configuration.rules["int8-energy-regression"]?.isOff == true)
        #expect(configuration.models["house"] == .alias("gpt-4o"))
        #expect(configuration.models["ours"] == .sizes(active: Interval(7e9), total: Interval(47e9)))
        #expect(configuration.models["dense"] == .sizes(active: Interval(7e9, 8e9), total: Interval(7e9, 8e9)))
        #expect(configuration.slots == ["smart": "gpt-4o", "fast": "gpt-4.1-nano"])
        #expect(configuration.internalHosts == ["*.corp"])
        #expect(configuration.region == "FRA" && configuration.pue == Interval(1.1, 1.2) && configuration.usage == "usage.yml")
        #expect(configuration.failOn == .never && configuration.includesTests == true)
    }

    @Test(arguments: ["", "# nothing\n", "rules:\n", "{}"])
    func littleIsEnough(_ text: String) { #expect(read(text).problems == []) }

    @Test(arguments: [
        ("exclud: [a]", ".wattlint.yml:1:1: unknown key `exclud`; did you mean `exclude`?"),
        ("rules:\n  oversized-modle: off", ".wattlint.yml:2:3: `oversized-modle` is not a rule; did you mean `oversized-model`?"),
        ("rules:\n  oversized-model: warn", ".wattlint.yml:2:20: `warn` is not a severity"),
        ("rules:\n  oversized-model: {sverity: info}", ".wattlint.yml:2:21: unknown key `sverity`; did you mean `severity`?"),
        ("rules: {oversized-model: {tasks: [yes-nope]}}", ".wattlint.yml:1:34: `yes-nope` is not a known value of `tasks`; did you mean `yes-no`?"),
        ("rules: {oversized-model: {larger-than: big}}", ".wattlint.yml:1:40: `larger-than` of `oversized-model` must be a number"),
        ("rules: [oversized-model]", ".wattlint.yml:1:8: `rules` must be a mapping"),
        ("rules: {oversized-model: off, big-model: info}", ".wattlint.yml:1:31: `oversized-model` is set twice"),
        ("overrides: [{rules: {}}]", ".wattlint.yml:1:13: `paths` is missing"),
        ("fail-on: warn", ".wattlint.yml:1:10: `warn` is not a fail-on"),
        ("pue: 0.9", ".wattlint.yml:1:6: `pue` is the total energy"), ("include-tests: maybe", ".wattlint.yml:1:16: `include-tests` must be true or false"),
        ("models: {a: {active: 9e9, total: 7e9}}", ".wattlint.yml:1:13: `active` cannot be more than `total`"),
        ("models: {a: {}}", ".wattlint.yml:1:13: `a` needs `active`, `total` or both"), ("- a", ".wattlint.yml:1:1: a mapping is expected here"),
        ("a: [", ".wattlint.yml:"),
    ])
    func aMistakeIsShownWithItsPlace(_ text: String, _ expected: String) {
        let problems = read(text).problems.map(\.description)
        #expect(problems.first?.hasPrefix(expected) == true, "\(problems)")
    }

    @Test func patternsAreRelativeToTheFile() {
        let (configuration, _) = read("exclude: [/services/api/gen]", prefix: "services/api")
        #expect(configuration.excludes("gen/a.py"))
        #expect(!configuration.excludes("services/api/gen/a.py"))
    }

    @Test func optionsReachTheRule() throws {
        let (configuration, _) = read("rules: {big-model: {tasks: scoring, larger-than: 1e9}}")
        let rule = try #require(
            RuleSelection(from: [Example.oversized], configuration: configuration).rules.first { $0.id == "oversized-model" })
        guard case .all(let parts) = rule.when, case .equals(_, let tasks)? = parts.first, case .compares(_, _, let size)? = parts.last else {
            Issue.record("the rule's conditions have another shape")
            return
        }
        #expect(tasks == ["scoring"])
        #expect(size == 1e9)
    }
}
