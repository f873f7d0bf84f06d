import Foundation
import Reports
import Testing

/// Formats of code review platforms.
@Suite struct PlatformReportTests {
    private func json(_ text: String) throws -> Any { try JSONSerialization.jsonObject(with: Data(text.utf8)) }

    @Test func gitHubsAnnotationsAreEscapedAndSorted() {
        let lines = ReportFormat.github.render(Example.report).split(separator: "\n")
        #expect(lines.count == 4)
        // The error first, then the warning, then by saving.
        #expect(lines[0].hasPrefix("::error title=wattlint (int8-energy-regression),file=app.py,line=10,endLine=10,col=9,endColumn=66::"))
        #expect(lines[1].hasPrefix("::warning title=wattlint (oversized-model),file=app.py,line=6,"))
        #expect(lines[1].contains("(56–78 %25 of the energy)") && lines[1].contains("%0A"))
        // No columns over several lines; commas and colons of paths are escaped.
        #expect(lines.contains { $0.hasPrefix("::notice title=wattlint (peak-hour-batch),file=deploy/50%25#a%3Ab.yaml,line=1,endLine=3::") })
    }

    @Test func gitHubGetsTenOfALevel() {
        var report = Example.report
        report.entries = Array(repeating: Example.entries[0], count: 12) + Array(repeating: Example.entries[2], count: 3)
        let lines = ReportFormat.github.render(report).split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("::warning") } == 10 && lines.count { $0.hasPrefix("::notice") } == 3)
        #expect(lines.last == "2 more findings are not annotated: GitHub shows 10 of a level. The SARIF report has all of them.")
    }

    @Test func gitLabsReportIsAListOfIssues() throws {
        let issues = try #require(try json(ReportFormat.gitlab.render(Example.report)) as? [[String: Any]])
        #expect(issues.count == Example.report.entries.count)
        for issue in issues {
            #expect(Set(issue.keys) == ["description", "check_name", "fingerprint", "severity", "location"])
            #expect(["info", "minor", "major"].contains(issue["severity"] as? String ?? ""))
            #expect((issue["location"] as? [String: Any])?["lines"] != nil)
        }
        #expect((issues[0]["description"] as? String)?.hasPrefix("oversized-model: ") == true)
        #expect(ReportFormat.gitlab.render(Example.empty) == "[]\n")
    }

    @Test func reviewdogCountsBytes() throws {
        let report = try #require(try json(ReportFormat.rdjson.render(Example.report)) as? [String: Any])
        let diagnostics = try #require(report["diagnostics"] as? [[String: Any]])
        #expect(diagnostics.count == Example.report.entries.count)
        let location = try #require(diagnostics[1]["location"] as? [String: Any])
        let range = try #require(location["range"] as? [String: [String: Int]])
        // The line has 63 characters, six of them of three bytes.
        #expect(range["start"] == ["line": 10, "column": 9])
        #expect(range["end"] == ["line": 10, "column": 76])
        #expect(diagnostics[1]["severity"] as? String == "ERROR")
    }

    @Test func markdownLetsNothingOfTheRepositoryBecomeMarkup() {
        let text = ReportFormat.markdown.render(Example.report)
        #expect(text.hasPrefix("### wattlint: 4 findings\n"))
        #expect(text.contains("| 🔴 | `app.py:10` | `int8-energy-regression`: LLM.int8 uses more energy than bf16 |"))
        #expect(text.contains("the prompt says \\[yes\\](or no)"))
        #expect(text.contains("<details><summary>oversized-model · app.py:6</summary>"))
        #expect(text.contains("<sub>wattlint 0.1.0: 1,234 files read, 3 rules, 2 suppressed, 3 files skipped.</sub>"))
        #expect(ReportFormat.markdown.render(Example.empty).hasPrefix("### wattlint: no wasted energy found\n"))
    }
}
