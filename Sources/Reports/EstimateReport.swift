internal import Catalog
public import Savings

/// What `wattlint estimate` prints.
public enum EstimateReport {
    /// `{"model", "reference", "estimate", "assumptions", "sources"}`, each quantity `{"low", "high"}` for all the requests.
    public static func json(_ estimate: LLMEstimate) -> String {
        JSON.object([
            .init("model", .string(estimate.model.name)),
            .init("reference", .object([
                .init("energy_kwh", bounds(estimate.reference.energy)), .init("usage_kg", bounds(estimate.reference.usage)),
                .init("embodied_kg", bounds(estimate.reference.embodied)),
            ])),
            .init("estimate", .object([
                .init("energy_kwh", bounds(estimate.estimate.energy)),
                .init("carbon_kg", estimate.estimate.carbon.map(bounds) ?? .null),
                .init("cost_usd", estimate.estimate.cost.map(bounds) ?? .null),
            ])),
            .init("assumptions", .strings(estimate.assumptions)), .init("sources", .strings(estimate.sources)),
        ]).rendered
    }

    public static func text(_ estimate: LLMEstimate, requests: Int) -> String {
        var lines = ["\(estimate.model.name), \(requests == 1 ? "one call" : "\(requests) calls")", ""]
        lines.append("  reference (EcoLogits 0.11.3)")
        lines.append("    energy    \(SavingText.energy(estimate.reference.energy))")
        lines.append("    use       \(SavingText.carbon(estimate.reference.usage))")
        lines.append("    embodied  \(SavingText.carbon(estimate.reference.embodied))")
        lines.append("  estimate (after the error band)")
        lines.append("    energy    \(SavingText.energy(estimate.estimate.energy))")
        if let carbon = estimate.estimate.carbon { lines.append("    use       \(SavingText.carbon(carbon))") }
        if let cost = estimate.estimate.cost { lines.append("    cost      \(SavingText.money(cost))") }
        lines += ["", "Assumptions"] + estimate.assumptions.map { "- \($0)" }
        lines += ["", "Sources"] + estimate.sources.map { "- \($0)" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// In full precision: this is a figure to compare with others, not one to read aloud.
    private static func bounds(_ interval: Interval) -> JSON {
        .object([.init("low", .number(interval.low)), .init("high", .number(interval.high))])
    }
}
