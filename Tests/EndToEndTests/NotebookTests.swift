import Foundation
import Testing

extension EndToEnd {
    /// Jupyter notebooks: when they are read, and where a finding points.
    @Suite struct Notebooks {
        /// The lines of a Python file as the only cell of a notebook, one a line of the file; the first is line 5.
        private static func notebook(_ code: String) throws -> String {
            let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
            let strings = try lines.map { line in String(decoding: try JSONSerialization.data(withJSONObject: ["\(line)\n"]), as: UTF8.self).dropFirst().dropLast() }
            return "{\"cells\": [\n{\"cell_type\": \"markdown\", \"source\": [\"x\"]},\n{\"cell_type\": \"code\", \"outputs\": [],\n\"source\": [\n"
                + strings.joined(separator: ",\n") + "\n]}\n], \"metadata\": {}, \"nbformat\": 4}\n"
        }

        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder(["analysis.ipynb": try Self.notebook(Sample.wasteful)]) }

        @Test func aNotebookIsAnExampleUnlessItIsNamed() throws {
            let whole = try Program.wattlint("check", "--format", "json", in: folder)
            #expect(try whole.findings().isEmpty)
            #expect(((try whole.field("summary") as? [String: Any])?["files_left_out"] as? [String: Int]) == ["example": 1])
            let found = ["analysis.ipynb:11 oversized-model"]
            #expect(try Program.wattlint("check", "--format", "json", "--include-tests", in: folder).findings() == found)
            #expect(try Program.wattlint("check", "--format", "json", "analysis.ipynb", in: folder).findings() == found)
        }

        @Test func theCellIsNamedAndItsLineShownAsItIs() throws {
            let text = try Program.wattlint("check", "analysis.ipynb", in: folder).text
            #expect(text.contains("--> analysis.ipynb:11:15 (cell 2)\n"))
            #expect(text.contains("\n11 |     answer = client.chat.completions.create(\n"))
            #expect(text.contains("model=\"gpt-4o\""))
            let json = try Program.wattlint("check", "analysis.ipynb", "--format", "json", in: folder)
            let finding = try #require((try json.field("findings") as? [[String: Any]])?.first)
            #expect(finding["symbol"] as? String == "cell 2: is_positive")
        }

        @Test func aCommentInACellSuppresses() throws {
            let code = Sample.wasteful.replacing("    answer =", with: "    # wattlint: ignore[oversized-model] it may\n    answer =")
            try folder.write(try Self.notebook(code), to: "analysis.ipynb")
            let result = try Program.wattlint("check", "--format", "json", "analysis.ipynb", in: folder)
            #expect(try result.findings().isEmpty)
            #expect((try result.field("summary") as? [String: Any])?["suppressed"] as? Int == 1)
            try folder.write(try Self.notebook(Sample.right.replacing("    answer =", with: "    # wattlint: ignore[oversized-model]\n    answer =")), to: "analysis.ipynb")
            #expect(try Program.wattlint("check", "--format", "json", "analysis.ipynb", in: folder).findings() == ["analysis.ipynb:11 unused-suppression"])
        }

        /// The fingerprint knows nothing of the cell's number or line.
        @Test func cellsMayMove() throws {
            func fingerprint() throws -> String? {
                let result = try Program.wattlint("check", "--format", "json", "analysis.ipynb", in: folder)
                return (try result.field("findings") as? [[String: Any]])?.first?["fingerprint"] as? String
            }
            let before = try fingerprint()
            let moved = try Self.notebook(Sample.wasteful).replacing("{\"cells\": [\n", with: "{\"cells\": [\n{\"cell_type\": \"raw\", \"source\": []},\n")
            try folder.write(moved, to: "analysis.ipynb")
            #expect(before != nil)
            #expect(try fingerprint() == before)
        }

        @Test(arguments: ["{\"cells\": [", "[[[", "{\"no\": \"notebook\"}"])
        func whatIsNoNotebookIsSkippedWithItsReason(text: String) throws {
            let words = "// openai chat.completions.create( OpenAI( completions.create\n"
            try folder.write(words + text, to: "analysis.ipynb")
            let result = try Program.wattlint("check", "--format", "json", "analysis.ipynb", in: folder)
            #expect((try result.field("skipped") as? [[String: String]])?.map { $0["path"] ?? "" } == ["analysis.ipynb"])
        }

        @Test func hugeOutputsAreSkippedWithTheReason() throws {
            let output = String(repeating: "A", count: 12 << 20)
            try folder.write(try Self.notebook(Sample.wasteful).replacing("\"outputs\": []", with: "\"outputs\": [\"\(output)\"]"), to: "analysis.ipynb")
            let result = try Program.wattlint("check", "--format", "json", "analysis.ipynb", in: folder)
            #expect((try result.field("skipped") as? [[String: String]])?.first?["reason"]?.contains("larger than the limit") == true)
        }
    }

    /// What `--statistics` says was understood.
    @Suite struct StatisticsTests {
        private static let calls = """
            import os
            from openai import OpenAI

            client = OpenAI()

            def known(text):
                return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": text}])

            def by_default(text):
                return client.chat.completions.create(model=os.getenv("MODEL", "gpt-4o"), messages=[{"role": "user", "content": text}])

            def from_environment(text):
                return client.chat.completions.create(model=os.environ["MODEL"], messages=[{"role": "user", "content": text}])

            def by_parameter(model, text):
                return client.chat.completions.create(model=model, messages=[{"role": "user", "content": text}])

            def ask(model, text):
                return client.chat.completions.create(model=model, messages=[{"role": "user", "content": text}])

            answer = ask("gpt-4o-mini", "Hello")

            """

        private let folder: TemporaryFolder

        init() throws {
            folder = try TemporaryFolder(["app.py": Self.calls, "tests/test_app.py": Sample.wasteful, "src/a.ts": "import OpenAI from \"openai\";\nnew OpenAI().chat.completions.create({ model: pick(), messages: [] });\n"])
        }

        @Test func theyAreInTheSummary() throws {
            let result = try Program.wattlint("check", "--format", "json", "--statistics", in: folder)
            #expect(result.complaints.isEmpty)
            let summary = try #require(try result.field("summary") as? [String: Any])
            let statistics = try #require(summary["statistics"] as? [String: Any])
            let calls = try #require(statistics["model_calls"] as? [String: Any])
            #expect(calls["count"] as? Int == 7)
            #expect(calls["resolved_by"] as? [String: Int] == ["name": 2, "default": 1, "slot": 0, "alias": 0, "caller": 1])
            #expect(calls["unresolved"] as? Int == 3)
            #expect(calls["unresolved_because"] as? [String: Int] == ["environment": 1, "parameter": 1, "call-result": 1])
            #expect(Set((statistics["by_language"] as? [String: Any] ?? [:]).keys) == ["python", "typescript"])
            #expect(statistics["files_by_class"] as? [String: Int] == ["application": 2, "test": 1])
            #expect(statistics["findings_by_rule"] as? [String: Int] == [:])
        }

        @Test func forPeopleTheyAreOnStandardError() throws {
            let result = try Program.wattlint("check", "--statistics", in: folder)
            #expect(result.complaints.contains("statistics: 7 model calls in application code; of 6 the model is resolved for 3 (50 %)"))
            #expect(!result.text.contains("statistics"))
            #expect(try Program.wattlint("check", in: folder).complaints.isEmpty)
            #expect(!(try Program.wattlint("check", "--format", "json", in: folder).text.contains("statistics")))
        }
    }

    /// `wattlint test` on fixtures of one's own.
    @Suite struct OwnFixtures {
        private let folder: TemporaryFolder

        init() throws {
            let marked = Sample.wasteful.replacing("create(", with: "create(  # wattlint-expect: oversized-model")
            let right = Sample.right.replacing("create(", with: "create(  # wattlint-ok: oversized-model")
            folder = try TemporaryFolder(["fixtures/oversized-model/reviews.py": marked, "fixtures/oversized-model/small/app.py": right])
        }

        @Test func marksThatHoldAreCounted() throws {
            let result = try Program.wattlint("test", "fixtures", in: folder)
            #expect(result.code == 0)
            #expect(result.text == "2 of 2 fixtures are right: Validated 1, Reported 1, Missing 0, Noisy 0\n")
        }

        @Test func marksThatDoNotHoldAreNamed() throws {
            try folder.write(Sample.wasteful, to: "fixtures/oversized-model/small/app.py")
            try folder.write(Sample.right.replacing("create(", with: "create(  # wattlint-expect: oversized-model"), to: "fixtures/oversized-model/reviews.py")
            try folder.write("x = 1  # wattlint-ok: oversized-modle\n", to: "fixtures/oversized-model/typo.py")
            let result = try Program.wattlint("test", "fixtures", in: folder)
            #expect(result.code == 1)
            let lines = result.text.split(separator: "\n").map(String.init)
            #expect(lines.contains("Missing oversized-model/reviews.py: reviews.py:7: oversized-model"))
            #expect(lines.contains("Noisy oversized-model/small: app.py:7: oversized-model"))
            #expect(lines.contains("Mistaken oversized-model/typo.py: typo.py:1: oversized-modle"))
            #expect(lines.last?.hasPrefix("0 of 3 fixtures are right: ") == true)
        }

        /// A team's own rule, and the fixtures for it.
        @Test func rulesOfOnesOwnHaveFixturesToo() throws {
            let rule = try String(contentsOf: Program.root.appending(path: "Rules/right-sizing/oversized-model.yaml"), encoding: .utf8)
            try folder.write(rule.replacing("id: oversized-model", with: "id: large-house-model"), to: "rules/right-sizing/large-house-model.yaml")
            let marked = Sample.wasteful.replacing("create(", with: "create(  # wattlint-expect: oversized-model, large-house-model")
            try folder.write(marked, to: "own/large-house-model/reviews.py")
            let result = try Program.wattlint("test", "own", "--rules", "rules", in: folder)
            #expect(result.text == "1 of 1 fixtures are right: Reported 2, Missing 0, Noisy 0\n", "\(result.complaints)")
        }
    }
}
