internal import Catalog
internal import ConfigModel

/// What the hours of a schedule say, wherever it is written.
enum ScheduleTimes {
    /// Local hours in which demand, and so the share of fossil power, is highest on most grids.
    static let peak = 17..<21

    /// UTC says when, but not on which grid.
    static func namesPlace(_ zone: String) -> Bool { zone.contains("/") && !zone.hasPrefix("Etc/") }

    /// Whether all starts lie in the evening peak, and the local time of the start; nil where that is not known.
    ///
    /// - Parameter ahead: the hours that local time is ahead of the schedule's, over the year.
    static func conclude(_ schedule: CronSchedule, ahead: ClosedRange<Int>) -> (isPeak: Bool, start: String?)? {
        let starts = schedule.hours.flatMap { hour in ahead.map { (hour + $0 + 48) % 24 } }
        guard !starts.isEmpty else { return nil }
        let inPeak = starts.filter(peak.contains)
        // Summer time or several starts may move it in or out: then nothing is known.
        guard inPeak.isEmpty || inPeak.count == starts.count || !schedule.isPinned else { return nil }
        var start: String?
        if schedule.isPinned, let minute = schedule.minutes.first, let hour = starts.first, ahead.count == 1 {
            start = (hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)"
        }
        return (schedule.isPinned && inPeak.count == starts.count, start)
    }
}

/// What the words of a job's name, image, command or functions say about its work.
struct JobWords {
    private let vocabulary: NameVocabulary
    private let words: [String]
    /// Those of the first text, which is the job's name.
    private let ownWords: [String]

    init(_ texts: [String], _ vocabulary: NameVocabulary) {
        self.vocabulary = vocabulary
        words = texts.flatMap(nameWords)
        ownWords = texts.first.map(nameWords) ?? []
    }

    /// A job that is named for training trains, whatever becomes of the model behind that.
    private var isNamedForTraining: Bool { vocabulary.heavyWork(of: ownWords)?.work == "training" && !vocabulary.vetoes(ownWords) }

    /// - Parameter source: where the words are from, to be shown.
    func fields(from source: String) -> [String: Value] {
        if !isNamedForTraining, let veto = words.first(where: { vocabulary.vetoes([$0]) }) {
            return ["deferrable": .flag(false), "deferrable.evidence": .text("“\(veto)” in its \(source)")]
        }
        var fields: [String: Value] = [:]
        if let word = words.first(where: { vocabulary.meanings[$0] != nil }) {
            fields["deferrable"] = .flag(true)
            fields["deferrable.evidence"] = .text("“\(word)” in its \(source)")
        }
        if let (work, word) = vocabulary.heavyWork(of: words) {
            fields["work"] = .text(work)
            fields["work.evidence"] = .text("“\(word)” in its \(source)")
        }
        if let period = vocabulary.period(in: ownWords) { fields["period"] = .text(period) }
        return fields
    }
}
