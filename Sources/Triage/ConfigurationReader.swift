public import Catalog
internal import Discovery
internal import Facts
internal import Parsing

extension Configuration {
    /// Reads `.wattlint.yml`.
    ///
    /// - Parameters:
    ///   - path: of the file, for messages.
    ///   - prefix: the root of the scan as seen from the file's folder, such as `services/api`; empty when they are the same.
    ///   - rules: all rules there are, whose ids and options the file may name.
    /// - Returns: the configuration, and every mistake with its place. With a mistake the configuration is not to be used.
    public static func read(
        _ text: String, path: String, prefix: String = "", rules: [Rule]
    ) -> (configuration: Configuration, problems: [CatalogError]) {
        let file = CatalogFile(path: path, text: text)
        if !file.document.problems.isEmpty {
            let problems = file.document.problems.map { CatalogError(file: path, position: $0.position, message: $0.reason) }
            return (Configuration(), problems)
        }
        guard let root = file.document.roots.first, !root.isNull else { return (Configuration(), []) }
        if file.document.roots.count > 1 {
            return (Configuration(), [file.error("one document is expected, not several", at: file.document.roots[1])])
        }
        var reader = ConfigurationReader(file: file, rules: rules)
        var configuration = reader.configuration(root)
        configuration.prefix = prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/"
        return (configuration, reader.problems)
    }
}

private struct ConfigurationReader {
    let file: CatalogFile
    private(set) var problems: [CatalogError] = []
    private var rules: [String: Rule] = [:]

    init(file: CatalogFile, rules: [Rule]) {
        self.file = file
        for rule in rules + [UnusedSuppression.rule] {
            for former in rule.formerly where self.rules[former] == nil { self.rules[former] = rule }
        }
        for rule in rules + [UnusedSuppression.rule] { self.rules[rule.id] = rule }
    }

    mutating func configuration(_ root: Node) -> Configuration {
        var fields = Fields(root, in: file)
        var result = Configuration()
        result.exclude = IgnoreRules(lines: fields.texts("exclude"))
        result.rules = fields.node("rules").map { ruleSettings($0, takesOptions: true) } ?? [:]
        result.overrides = fields.node("overrides").map { overrides($0) } ?? []
        result.models = fields.node("models").map { models($0) } ?? [:]
        result.slots = fields.node("slots").map { slots($0) } ?? [:]
        result.internalHosts = fields.texts("internal-hosts")
        result.region = fields.optionalText("region")
        result.pue = pue(&fields)
        result.usage = fields.optionalText("usage")
        result.failOn = fields.choice("fail-on", of: FailOn.self)
        result.includesTests = fields.flag("include-tests")
        problems += fields.finish()
        problems.sort { ($0.position ?? Self.start) < ($1.position ?? Self.start) }
        return result
    }

    private static let start = Position(line: 0, column: 0)

    private mutating func problem(_ message: String, at node: Node) { problems.append(file.error(message, at: node)) }

    /// The entries of a mapping with free keys; a problem when it is none.
    private mutating func entries(_ node: Node, of key: String) -> [(key: Node, value: Node)] {
        if node.isNull { return [] }
        if node.kind != .mapping { problem("`\(key)` must be a mapping", at: node) }
        return node.entries
    }

    // MARK: Rules

    private mutating func ruleSettings(_ node: Node, takesOptions: Bool) -> [String: Configuration.RuleSetting] {
        var result: [String: Configuration.RuleSetting] = [:]
        for (key, value) in entries(node, of: "rules") {
            guard let rule = rules[key.rawText] else {
                problem("`\(key.rawText)` is not a rule" + hint(key.rawText, among: Array(rules.keys)), at: key)
                continue
            }
            if result[rule.id] != nil { problem("`\(rule.id)` is set twice", at: key) }
            result[rule.id] = value.kind == .mapping ? detailed(value, rule, takesOptions) : severityOrOff(value)
        }
        return result
    }

    private mutating func severityOrOff(_ node: Node) -> Configuration.RuleSetting {
        let names = Severity.allCases.map(\.rawValue) + ["off"]
        // Quoted or not, `off` is a word here, and so is the `false` that a YAML 1.1 formatter makes of it.
        if node.rawText == "off" || node.rawText == "false" { return Configuration.RuleSetting(isOff: true) }
        guard node.kind == .scalar, let severity = Severity(rawValue: node.rawText) else {
            problem("`\(node.rawText)` is not a severity" + hint(node.rawText, among: names), at: node)
            return Configuration.RuleSetting()
        }
        return Configuration.RuleSetting(severity: severity)
    }

    private mutating func detailed(_ node: Node, _ rule: Rule, _ takesOptions: Bool) -> Configuration.RuleSetting {
        var fields = Fields(node, in: file)
        var setting = fields.node("severity").map { severityOrOff($0) } ?? Configuration.RuleSetting()
        if takesOptions {
            for option in rule.options.keys.sorted() {
                guard let value = fields.node(option) else { continue }
                setting.options[option] = self.option(option, value, of: rule)
            }
        }
        problems += fields.finish()
        return setting
    }

    private mutating func option(_ name: String, _ node: Node, of rule: Rule) -> Rule.OptionValue? {
        let value: Rule.OptionValue
        if let number = node.number {
            value = .number(number)
        } else {
            let texts = node.string.map { [$0] } ?? node.items.compactMap(\.string)
            guard !texts.isEmpty, node.kind == .scalar || texts.count == node.items.count else {
                problem("`\(name)` must be a number, text or a list of texts", at: node)
                return nil
            }
            value = .texts(texts)
        }
        if case .failure(let mistake) = rule.setting(name, to: value, schema: FactKind.schema) {
            problem(mistake.description, at: node)
            return nil
        }
        return value
    }

    // MARK: Overrides, models, slots

    private mutating func overrides(_ node: Node) -> [Configuration.Override] {
        guard node.kind == .sequence else {
            if !node.isNull { problem("`overrides` must be a list", at: node) }
            return []
        }
        return node.items.map { item in
            var fields = Fields(item, in: file)
            _ = fields.required("paths")
            let override = Configuration.Override(
                paths: IgnoreRules(lines: fields.texts("paths")),
                rules: fields.node("rules").map { ruleSettings($0, takesOptions: false) } ?? [:],
                severity: fields.choice("severity", of: Severity.self))
            problems += fields.finish()
            return override
        }
    }

    private mutating func models(_ node: Node) -> [String: Configuration.Model] {
        var result: [String: Configuration.Model] = [:]
        for (key, value) in entries(node, of: "models") {
            if let name = value.string {
                result[key.rawText] = .alias(name)
            } else if let sizes = sizes(value, of: key.rawText) {
                result[key.rawText] = sizes
            }
        }
        return result
    }

    private mutating func sizes(_ node: Node, of name: String) -> Configuration.Model? {
        guard node.kind == .mapping else {
            problem("`\(name)` must be the name of a model, or its sizes as {active: 7e9, total: 7e9}", at: node)
            return nil
        }
        var fields = Fields(node, in: file)
        let (active, total) = (fields.interval("active"), fields.interval("total"))
        if let active, active.low <= 0 { fields.problem("`active` must be more than 0", at: node) }
        if let active, let total, active.high > total.high { fields.problem("`active` cannot be more than `total`", at: node) }
        problems += fields.finish()
        guard let active = active ?? total, let total = total ?? active as Interval? else {
            problem("`\(name)` needs `active`, `total` or both, in parameters", at: node)
            return nil
        }
        return .sizes(active: active, total: total)
    }

    private mutating func slots(_ node: Node) -> [String: String] {
        var result: [String: String] = [:]
        for (key, value) in entries(node, of: "slots") {
            if let name = value.string { result[key.rawText] = name } else { problem("`\(key.rawText)` must be the name of a model", at: value) }
        }
        return result
    }

    private mutating func pue(_ fields: inout Fields) -> Interval? {
        guard let pue = fields.interval("pue") else { return nil }
        if pue.low < 1, let node = fields.node("pue") {
            fields.problem("`pue` is the total energy of a data centre over that of its machines, so it is at least 1", at: node)
        }
        return pue
    }
}
