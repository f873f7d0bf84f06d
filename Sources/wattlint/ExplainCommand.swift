internal import ArgumentParser
internal import Catalog
internal import Pipeline

/// `wattlint explain RULE`: all that is known about one rule.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "explain", abstract: "Explains a rule: why, when, on what evidence.")

    @Argument(help: "The rule's id.") var rule: String
    @Option(name: .customLong("rules"), help: "A folder with more rules.", completion: .directory) var directories: [String] = []

    func run() throws {
        let (catalog, errors) = Catalog.loadAll(adding: directories)
        guard errors.isEmpty else { throw Terminal.refuse(errors.map(\.description)) }
        guard let rule = catalog.rule(rule) else {
            throw Terminal.refuse(["there is no rule `\(rule)`" + hint(rule, among: catalog.rules.map(\.id))])
        }
        Terminal.write(Self.text(rule))
    }

    static func text(_ rule: Rule) -> String {
        var lines = ["\(rule.id): \(rule.title)", ""]
        lines.append("Technique \(rule.technique.rawValue), severity \(rule.severity.rawValue), confidence \(rule.confidence.rawValue).")
        if rule.isPedantic { lines.append("Pedantic: off unless asked for.") }
        if !rule.formerly.isEmpty { lines.append("Formerly \(rule.formerly.joined(separator: ", ")).") }
        lines += ["", "Why", "", trimmed(rule.why)]
        lines += ["", "Evidence", ""] + rule.evidence.map { "- \($0.claim)\n  (\($0.source))" }
        for example in rule.examples.prefix(2) {
            lines += ["", "Wasteful (\(example.language))", "", indented(example.bad)]
            lines += ["", "Better", "", indented(example.good)]
        }
        if !rule.options.isEmpty { lines += ["", "Options: \(rule.options.keys.sorted().joined(separator: ", "))."] }
        lines += ["", "To take a finding back where it is right as it is: wattlint: ignore[\(rule.id)] with the reason, in a comment."]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.last?.isNewline == true { text = text.dropLast() }
        return String(text)
    }

    private static func indented(_ text: String) -> String {
        trimmed(text).split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }.joined(separator: "\n")
    }
}
