public import Catalog
internal import Facts
public import Rules

/// Works out what following a finding's remedy saves. A rule names the method; here is what the methods share.
///
/// Each method compares what the code does with what the remedy does under one scenario, low end with low end and high end with high
/// end, and says what it took for granted and where its figures come from.
public struct Estimator: Sendable {
    let factors: Factors
    /// The region as it was asked for, and what is known of its electricity; the world's when none was asked for.
    let grid: GridIntensity?
    let isRegionKnown: Bool
    let region: String?
    let ownPUE: Interval?

    /// - Parameters:
    ///   - region: a cloud region or country; nil for the world's interval.
    ///   - pue: overhead of the data centre, when the configuration states it.
    public init(factors: Factors, region: String?, pue: Interval? = nil) {
        self.factors = factors
        self.region = region
        let found = region.flatMap(factors.grid(of:))
        grid = found ?? factors.worldGrid
        isRegionKnown = found != nil
        ownPUE = pue
    }

    /// What the finding's remedy saves; with nothing but a reason where no figure can be defended.
    public func saving(for finding: Finding) -> Saving {
        let asked = finding.rule.saving
        guard let method = SavingMethod(rawValue: asked.method) else {
            return Saving(notQuantified: "the rule's method `\(asked.method)` is not known")
        }
        var saving =
            switch method {
            case .replaceModel: replaceModel(finding.fact, with: asked.arguments["with"] ?? "remedy.model")
            case .lowerPrecision: lowerPrecision(finding.fact)
            case .lowerPrecisionLoad: lowerPrecisionLoad()
            case .avoidInt8: avoidInt8()
            case .idleAccelerator: idleAccelerator(finding.fact)
            case .fewerAccelerators: fewerAccelerators(finding.fact)
            case .probeWithoutModel: probeWithoutModel(finding.fact)
            case .fewerCompletions: fewerCompletions(finding.fact)
            case .responseCache: responseCache(finding.fact)
            case .binaryProtocol: binaryProtocol()
            case .shiftHours: shiftHours(finding.fact)
            case .notQuantified: Saving(notQuantified: asked.arguments["reason"] ?? "no figure can be defended")
            }
        saving.isNegligible = Self.isNegligible(saving)
        return saving
    }

    /// Under 1 Wh a month, or under 0.01 Wh for 1,000 calls. A saving that is carbon only is not.
    static func isNegligible(_ saving: Saving) -> Bool {
        guard let energy = saving.energy, energy != .zero else { return false }
        return max(abs(energy.low), abs(energy.high)) < (saving.per == .month ? 1e-3 : 1e-5)
    }
}

// What the methods share.
extension Estimator {
    /// What EcoLogits' energy is multiplied by, since measurements are this far from it. A share saved is not: both sides err alike.
    var errorBand: Figure? { factors.figure("api-error-band") }

    func apply(_ band: Figure, to energy: Interval) -> Interval { energy * band.value }

    /// Fills in the carbon of a saving's energy, and what it rests on.
    func addCarbon(to saving: inout Saving) {
        guard let energy = saving.energy, let grid else { return }
        saving.carbon = energy * grid.intensity
        note(grid, in: &saving)
    }

    func note(_ grid: GridIntensity, in saving: inout Saving) {
        saving.assumptions.append(gridAssumption(grid))
        saving.sources += grid.sources
    }

    func gridAssumption(_ grid: GridIntensity) -> String {
        let figures = "\(range(grid.intensity)) kgCO2e/kWh"
        if isRegionKnown { return "electricity of \(grid.place): \(figures)" }
        if let region { return "region `\(region)` is not known, so the electricity of the world's cloud regions: \(figures)" }
        return "no region known, so the electricity of the world's cloud regions: \(figures)"
    }

    /// The overhead of the machines that a fact runs on, when nothing says whose they are.
    func serverPUE(_ saving: inout Saving) -> Interval {
        if let ownPUE {
            saving.assumptions.append("PUE \(range(ownPUE)), from the configuration")
            return ownPUE
        }
        let own = grid?.cloud.flatMap { factors.figure("pue-\($0)") }
        guard let figure = own ?? factors.figure("pue-world") else { return Interval(1) }
        saving.assumptions.append("PUE \(range(figure.value))")
        saving.sources.append(figure.citation)
        return figure.value
    }

    /// A figure that the method cannot do without; its absence is the reason that nothing is quantified.
    func figure(_ id: String, _ saving: inout Saving) -> Interval? {
        guard let figure = factors.figure(id) else {
            saving.notQuantified = "the factor `\(id)` is missing from the catalogue"
            return nil
        }
        if figure.trust != "assumption" || !figure.source.hasPrefix("assumption") { saving.sources.append(figure.citation) }
        return figure.value
    }

    var hoursPerMonth: Double { factors.figure("hours-per-month")?.value.low ?? 730 }
}

extension Value {
    /// From the least to the most that a number may be; nil when a candidate is none or nothing is known.
    var numbers: Interval? {
        var hull: Interval?
        for case .number(let number) in candidates {
            hull = Interval(min(hull?.low ?? number.low, number.low), max(hull?.high ?? number.high, number.high))
        }
        let isAll = candidates.allSatisfy { if case .number = $0 { true } else { false } }
        return isAll ? hull : nil
    }
}

/// An interval for a sentence: `1 to 20`, `0.5`.
func range(_ interval: Interval) -> String {
    interval.isPoint ? plain(interval.low) : "\(plain(interval.low)) to \(plain(interval.high))"
}

/// A share for a sentence: `-56 to 41 %`.
func percent(_ interval: Interval) -> String { range(interval * 100) + " %" }

/// Three significant digits, without exponent where that is readable.
func plain(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return "0" }
    var scale = 1.0
    while abs(value) * scale < 100, scale < 1e12 { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    if rounded == rounded.rounded(), abs(rounded) < 1e15 { return String(Int(rounded)) }
    return "\(rounded)"
}
