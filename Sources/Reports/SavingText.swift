internal import Catalog
internal import Savings

/// Says a saving in a few words, the way people say quantities: two significant digits, the unit that fits, and a sign only where
/// something may be lost.
enum SavingText {
    /// `0.8–2.1 kWh, 0.3–0.9 kg CO2e, $1.20 per month (31–56 %)`, with what is not known said in words. Never empty.
    static func full(_ saving: Saving) -> String {
        let quantities = quantities(saving)
        let unknown = notQuantified(saving)
        let measure = saving.energy == .zero && saving.carbon != nil ? "of the carbon" : "of the energy"
        let share = saving.relative.map { "\(percent($0)) \(measure)" }
        if saving.isNegligible {
            let limit = saving.per == .month ? "under 1 Wh a month" : "under 0.01 Wh per 1,000 calls"
            let rest = saving.cost.map { isNothing($0) ? "" : ", \(money($0)) \(period(saving.per))" } ?? ""
            return "negligible (\(limit))" + rest + (unknown.map { "; \($0)" } ?? "")
        }
        var text: String
        if quantities.isEmpty {
            text = [share, unknown].compactMap { $0 }.joined(separator: "; ")
            if text.isEmpty { text = "not quantified" }
        } else {
            text = quantities.joined(separator: ", ") + " " + period(saving.per)
            if let share { text += " (\(share))" }
            if let unknown { text += "; \(unknown)" }
        }
        if let loss = loss(saving) { text += "; \(loss)" }
        return text
    }

    /// `saves`, or whose figures they are: `INT8 saves`.
    static func verb(_ saving: Saving) -> String { saving.subject.map { "\($0) saves" } ?? "saves" }

    /// `saves 0.8–2.1 kWh, $1.20 per month`; nil when there is nothing to say in figures.
    static func brief(_ saving: Saving) -> String? {
        if saving.isNegligible { return "negligible" }
        let quantities = quantities(saving)
        if !quantities.isEmpty { return "\(verb(saving)) " + quantities.joined(separator: ", ") + " " + period(saving.per) }
        return saving.relative.map { "\(verb(saving)) " + percent($0) + " of the energy" }
    }

    static func period(_ basis: Basis) -> String {
        switch basis {
        case .month: "per month"
        case .thousandCalls: "per 1,000 calls"
        }
    }

    static func hasQuantities(_ saving: Saving) -> Bool { saving.energy != nil || saving.carbon != nil || saving.cost != nil }

    private static func quantities(_ saving: Saving) -> [String] {
        [saving.energy.map(energy), saving.carbon.map(carbon), saving.cost.map(money)].compactMap { $0 }
    }

    private static func notQuantified(_ saving: Saving) -> String? {
        let missing = [("energy", saving.energy), ("carbon", saving.carbon), ("cost", saving.cost)].filter { $0.1 == nil }.map(\.0)
        guard !missing.isEmpty, let reason = saving.notQuantified else { return nil }
        guard missing.count < 3 else { return "not quantified: \(reason)" }
        let what = missing.joined(separator: " and ")
        let why = reason.hasPrefix("\(what): ") ? String(reason.dropFirst(what.count + 2)) : reason
        return "\(what) not quantified: \(why)"
    }

    private static func loss(_ saving: Saving) -> String? {
        guard let interval = saving.energy ?? saving.carbon ?? saving.relative ?? saving.cost, interval.low < 0 else { return nil }
        return interval.high <= 0 ? "it costs more than it saves" : "it may cost more than it saves"
    }

    private static func isNothing(_ interval: Interval) -> Bool { interval.low == 0 && interval.high == 0 }

    // MARK: Quantities

    /// From kWh.
    static func energy(_ kilowattHours: Interval) -> String {
        quantity(kilowattHours, units: [(1e-6, "mWh"), (1e-3, "Wh"), (1, "kWh"), (1e3, "MWh"), (1e6, "GWh")], zero: "kWh")
    }

    /// From kgCO2e.
    static func carbon(_ kilograms: Interval) -> String {
        quantity(kilograms, units: [(1e-6, "mg"), (1e-3, "g"), (1, "kg"), (1e3, "t")], zero: "kg") + " CO2e"
    }

    /// From US dollars; less than a cent keeps two significant digits.
    static func money(_ dollars: Interval) -> String {
        let largest = max(dollars.low.magnitude, dollars.high.magnitude)
        let digits = { (value: Double) in
            largest >= 0.995 && largest < 100 ? fixed(value, decimals: 2) : number(value)
        }
        if dollars.low < 0 {
            let signed = { (value: Double) in (value < 0 ? "-$" : value > 0 ? "+$" : "$") + digits(value.magnitude) }
            return dollars.isPoint ? signed(dollars.low) : "\(signed(dollars.low)) to \(signed(dollars.high))"
        }
        return range(digits(dollars.low), digits(dollars.high), before: "$")
    }

    /// `31–56 %`, `-56 % to +41 %`.
    static func percent(_ share: Interval) -> String {
        let percents = share * 100
        let digits = { (value: Double) in value.magnitude >= 10 || value == 0 ? String(Int(value.rounded())) : number(value) }
        guard percents.low.magnitude < 1e9, percents.high.magnitude < 1e9 else { return "an unknown part" }
        if percents.low < 0 {
            let signed = { (value: Double) in (value > 0 ? "+" : "") + digits(value) + " %" }
            return percents.isPoint ? signed(percents.low) : "\(signed(percents.low)) to \(signed(percents.high))"
        }
        return range(digits(percents.low), digits(percents.high)) + " %"
    }

    /// Both ends in the unit that suits the larger one.
    private static func quantity(_ interval: Interval, units: [(size: Double, name: String)], zero: String) -> String {
        let largest = max(interval.low.magnitude, interval.high.magnitude)
        if largest == 0 { return "0 \(zero)" }
        // 999.6 Wh would be written as 1,000 Wh.
        guard let unit = units.last(where: { largest >= $0.size * 0.995 }) ?? units.first else { return "" }
        let scaled = interval * (1 / unit.size)
        if scaled.low < 0 {
            let signed = { (value: Double) in (value > 0 ? "+" : "") + number(value) }
            let text = scaled.isPoint ? signed(scaled.low) : "\(signed(scaled.low)) to \(signed(scaled.high))"
            return "\(text) \(unit.name)"
        }
        return range(number(scaled.low), number(scaled.high)) + " " + unit.name
    }

    private static func range(_ low: String, _ high: String, before: String = "") -> String {
        low == high ? before + low : "\(before)\(low)–\(high)"
    }

    /// Two significant digits, whole numbers from 10 on with thousands separated by commas.
    static func number(_ value: Double) -> String {
        guard value.isFinite, value.magnitude < 1e15 else { return "\(value)" }
        let rounded = value.magnitude >= 100 ? value.rounded(toSignificantDigits: 3).rounded() : value.rounded(toSignificantDigits: 2)
        if rounded == rounded.rounded() { return grouped(Int(rounded)) }
        let text = rounded.description
        guard let mark = text.firstIndex(of: "e"), let exponent = Int(text[text.index(after: mark)...]), exponent < 0 else { return text }
        // Very small numbers would come out as 5e-05.
        var digits = Substring(fixed(rounded, decimals: min(-exponent + 1, 15)))
        while digits.last == "0" { digits.removeLast() }
        return String(digits)
    }

    private static func fixed(_ value: Double, decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        guard value.magnitude * scale < 9e18 else { return "\(value)" }
        var digits = String(Int((value.magnitude * scale).rounded()))
        if digits.count <= decimals { digits = String(repeating: "0", count: decimals - digits.count + 1) + digits }
        let sign = value < 0 ? "-" : ""
        return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
    }

    static func grouped(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "-" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digit)
        }
        return text
    }
}
