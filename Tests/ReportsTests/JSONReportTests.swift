import Foundation
import Reports
import Testing

@Suite struct JSONReportTests {
    @Test func keysAreThoseOfTheContract() throws {
        let text = JSONReport.render(Example.report)
        let report = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(Set(report.keys) == ["version", "findings", "skipped", "summary"])
        #expect(report["version"] as? Int == 1)
        let findings = try #require(report["findings"] as? [[String: Any]])
        for finding in findings {
            #expect(
                Set(finding.keys) == [
                    "rule", "technique", "severity", "confidence", "path", "start", "end", "symbol", "message", "remedy", "evidence", "saving",
                    "fingerprint", "related", "fix",
                ])
            let saving = try #require(finding["saving"] as? [String: Any])
            #expect(
                Set(saving.keys) == [
                    "energy_kwh", "carbon_kg", "cost_usd", "relative", "per", "not_quantified", "negligible", "assumptions", "sources",
                ])
        }
        #expect((findings[0]["start"] as? [String: Int]) == ["line": 6, "column": 13])
        let saving = try #require(findings[0]["saving"] as? [String: Any])
        #expect((saving["energy_kwh"] as? [String: Double]) == ["low": 0.812, "high": 2.1])
        #expect(saving["per"] as? String == "1000-calls")
        #expect((findings[3]["saving"] as? [String: Any])?["energy_kwh"] is NSNull)
        #expect((findings[3]["saving"] as? [String: Any])?["not_quantified"] as? String == "nobody measured it")
        let related = try #require((findings[0]["related"] as? [[String: Any]])?.first)
        #expect(Set(related.keys) == ["path", "start", "message"])
        #expect((report["skipped"] as? [[String: String]])?.first == ["path": "big file #1.json", "reason": "the file is larger than 1 MiB"])
    }

    @Test(arguments: ReportFormat.allCases)
    func everyFormatIsTheSameTwiceAndEndsInALineFeed(_ format: ReportFormat) {
        let text = format.render(Example.report)
        #expect(text == format.render(Example.report))
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
        #expect(!text.contains("\r"))
    }
}
