internal import Catalog
internal import Facts
internal import Parsing
internal import Rules
internal import Savings

/// The report that an engineer reads in a terminal: a block a finding, then what it all comes to.
///
///     warning[oversized-model] gpt-4o answers a yes-no task
///       --> app/reviews.py:42:13
///        |
///     42 |     reply = client.chat.completions.create(model="gpt-4o", …)
///        |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
///        = why: …
public enum TextReport {
    /// - Parameter color: whether to use ANSI colours; the text is the same without them.
    public static func render(_ report: Report, color: Bool = false) -> String {
        let palette = Palette(isOn: color)
        var text = ""
        for entry in report.entries { text += block(entry, palette) + "\n" }
        text += TextSummary.render(report, palette)
        return text
    }

    /// How wide explanations are set; code is as wide as it is.
    static let columns = 110

    private static func block(_ entry: Report.Entry, _ palette: Palette) -> String {
        let finding = entry.finding
        let frame = CodeFrame(finding.place, snippet: finding.fact.snippet)
        let numbers = frame.lines.compactMap { if case .code(let number, _) = $0 { number } else { nil } }
        let gutter = max(2, String(numbers.max() ?? 0).count)
        let margin = String(repeating: " ", count: gutter)

        let head = "\(finding.severity.rawValue)[\(finding.rule.id)]"
        var text = "\(palette.severity(finding.severity, head)) \(palette.bold(Display.visible(finding.message)))\n"
        text += "\(margin)\(palette.gutter("-->")) \(location(finding.place))\n"
        if !frame.lines.isEmpty {
            text += "\(margin) \(palette.gutter("|"))\n"
            for line in frame.lines { text += render(line, gutter: gutter, finding.severity, palette) }
            text += "\(margin) \(palette.gutter("|"))\n"
        }
        for related in finding.related {
            text += note("note", "\(location(related.place)): \(Display.visible(related.message))", margin, palette)
        }
        // Some messages name their evidence, since the other formats have nothing else.
        let evidence = finding.evidence.filter { !finding.message.contains($0) }
        if !evidence.isEmpty { text += note("why", evidence.joined(separator: "; "), margin, palette) }
        if !finding.remedy.isEmpty { text += note("help", finding.remedy, margin, palette) }
        text += note(SavingText.verb(entry.saving), SavingText.full(entry.saving), margin, palette, emphasis: true)
        text += assumptions(entry.saving, margin, palette)
        return text
    }

    private static func location(_ place: Place) -> String {
        "\(Display.path(place.path)):\(place.start.line):\(place.start.column)" + (place.part.map { " (\($0))" } ?? "")
    }

    private static func render(_ line: CodeFrame.Line, gutter: Int, _ severity: Severity, _ palette: Palette) -> String {
        let margin = String(repeating: " ", count: gutter)
        switch line {
        case .code(let number, let code):
            let digits = String(number)
            let padded = String(repeating: " ", count: max(0, gutter - digits.count)) + digits
            return palette.gutter("\(padded) |") + (code.isEmpty ? "" : " " + code) + "\n"
        case .marker(let offset, let length):
            let blanks = String(repeating: " ", count: offset)
            let marks = String(repeating: "^", count: length)
            return "\(palette.gutter("\(margin) |")) \(blanks)\(palette.severity(severity, marks))\n"
        case .gap:
            return palette.gutter("\(margin) |") + " …\n"
        }
    }

    private static func note(_ label: String, _ content: String, _ margin: String, _ palette: Palette, emphasis: Bool = false) -> String {
        let lines = Display.wrap(Display.visible(content), columns: columns - margin.count - label.count - 5)
        let hanging = "\n" + margin + String(repeating: " ", count: label.count + 5)
        let body = lines.map { emphasis ? palette.bold($0) : $0 }.joined(separator: hanging)
        return "\(margin) \(palette.gutter("=")) \(palette.bold("\(label):")) \(body)\n"
    }

    /// At most two lines: the whole list, with its sources, is what the JSON report and `wattlint explain` are for.
    private static func assumptions(_ saving: Saving, _ margin: String, _ palette: Palette) -> String {
        guard !saving.assumptions.isEmpty, SavingText.hasQuantities(saving) || saving.relative != nil else { return "" }
        let lead = "\(margin)   assuming "
        let wrapped = Display.wrap(Display.visible(saving.assumptions.joined(separator: "; ")), columns: columns - lead.count - 2)
        var lines = Array(wrapped.prefix(2))
        if wrapped.count > 2, let last = lines.popLast() { lines.append(last + " …") }
        let hanging = "\n" + String(repeating: " ", count: lead.count)
        return palette.dim(lead + lines.joined(separator: hanging)) + "\n"
    }
}

/// ANSI colours, or none.
struct Palette {
    var isOn: Bool

    func bold(_ text: String) -> String { wrap(text, "1") }
    func dim(_ text: String) -> String { wrap(text, "2") }
    func gutter(_ text: String) -> String { wrap(text, "34") }
    func good(_ text: String) -> String { wrap(text, "1;32") }

    func severity(_ severity: Severity, _ text: String) -> String {
        switch severity {
        case .error: wrap(text, "1;31")
        case .warning: wrap(text, "1;33")
        case .info: wrap(text, "1;36")
        }
    }

    private func wrap(_ text: String, _ code: String) -> String { isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
