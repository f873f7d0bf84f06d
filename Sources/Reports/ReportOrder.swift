internal import Facts
internal import Parsing
internal import Rules
internal import Savings

/// What several formats ask of a report: an order of importance, addresses, and the words of one finding.
enum ReportOrder {
    /// The most severe first, of one severity the largest saving (SARIF's rank), then by place.
    static func byImportance(_ entries: [Report.Entry]) -> [Report.Entry] {
        let ranked = entries.enumerated().map { (entry: $0.element, rank: SARIFReport.rank($0.element), index: $0.offset) }
        return ranked.sorted { left, right in
            let severities = (left.entry.finding.severity, right.entry.finding.severity)
            if severities.0 != severities.1 { return severities.0 > severities.1 }
            return left.rank != right.rank ? left.rank > right.rank : left.index < right.index
        }.map(\.entry)
    }

    /// Message, remedy and saving of a finding, a sentence each.
    static func sentences(_ entry: Report.Entry) -> [String] {
        [entry.finding.message, entry.finding.remedy].filter { !$0.isEmpty }.map(sentence) + [savingSentence(entry.saving)]
    }

    static func sentence(_ text: String) -> String {
        let text = Display.visible(text)
        return text.last.map { ".!?".contains($0) } ?? true ? text : text + "."
    }

    static func savingSentence(_ saving: Saving) -> String {
        let text = SavingText.full(saving)
        let verb = SavingText.verb(saving)
        return sentence(SavingText.brief(saving) == nil ? "Saving: \(text)" : "\(verb.prefix(1).uppercased())\(verb.dropFirst()) \(text)")
    }
}
