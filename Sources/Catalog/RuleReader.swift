internal import Parsing

/// Reads one rule file and checks every word of it against the kinds of fact and the saving methods there are.
struct RuleReader {
    let file: CatalogFile
    let schema: FactSchema
    /// Each method of working out a saving, and the arguments that it takes.
    let savingMethods: [String: Set<String>]
    private(set) var problems: [CatalogError] = []

    init(file: CatalogFile, schema: FactSchema, savingMethods: [String: Set<String>]) {
        self.file = file
        self.schema = schema
        self.savingMethods = savingMethods
    }

    /// The rule, when nothing is wrong with it.
    static func read(
        _ file: CatalogFile, schema: FactSchema, savingMethods: [String: Set<String>]
    ) -> (rule: Rule?, problems: [CatalogError]) {
        guard file.document.roots.count == 1, let root = file.document.roots.first else {
            return (nil, [file.error("a rule file holds exactly one rule")])
        }
        var reader = RuleReader(file: file, schema: schema, savingMethods: savingMethods)
        let rule = reader.rule(root)
        return (reader.problems.isEmpty ? rule : nil, reader.problems)
    }

    private mutating func rule(_ root: Node) -> Rule {
        var fields = Fields(root, in: file)
        let id = fields.text("id") ?? ""
        let title = fields.text("title") ?? ""
        let technique = required("technique", of: Technique.self, in: &fields)
        let severity = required("severity", of: Severity.self, in: &fields)
        let confidence = required("confidence", of: Confidence.self, in: &fields)
        let on = kind(&fields)
        let when = predicate(&fields, kind: on)
        var rule = Rule(
            id: id, title: title, technique: technique ?? .rightSizing, severity: severity ?? .warning,
            confidence: confidence ?? .low, isPedantic: fields.flag("pedantic") ?? false, on: on, when: when,
            none: relations(&fields, kind: on), message: template("message", &fields, kind: on, when: when),
            remedy: template("remedy", &fields, kind: on, when: when), saving: saving(&fields, kind: on),
            why: why(&fields), evidence: evidence(&fields), examples: examples(&fields),
            options: options(&fields, when: when), formerly: fields.texts("formerly"), path: file.path)
        rule.alsoOn = alsoOn(&fields, when: when)
        rule.yieldsTo = Set(fields.texts("yields-to"))
        problems += fields.finish()
        checkNames(rule, root)
        return rule
    }

    private mutating func required<Choice: RawRepresentable & CaseIterable>(
        _ key: String, of type: Choice.Type, in fields: inout Fields
    ) -> Choice? where Choice.RawValue == String {
        fields.required(key) == nil ? nil : fields.choice(key, of: type)
    }

    private mutating func kind(_ fields: inout Fields) -> String {
        guard let kind = fields.text("on") else { return "" }
        if schema.fields[kind] == nil, let node = fields.node("on") {
            fields.problem("`\(kind)` is not a kind of fact" + hint(kind, among: Array(schema.fields.keys)), at: node)
        }
        return kind
    }

    /// Further kinds, for each of which all that the rule says must make sense.
    private mutating func alsoOn(_ fields: inout Fields, when: Rule.Predicate) -> [String] {
        guard let node = fields.node("also-on") else { return [] }
        let kinds = fields.texts("also-on")
        for kind in kinds {
            if schema.fields[kind] == nil { fields.problem("`\(kind)` is not a kind of fact" + hint(kind, among: Array(schema.fields.keys)), at: node) }
            _ = predicate(&fields, kind: kind)
            for key in ["message", "remedy"] { _ = template(key, &fields, kind: kind, when: when) }
            _ = saving(&fields, kind: kind)
        }
        return kinds
    }

    /// A kind that does not exist has been reported; its fields are then no second mistake.
    private mutating func predicate(_ fields: inout Fields, kind: String) -> Rule.Predicate {
        guard let node = fields.required("when"), schema.fields[kind] != nil else { return .all([]) }
        var reader = PredicateReader(file: file, kind: kind, schema: schema)
        let predicate = reader.read(node)
        problems += reader.problems
        return predicate
    }

    private mutating func relations(_ fields: inout Fields, kind: String) -> [Rule.Relation] {
        guard let node = fields.node("none") else { return [] }
        if node.kind != .sequence { fields.problem("`none` is a list such as `- autoscaler: {targets: this}`", at: node) }
        let known = schema.relations.filter { $0.on == kind }
        var result: [Rule.Relation] = []
        for (related, shape) in node.items.flatMap(\.entries) {
            for (name, object) in shape.entries {
                if !known.contains(where: { $0.kind == related.rawText && $0.name == name.rawText }) {
                    let spelled = "\(related.rawText): {\(name.rawText): this}"
                    let names = known.map { "\($0.kind): {\($0.name): this}" }
                    fields.problem("a `\(kind)` has no relation `\(spelled)`" + hint(spelled, among: names), at: related)
                }
                if object.rawText != "this" { fields.problem("a relation can only be to `this`", at: object) }
                result.append(Rule.Relation(kind: related.rawText, name: name.rawText))
            }
            if shape.entries.isEmpty { fields.problem("a relation is written `{name: this}`", at: shape) }
        }
        return result
    }

    private mutating func template(_ key: String, _ fields: inout Fields, kind: String, when: Rule.Predicate) -> Template {
        guard let text = fields.text(key), let node = fields.node(key) else { return Template("") }
        let template = Template(text)
        guard let known = schema.fields[kind] else { return template }
        for name in template.fields where schema.field(name, of: kind) == nil {
            fields.problem("`\(kind)` has no field `{\(name)}`" + hint(name, among: known.map(\.name)), at: node)
        }
        let certain = when.knownFields
        for name in template.requiredFields where schema.field(name, of: kind) != nil && !certain.contains(name) {
            fields.problem(
                "`{\(name)}` may be unknown where the rule fires: let `when` say `\(name): {exists: true}`, "
                    + "or write `[… {\(name)} …|what to say without it]`", at: node)
        }
        return template
    }

    /// Arguments name fields of the fact; `reason` alone is a sentence.
    private mutating func saving(_ fields: inout Fields, kind: String) -> Rule.SavingMethod {
        guard let node = fields.required("saving") else { return Rule.SavingMethod(method: "", arguments: [:]) }
        var saving = Fields(node, in: file)
        let method = saving.text("method") ?? ""
        let known = savingMethods[method]
        if known == nil, let name = saving.node("method") {
            saving.problem("`\(method)` is not a saving method" + hint(method, among: Array(savingMethods.keys)), at: name)
        }
        var arguments: [String: String] = [:]
        for name in (known ?? Set(node.keys).subtracting(["method"])).sorted() {
            guard let value = saving.optionalText(name), let place = saving.node(name) else { continue }
            arguments[name] = value
            if name != "reason", place.number == nil, let all = schema.fields[kind], schema.field(value, of: kind) == nil {
                saving.problem("`\(kind)` has no field `\(value)`" + hint(value, among: all.map(\.name)), at: place)
            }
        }
        if method == "not-quantified", arguments["reason"] == nil {
            saving.problem("`not-quantified` needs a `reason`", at: node)
        }
        problems += saving.finish()
        return Rule.SavingMethod(method: method, arguments: arguments)
    }

    private mutating func why(_ fields: inout Fields) -> String {
        let why = fields.text("why") ?? ""
        if why.allSatisfy(\.isWhitespace), let node = fields.node("why") { fields.problem("`why` says nothing", at: node) }
        return why
    }

    private mutating func evidence(_ fields: inout Fields) -> [Evidence] {
        guard let node = fields.required("evidence") else { return [] }
        let (evidence, mistakes) = Evidence.read(node, in: file)
        problems += mistakes
        return evidence
    }

    private mutating func examples(_ fields: inout Fields) -> [Rule.Example] {
        guard let node = fields.required("examples") else { return [] }
        if node.items.isEmpty { fields.problem("a rule needs at least one example", at: node) }
        return node.items.map { example($0) }
    }

    private mutating func example(_ node: Node) -> Rule.Example {
        var fields = Fields(node, in: file)
        let language = fields.text("language") ?? ""
        let name = fields.optionalText("name") ?? Rule.Example.fileNames[language]
        if name == nil, let place = fields.node("language") {
            let known = Array(Rule.Example.fileNames.keys)
            fields.problem("`\(language)` has no usual file name, so the example needs a `name`" + hint(language, among: known), at: place)
        }
        var files: [String: String] = [:]
        if let node = fields.node("files") {
            for (key, value) in node.entries {
                if value.string == nil { fields.problem("the text of `\(key.rawText)` is not text", at: value) }
                files[key.rawText] = value.rawText
            }
            if node.entries.isEmpty { fields.problem("`files` is a mapping of file names to texts", at: node) }
        }
        let example = Rule.Example(
            language: language, name: name ?? "", files: files, bad: fields.text("bad") ?? "", good: fields.text("good") ?? "",
            position: file.source?.position(at: node.span.start))
        problems += fields.finish()
        return example
    }

    private mutating func options(_ fields: inout Fields, when: Rule.Predicate) -> [String: String] {
        guard let node = fields.node("options") else { return [:] }
        if node.kind != .mapping { fields.problem("`options` is a mapping of option names to fields", at: node) }
        var options: [String: String] = [:]
        for (key, value) in node.entries {
            options[key.rawText] = value.rawText
            if !when.fields.contains(value.rawText) {
                fields.problem("`when` does not use `\(value.rawText)`" + hint(value.rawText, among: Array(when.fields)), at: value)
            }
        }
        return options
    }

    private mutating func checkNames(_ rule: Rule, _ root: Node) {
        if !rule.id.isEmpty, !Rule.isKebabCase(rule.id) {
            problems.append(file.error("`\(rule.id)` is not kebab-case: small letters and digits, joined by single hyphens", at: root["id"]))
        }
        let parts = file.path.split(separator: "/")
        let name = parts.last.map { $0.split(separator: ".").first.map(String.init) ?? "" } ?? ""
        if !rule.id.isEmpty, rule.id != name {
            problems.append(file.error("the rule is called `\(rule.id)`, the file `\(name)`", at: root["id"]))
        }
        let folder = parts.dropLast().last.map(String.init) ?? ""
        if let technique = root["technique"]?.string, Technique(rawValue: technique) != nil, technique != folder {
            problems.append(file.error("the rule is about `\(technique)`, but lies in the folder `\(folder)`", at: root["technique"]))
        }
    }
}

extension Rule {
    static func isKebabCase(_ text: String) -> Bool {
        let words = text.split(separator: "-", omittingEmptySubsequences: false)
        return words.allSatisfy { word in
            !word.isEmpty && word.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
        }
    }
}

extension Rule.Example {
    /// What a file of each language or format is usually called.
    public static let fileNames = [
        "python": "example.py", "kubernetes": "deployment.yaml", "compose": "docker-compose.yml", "litellm": "litellm_config.yaml",
        "typescript": "example.ts", "javascript": "example.js", "go": "example.go", "java": "Example.java", "rust": "example.rs", "kotlin": "Example.kt", "ruby": "example.rb", "php": "example.php", "swift": "Example.swift",
        "dockerfile": "Dockerfile", "github-actions": ".github/workflows/ci.yml", "gitlab-ci": ".gitlab-ci.yml", "nginx": "nginx.conf",
    ]
}

extension Evidence {
    /// A list of `{claim, source}`, at least one.
    static func read(_ node: Node, in file: CatalogFile) -> ([Evidence], [CatalogError]) {
        guard node.kind == .sequence, !node.items.isEmpty else {
            return ([], [file.error("`evidence` is a list with at least one `{claim: …, source: …}`", at: node)])
        }
        var problems: [CatalogError] = []
        let evidence = node.items.map { item in
            var fields = Fields(item, in: file)
            let evidence = Evidence(claim: fields.text("claim") ?? "", source: fields.text("source") ?? "")
            problems += fields.finish()
            return evidence
        }
        return (evidence, problems)
    }
}
