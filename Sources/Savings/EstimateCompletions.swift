internal import Catalog
internal import Facts

// Answers that nobody reads.
extension Estimator {
    /// One answer instead of several to the same prompt, per 1,000 calls. Each further answer is decoded like the first, token by
    /// token; the prompt is read once for all of them, and its energy is counted for none.
    func fewerCompletions(_ fact: Fact) -> Saving {
        var saving = Saving(per: .thousandCalls)
        guard let count = fact["completions"].numbers, count.low > 1 else {
            saving.notQuantified = "how many answers are asked for is not known"
            return saving
        }
        saving.relative = Interval(1 - 1 / count.low, 1 - 1 / count.high)
        saving.assumptions.append("\(range(count)) answers of the same length to each prompt, of which one is read")
        let (known, unknown) = models(of: fact)
        if let unknown {
            saving.notQuantified = "the size of \(unknown) is not known"
            return saving
        }
        guard let output = outputTokens(fact, &saving), let band = errorBand else { return missing(saving) }
        let unread = count - Interval(1)
        var energy: Interval?
        var cost: Interval?
        for model in known {
            energy = hull(energy, apply(band, to: impact(model, output).energy) * unread)
            if let dollars = dollars(model, .zero, output) { cost = hull(cost, dollars * unread) }
        }
        saving.energy = energy.map { $0 * 1000 }
        describe(known, band, in: &saving)
        addCarbon(to: &saving)
        if let unpriced = known.first(where: { $0.price == nil }) {
            saving.notQuantified = "cost: no price known for \(unpriced.name)"
        } else {
            saving.cost = cost.map { $0 * 1000 }
            notePrices(known, in: &saving)
        }
        return saving
    }
}
