internal import Catalog
internal import Facts

/// What a condition is: true, false, or not decided by what the files say. Only true fires a rule, and the negation of something
/// undecided is undecided.
struct Truth: Equatable {
    enum Verdict { case holds, fails, undecided }

    var verdict: Verdict
    /// The verdict rests on a value that an environment or a newer library may change.
    var restsOnFallback = false

    static let undecided = Truth(verdict: .undecided)

    init(verdict: Verdict, restsOnFallback: Bool = false) {
        self.verdict = verdict
        self.restsOnFallback = restsOnFallback
    }

    /// A test of one value: it holds if it holds for every candidate, and fails if it fails for every candidate.
    init(of value: Value, test: (Scalar) -> Verdict) {
        let verdicts = value.candidates.map(test)
        if let first = verdicts.first, verdicts.allSatisfy({ $0 == first }) {
            self.init(verdict: first, restsOnFallback: value.isFallback)
        } else {
            self = .undecided
        }
    }

    var negated: Truth {
        switch verdict {
        case .holds: Truth(verdict: .fails, restsOnFallback: restsOnFallback)
        case .fails: Truth(verdict: .holds, restsOnFallback: restsOnFallback)
        case .undecided: self
        }
    }

    /// Whether all hold. One that fails decides; of several, one that rests on no fallback.
    static func all(_ parts: [Truth]) -> Truth {
        let failing = parts.filter { $0.verdict == .fails }
        if !failing.isEmpty { return Truth(verdict: .fails, restsOnFallback: failing.allSatisfy(\.restsOnFallback)) }
        if parts.contains(where: { $0.verdict == .undecided }) { return .undecided }
        return Truth(verdict: .holds, restsOnFallback: parts.contains(where: \.restsOnFallback))
    }

    static func any(_ parts: [Truth]) -> Truth { all(parts.map(\.negated)).negated }
}

extension Rule.Predicate {
    /// What the fact's fields make of the predicate. The rule reader caps how deeply predicates nest.
    func truth(for fact: Fact) -> Truth {
        switch self {
        case .all(let parts): .all(parts.map { $0.truth(for: fact) })
        case .any(let parts): .any(parts.map { $0.truth(for: fact) })
        case .not(let part): part.truth(for: fact).negated
        case .equals(let field, let options):
            Truth(of: fact[field]) { options.contains($0.comparedText) ? .holds : .fails }
        case .compares(let field, let comparison, let bound):
            Truth(of: fact[field]) { $0.interval.map { comparison.verdict($0, Interval(bound)) } ?? .undecided }
        case .comparesFields(let field, let comparison, let factor, let other):
            compare(fact[field], comparison, factor, fact[other])
        case .exists(let field, let wanted):
            Truth(of: fact[field]) { ($0 != .text("none")) == wanted ? .holds : .fails }
        }
    }

    private func compare(_ value: Value, _ comparison: Rule.Comparison, _ factor: Double, _ other: Value) -> Truth {
        guard other.isKnown else { return .undecided }
        var truth = Truth(of: value) { left in
            let all = Truth(of: other) { right in
                guard let left = left.interval, let right = right.interval else { return .undecided }
                return comparison.verdict(left, right * factor)
            }
            return all.verdict
        }
        if other.isFallback, truth.verdict != .undecided { truth.restsOnFallback = true }
        return truth
    }
}

extension Rule.Comparison {
    /// Between whole intervals: it holds if it holds for every pair of points, and fails if it fails for every pair.
    func verdict(_ left: Interval, _ right: Interval) -> Truth.Verdict {
        let (holds, fails) =
            switch self {
            case .greater: (left.low > right.high, left.high <= right.low)
            case .greaterOrEqual: (left.low >= right.high, left.high < right.low)
            case .less: (left.high < right.low, left.low >= right.high)
            case .lessOrEqual: (left.high <= right.low, left.low > right.high)
            }
        return holds ? .holds : fails ? .fails : .undecided
    }
}

extension Scalar {
    fileprivate var interval: Interval? { if case .number(let number) = self { number } else { nil } }

    /// As a rule writes it.
    fileprivate var comparedText: String {
        switch self {
        case .text(let text): text
        case .flag(let flag): flag ? "true" : "false"
        case .number(let number): number.description
        }
    }
}
