internal import Catalog
internal import Facts
internal import Parsing
internal import Rules
internal import Savings

/// SARIF 2.1.0, for code scanning and editors. One run, one result a finding; suppressed findings are left out, since GitHub does
/// not honour SARIF's suppressions. No time, no machine and no absolute path is in it: the same findings give the same bytes.
public enum SARIFReport {
    /// GitHub rejects a run with more results.
    static let mostResults = 25_000

    /// - Parameter exitCode: what the program will return; left out when nil.
    public static func render(_ report: Report, exitCode: Int? = nil) -> String {
        let rules = declaredRules(of: report)
        let kept = mostSevere(report.entries)
        let indices = Dictionary(rules.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
        let run: JSON = [
            "tool": ["driver": SARIFRule.driver(version: report.version, rules: rules)],
            "automationDetails": ["id": "wattlint/"],
            "invocations": [invocation(report, dropped: report.entries.count - kept.count, exitCode: exitCode)],
            "originalUriBaseIds": [
                SARIFLocation.base: ["description": ["text": "The root of the repository, or the folder that was checked."]]
            ],
            "columnKind": "unicodeCodePoints",
            "results": .array(kept.map { result($0, index: indices[$0.finding.rule.id]) }),
        ]
        let log: JSON = [
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        ]
        return log.rendered
    }

    /// Every rule that was on, and those of findings that no rule file stands for.
    private static func declaredRules(of report: Report) -> [Rule] {
        var rules = Dictionary(report.rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        for entry in report.entries where rules[entry.finding.rule.id] == nil { rules[entry.finding.rule.id] = entry.finding.rule }
        return rules.values.sorted { $0.id < $1.id }
    }

    /// As many findings as fit, the most severe first to be kept, in the order of the report.
    private static func mostSevere(_ entries: [Report.Entry]) -> [Report.Entry] {
        guard entries.count > mostResults else { return entries }
        let kept = entries.indices.sorted { left, right in
            let severities = (entries[left].finding.severity, entries[right].finding.severity)
            return severities.0 != severities.1 ? severities.0 > severities.1 : left < right
        }.prefix(mostResults)
        return kept.sorted().map { entries[$0] }
    }

    // MARK: Results

    private static func result(_ entry: Report.Entry, index: Int?) -> JSON {
        let finding = entry.finding
        let object: JSON = [
            "ruleId": .string(finding.rule.id),
            "ruleIndex": index.map { .integer($0) } ?? .null,
            "level": .string(SARIFRule.level(finding.severity)),
            "message": ["text": .string(message(entry))],
            "locations": [SARIFLocation.primary(finding)],
            "relatedLocations": .array(
                finding.related.enumerated().map { SARIFLocation.related($0.element, id: $0.offset + 1) }),
            "partialFingerprints": ["wattlint/v1": .string(entry.fingerprint)],
            "rank": .number(rank(entry)),
            "properties": [
                "wattlint/saving": JSONReport.saving(entry.saving),
                "wattlint/confidence": .string(finding.confidence.rawValue),
                "wattlint/evidence": .strings(finding.evidence),
            ],
        ]
        return object.withoutEmptyMembers
    }

    /// The first sentence is the finding, the same from run to run, since GitHub makes it the title; the figures come last.
    private static func message(_ entry: Report.Entry) -> String {
        let finding = entry.finding
        var text = sentence(finding.message)
        if !finding.remedy.isEmpty { text += " " + sentence(finding.remedy) }
        if !finding.related.isEmpty {
            let links = finding.related.enumerated().map { "[\(linkText($0.element.message))](\($0.offset + 1))" }
            text += " See " + links.joined(separator: ", ") + "."
        }
        return text + " " + unlinked(ReportOrder.savingSentence(entry.saving))
    }

    private static func sentence(_ text: String) -> String { unlinked(ReportOrder.sentence(text)) }

    /// What looks like a link would be read as one.
    private static func unlinked(_ text: String) -> String { replacing("](", by: "] (", in: text) }

    private static func linkText(_ text: String) -> String {
        let visible = Display.visible(text)
        return String(visible.map { $0 == "[" ? "(" : $0 == "]" ? ")" : $0 })
    }

    private static func replacing(_ part: String, by other: String, in text: String) -> String {
        var result = ""
        var rest = Substring(text)
        while let first = part.first, let start = rest.firstIndex(of: first) {
            result += rest[..<start]
            if rest[start...].hasPrefix(part) {
                result += other
                rest = rest[start...].dropFirst(part.count)
            } else {
                result.append(first)
                rest = rest[rest.index(after: start)...]
            }
        }
        return result + rest
    }

    /// SARIF's priority, 0 to 100: 50 + 12.5 × log10 of the kWh saved in the middle of the interval, within 1 to 100, so that
    /// 1 kWh ranks 50 and 10 MWh 100; kilograms of CO2e stand for kWh where only carbon is saved, and 1,000 calls for a month. What
    /// may save nothing at all ranks 0, the negligible 1, and what has no figure as its severity says (60, 40, 20).
    static func rank(_ entry: Report.Entry) -> Double {
        let saving = entry.saving
        let energy = saving.energy == .zero ? saving.carbon : saving.energy
        guard let quantity = energy ?? saving.relative else { return SARIFRule.rank(entry.finding.severity) }
        if quantity.low < 0 || quantity.high <= 0 { return 0 }
        if saving.isNegligible { return 1 }
        guard energy != nil else { return SARIFRule.rank(entry.finding.severity) }
        return min(100, max(1, 50 + 12.5 * quantity.middle.commonLogarithm)).rounded(toSignificantDigits: 3)
    }

    // MARK: The run

    private static func invocation(_ report: Report, dropped: Int, exitCode: Int?) -> JSON {
        var notes: [JSON] = report.skipped.map { skipped in
            [
                "descriptor": ["id": "file-skipped", "index": 0], "level": "warning",
                "message": ["text": .string("\(Display.path(skipped.path)) was not checked: \(Display.visible(skipped.reason))")],
                "locations": [["physicalLocation": ["artifactLocation": SARIFLocation.artifact(skipped.path)]]],
            ]
        }
        if dropped > 0 {
            let text = "\(dropped) of \(report.entries.count) findings are left out, the least severe ones: code scanning takes no more "
                + "than \(mostResults) results. The text and JSON reports have all of them."
            notes.append(["descriptor": ["id": "results-capped", "index": 1], "level": "warning", "message": ["text": .string(text)]])
        }
        let configuration: [JSON] = report.notices.map { notice in
            let object: JSON = [
                "descriptor": ["id": "suppression-not-understood", "index": 2], "level": "warning",
                "message": ["text": .string(Display.visible(notice.message))],
                "locations": notice.place.map { [SARIFLocation.physical($0, snippet: nil)] } ?? [],
            ]
            return object.withoutEmptyMembers
        }
        let object: JSON = [
            "executionSuccessful": true,
            "exitCode": exitCode.map { .integer($0) } ?? .null,
            "toolExecutionNotifications": .array(notes),
            "toolConfigurationNotifications": .array(configuration),
        ]
        return object.withoutEmptyMembers
    }
}
