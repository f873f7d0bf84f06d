public import Catalog

/// What a number of calls to a language model use: the method's own figure, and the honest estimate after it.
public struct LLMEstimate: Sendable {
    /// EcoLogits 0.11.3, to the digit, for its own provider defaults or the zone asked for.
    public struct Reference: Sendable, Hashable {
        /// kWh.
        public var energy: Interval
        /// kgCO2e of use.
        public var usage: Interval
        /// kgCO2e of making the servers.
        public var embodied: Interval
    }

    /// The reference after the error band that measurements give it, with the region's electricity.
    public struct Estimate: Sendable, Hashable {
        /// kWh.
        public var energy: Interval
        /// kgCO2e of use; nil when no grid intensity is known.
        public var carbon: Interval?
        /// US dollars; nil when the model has no price.
        public var cost: Interval?
    }

    public var model: ModelFactor
    public var reference: Reference
    public var estimate: Estimate
    public var assumptions: [String]
    public var sources: [String]

    /// Why nothing can be said, in a sentence.
    public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
        public var description: String
    }

    /// - Parameters:
    ///   - outputTokens: tokens that one call answers with, hidden reasoning included; at least one.
    ///   - requests: number of calls, at least one.
    ///   - region: a cloud region or country; nil for the provider's default in the reference and the world's interval in the estimate.
    /// - Throws: `Failure` for a model or region that is not known, and for numbers below one.
    public init(
        model name: String, provider: String? = nil, outputTokens: Int, requests: Int = 1, region: String? = nil, factors: Factors
    ) throws(Failure) {
        guard outputTokens >= 1, requests >= 1 else { throw Failure(description: "output tokens and requests must be at least 1") }
        guard let model = factors.anyModel(named: name, provider: provider) else {
            throw Failure(description: "the size of model `\(name)` is not known" + Self.nearest(factors.nearestModels(to: name)))
        }
        var grid: GridIntensity?
        if let region {
            grid = factors.grid(of: region)
            if grid == nil {
                throw Failure(description: "region `\(region)` is not known" + hint(region, among: factors.regionNames))
            }
        }
        self.model = model
        let estimator = Estimator(factors: factors, region: region)
        let (tokens, calls) = (Interval(Double(outputTokens)), Double(requests))
        let vendor = factors.provider(model.provider)
        let zone = grid?.country ?? vendor?.zone ?? "WOR"

        guard let pue = vendor?.pue ?? factors.figure("pue-world")?.value, let intensity = factors.referenceIntensity(zone: zone),
            let band = estimator.errorBand
        else { throw Failure(description: "the factors for `\(name)` in zone \(zone) are missing from the catalogue") }
        let impact = APICallScenario(pue: pue).impact(of: model, outputTokens: tokens) * calls
        reference = Reference(energy: impact.energy, usage: impact.energy * intensity, embodied: impact.embodied)

        let energy = estimator.apply(band, to: estimator.impact(model, tokens).energy * calls)
        let input = factors.figure("input-tokens")?.value ?? .zero
        estimate = Estimate(
            energy: energy, carbon: estimator.grid.map { energy * $0.intensity },
            cost: estimator.dollars(model, input, tokens).map { $0 * calls })

        var notes = Saving()
        estimator.describe([model], band, in: &notes)
        notes.assumptions.insert(
            "reference: EcoLogits 0.11.3, PUE \(range(pue)), electricity of \(zone) at \(plain(intensity)) kgCO2e/kWh", at: 0)
        notes.assumptions.append("energy of input tokens and of making the servers is not in the estimate")
        if let grid = estimator.grid { estimator.note(grid, in: &notes) }
        if estimate.cost != nil {
            notes.assumptions.append("\(range(input)) input tokens a call, for the cost")
            estimator.notePrices([model], in: &notes)
        } else {
            notes.assumptions.append("cost: no price known for \(model.name)")
        }
        if !model.isExact { notes.assumptions.append("\(model.name) is not in EcoLogits; its size: \(model.source)") }
        assumptions = notes.assumptions
        sources = estimator.unique(notes.sources + [vendor?.source].compactMap { $0 })
    }

    private static func nearest(_ names: [String]) -> String {
        names.isEmpty ? "" : "; the nearest known are " + names.map { "`\($0)`" }.joined(separator: ", ")
    }
}
