internal import Catalog
internal import Facts
internal import Parsing
internal import Rules
internal import Savings

/// The report that programs read. Its shape is a contract, `version` 1: keys are never renamed or removed, only added.
public enum JSONReport {
    public static func render(_ report: Report) -> String {
        let document: JSON = [
            "version": 1,
            "findings": .array(report.entries.map(finding)),
            "skipped": .array(report.skipped.map { ["path": .string($0.path), "reason": .string($0.reason)] }),
            "summary": summary(report),
        ]
        return document.rendered
    }

    private static func finding(_ entry: Report.Entry) -> JSON {
        let finding = entry.finding
        return [
            "rule": .string(finding.rule.id),
            "technique": .string(finding.rule.technique.rawValue),
            "severity": .string(finding.severity.rawValue),
            "confidence": .string(finding.confidence.rawValue),
            "path": .string(finding.place.path),
            "start": position(finding.place.start),
            "end": position(finding.place.end),
            "symbol": .string(([finding.place.part] + [finding.fact.symbol]).compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ": ")),
            "message": .string(finding.message),
            "remedy": .string(finding.remedy),
            "evidence": .strings(finding.evidence),
            "saving": saving(entry.saving),
            "fingerprint": .string(entry.fingerprint),
            "related": .array(
                finding.related.map {
                    ["path": .string($0.place.path), "start": position($0.place.start), "message": .string($0.message)]
                }),
            "fix": .null,
        ]
    }

    static func saving(_ saving: Saving) -> JSON {
        [
            "energy_kwh": interval(saving.energy),
            "carbon_kg": interval(saving.carbon),
            "cost_usd": interval(saving.cost),
            "relative": interval(saving.relative),
            "per": .string(saving.per.rawValue),
            "not_quantified": .optional(saving.notQuantified),
            "negligible": .bool(saving.isNegligible),
            "assumptions": .strings(saving.assumptions),
            "sources": .strings(saving.sources),
        ]
    }

    /// Six significant digits: more would be noise, and could differ in the last bit between platforms.
    static func interval(_ interval: Interval?) -> JSON {
        guard let interval else { return .null }
        return [
            "low": .number(interval.low.rounded(toSignificantDigits: 6)), "high": .number(interval.high.rounded(toSignificantDigits: 6)),
        ]
    }

    private static func position(_ position: Position) -> JSON {
        ["line": .integer(position.line), "column": .integer(position.column)]
    }

    private static func summary(_ report: Report) -> JSON {
        let severities = Severity.allCases.reversed().map { severity in
            JSON.Member(severity.rawValue, .integer(report.entries.count { $0.finding.severity == severity }))
        }
        let statistics = report.summary.statistics.map { [JSON.Member("statistics", $0.json)] } ?? []
        let members: JSON = [
            "wattlint": .string(report.version),
            "findings": .integer(report.entries.count),
            "by_severity": .object(severities),
            "files_read": .integer(report.summary.filesRead),
            "files_parsed": .integer(report.summary.filesParsed),
            "files_left_out": .counts(report.summary.leftOut),
            "files_skipped": .integer(report.skipped.count),
            "suppressed": .integer(report.summary.suppressed),
            "in_baseline": .integer(report.summary.inBaseline),
            "unchanged": .integer(report.summary.unchanged),
            "notices": .array(
                report.notices.map { notice in
                    [
                        "path": .optional(notice.place?.path), "start": notice.place.map { position($0.start) } ?? .null,
                        "message": .string(notice.message),
                    ]
                }),
            "total": [
                "per_month": saving(report.summary.total.perMonth),
                "per_1000_calls": saving(report.summary.total.perThousandCalls),
                "left_out": .counts(report.summary.total.leftOut),
            ],
        ]
        guard case .object(let all) = members else { return members }
        return .object(all + statistics)
    }
}
