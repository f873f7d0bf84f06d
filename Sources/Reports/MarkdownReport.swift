internal import Catalog
internal import Facts
internal import Parsing
internal import Rules
internal import Savings

/// A comment on a pull request, or a step's summary: what is wasted in one table, the largest first, and each finding's details folded.
public enum MarkdownReport {
    /// How many findings have details: GitHub takes comments of up to 65,536 characters.
    static let mostDetails = 25
    static let mostRows = 50

    public static func render(_ report: Report) -> String {
        let entries = ReportOrder.byImportance(report.entries)
        guard !entries.isEmpty else { return "### wattlint: no wasted energy found\n\n" + footer(report) }
        var text = "### wattlint: \(Display.count(entries.count, "finding"))\n\n"
        for saving in [report.summary.total.perMonth, report.summary.total.perThousandCalls] where SavingText.hasQuantities(saving) {
            text += "Together: **\(escaped(SavingText.full(saving)))**\n\n"
        }
        text += "| | Where | What | Saves |\n| --- | --- | --- | --- |\n"
        for entry in entries.prefix(mostRows) { text += row(entry) }
        text += "\n"
        if entries.count > mostRows { text += "…and \(entries.count - mostRows) more.\n\n" }
        for entry in entries.prefix(mostDetails) { text += details(entry) }
        if entries.count > mostDetails { text += "The details of \(Display.count(entries.count - mostDetails, "finding")) are left out.\n\n" }
        return text + footer(report)
    }

    private static func row(_ entry: Report.Entry) -> String {
        let finding = entry.finding
        let place = "\(code("\(finding.place.path):\(finding.place.start.line)"))"
        let saving = SavingText.brief(entry.saving) ?? "not quantified"
        let amount = saving.hasPrefix("saves ") ? String(saving.dropFirst(6)) : saving
        return "| \(symbol(finding.severity)) | \(place) | \(code(finding.rule.id)): \(escaped(finding.message)) | \(escaped(amount)) |\n"
    }

    private static func details(_ entry: Report.Entry) -> String {
        let finding = entry.finding
        let title = html("\(finding.rule.id) · \(finding.place.path):\(finding.place.start.line)")
        var text = "<details><summary>\(title)</summary>\n\n"
        text += "\(escaped(finding.message))\n\n"
        if !finding.evidence.isEmpty { text += "**Why:** \(escaped(finding.evidence.joined(separator: "; ")))\n\n" }
        if !finding.remedy.isEmpty { text += "**Remedy:** \(escaped(finding.remedy))\n\n" }
        text += "**Saving:** \(escaped(SavingText.full(entry.saving)))\n\n"
        for related in finding.related {
            text += "- \(code("\(related.place.path):\(related.place.start.line)")): \(escaped(related.message))\n"
        }
        if !finding.related.isEmpty { text += "\n" }
        if !entry.saving.assumptions.isEmpty {
            text += "Assuming:\n\n" + entry.saving.assumptions.map { "- \(escaped($0))\n" }.joined() + "\n"
        }
        if !entry.saving.sources.isEmpty { text += "Sources: \(escaped(entry.saving.sources.joined(separator: "; ")))\n\n" }
        return text + "</details>\n\n"
    }

    private static func footer(_ report: Report) -> String {
        var parts = ["\(Display.count(report.summary.filesRead, "file")) read", Display.count(report.rules.count, "rule")]
        if report.summary.suppressed > 0 { parts.append("\(report.summary.suppressed) suppressed") }
        if report.summary.inBaseline > 0 { parts.append("\(report.summary.inBaseline) in the baseline") }
        if report.summary.unchanged > 0 { parts.append("\(report.summary.unchanged) outside of the changes") }
        if !report.skipped.isEmpty { parts.append("\(Display.count(report.skipped.count, "file")) skipped") }
        return "<sub>wattlint \(report.version): \(parts.joined(separator: ", ")).</sub>\n"
    }

    private static func symbol(_ severity: Severity) -> String {
        switch severity {
        case .error: "🔴"
        case .warning: "🟡"
        case .info: "🔵"
        }
    }

    /// Text as it is, whatever it holds: nothing of a repository may become markup, a mention or a new cell.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in Display.visible(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            // A mention would write to people.
            case "@": result += "&#64;"
            case "\\", "`", "*", "_", "[", "]", "|", "#", "~", "!": result += "\\\(scalar)"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Code between as many backquotes as it needs; a vertical bar would end the cell.
    private static func code(_ text: String) -> String {
        let text = Display.path(text).replacing("|", with: "\\|")
        let longest = Display.longestRun(of: "`", in: text)
        let fence = String(repeating: "`", count: longest + 1)
        return longest == 0 ? "`\(text)`" : "\(fence) \(text) \(fence)"
    }

    private static func html(_ text: String) -> String {
        Display.path(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;").replacing("@", with: "&#64;")
    }
}
