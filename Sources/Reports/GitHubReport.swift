internal import Catalog
internal import Facts
internal import Parsing
internal import Rules

/// Annotations of GitHub Actions: commands on standard output that the runner shows beside the changed lines.
///
/// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
public enum GitHubReport {
    /// A step may have this many of each level, and more are dropped in silence; the first of the report are those that count most.
    static let mostOfALevel = 10

    public static func render(_ report: Report) -> String {
        var text = ""
        var counts: [String: Int] = [:]
        for entry in ReportOrder.byImportance(report.entries) {
            let level = level(entry.finding.severity)
            counts[level, default: 0] += 1
            if counts[level, default: 0] <= mostOfALevel { text += command(entry, level) }
        }
        let left = counts.values.reduce(0) { $0 + max(0, $1 - mostOfALevel) }
        if left > 0 {
            text += "\(left) more \(left == 1 ? "finding is" : "findings are") not annotated: GitHub shows \(mostOfALevel) of a level. The SARIF report has all of them.\n"
        }
        return text
    }

    private static func level(_ severity: Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "notice"
        }
    }

    private static func command(_ entry: Report.Entry, _ level: String) -> String {
        let finding = entry.finding
        let place = finding.place
        var properties = ["title=\(property("wattlint (\(finding.rule.id))"))", "file=\(property(place.path))", "line=\(place.start.line)"]
        if place.end.line > place.start.line {
            properties.append("endLine=\(place.end.line)")
        } else {
            // GitHub reads columns only within one line.
            properties += ["endLine=\(place.end.line)", "col=\(place.start.column)", "endColumn=\(place.end.column)"]
        }
        let message = ReportOrder.sentences(entry).map(data).joined(separator: "%0A")
        return "::\(level) \(properties.joined(separator: ","))::\(message)\n"
    }

    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
