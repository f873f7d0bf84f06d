/// A cron expression with five fields, or one of its `@` words.
public struct CronSchedule: Sendable, Hashable {
    public var minutes: [Int]
    public var hours: [Int]
    public var days: [Int]
    public var months: [Int]
    public var weekdays: [Int]
    /// The zone that `TZ=` or `CRON_TZ=` before the fields names.
    public var zone: String?
    private var restrictsDays = false
    private var restrictsWeekdays = false

    public init?(_ text: String) {
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        if let first = words.first, first.hasPrefix("TZ=") || first.hasPrefix("CRON_TZ="), let equals = first.firstIndex(of: "=") {
            zone = String(first[first.index(after: equals)...])
            words.removeFirst()
        }
        if words.count == 1, let fields = Self.words[words[0]] { words = fields.split(separator: " ").map(String.init) }
        guard words.count == 5, let minutes = Self.values(words[0], 0...59, []), let hours = Self.values(words[1], 0...23, []),
            let days = Self.values(words[2], 1...31, []), let months = Self.values(words[3], 1...12, Self.monthNames),
            let weekdays = Self.values(words[4], 0...7, Self.dayNames)
        else { return nil }
        (self.minutes, self.hours, self.days, self.months) = (minutes, hours, days, months)
        self.weekdays = Array(Set(weekdays.map { $0 % 7 })).sorted()
        restrictsDays = !words[2].hasPrefix("*") && words[2] != "?"
        restrictsWeekdays = !words[4].hasPrefix("*") && words[4] != "?"
    }

    /// Starts at set times of the day, at most four, rather than all through it.
    public var isPinned: Bool { minutes.count == 1 && hours.count <= 4 }

    /// Mean number of runs a month (30.44 days).
    public var runsPerMonth: Double {
        let month = 365.25 / 12
        let byDay = Double(days.count) / 31
        let byWeekday = Double(weekdays.count) / 7
        // Cron runs on a day that either field admits, when both restrict.
        let share: Double =
            switch (restrictsDays, restrictsWeekdays) {
            case (true, true): byDay + byWeekday - byDay * byWeekday
            case (true, false): Double(days.count) / month
            case (false, true): byWeekday
            case (false, false): byDay
            }
        return Double(minutes.count * hours.count) * month * share * Double(months.count) / 12
    }

    private static let words = [
        "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0", "@daily": "0 0 * * *",
        "@midnight": "0 0 * * *", "@hourly": "0 * * * *",
    ]
    private static let monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    private static let dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

    /// The numbers that a field admits; names count from the start of the range.
    private static func values(_ field: String, _ range: ClosedRange<Int>, _ names: [String]) -> [Int]? {
        func number(_ text: Substring) -> Int? {
            if let index = names.firstIndex(of: text.lowercased()) { return index + range.lowerBound }
            guard let value = Int(text), range.contains(value) else { return nil }
            return value
        }
        var result: Set<Int> = []
        for part in field.split(separator: ",", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "/", omittingEmptySubsequences: false)
            guard let span = pieces.first, pieces.count <= 2 else { return nil }
            let step = pieces.count == 2 ? Int(pieces[1]) ?? 0 : 1
            guard step > 0 else { return nil }
            let bounds = span.split(separator: "-", omittingEmptySubsequences: false)
            if span == "*" || span == "?" {
                result.formUnion(stride(from: range.lowerBound, through: range.upperBound, by: step))
            } else if bounds.count == 2, let low = number(bounds[0]), let high = number(bounds[1]), low <= high {
                result.formUnion(stride(from: low, through: high, by: step))
            } else if bounds.count == 1, let low = number(span) {
                result.formUnion(pieces.count == 2 ? Array(stride(from: low, through: range.upperBound, by: step)) : [low])
            } else {
                return nil
            }
        }
        return result.sorted()
    }
}
