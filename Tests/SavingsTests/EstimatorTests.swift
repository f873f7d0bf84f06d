import Catalog
import Facts
import Rules
import Savings
import Testing

@Suite struct EstimatorTests {
    private let world = Estimator(factors: factors, region: nil)

    private static let call: [String: Value] = [
        "model": .text("gpt-4o"), "provider": .text("openai"), "task": .text("extraction"), "remedy.model": .text("gpt-4o-mini"),
    ]

    private func replace(_ fields: [String: Value], _ estimator: Estimator? = nil) -> Saving {
        (estimator ?? world).saving(for: finding("replace-model", .llmCall, fields, arguments: ["with": "remedy.model"]))
    }

    @Test func anUnknownMethodSavesNothing() {
        let saving = world.saving(for: finding("magic", .llmCall))
        #expect(saving.energy == nil && saving.notQuantified?.contains("magic") == true)
    }

    // MARK: calls

    /// Wh for 300 tokens from EcoLogits: gpt-4o 0.436062 to 0.724686, gpt-4o-mini 0.019619 to 0.023719.
    @Test func aSmallerModelSavesTheDifferenceUnderOneScenario() {
        var fields = Self.call
        fields["task"] = .text("short-summary")  // up to 300 tokens
        let saving = replace(fields)
        #expect(saving.per == .thousandCalls)
        // Wh a call is kWh for 1,000 calls; 2.2 is the upper end of the error band.
        let most: Double = (0.724686 - 0.023719) * 2.2
        let share: Double = 1 - 0.023719 / 0.724686
        #expect(isNear(saving.energy?.high ?? 0, most, 1e-5))
        #expect(isNear(saving.relative?.high ?? 0, share, 1e-5))
        #expect(isNear(saving.carbon, (saving.energy?.low ?? 0) * 0.021, (saving.energy?.high ?? 0) * 0.679))
        // $10 - $0.6 out for 30 to 300 tokens, $2.5 - $0.15 in for 100 to 2,000, 1,000 times.
        let (least, dearest): (Double, Double) = ((9.4 * 30 + 2.35 * 100) / 1000, (9.4 * 300 + 2.35 * 2000) / 1000)
        #expect(isNear(saving.cost, least, dearest))
        #expect(saving.notQuantified == nil && !saving.isNegligible && !saving.sources.isEmpty && !saving.assumptions.isEmpty)
    }

    @Test func unreadAnswersCostTheirOwnTokensAndNoInput() throws {
        let saving = world.saving(
            for: finding("fewer-completions", .llmCall, ["model": .text("gpt-4o"), "provider": .text("openai"), "completions": .number(3), "max-output-tokens": .number(100)]))
        let band = try #require(factors.figure("api-error-band")).value
        let model = try #require(factors.model(named: "gpt-4o"))
        let one = APICallScenario(pue: Interval(1.2)).impact(of: model, outputTokens: Interval(1, 100)).energy
        #expect(isNear(saving.energy, one.low * band.low * 2 * 1000, one.high * band.high * 2 * 1000))
        #expect(isNear(saving.relative, 2.0 / 3, 2.0 / 3))
        // $10 out for a million tokens, for two answers of 1 to 100 tokens, 1,000 times.
        #expect(isNear(saving.cost, 0.02, 2))
        #expect(saving.per == .thousandCalls && saving.notQuantified == nil)
    }

    @Test func unreadAnswersOfAnUnknownModelHaveTheirShareOnly() {
        let saving = world.saving(for: finding("fewer-completions", .llmCall, ["model": .text("house-model"), "completions": .number(4)]))
        #expect(saving.energy == nil && saving.notQuantified?.contains("house-model") == true)
        #expect(isNear(saving.relative, 0.75, 0.75))
    }

    @Test func theBandMovesTheAmountAndNotTheShare() throws {
        let saving = replace(Self.call)
        let band = try #require(factors.figure("api-error-band")).value
        let (big, small) = (try #require(factors.model(named: "gpt-4o")), try #require(factors.model(named: "gpt-4o-mini")))
        let scenario = APICallScenario(pue: Interval(1.2))
        let (before, after) = (
            scenario.impact(of: big, outputTokens: Interval(10, 300)), scenario.impact(of: small, outputTokens: Interval(10, 300))
        )
        let plain = (before.energy - after.energy) * 1000
        #expect(isNear(saving.energy, plain.low * band.low, plain.high * band.high))
        let share = Interval(1 - after.energy.low / before.energy.low, 1 - after.energy.high / before.energy.high)
        #expect(isNear(saving.relative, share.low, share.high))
    }

    @Test(arguments: [(5.0, "1 to 5 output"), (256, "1 to 256 output"), (257, "10 to 300 output")])
    func aShortLimitDecidesTheOutputTokens(_ limit: Double, _ words: String) {
        var fields = Self.call
        fields["max-output-tokens"] = .number(limit)
        #expect(replace(fields).assumptions.contains { $0.hasPrefix(words) })
    }

    @Test func aRegionNarrowsTheCarbon() throws {
        let saving = replace(Self.call, Estimator(factors: factors, region: "eu-north-1"))
        let energy = try #require(saving.energy)
        #expect(isNear(saving.carbon, energy.low * 0.021, energy.high * 0.02471))
        let unknown = replace(Self.call, Estimator(factors: factors, region: "mars"))
        #expect(isNear(unknown.carbon, energy.low * 0.021, energy.high * 0.679))
        #expect(unknown.assumptions.contains { $0.contains("`mars` is not known") })
    }

    @Test func severalModelsGiveTheWidestInterval() {
        var fields = Self.call
        fields["model"] = Value(.oneOf([.text("gpt-4o"), .text("gpt-4.1")]))
        let both = replace(fields)
        fields["model"] = .text("gpt-4.1")
        let one = replace(fields)
        #expect(both.energy.flatMap { b in one.energy.map { b.low <= $0.low && b.high >= $0.high } } == true)
        #expect(both.cost?.high == replace(Self.call).cost?.high)
    }

    @Test func anUnsizedModelIsNotQuantified() {
        var fields = Self.call
        fields["model"] = .text("corp-llm")
        #expect(replace(fields).energy == nil && replace(fields).notQuantified == "the size of corp-llm is not known")
        fields["model.active-parameters"] = .number(70e9)
        #expect(replace(fields).energy != nil && replace(fields).notQuantified == "cost: no price known for corp-llm")
        fields["remedy.model"] = nil
        #expect(replace(fields).energy == nil && replace(fields).notQuantified?.contains("no smaller model") == true)
    }

    @Test func aProbeSavesAllThatItsCallsUse() throws {
        let fields: [String: Value] = [
            "period-seconds": .number(30), "deployments": .number(2), "models": .text("gpt-4o-mini, gpt-4o-mini"),
            "copies": .number(3),
        ]
        let saving = world.saving(for: finding("probe-without-model", .healthProbe, fields))
        let calls = 730.0 * 3600 / 30 * 3 * 2
        let model = try #require(factors.model(named: "gpt-4o-mini"))
        let one = APICallScenario(pue: Interval(1.2)).impact(of: model, outputTokens: Interval(1, 10)).energy
        #expect(saving.per == .month && isNear(saving.energy, one.low * 0.4 * calls, one.high * 2.2 * calls))
        let token: Double = (0.15 + 0.6) * 1e-6
        #expect(isNear(saving.cost, token * calls, token * 10 * calls) && saving.relative == Interval(1))
    }

    @Test(arguments: [
        ["models": Value.text("gpt-4o, corp-llm"), "period-seconds": .number(10)], ["models": .text("gpt-4o")],
        ["period-seconds": .number(10)],
        ["models": .text("gpt-4o"), "period-seconds": .number(0)],
    ])
    func aProbeOfUnknownModelsOrPeriodIsNotQuantified(_ fields: [String: Value]) {
        let saving = world.saving(for: finding("probe-without-model", .healthProbe, fields))
        #expect(saving.energy == nil && saving.cost == nil && saving.notQuantified != nil)
    }

    @Test func aCacheSavesTheCallsThatRepeat() throws {
        let saving = world.saving(for: finding("response-cache", .gateway, ["models": .text("gpt-4o,corp-llm")]))
        let model = try #require(factors.model(named: "gpt-4o"))
        let one = APICallScenario(pue: Interval(1.2)).impact(of: model, outputTokens: Interval(100, 500)).energy
        #expect(saving.relative == Interval(0.05, 0.22) && isNear(saving.energy, one.low * 0.4 * 50, one.high * 2.2 * 220))
        #expect(saving.assumptions.contains { $0.contains("corp-llm") })
        #expect(world.saving(for: finding("response-cache", .gateway)).energy == nil)
    }

    // MARK: servers

    private static let server: [String: Value] = [
        "accelerators": .number(2), "accelerator.type": .text("H100 SXM 80GB"), "replicas": .number(3),
        "needed-accelerators": .number(1),
    ]

    /// kWh of so many W for a share of the month's 730 hours.
    private static func month(_ watts: Double, _ share: Double, _ pue: Double = 1) -> Double { watts * share * 730 * pue / 1000 }

    @Test func lowerPrecisionStraddlesZero() {
        let saving = world.saving(for: finding("lower-precision", .modelServer, Self.server))
        // 6 GPUs at 589 W for 70 % of 730 h at PUE 1.46.
        let most: Double = 6.0 * 589 * 0.7 * 730 * 1.46 / 1000
        #expect(saving.relative == Interval(-0.56, 0.41) && isNear(saving.energy, -0.56 * most, 0.41 * most))
        #expect(saving.cost == nil && saving.notQuantified?.hasPrefix("cost") == true && !saving.isNegligible)
        let other = world.saving(for: finding("lower-precision", .modelServer, ["remedy.precision": .text("int4")]))
        #expect(other.relative == nil && other.notQuantified?.contains("int4") == true)
    }

    @Test func idleAcceleratorsCostTheirRentAndWhatIsKnownOfTheirPower() {
        let saving = world.saving(for: finding("idle-accelerator", .workload, Self.server))
        #expect(isNear(saving.energy, Self.month(6 * 26, 0.3, 1.07), Self.month(6 * 50, 0.7, 1.46)))
        #expect(isNear(saving.cost, Self.month(6 * 3.99, 0.3) * 1000, Self.month(6 * 12.29, 0.7) * 1000))
        #expect(saving.assumptions.contains { $0.contains("bare idle power is not published") })
    }

    @Test func anIdleMachineGivenBackSavesItsBareIdlePowerToo() {
        var fields = Self.server
        fields["accelerator.type"] = .text("A100 SXM4 80GB")
        let saving = world.saving(for: finding("idle-accelerator", .workload, fields))
        #expect(isNear(saving.energy, Self.month(6 * 26, 0.3, 1.07), Self.month(6 * 96, 0.7, 1.46)))
    }

    @Test func anAcceleratorWithoutIdleFigureHasAPriceOnly() {
        var fields = Self.server
        fields["accelerator.type"] = .text("B200 180GB")
        let saving = world.saving(for: finding("idle-accelerator", .workload, fields))
        #expect(saving.energy == nil && saving.carbon == nil && saving.cost != nil)
        #expect(saving.notQuantified == "energy: nobody has published what an idle B200 180GB draws")
        fields["accelerator.type"] = nil
        #expect(
            world.saving(for: finding("idle-accelerator", .workload, fields)).notQuantified
                == "the type of the accelerator is not known")
        fields["accelerator.type"] = .text("L4")
        let neither = world.saving(for: finding("idle-accelerator", .workload, fields))
        #expect(neither.cost == nil && neither.notQuantified?.contains("cost: no price known for L4") == true)
    }

    @Test func spareAcceleratorsSaveFromIdleToBusy() {
        let saving = world.saving(for: finding("fewer-accelerators", .workload, Self.server))
        #expect(isNear(saving.energy, Self.month(3 * 26, 1, 1.07), Self.month(3 * 589, 1, 1.46)))
        #expect(isNear(saving.cost, Self.month(3 * 3.99, 1) * 1000, Self.month(3 * 12.29, 1) * 1000))
        #expect(saving.relative == Interval(0.5))
        // Two environments, and a surplus beyond the tensor-parallel size.
        var other = Self.server
        other["replicas"] = Value(.oneOf([.number(1), .number(3)]))
        other["needed-accelerators"] = nil
        other["surplus-accelerators"] = .number(1)
        let either = world.saving(for: finding("fewer-accelerators", .modelServer, other))
        #expect(isNear(either.energy, Self.month(26, 1, 1.07), Self.month(3 * 589, 1, 1.46)))
        var fields = Self.server
        fields["needed-accelerators"] = .number(2)
        #expect(world.saving(for: finding("fewer-accelerators", .workload, fields)).energy == nil)
    }

    // MARK: shares

    @Test func sixteenBitIsABoundAndSaysSo() {
        let saving = world.saving(for: finding("lower-precision-load", .modelLoad))
        #expect(saving.relative == Interval(0, 0.5) && saving.energy == nil && saving.notQuantified != nil)
        #expect(saving.assumptions.contains { $0.contains("not a measurement") })
    }

    @Test func int8SavesLessThanNothing() {
        let saving = world.saving(for: finding("avoid-int8", .modelLoad))
        #expect(saving.relative == Interval(-1.62, -0.17) && saving.energy == nil)
        #expect(saving.assumptions.contains { $0.contains("uses 17 to 162 % more") })
        // 1 - 1/1.17 and 1 - 1/2.62.
        #expect(saving.assumptions.contains { $0.contains("saves 14.5 to 61.8 %") })
    }

    @Test func aBinaryProtocolIsNegligible() {
        let saving = world.saving(for: finding("binary-protocol", .httpCall))
        #expect(saving.energy == Interval(0, 7.2e-7) && saving.isNegligible && saving.per == .thousandCalls && saving.cost == nil)
    }

    @Test func aLaterStartSavesCarbonOnly() {
        let bare = world.saving(for: finding("shift-hours", .batchJob))
        #expect(bare.energy == .zero && bare.cost == .zero && bare.carbon == nil && bare.notQuantified?.hasPrefix("carbon") == true)
        #expect(bare.relative == Interval(0.071, 0.358) && !bare.isNegligible)
        let germany = Estimator(factors: factors, region: "eu-central-1").saving(
            for: finding("shift-hours", .batchJob, ["vcpus": .number(8), "runs-per-month": .number(30)]))
        #expect(germany.relative == Interval(0.092, 0.283) && germany.notQuantified == nil && germany.energy == .zero)
        let (least, most): (Double, Double) = (8.0 * 0.74 * 0.5 * 30 * 1.07 / 1000, 8.0 * 3.5 * 4 * 30 * 1.46 / 1000)
        #expect(isNear(germany.carbon, least * 0.342 * 0.092, most * 0.37093 * 0.283))
    }

    @Test func whatCannotBeDefendedSaysWhy() {
        let saving = world.saving(for: finding("not-quantified", .dataFrameLoop, arguments: ["reason": "no measurement per row"]))
        #expect(saving == Saving(notQuantified: "no measurement per row"))
    }

    /// Whatever a fact lacks, there is a figure or a reason, and never a number that is none.
    @Test(
        arguments: SavingMethod.allCases.map(\.rawValue),
        [
            [:], EstimatorTests.server, EstimatorTests.call, ["runs-per-month": .number(1e300)],
            ["replicas": .number(-5), "accelerators": .number(0)],
        ])
    func aSavingIsWholeOrSaysWhatIsMissing(_ method: String, _ fields: [String: Value]) {
        for kind in FactKind.allCases {
            let saving = world.saving(for: finding(method, kind, fields))
            for interval in [saving.energy, saving.carbon, saving.cost, saving.relative].compactMap({ $0 }) {
                #expect(interval.low.isFinite && interval.high.isFinite && interval.low <= interval.high)
            }
            if saving.energy == nil || saving.carbon == nil || saving.cost == nil {
                #expect(saving.notQuantified != nil, "\(method)")
            }
            if saving.energy != nil || saving.relative != nil {
                #expect(!saving.sources.isEmpty && !saving.assumptions.isEmpty, "\(method)")
            }
        }
    }
}
