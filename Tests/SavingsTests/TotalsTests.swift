import Catalog
import Facts
import Rules
import Savings
import Testing

@Suite struct TotalsTests {
    private static func call(_ start: Int, _ energy: Interval?, alias: String? = nil, cost: Interval? = nil) -> (Finding, Saving) {
        (
            finding("replace-model", .llmCall, alias.map { ["alias": .text($0)] } ?? [:], at: start),
            Saving(energy: energy, carbon: energy.map { $0 * 0.5 }, cost: cost)
        )
    }

    private static func totals(_ entries: [(Finding, Saving)]) -> Totals { Totals(entries.map { (finding: $0.0, saving: $0.1) }) }

    @Test func differentCallsAddUp() {
        let totals = Self.totals([Self.call(1, Interval(1, 2)), Self.call(2, Interval(3, 4))])
        #expect(totals.perThousandCalls.energy == Interval(4, 6) && totals.perThousandCalls.carbon == Interval(2, 3))
        #expect(totals.perMonth.energy == nil && totals.leftOut == [:])
    }

    @Test func ofTwoFindingsOnOneCallTheLargestCounts() {
        let totals = Self.totals([Self.call(1, Interval(1, 2)), Self.call(1, Interval(3, 4))])
        #expect(totals.perThousandCalls.energy == Interval(3, 4) && totals.leftOut == [Totals.countedElsewhere: 1])
    }

    @Test func aSavingThatMayCostAddsNothing() {
        let totals = Self.totals([
            Self.call(1, Interval(-1, 2)), Self.call(2, Interval(-3, -1)), Self.call(3, nil), Self.call(4, Interval(1)),
        ])
        #expect(totals.perThousandCalls.energy == Interval(1) && totals.leftOut == [Totals.belowZero: 2, Totals.noFigure: 1])
        let int8 = (finding("avoid-int8", .modelLoad), Saving(relative: Interval(-1.62, -0.17), notQuantified: "x"))
        #expect(Self.totals([int8]).leftOut == [Totals.belowZero: 1])
    }

    @Test func carbonOnlyAddsOnlyCarbon() {
        let job = finding("shift-hours", .batchJob, symbol: "CronJob/shop/report")
        let totals = Self.totals([(job, Saving(energy: .zero, carbon: Interval(1, 2), cost: .zero, per: .month))])
        #expect(totals.perMonth.energy == .zero && totals.perMonth.carbon == Interval(1, 2) && totals.perMonth.cost == .zero)
    }

    @Test func aRouteWhoseCallsCountIsNotCountedAgain() {
        let route = (
            finding("replace-model", .modelRoute, ["name": .text("smart")], path: "litellm.yaml"), Saving(energy: Interval(9))
        )
        let other = (
            finding("replace-model", .modelRoute, ["name": .text("fast")], path: "litellm.yaml", at: 5), Saving(energy: Interval(7))
        )
        let gateway = (finding("response-cache", .gateway, path: "litellm.yaml", at: 9), Saving(energy: Interval(5)))
        let totals = Self.totals([route, other, gateway, Self.call(1, Interval(2), alias: "smart")])
        #expect(totals.perThousandCalls.energy == Interval(9) && totals.leftOut == [Totals.countedElsewhere: 2])
        #expect(Self.totals([gateway]).perThousandCalls.energy == Interval(5))
    }

    @Test func aWorkloadIsOneThingWhicheverLineIsNamed() {
        func on(_ kind: FactKind, _ start: Int, _ energy: Double) -> (Finding, Saving) {
            let symbol = "Deployment/shop/vllm" + (kind == .modelServer ? "/server" : "")
            return (
                finding("idle-accelerator", kind, path: "gpu.yaml", at: start, symbol: symbol),
                Saving(energy: Interval(energy), per: .month)
            )
        }
        #expect(Self.totals([on(.workload, 1, 3), on(.modelServer, 9, 5)]).perMonth.energy == Interval(5))
    }

    /// Random systems: calls, some through aliases, their routes and gateways, and workloads, each with a use that no finding knows.
    /// Each finding saves at most all of that. However they pile up, the totals never exceed the use.
    @Test(arguments: 0..<200)
    func totalsNeverExceedTheUse(_ seed: Int) {
        var random = SplitMix(state: UInt64(seed))
        var entries: [(Finding, Saving)] = []
        var perCall = 0.0
        var perMonth = 0.0
        let aliases = ["smart", "fast", "chat"]
        for start in 0..<random.below(6) {
            let use = random.share() * 10
            perCall += use
            let alias: String? = random.below(2) == 0 ? nil : aliases[random.below(3)]
            for _ in 0..<random.below(4) {
                entries.append(Self.call(start, random.part(of: use), alias: alias, cost: random.part(of: use)))
            }
        }
        // A route's use is that of the calls through it; with none in the project it is its own.
        let called = Set(entries.compactMap { $0.0.fact["alias"].text })
        for (index, alias) in aliases.enumerated() where random.below(2) == 0 && !called.contains(alias) {
            let use = random.share() * 10
            perCall += use
            for _ in 0..<random.below(3) {
                let route = finding("replace-model", .modelRoute, ["name": .text(alias)], path: "litellm.yaml", at: index)
                entries.append((route, Saving(energy: random.part(of: use), cost: random.part(of: use))))
            }
        }
        for (index, alias) in aliases.enumerated() where called.contains(alias) && random.below(2) == 0 {
            let use = entries.filter { $0.0.fact["alias"].text == alias }.compactMap { $0.1.energy?.high }.max() ?? 0
            let route = finding("replace-model", .modelRoute, ["name": .text(alias)], path: "litellm.yaml", at: index)
            entries.append((route, Saving(energy: random.part(of: max(0, use)))))
        }
        for index in 0..<random.below(4) {
            let use = random.share() * 1000
            perMonth += use
            for _ in 0..<random.below(4) {
                let kind: FactKind = [.workload, .modelServer][random.below(2)]
                let place = finding(
                    "x", kind, path: "k.yaml", at: random.below(100),
                    symbol: "Deployment/shop/\(index)" + (kind == .modelServer ? "/server" : ""))
                entries.append((place, Saving(energy: random.part(of: use), cost: random.part(of: use), per: .month)))
            }
        }
        entries.shuffle(using: &random)
        let totals = Self.totals(entries)
        for (total, use) in [(totals.perThousandCalls, perCall), (totals.perMonth, perMonth)] {
            for quantity in [total.energy, total.cost].compactMap({ $0 }) {
                #expect(quantity.low >= 0 && quantity.high <= use * (1 + 1e-12))
            }
        }
        // The order of the findings does not matter.
        let again = Self.totals(entries.reversed())
        #expect(again.leftOut == totals.leftOut && isNear(again.perMonth.energy?.high ?? 0, totals.perMonth.energy?.high ?? 0))
        #expect(isNear(again.perThousandCalls.energy?.high ?? 0, totals.perThousandCalls.energy?.high ?? 0))
    }
}

/// Steele, Lea and Flood's SplitMix64: the same numbers on each run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
    mutating func share() -> Double { Double.random(in: 0...1, using: &self) }
    /// Up to all of something; now and then below zero, or nothing known.
    mutating func part(of use: Double) -> Interval? {
        switch below(6) {
        case 0: nil
        case 1: Interval(-share() * use, share() * use)
        default: Interval(share() * use, share() * use)
        }
    }
}
