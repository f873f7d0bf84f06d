internal import Catalog

/// What the SARIF log says about wattlint and its rules. All rules that were on are declared, findings or not: GitHub closes the
/// alerts of a rule that it sees declared and without results.
enum SARIFRule {
    static func driver(version: String, rules: [Rule]) -> JSON {
        [
            "name": "wattlint",
            "semanticVersion": .string(version),
            "rules": .array(rules.map(descriptor)),
            "notifications": [
                notification("file-skipped", "A file was not checked."),
                notification("results-capped", "There are more findings than code scanning takes."),
                notification("suppression-not-understood", "A comment for wattlint was not understood."),
            ],
        ]
    }

    static func level(_ severity: Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "note"
        }
    }

    /// The priority of a finding that has no figure.
    static func rank(_ severity: Severity) -> Double {
        switch severity {
        case .error: 60
        case .warning: 40
        case .info: 20
        }
    }

    /// No `security-severity`: it would make a security alert of a finding about energy.
    private static func descriptor(_ rule: Rule) -> JSON {
        let object: JSON = [
            "id": .string(rule.id),
            "deprecatedIds": .strings(rule.formerly),
            "name": .string(pascalCase(rule.id)),
            "shortDescription": ["text": .string(shortened(rule.title))],
            "fullDescription": ["text": .string(shortened(firstParagraph(rule.why, else: rule.title)))],
            "help": ["text": .string(help(rule, isMarkdown: false)), "markdown": .string(help(rule, isMarkdown: true))],
            "defaultConfiguration": ["level": .string(level(rule.severity)), "rank": .number(rank(rule.severity))],
            "properties": [
                "tags": .strings(["energy", "sustainability", rule.technique.rawValue]),
                "precision": .string(rule.confidence.rawValue),
                "problem.severity": .string(rule.severity == .info ? "recommendation" : rule.severity.rawValue),
            ],
        ]
        return object.withoutEmptyMembers
    }

    private static func notification(_ id: String, _ text: String) -> JSON {
        ["id": .string(id), "shortDescription": ["text": .string(text)], "defaultConfiguration": ["level": "warning"]]
    }

    private static func help(_ rule: Rule, isMarkdown: Bool) -> String {
        let heading = { (title: String) in isMarkdown ? "## \(title)\n\n" : "\(title.uppercased())\n\n" }
        var parts = [trimmed(rule.why)]
        let remedy = trimmed(text(of: rule.remedy, isMarkdown: isMarkdown))
        if !remedy.isEmpty { parts.append(heading("Remedy") + remedy) }
        if !rule.evidence.isEmpty {
            let claims = rule.evidence.map { "- \($0.claim) (\($0.source))" }
            parts.append(heading("Evidence") + claims.joined(separator: "\n"))
        }
        for example in rule.examples.prefix(3) {
            parts.append(heading("Instead of") + code(example.bad, example.language, isMarkdown))
            if !trimmed(example.good).isEmpty { parts.append(heading("Write") + code(example.good, example.language, isMarkdown)) }
        }
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    private static func text(of template: Template, isMarkdown: Bool) -> String {
        // Outside of a finding nothing is known, so the fields are named.
        template.filled { isMarkdown ? "`\($0)`" : "<\($0)>" } ?? ""
    }

    private static func code(_ code: String, _ language: String, _ isMarkdown: Bool) -> String {
        var text = code
        while text.last?.isNewline == true { text.removeLast() }
        guard isMarkdown else { return text }
        let fence = String(repeating: "`", count: max(2, Display.longestRun(of: "`", in: text)) + 1)
        // Formats such as kubernetes and litellm are YAML to a highlighter.
        let known = ["python", "javascript", "typescript", "go", "java", "rust", "json", "toml", "dockerfile"]
        return "\(fence)\(known.contains(language) ? language : "yaml")\n\(text)\n\(fence)"
    }

    static func pascalCase(_ id: String) -> String {
        id.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private static func firstParagraph(_ text: String, else other: String) -> String {
        var lines: [Substring] = []
        for line in trimmed(text).split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) { break }
            lines.append(line)
        }
        return lines.isEmpty ? other : lines.joined(separator: " ")
    }

    /// GitHub takes no more than 1,024 characters of a description.
    private static func shortened(_ text: String) -> String {
        text.unicodeScalars.count <= 1024 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(1023))) + "…"
    }

    private static func trimmed(_ text: String) -> String {
        var text = Substring(text)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
