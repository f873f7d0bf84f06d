internal import Catalog
internal import Facts
internal import Parsing
internal import Rules

/// One line a finding, for editors and for `grep`: `path:line:column: severity[rule] message (saves …)`.
public enum ConciseReport {
    public static func render(_ report: Report) -> String {
        var text = ""
        for entry in report.entries {
            let finding = entry.finding
            text += "\(Display.path(finding.place.path)):\(finding.place.start.line):\(finding.place.start.column): "
            text += "\(finding.severity.rawValue)[\(finding.rule.id)] \(Display.visible(finding.message))"
            if let part = finding.place.part { text += " in \(part)" }
            if let saving = SavingText.brief(entry.saving) { text += " (\(Display.visible(saving)))" }
            text += "\n"
        }
        return text
    }
}
