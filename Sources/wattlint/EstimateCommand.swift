internal import ArgumentParser
internal import Catalog
internal import Pipeline
internal import Reports
internal import Savings

/// `wattlint estimate`: what something uses, without a repository.
struct EstimateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "estimate", abstract: "Estimates what a call uses: kWh, kgCO2e, dollars.", subcommands: [LLM.self])

    /// `wattlint estimate llm`.
    struct LLM: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "llm", abstract: "Calls of a language model over an API, by EcoLogits' method and with its error band.")

        enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

        @Option(help: "The model's name, as the provider spells it.") var model: String
        @Option(help: "Who serves it; needed only for names that several do.") var provider: String?
        @Option(name: .customLong("output-tokens"), help: "Tokens that one call answers with, hidden reasoning included.") var outputTokens: Int
        @Option(help: "Number of calls.") var requests = 1
        @Option(help: "Region or country whose grid the carbon is worked out for.") var region: String?
        @Option(help: "text or json.") var format: Format = .text

        func run() throws {
            let (catalog, errors) = Catalog.loadAll()
            guard errors.isEmpty else { throw Terminal.refuse(errors.map(\.description)) }
            do {
                let estimate = try LLMEstimate(
                    model: model, provider: provider, outputTokens: outputTokens, requests: requests, region: region,
                    factors: catalog.factors)
                Terminal.write(format == .json ? EstimateReport.json(estimate) : EstimateReport.text(estimate, requests: requests))
            } catch {
                throw Terminal.refuse([error.description])
            }
        }
    }
}
