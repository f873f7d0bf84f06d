public import Catalog
public import Discovery
internal import Parsing
internal import Facts
internal import Rules

/// What a project says about itself in `.wattlint.yml`.
public struct Configuration: Sendable {
    /// What the configuration says of one rule.
    public struct RuleSetting: Sendable, Hashable {
        public var severity: Severity?
        public var isOff = false
        /// Options that the rule declares, checked.
        public var options: [String: Rule.OptionValue] = [:]
    }

    /// Other settings for some paths. Later ones win.
    public struct Override: Sendable {
        public var paths: IgnoreRules
        public var rules: [String: RuleSetting]
        /// For findings of all rules but those in `rules`.
        public var severity: Severity?
    }

    /// What a name of the project's own stands for.
    public enum Model: Sendable, Hashable {
        /// Another name, which the catalogue or a provider knows.
        case alias(String)
        /// Parameters, active per token and in all.
        case sizes(active: Interval, total: Interval)
    }

    public var exclude = IgnoreRules(lines: [])
    /// By today's rule id.
    public var rules: [String: RuleSetting] = [:]
    public var overrides: [Override] = []
    public var models: [String: Model] = [:]
    /// The model behind each role (smart, fast, …).
    public var slots: [String: String] = [:]
    /// Host names, `*` for any part, that lie inside the project's network.
    public var internalHosts: [String] = []
    public var region: String?
    public var pue: Interval?
    /// The usage file, as written: relative to the configuration file.
    public var usage: String?
    public var failOn: FailOn?
    public var includesTests: Bool?
    /// The root of the scan as seen from the folder of the configuration file, with a slash at the end; empty when they are the same.
    /// Patterns are relative to the file.
    public var prefix = ""

    public init() {}

    /// - Parameter path: relative to the root of the scan.
    public func excludes(_ path: String) -> Bool { matches(exclude, path) }

    /// The rule with the options that are set for it.
    func withOptions(_ rule: Rule) -> Rule {
        var rule = rule
        for (option, value) in (rules[rule.id]?.options ?? [:]).sorted(by: { $0.key < $1.key }) {
            if case .success(let changed) = rule.setting(option, to: value, schema: FactKind.schema) { rule = changed }
        }
        return rule
    }

    /// How severe a finding is here; nil when its rule is off in this place.
    ///
    /// - Parameter isSelected: a rule that the command line names is not off.
    func severity(of finding: Finding, isSelected: Bool) -> Severity? {
        var severity = finding.severity
        var isOff = false
        if let setting = rules[finding.rule.id] {
            isOff = setting.isOff && !isSelected
            severity = setting.severity ?? severity
        }
        for override in overrides where matches(override.paths, finding.place.path) {
            if let setting = override.rules[finding.rule.id] {
                isOff = setting.isOff
                severity = setting.severity ?? severity
            } else if let common = override.severity {
                severity = common
            }
        }
        return isOff ? nil : severity
    }
    private func matches(_ patterns: IgnoreRules, _ path: String) -> Bool {
        RelativePath(prefix + path).map { patterns.ignores($0) } ?? false
    }
}
