public import Catalog
internal import Facts

/// The rules of one run: what the command line and the configuration leave of all rules, with their options set.
public struct RuleSelection: Sendable {
    /// Sorted by id, the rules about wattlint's own use among them.
    public private(set) var rules: [Rule] = []
    /// Whether nothing was picked by hand, so that a suppression without a finding is known to be unused.
    public let isComplete: Bool
    /// Whether also what is often wrong was asked for.
    public let isPedantic: Bool
    /// What is wrong with the names that were given, in sentences.
    public private(set) var problems: [String] = []

    private var activeIDs: Set<String> = []
    /// Every id there ever was, with today's.
    private var currentIDs: [String: String] = [:]
    private var selectedIDs: Set<String> = []

    /// - Parameters:
    ///   - all: every rule of the catalogue.
    ///   - select: ids or techniques; when not empty, no other rule is on, and pedantic and switched-off ones named here are.
    ///   - ignore: ids or techniques that are off.
    ///   - more: ids of pedantic rules that are on as well.
    public init(
        from all: [Rule], select: [String] = [], ignore: [String] = [], pedantic: Bool = false, with more: Set<String> = [],
        configuration: Configuration = Configuration()
    ) {
        isComplete = select.isEmpty
        isPedantic = pedantic
        let all = all.filter { $0.id != UnusedSuppression.rule.id } + [UnusedSuppression.rule]
        for rule in all {
            for former in rule.formerly { currentIDs[former] = rule.id }
        }
        for rule in all { currentIDs[rule.id] = rule.id }
        let selected = ids(named: select, among: all, option: "--select")
        let ignored = ids(named: ignore, among: all, option: "--ignore")
        selectedIDs = selected
        for rule in all where !ignored.contains(rule.id) {
            let setting = configuration.rules[rule.id]
            let isOn = isComplete
                ? setting?.isOff != true && (pedantic || !rule.isPedantic || setting?.severity != nil || more.contains(rule.id)) : selected.contains(rule.id)
            guard isOn else { continue }
            activeIDs.insert(rule.id)
            rules.append(configuration.withOptions(rule))
        }
        rules.sort { $0.id < $1.id }
    }

    public func isActive(_ id: String) -> Bool { activeIDs.contains(id) }

    /// Whether the rule was selected by hand, by its id or its technique.
    func names(_ rule: Rule) -> Bool { selectedIDs.contains(rule.id) }

    /// Today's id of a rule that is called so, or was.
    func currentID(of name: String) -> String? { currentIDs[name] }

    var knownIDs: [String] { Array(currentIDs.values) }

    private mutating func ids(named names: [String], among all: [Rule], option: String) -> Set<String> {
        var result: Set<String> = []
        for name in names {
            if let id = currentIDs[name] {
                result.insert(id)
            } else if let technique = Technique(rawValue: name) {
                result.formUnion(all.filter { $0.technique == technique }.map(\.id))
            } else {
                let known = all.map(\.id) + Technique.allCases.map(\.rawValue)
                problems.append("\(option): `\(name)` is neither a rule nor a technique" + hint(name, among: known))
            }
        }
        return result
    }
}
