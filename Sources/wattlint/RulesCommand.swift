internal import ArgumentParser
internal import Catalog
internal import Pipeline
internal import Reports

/// `wattlint rules`: every rule in a line.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "rules", abstract: "Lists the rules.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(help: "text or json.") var format: Format = .text
    @Flag(help: "The popular tips that measurements do not support, and why they are no rules.") var refused = false
    @Option(name: .customLong("rules"), help: "A folder with more rules.", completion: .directory) var directories: [String] = []

    func run() throws {
        let (catalog, errors) = Catalog.loadAll(adding: directories)
        guard errors.isEmpty else { throw Terminal.refuse(errors.map(\.description)) }
        if refused {
            Terminal.write(format == .json ? json(catalog.refused) : text(catalog.refused))
        } else {
            Terminal.write(format == .json ? json(catalog.rules) : text(catalog.rules))
        }
    }

    private func text(_ rules: [Rule]) -> String {
        let width = rules.map(\.id.count).max() ?? 0
        return Technique.allCases.compactMap { technique -> String? in
            let own = rules.filter { $0.technique == technique }
            guard !own.isEmpty else { return nil }
            let lines = own.map { rule in
                let name = rule.id + String(repeating: " ", count: width - rule.id.count)
                return "  \(name)  \(rule.severity.rawValue)/\(rule.confidence.rawValue)\(rule.isPedantic ? " (pedantic)" : "")  \(rule.title)"
            }
            return ([technique.rawValue] + lines).joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    private func text(_ refused: [Refusal]) -> String {
        refused.map { entry in
            ([entry.claim] + entry.evidence.map { "  \($0.claim) (\($0.source))" }).joined(separator: "\n") + "\n"
        }.joined(separator: "\n")
    }

    private func json(_ rules: [Rule]) -> String {
        JSON.array(rules.map { rule in
            .object([
                .init("id", .string(rule.id)), .init("title", .string(rule.title)), .init("technique", .string(rule.technique.rawValue)),
                .init("severity", .string(rule.severity.rawValue)), .init("confidence", .string(rule.confidence.rawValue)),
                .init("pedantic", .bool(rule.isPedantic)), .init("on", .string(rule.on)), .init("saving", .string(rule.saving.method)),
                .init("why", .string(rule.why)), .init("evidence", evidence(rule.evidence)),
            ])
        }).rendered
    }

    private func json(_ refused: [Refusal]) -> String {
        JSON.array(refused.map { refusal in
            .object([.init("claim", .string(refusal.claim)), .init("evidence", evidence(refusal.evidence))])
        }).rendered
    }

    private func evidence(_ list: [Evidence]) -> JSON {
        .array(list.map { .object([.init("claim", .string($0.claim)), .init("source", .string($0.source))]) })
    }
}
