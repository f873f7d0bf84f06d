internal import Catalog
internal import Facts
internal import Parsing
public import Rules

/// What all findings of a run save together, so that nothing is saved twice.
///
/// Findings that touch the same thing do not add up: of those on one call, one route or one workload, only the largest counts. A
/// gateway's route is what the calls through it are, so a route counts only when no finding on a call through it does, and a gateway
/// only when no finding on a call or route of it does. This says too little rather than too much: remedies that would add something
/// to one another are not multiplied out. A quantity that lies below zero or straddles it adds nothing, and a saving that is
/// carbon only adds only carbon.
public struct Totals: Sendable {
    public var perMonth: Saving
    /// For 1,000 calls at each of the places counted.
    public var perThousandCalls: Saving
    /// Findings that the totals leave out, and why.
    public var leftOut: [String: Int]

    public static let noFigure = "no figure"
    public static let belowZero = "may cost instead of save"
    public static let countedElsewhere = "counted with another finding on the same call or workload"

    public init(_ entries: [(finding: Finding, saving: Saving)]) {
        perMonth = Saving(per: .month)
        perThousandCalls = Saving(per: .thousandCalls)
        leftOut = [:]
        var counts: Set<Int> = []
        for quantity in Quantity.allCases {
            for (basis, chosen) in Self.choose(entries, quantity) {
                var sum: Interval?
                for index in chosen {
                    guard let value = quantity.of(entries[index].saving) else { continue }
                    sum = (sum ?? .zero) + value
                    counts.insert(index)
                }
                switch basis {
                case .month: quantity.set(sum, in: &perMonth)
                case .thousandCalls: quantity.set(sum, in: &perThousandCalls)
                }
            }
        }
        for (index, entry) in entries.enumerated() where !counts.contains(index) {
            leftOut[Self.reason(entry.saving), default: 0] += 1
        }
    }

    private enum Quantity: CaseIterable {
        case energy, carbon, cost

        func of(_ saving: Saving) -> Interval? {
            switch self {
            case .energy: saving.energy
            case .carbon: saving.carbon
            case .cost: saving.cost
            }
        }

        func set(_ value: Interval?, in saving: inout Saving) {
            switch self {
            case .energy: saving.energy = value
            case .carbon: saving.carbon = value
            case .cost: saving.cost = value
            }
        }
    }

    private static func reason(_ saving: Saving) -> String {
        let quantities = Quantity.allCases.compactMap { $0.of(saving) }
        if quantities.isEmpty { return saving.relative.map { $0.low < 0 } == true ? belowZero : noFigure }
        return quantities.contains { $0.low >= 0 } ? countedElsewhere : belowZero
    }

    /// The findings whose quantity counts, for each basis, in the order given.
    private static func choose(_ entries: [(finding: Finding, saving: Saving)], _ quantity: Quantity) -> [(Basis, [Int])] {
        var result: [(Basis, [Int])] = []
        for basis in [Basis.month, .thousandCalls] {
            let candidates = entries.indices.filter { index in
                let saving = entries[index].saving
                guard saving.per == basis, let value = quantity.of(saving) else { return false }
                return value.low >= 0
            }
            var largest: [Subject: Int] = [:]
            for index in candidates {
                let subject = Subject(entries[index].finding.fact)
                guard let value = quantity.of(entries[index].saving) else { continue }
                if let rival = largest[subject], let other = quantity.of(entries[rival].saving), !isLarger(value, other) {
                    continue
                }
                largest[subject] = index
            }
            result.append((basis, withoutCovered(largest.values.sorted(), entries)))
        }
        return result
    }

    private static func isLarger(_ one: Interval, _ other: Interval) -> Bool {
        one.middle != other.middle ? one.middle > other.middle : one.high > other.high
    }

    /// Leaves out routes whose calls count already, and gateways whose calls or routes do.
    private static func withoutCovered(_ indices: [Int], _ entries: [(finding: Finding, saving: Saving)]) -> [Int] {
        let facts = indices.map { entries[$0].finding.fact }
        let aliases = Set(facts.filter { $0.kind == .llmCall }.flatMap { $0["alias"].texts ?? [] })
        let hasCalls = facts.contains { $0.kind == .llmCall && $0["alias"].isKnown }
        let routeFiles = Set(facts.filter { $0.kind == .modelRoute }.map(\.place.path))
        return indices.filter { index in
            let fact = entries[index].finding.fact
            switch fact.kind {
            case .modelRoute: return fact["name"].text.map { !aliases.contains($0) } ?? !hasCalls
            // A gateway's calls are those of its routes, which stand in its own file, and those of any call by alias.
            case .gateway: return !hasCalls && !routeFiles.contains(fact.place.path)
            default: return true
            }
        }
    }
}

/// The thing that a finding is about. Two findings about one thing save one thing.
private struct Subject: Hashable {
    var path: String
    var name: String
    var start: Int

    /// Calls are told apart by their place, routes and gateways too. A workload is one object, whichever of its lines a finding names.
    init(_ fact: Fact) {
        path = fact.place.path
        name = ""
        start = fact.place.span.start
        switch fact.kind {
        case .workload, .batchJob, .autoscaler, .service: name = fact.symbol
        // A server's symbol is that of its workload, and the container.
        case .modelServer: name = fact.symbol.lastIndex(of: "/").map { String(fact.symbol[..<$0]) } ?? fact.symbol
        default: break
        }
        if !name.isEmpty { start = 0 }
    }
}
