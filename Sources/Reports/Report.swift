public import Catalog
public import Facts
public import Rules
public import Savings

/// Reports writes down what was found, one file a format. Every format gets the same `Report` and adds nothing to it.

/// Everything that a report says.
public struct Report: Sendable {
    public struct Entry: Sendable {
        public var finding: Finding
        public var saving: Saving
        /// Sixteen hexadecimal digits that survive moved lines.
        public var fingerprint: String

        public init(finding: Finding, saving: Saving, fingerprint: String) {
            self.finding = finding
            self.saving = saving
            self.fingerprint = fingerprint
        }
    }

    public struct Skipped: Sendable, Hashable {
        public var path: String
        public var reason: String

        public init(path: String, reason: String) {
            self.path = path
            self.reason = reason
        }
    }

    /// What all findings together save; they never sum to more than the calls, routes and workloads use.
    public struct Total: Sendable {
        public var perMonth: Saving
        public var perThousandCalls: Saving
        /// Findings that the totals leave out, and why: no figure, below zero, counted with another one.
        public var leftOut: [String: Int]

        public init(perMonth: Saving, perThousandCalls: Saving, leftOut: [String: Int]) {
            self.perMonth = perMonth
            self.perThousandCalls = perThousandCalls
            self.leftOut = leftOut
        }
    }

    public struct Summary: Sendable {
        public var filesRead: Int
        public var filesParsed: Int
        /// Files left out by class (test, example, generated, …).
        public var leftOut: [String: Int]
        public var suppressed: Int
        /// Findings that are not reported since the baseline has them.
        public var inBaseline = 0
        /// Findings that are not reported since nothing changed where they are.
        public var unchanged = 0
        public var total: Total
        /// What the run understood, when that was asked for.
        public var statistics: Statistics?

        public init(filesRead: Int, filesParsed: Int, leftOut: [String: Int], suppressed: Int, total: Total) {
            self.filesRead = filesRead
            self.filesParsed = filesParsed
            self.leftOut = leftOut
            self.suppressed = suppressed
            self.total = total
        }
    }

    public var version: String
    /// Sorted by path, place, rule.
    public var entries: [Entry]
    /// Every rule that was on, findings or not; sorted by id.
    public var rules: [Rule]
    public var skipped: [Skipped]
    /// What is wrong with how the repository speaks to wattlint itself, such as a suppression that names no rule.
    public var notices: [Notice]
    public var summary: Summary

    public init(
        version: String, entries: [Entry], rules: [Rule], skipped: [Skipped], notices: [Notice] = [], summary: Summary
    ) {
        self.version = version
        self.entries = entries
        self.rules = rules
        self.skipped = skipped
        self.notices = notices
        self.summary = summary
    }
}
