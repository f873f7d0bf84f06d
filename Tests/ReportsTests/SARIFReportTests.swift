import Foundation
@testable import Reports
import Catalog
import Facts
import Rules
import Savings
import Testing

@Suite struct SARIFReportTests {
    /// The root of the package, from where this file is.
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    @Test(arguments: ["every feature", "nothing found"])
    func validatesAgainstTheOfficialSchema(_ name: String) throws {
        let report = name == "nothing found" ? Example.empty : Example.report
        let python = Self.root.appendingPathComponent(".build-deps/oracles/bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            Issue.record("the oracles are missing; run `make test`, which makes .build-deps/oracles")
            return
        }
        let log = FileManager.default.temporaryDirectory.appendingPathComponent("wattlint-\(UUID().uuidString).sarif")
        try SARIFReport.render(report, exitCode: 1).write(to: log, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: log) }
        let process = Process()
        let output = Pipe()
        process.executableURL = python
        process.arguments = [Self.root.appendingPathComponent("Tests/ReportsTests/validate_sarif.py").path, log.path]
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, Comment(rawValue: said))
    }

    @Test func theSameReportGivesTheSameBytes() {
        #expect(SARIFReport.render(Example.report) == SARIFReport.render(Example.report))
    }

    @Test func aResultSaysWhatCodeScanningShows() throws {
        let run = try run(of: Example.report)
        let results = try #require(run["results"] as? [[String: Any]])
        let message = try #require((results[0]["message"] as? [String: Any])?["text"] as? String)
        #expect(
            message
                == "gpt-4o answers a yes-no task. gpt-4.1-nano, if it passes your evaluation; route the hard cases only. "
                + "See [the alias (classifier) is gpt-4o](1). "
                + "Saves 0.81–2.1 kWh, 300–900 g CO2e, $1.20 per 1,000 calls (56–78 % of the energy).")
        #expect(results.map { $0["level"] as? String } == ["warning", "error", "note", "note"])
        #expect(results.map { $0["ruleIndex"] as? Int } == [1, 0, 2, 2])
        let location = try #require((results[0]["locations"] as? [[String: Any]])?.first)
        let physical = try #require(location["physicalLocation"] as? [String: Any])
        let region = try #require(physical["region"] as? [String: Any])
        #expect(
            (region["snippet"] as? [String: Any])?["text"] as? String
                == "client.chat.completions.create(model=\"gpt-4o\", max_tokens=1, messages=[])")
        #expect(region["endColumn"] as? Int == 86)
        let kinds = results.map { (($0["locations"] as? [[String: Any]])?.first?["logicalLocations"] as? [[String: Any]])?.first?["kind"] as? String }
        #expect(kinds == [nil, nil, "object", nil])
    }

    @Test func everyRuleThatWasOnIsDeclared() throws {
        let driver = try #require((try run(of: Example.empty)["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rule = try #require((driver["rules"] as? [[String: Any]])?.first)
        #expect(rule["id"] as? String == "oversized-model")
        #expect(rule["name"] as? String == "OversizedModel")
        #expect(rule["deprecatedIds"] as? [String] == ["big-model"])
        #expect((rule["fullDescription"] as? [String: Any])?["text"] as? String == "A large model costs. Much.")
        let help = try #require(rule["help"] as? [String: Any])
        #expect((help["markdown"] as? String)?.contains("```python\nbad(`x`)\n```") == true)
        #expect((help["markdown"] as? String)?.contains("`remedy.model`, if it passes") == true)
    }

    @Test func aRuleThatOnlyAFindingBringsIsDeclared() throws {
        var report = Example.report
        report.rules = []
        let driver = try #require((try run(of: report)["tool"] as? [String: Any])?["driver"] as? [String: Any])
        #expect((driver["rules"] as? [[String: Any]])?.count == 3)
    }

    @Test(arguments: [
        ("a b/c#d.py", "a%20b/c%23d.py"), ("50%.py", "50%25.py"), ("a:b", "a%3Ab"), ("é/日.py", "%C3%A9/%E6%97%A5.py"),
        ("new\nline\\x", "new%0Aline%5Cx"), ("x\u{FFFD}", "x%EF%BF%BD"),
    ])
    func pathsBecomeURIs(_ path: String, _ uri: String) { #expect(SARIFLocation.uri(path) == uri) }

    @Test func moreResultsThanAllowedAreCutAndSaid() throws {
        var report = Example.empty
        let minor = Report.Entry(
            finding: Example.finding(Example.peak, Example.place("a", 1, 1, 1, 2), snippet: Snippet(firstLine: 1, lines: [])), saving: Saving(),
            fingerprint: "0")
        var major = minor
        major.finding.severity = .error
        report.entries = Array(repeating: minor, count: SARIFReport.mostResults + 4) + [major]
        let run = try run(of: report)
        let results = try #require(run["results"] as? [[String: Any]])
        #expect(results.count == SARIFReport.mostResults)
        #expect(results.last?["level"] as? String == "error")
        let notes = (run["invocations"] as? [[String: Any]])?.first?["toolExecutionNotifications"] as? [[String: Any]]
        let text = (notes?.first?["message"] as? [String: Any])?["text"] as? String
        #expect(text?.hasPrefix("5 of 25005 findings are left out") == true)
    }

    @Test(arguments: [
        (Saving(energy: Interval(1)), 50.0), (Saving(energy: Interval(10_000)), 100), (Saving(energy: Interval(1e9)), 100),
        (Saving(energy: Interval(1e-9)), 1), (Saving(energy: Interval(-1, 2)), 0), (Saving(), 40), (Saving(energy: .zero), 40),
        (Saving(energy: .zero, carbon: Interval(1)), 50), (Saving(relative: Interval(-0.5, 0.4)), 0), (Saving(cost: Interval(5)), 40),
        (Saving(energy: Interval(1e-9), isNegligible: true), 1),
    ] as [(Saving, Double)])
    func ranksFollowTheSaving(_ saving: Saving, _ rank: Double) {
        let finding = Example.finding(Example.oversized, Example.place("app.py", 1, 1, 1, 2))
        #expect(SARIFReport.rank(Report.Entry(finding: finding, saving: saving, fingerprint: "")) == rank)
    }

    private func run(of report: Report) throws -> [String: Any] {
        let log = try JSONSerialization.jsonObject(with: Data(SARIFReport.render(report).utf8)) as? [String: Any]
        return try #require((log?["runs"] as? [[String: Any]])?.first)
    }
}
