public import Catalog

/// Savings says what a remedy would save: two options under one scenario, as intervals, each with its assumptions and sources.

/// What a figure is counted over.
public enum Basis: String, Sendable, Hashable {
    case thousandCalls = "1000-calls"
    case month
}

/// What following a finding's remedy saves. Below zero means that it costs. A quantity that no defensible figure exists for is nil,
/// and `notQuantified` says why.
public struct Saving: Sendable, Hashable {
    /// kWh, data centre overhead (PUE) included.
    public var energy: Interval?
    /// kgCO2e of use, location-based.
    public var carbon: Interval?
    /// US dollars.
    public var cost: Interval?
    /// Part of the affected energy that is saved, 0.3 for 30 %. For a carbon-only saving: part of the carbon.
    public var relative: Interval?
    public var per: Basis
    /// Whose saving the figures are, where they are not the remedy's: what a popular tip, that the code follows, was measured to save.
    public var subject: String?
    public var notQuantified: String?
    /// Under one Wh a month, or under 0.01 Wh for 1,000 calls.
    public var isNegligible: Bool
    public var assumptions: [String]
    public var sources: [String]

    public init(
        energy: Interval? = nil, carbon: Interval? = nil, cost: Interval? = nil, relative: Interval? = nil, per: Basis = .thousandCalls,
        notQuantified: String? = nil, isNegligible: Bool = false, assumptions: [String] = [], sources: [String] = []
    ) {
        self.energy = energy
        self.carbon = carbon
        self.cost = cost
        self.relative = relative
        self.per = per
        self.notQuantified = notQuantified
        self.isNegligible = isNegligible
        self.assumptions = assumptions
        self.sources = sources
    }
}
