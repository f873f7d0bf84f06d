import Catalog
import Savings
import Testing

@Suite struct LLMEstimateTests {
    @Test func theEstimateIsTheReferenceWithinTheBand() throws {
        let one = try LLMEstimate(model: "gpt-4o", outputTokens: 300, factors: factors)
        #expect(isNear(one.reference.energy, 0.436062e-3, 0.724686e-3, 1e-5))
        #expect(isNear(one.estimate.energy, one.reference.energy.low * 0.4, one.reference.energy.high * 2.2))
        #expect(isNear(one.estimate.carbon, one.estimate.energy.low * 0.021, one.estimate.energy.high * 0.679))
        let (least, most): (Double, Double) = ((300 * 10 + 100 * 2.5) * 1e-6, (300 * 10 + 2000 * 2.5) * 1e-6)
        #expect(isNear(one.estimate.cost, least, most))
        #expect(one.assumptions.contains { $0.contains("0.4 to 2.2") } && !one.sources.isEmpty)
    }

    @Test func quantitiesAreForAllRequests() throws {
        let one = try LLMEstimate(model: "claude-sonnet-4-5", outputTokens: 300, factors: factors)
        let many = try LLMEstimate(model: "claude-sonnet-4-5", outputTokens: 300, requests: 1000, factors: factors)
        #expect(isNear(many.reference.energy, one.reference.energy.low * 1000, one.reference.energy.high * 1000))
        #expect(isNear(many.reference.embodied, one.reference.embodied.low * 1000, one.reference.embodied.high * 1000))
        #expect(isNear(many.estimate.cost, (one.estimate.cost?.low ?? 0) * 1000, (one.estimate.cost?.high ?? 0) * 1000))
    }

    @Test func aModelThatEcoLogitsLacksSaysWhereItsSizeIsFrom() throws {
        let estimate = try LLMEstimate(model: "Qwen/Qwen2.5-72B-Instruct", outputTokens: 100, factors: factors)
        #expect(estimate.estimate.cost == nil && estimate.assumptions.contains { $0.contains("not in EcoLogits") })
    }

    @Test(arguments: [
        ("gpt-4oo", "`gpt-4oo` is not known; the nearest known are `gpt-4o`"), ("quite-something-else-altogether", "is not known"),
    ])
    func anUnknownModelNamesTheNearest(_ name: String, _ words: String) {
        let failure = #expect(throws: LLMEstimate.Failure.self) { try LLMEstimate(model: name, outputTokens: 1, factors: factors) }
        #expect(failure?.description.contains(words) == true)
    }

    @Test func anUnknownRegionAndNoTokensAreRefused() {
        let region = #expect(throws: LLMEstimate.Failure.self) {
            try LLMEstimate(model: "gpt-4o", outputTokens: 1, region: "eu-centrl-1", factors: factors)
        }
        #expect(region?.description == "region `eu-centrl-1` is not known; did you mean `eu-central-1`?")
        #expect(throws: LLMEstimate.Failure.self) { try LLMEstimate(model: "gpt-4o", outputTokens: 0, factors: factors) }
        #expect(throws: LLMEstimate.Failure.self) {
            try LLMEstimate(model: "gpt-4o", outputTokens: 1, requests: 0, factors: factors)
        }
    }
}
