import Foundation
import Testing

extension EndToEnd {
    /// What is reported: rules, configuration, suppression, paths.
    @Suite struct Selection {
        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder(["app.py": Sample.wasteful, "config.yaml": Sample.batch]) }

        private func findings(_ arguments: String..., in place: String = "") throws -> [String] {
            let result = try Program.wattlint(["check", "--format", "json"] + arguments, in: folder, at: place)
            #expect(result.complaints.isEmpty)
            return try result.findings()
        }

        private static let model = "app.py:7 oversized-model"
        private static let batch = "config.yaml:6 peak-hour-batch"

        @Test func rulesAreSelectedByNameAndTechnique() throws {
            #expect(try findings() == [Self.model, Self.batch])
            #expect(try findings("--select", "oversized-model") == [Self.model])
            #expect(try findings("--select", "scheduling") == [Self.batch])
            #expect(try findings("--select", "oversized-model,scheduling") == [Self.model, Self.batch])
            #expect(try findings("--ignore", "scheduling") == [Self.model])
            #expect(try findings("--select", "oversized-model", "--ignore", "right-sizing") == [])
        }

        /// As pre-commit does: options first, then the changed files.
        @Test func anOptionTakesNoPathForARule() throws {
            #expect(try findings("--select", "oversized-model", "app.py", "config.yaml") == [Self.model])
        }

        @Test func testsAreLeftOutUnlessAskedFor() throws {
            try folder.write(Sample.wasteful, to: "tests/test_app.py")
            #expect(try findings() == [Self.model, Self.batch])
            #expect(try findings("--include-tests").contains("tests/test_app.py:7 oversized-model"))
            let text = try Program.wattlint("check", in: folder).text
            #expect(text.contains("files left out: 1 test"))
            // Named as the folder to look at, it is somebody's application.
            #expect(try findings("tests").isEmpty)
        }

        @Test func aSingleFileIsJudgedWithTheRest() throws {
            try folder.write(Sample.byAlias, to: "app.py")
            try folder.write(Sample.aliases, to: "config.yaml")
            try Program.git("init", in: folder)
            #expect(try findings("app.py") == [Self.model])
            try folder.write(Sample.aliases.replacing("gpt-4o", with: "gpt-4o-mini"), to: "config.yaml")
            #expect(try findings("app.py").isEmpty)
        }

        @Test func ignoredFilesOfGitAreNotRead() throws {
            try folder.write(Sample.wasteful, to: "ignored/app.py")
            #expect(try findings().contains("ignored/app.py:7 oversized-model"))
            try folder.write("ignored/\n", to: ".gitignore")
            try Program.git("init", in: folder)
            #expect(try findings() == [Self.model, Self.batch])
            // Known to git, whatever its ignore rules say.
            try Program.git("add", "--force", ".", in: folder)
            #expect(try findings().contains("ignored/app.py:7 oversized-model"))
        }

        @Test func ignoreRulesHoldOutsideOfGitToo() throws {
            try folder.write(Sample.wasteful, to: "ignored/app.py")
            try folder.write("ignored/\n", to: ".gitignore")
            #expect(try findings() == [Self.model, Self.batch])
        }

        @Test func theConfigurationDecides() throws {
            func with(_ configuration: String) throws -> [String] {
                try folder.write(configuration, to: ".wattlint.yml")
                return try findings()
            }
            #expect(try with("rules:\n  oversized-model: off\n") == [Self.batch])
            #expect(try with("exclude: [config.yaml]\n") == [Self.model])
            #expect(try with("rules:\n  oversized-model: {tasks: [title]}\n") == [Self.batch])
            #expect(try with("rules:\n  oversized-model: {larger-than: 200e9}\n") == [Self.batch])
            #expect(try with("rules:\n  oversized-model: {larger-than: 30e9}\n") == [Self.model, Self.batch])
            #expect(try with("overrides:\n  - {paths: [app.py], rules: {oversized-model: off}}\n") == [Self.batch])
            #expect(try with("overrides:\n  - {paths: [other.py], rules: {oversized-model: off}}\n") == [Self.model, Self.batch])
        }

        @Test func theNearestConfigurationCounts() throws {
            try Program.git("init", in: folder)
            try folder.write(Sample.wasteful, to: "service/app.py")
            try folder.write("rules:\n  oversized-model: off\n", to: ".wattlint.yml")
            #expect(try findings(in: "service").isEmpty)
            try folder.write("rules:\n  oversized-model: error\n", to: "service/.wattlint.yml")
            #expect(try findings(in: "service") == ["service/app.py:7 oversized-model"])
            #expect(try Program.wattlint("check", "--fail-on", "error", in: folder, at: "service").code == 1)
        }

        @Test func severitiesCanBeSet() throws {
            #expect(try Program.wattlint("check", "--fail-on", "error", in: folder).code == 0)
            try folder.write("rules:\n  peak-hour-batch: error\n", to: ".wattlint.yml")
            let result = try Program.wattlint("check", "--fail-on", "error", "--format", "concise", in: folder)
            #expect(result.code == 1)
            #expect(result.text.contains("config.yaml:6:13: error[peak-hour-batch]"))
        }

        @Test func theRegionSetsTheCarbon() throws {
            func carbon(_ arguments: String...) throws -> Double {
                let result = try Program.wattlint(["check", "--format", "json", "--select", "oversized-model"] + arguments, in: folder)
                let saving = try #require((try result.field("findings") as? [[String: Any]])?.first?["saving"] as? [String: Any])
                return try #require((saving["carbon_kg"] as? [String: Any])?["high"] as? Double)
            }
            let (clean, dirty) = (try carbon("--region", "FRA"), try carbon("--region", "POL"))
            #expect(clean < dirty / 5)
            try folder.write("region: POL\n", to: ".wattlint.yml")
            #expect(try carbon() == dirty)
            #expect(try carbon("--region", "FRA") == clean)
        }

        // MARK: Suppression

        @Test(arguments: [
            (Sample.wasteful.replacing("create(\n", with: "create(  # wattlint: ignore[oversized-model] measured\n"), true),
            (Sample.wasteful.replacing("    answer =", with: "    # wattlint: ignore[oversized-model] measured\n    answer ="), true),
            ("# wattlint: ignore-file[oversized-model] measured\n" + Sample.wasteful, true),
            ("# wattlint: ignore[oversized-model] too far away\n" + Sample.wasteful, false),
            (Sample.wasteful.replacing("    answer =", with: "    # wattlint: ignore[row-index-loop] another\n    answer ="), false),
        ])
        func aCommentSuppresses(_ source: String, _ isSuppressed: Bool) throws {
            try folder.write(source, to: "app.py")
            let result = try Program.wattlint("check", "--format", "json", "app.py", in: folder)
            let found = try result.findings().map { $0.split(separator: " ").last ?? "" }
            #expect(found.contains("oversized-model") == !isSuppressed)
            // What suppresses nothing is itself a finding.
            #expect(found.contains("unused-suppression") == !isSuppressed)
            let summary = try result.field("summary") as? [String: Any]
            #expect(summary?["suppressed"] as? Int == (isSuppressed ? 1 : 0))
        }

        @Test func anUnusedSuppressionIsNoneWhenRulesAreSelected() throws {
            try folder.write("# wattlint: ignore[row-index-loop] gone\n" + Sample.wasteful, to: "app.py")
            #expect(try findings("app.py") == ["app.py:1 unused-suppression", "app.py:8 oversized-model"])
            #expect(try findings("--select", "oversized-model", "app.py") == ["app.py:8 oversized-model"])
        }

        @Test func aYAMLObjectCanBeSuppressed() throws {
            try folder.write(Sample.batch.replacing("spec:\n  schedule", with: "# wattlint: ignore[peak-hour-batch] short\nspec:\n  schedule"), to: "config.yaml")
            #expect(try findings("config.yaml").isEmpty)
        }

        // MARK: A team's own rules

        private var ownRule: String {
            get throws {
                let shipped = try String(contentsOf: Program.root.appending(path: "Rules/right-sizing/oversized-model.yaml"), encoding: .utf8)
                return shipped.replacing("id: oversized-model", with: "id: our-rule")
            }
        }

        @Test func rulesCanBeAdded() throws {
            let rules = try TemporaryFolder(["right-sizing/our-rule.yaml": ownRule])
            #expect(try findings("--rules", rules.url.path, "app.py") == ["app.py:7 our-rule", Self.model])
            #expect(try findings("--rules", rules.url.path, "--select", "our-rule") == ["app.py:7 our-rule"])
            #expect(try Program.wattlint("rules", "--rules", rules.url.path, in: folder).text.contains("our-rule"))
            #expect(try Program.wattlint("test", rules.url.path, in: folder).code == 0)
        }

        @Test func aRulesMistakesAreNamedWithTheirPlaces() throws {
            let rule = try ownRule.replacing("technique: right-sizing", with: "technique: right-sizin").replacing("  task: [", with: "  taks: [")
            let rules = try TemporaryFolder(["right-sizing/our-rule.yaml": rule])
            for command in [["check", "--rules", rules.url.path], ["test", rules.url.path]] {
                let result = try Program.wattlint(command, in: folder)
                #expect(result.code == 2)
                #expect(result.text.isEmpty)
                #expect(result.complaints.contains("our-rule.yaml:3:12: `right-sizin` is not a technique; did you mean `right-sizing`?"))
                #expect(result.complaints.contains("our-rule.yaml:8:3: `llm-call` has no field `taks`; did you mean `task`?"))
            }
        }

        @Test func anExampleThatDoesNotHoldIsNamed() throws {
            let rules = try TemporaryFolder(["right-sizing/our-rule.yaml": ownRule.replacing("> 20e9", with: "> 900e9")])
            let result = try Program.wattlint("test", rules.url.path, in: folder)
            #expect(result.code == 1)
            #expect(result.text.contains("our-rule: example 1 is missing"))
        }

        @Test func aReportCanGoToAFile() throws {
            let printed = try Program.wattlint("check", "--format", "json", in: folder)
            let saved = try Program.wattlint("check", "--format", "json", "--output", "report.json", in: folder)
            #expect(saved.code == printed.code)
            #expect(saved.text.isEmpty)
            #expect(try Data(contentsOf: folder.path("report.json")) == printed.output)
        }

        @Test func colourIsForTerminals() throws {
            let escape = "\u{1B}["
            #expect(!(try Program.wattlint("check", in: folder).text.contains(escape)))
            let forced = try Program.run(Program.binary(), ["check"], in: folder, environment: ["FORCE_COLOR": "1"])
            #expect(forced.text.contains(escape))
            let refused = try Program.run(Program.binary(), ["check"], in: folder, environment: ["FORCE_COLOR": "1", "NO_COLOR": "1"])
            #expect(!refused.text.contains(escape))
        }
    }
}
