internal import Catalog
internal import Facts
internal import Parsing
internal import Rules
internal import Savings

/// The end of the text report: what all findings together save, how many there are, and what was not looked at.
enum TextSummary {
    static func render(_ report: Report, _ palette: Palette) -> String {
        var text = total(report, palette)
        text += counts(report, palette)
        text += leftOut(report.summary.leftOut)
        if report.summary.suppressed > 0 {
            text += "\(Display.count(report.summary.suppressed, "finding")) suppressed in comments\n"
        }
        if report.summary.inBaseline > 0 { text += "\(Display.count(report.summary.inBaseline, "finding")) in the baseline\n" }
        if report.summary.unchanged > 0 { text += "\(Display.count(report.summary.unchanged, "finding")) where nothing has changed\n" }
        for notice in report.notices {
            let place = notice.place.map { "\(Display.path($0.path)):\($0.start.line):\($0.start.column): " } ?? ""
            text += "notice: \(place)\(Display.visible(notice.message))\n"
        }
        return text + skipped(report.skipped)
    }

    private static func total(_ report: Report, _ palette: Palette) -> String {
        let total = report.summary.total
        var lines: [String] = []
        for saving in [total.perMonth, total.perThousandCalls] where SavingText.hasQuantities(saving) {
            lines.append(SavingText.full(saving))
        }
        guard !report.entries.isEmpty else { return "" }
        var text = ""
        for (index, line) in lines.enumerated() {
            text += (index == 0 ? palette.bold("Together:") : "     and:") + " \(palette.good(line))\n"
        }
        let left = total.leftOut.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        if !left.isEmpty {
            let reasons = left.map { "\($0.value) (\(Display.visible($0.key)))" }.joined(separator: ", ")
            text += palette.dim("  not in this total: \(reasons)") + "\n"
        }
        return text
    }

    private static func counts(_ report: Report, _ palette: Palette) -> String {
        let files = Display.count(report.summary.filesRead, "file")
        if report.entries.isEmpty {
            let rules = Display.count(report.rules.count, "rule")
            return palette.good("No wasted energy found") + " in \(files), by \(rules).\n"
        }
        let parts = Severity.allCases.reversed().compactMap { severity -> String? in
            let number = report.entries.count { $0.finding.severity == severity }
            guard number > 0 else { return nil }
            return palette.severity(severity, severity == .info ? "\(SavingText.grouped(number)) info" : Display.count(number, severity.rawValue))
        }
        return parts.joined(separator: ", ") + " in \(files)\n"
    }

    private static func leftOut(_ classes: [String: Int]) -> String {
        let known = classes.filter { $0.value > 0 }.sorted { $0.key < $1.key }
        guard !known.isEmpty else { return "" }
        let parts = known.map { "\(SavingText.grouped($0.value)) \(Display.visible($0.key))" }
        return "files left out: \(parts.joined(separator: ", ")) (--include-tests judges them too)\n"
    }

    /// By reason, with the first few paths of each; every file is counted.
    private static func skipped(_ skipped: [Report.Skipped]) -> String {
        guard !skipped.isEmpty else { return "" }
        var text = "\(Display.count(skipped.count, "file")) skipped:\n"
        let reasons = Dictionary(grouping: skipped, by: \.reason).sorted { $0.key < $1.key }
        for (reason, files) in reasons {
            text += "  \(Display.visible(reason)) (\(SavingText.grouped(files.count)))\n"
            let paths = files.map(\.path).sorted()
            for path in paths.prefix(5) { text += "    \(Display.path(path))\n" }
            if paths.count > 5 { text += "    and \(SavingText.grouped(paths.count - 5)) more\n" }
        }
        return text
    }
}
