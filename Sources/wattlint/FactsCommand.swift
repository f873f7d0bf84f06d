internal import ArgumentParser
internal import Catalog
internal import Facts
internal import Pipeline
internal import Reports

/// `wattlint facts`: what the files do, as JSON Lines.
struct FactsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts", abstract: "Prints the facts that rules judge, as JSON Lines.")

    @OptionGroup var options: ScanOptions
    @Flag(help: "The kinds of fact and their fields, instead of the facts.") var schema = false

    func run() throws {
        if schema {
            Terminal.write(FactKind.allCases.map { kind in
                ([kind.rawValue] + kind.fields.map { "  \($0.name) (\($0.kind.rawValue)): \($0.meaning)" }).joined(separator: "\n") + "\n"
            }.joined(separator: "\n"))
            return
        }
        var (scan, scope) = try options.prepared()
        scan.wantsAllFacts = true
        let outcome = scan.run(scope)
        for notice in outcome.notices { Terminal.complain("wattlint: \(notice)") }
        Terminal.write(FactLines.render(outcome.facts, outcome.report))
    }
}
