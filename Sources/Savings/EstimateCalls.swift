internal import Catalog
internal import Facts

// Savings on calls to language models.
extension Estimator {
    /// A smaller model for the same calls, per 1,000 of them.
    func replaceModel(_ fact: Fact, with field: String) -> Saving {
        var saving = Saving(per: .thousandCalls)
        let (present, unknown) = models(of: fact)
        if let unknown {
            saving.notQuantified = "the size of \(unknown) is not known"
            return saving
        }
        guard let name = fact[field].text, let smaller = factors.model(named: name) else {
            saving.notQuantified = "no smaller model of the same provider is known"
            return saving
        }
        guard let output = outputTokens(fact, &saving), let input = inputTokens(&saving), let band = errorBand else {
            return missing(saving)
        }
        var energy: Interval?
        var relative: Interval?
        for model in present {
            let (before, after) = (impact(model, output).energy, impact(smaller, output).energy)
            energy = hull(energy, apply(band, to: before - after))
            relative = hull(relative, Interval(1 - after.low / before.low, 1 - after.high / before.high))
        }
        saving.energy = energy.map { $0 * 1000 }
        saving.relative = relative
        describe(present + [smaller], band, in: &saving)
        addCarbon(to: &saving)
        var cost: Interval?
        for model in present {
            guard let before = dollars(model, input, output), let after = dollars(smaller, input, output) else {
                let unpriced = model.price == nil ? model : smaller
                saving.notQuantified = "cost: no price known for \(unpriced.name)"
                return saving
            }
            cost = hull(cost, before - after)
        }
        saving.cost = cost.map { $0 * 1000 }
        notePrices(present + [smaller], in: &saving)
        return saving
    }

    /// A health check that no longer calls models: all that its calls use, a month.
    func probeWithoutModel(_ fact: Fact) -> Saving {
        var saving = Saving(per: .month)
        if fact["refusal"].isKnown {
            saving.notQuantified = "as it stands the check is refused and calls no model; it would, once it sends the key"
            return saving
        }
        guard let period = fact["period-seconds"].numbers, period.low > 0 else {
            saving.notQuantified = "how often the check runs is not known"
            return saving
        }
        let (named, unknown) = listedModels(fact)
        guard unknown.isEmpty, !named.isEmpty else {
            saving.notQuantified =
                unknown.isEmpty
                ? "the models that it calls are not known" : "the size of \(unknown.joined(separator: ", ")) is not known"
            return saving
        }
        guard let output = figure("output-tokens-probe", &saving), let band = errorBand else { return missing(saving) }
        let copies = fact["copies"].numbers ?? Interval(1)
        let deployments = fact["deployments"].numbers ?? Interval(Double(named.count))
        let seconds = hoursPerMonth * 3600
        let probes = Interval(seconds / period.high, seconds / period.low) * copies
        saving.assumptions.append(
            "\(range(probes)) checks a month, each answered by \(range(deployments)) model\(deployments.high == 1 ? "" : "s")")
        saving.assumptions.append("\(range(output)) output tokens an answer")
        let calls = probes * deployments
        saving.energy = mix(named) { self.apply(band, to: self.impact($0, output).energy) } * calls
        saving.relative = Interval(1)
        describe(named, band, in: &saving)
        addCarbon(to: &saving)
        if let unpriced = named.first(where: { $0.price == nil }) {
            saving.notQuantified = "cost: no price known for \(unpriced.name)"
        } else {
            // A check sends no more than it is answered with.
            saving.cost = mix(named) { self.dollars($0, output, output) ?? .zero } * calls
            notePrices(named, in: &saving)
        }
        return saving
    }

    /// Answers given a second time from a cache, per 1,000 calls through a gateway.
    func responseCache(_ fact: Fact) -> Saving {
        var saving = Saving(per: .thousandCalls)
        guard let hits = figure("exact-cache-hits", &saving) else { return saving }
        saving.relative = hits
        saving.assumptions.append(
            "\(percent(hits)) of calls repeat an earlier one word for word (reported by blogs and surveys, little trust)")
        let (named, unknown) = listedModels(fact)
        guard !named.isEmpty else {
            saving.notQuantified =
                unknown.isEmpty
                ? "the models behind it are not known" : "the size of \(unknown.joined(separator: ", ")) is not known"
            return saving
        }
        if !unknown.isEmpty {
            saving.assumptions.append("not counted, since their size is not known: \(unknown.joined(separator: ", "))")
        }
        guard let output = figure("output-tokens-chat", &saving), let input = figure("input-tokens", &saving), let band = errorBand
        else {
            return missing(saving)
        }
        saving.assumptions.append(
            "\(range(output)) output tokens and, for the cost, \(range(input)) input tokens a call; any of the models may answer")
        saving.energy = mix(named) { self.apply(band, to: self.impact($0, output).energy) } * hits * 1000
        describe(named, band, in: &saving)
        addCarbon(to: &saving)
        if let unpriced = named.first(where: { $0.price == nil }) {
            saving.notQuantified = "cost: no price known for \(unpriced.name)"
        } else {
            saving.cost = mix(named) { self.dollars($0, input, output) ?? .zero } * hits * 1000
            notePrices(named, in: &saving)
        }
        return saving
    }

    // MARK: what they share

    /// One call of a model, before the error band.
    func impact(_ model: ModelFactor, _ output: Interval) -> APICallScenario.Impact {
        APICallScenario(pue: callPUE(model)).impact(of: model, outputTokens: output)
    }

    func callPUE(_ model: ModelFactor) -> Interval {
        if let ownPUE { return ownPUE }
        let vendor = model.host == nil ? factors.provider(model.provider)?.pue : nil
        return vendor ?? factors.figure("pue-world")?.value ?? Interval(1)
    }

    /// Dollars for one call; nil when the model has no price.
    func dollars(_ model: ModelFactor, _ input: Interval, _ output: Interval) -> Interval? {
        model.price.map { (input * $0.input + output * $0.output) * 1e-6 }
    }

    func describe(_ models: [ModelFactor], _ band: Figure, in saving: inout Saving) {
        saving.assumptions.append("energy by EcoLogits' method, times \(range(band.value)) for its error against measurements")
        for model in models where model.active != model.total || !model.active.isPoint {
            saving.assumptions.append(
                "\(model.name): \(range(model.active * 1e-9)) billion of \(range(model.total * 1e-9)) billion parameters work on a token"
            )
        }
        saving.sources += models.map(\.source) + [band.citation]
        saving.sources = unique(saving.sources)
        saving.assumptions = unique(saving.assumptions)
    }

    func notePrices(_ models: [ModelFactor], in saving: inout Saving) {
        for model in models {
            guard let price = model.price else { continue }
            saving.assumptions.append("\(model.name): $\(plain(price.input)) in, $\(plain(price.output)) out per million tokens")
            saving.sources.append(price.source)
        }
        saving.sources = unique(saving.sources)
    }

    func unique(_ lines: [String]) -> [String] {
        var seen: Set<String> = []
        return lines.filter { seen.insert($0).inserted }
    }

    /// The models that a call may go to, or the first whose size is unknown.
    func models(of fact: Fact) -> (known: [ModelFactor], unknown: String?) {
        let provider = fact["provider"].text
        guard let names = fact["model"].texts else { return ([], "the model") }
        var known: [ModelFactor] = []
        for name in names {
            guard let model = factors.model(named: name, provider: provider) ?? ownSize(fact, name, provider) else {
                return ([], name)
            }
            known.append(model)
        }
        return (known, nil)
    }

    /// A model that the project's configuration sizes and no table knows.
    private func ownSize(_ fact: Fact, _ name: String, _ provider: String?) -> ModelFactor? {
        guard let active = fact["model.active-parameters"].numbers, active.low > 0 else { return nil }
        return ModelFactor(
            name: name, provider: provider ?? "", active: active, total: fact["model.total-parameters"].numbers ?? active,
            source: "the project's configuration")
    }

    /// The models of a comma-separated field.
    private func listedModels(_ fact: Fact) -> (known: [ModelFactor], unknown: [String]) {
        var known: [ModelFactor] = []
        var unknown: [String] = []
        for part in (fact["models"].text ?? "").split(separator: ",") {
            let name = String(part.drop { $0 == " " })
            if let model = factors.model(named: name) { known.append(model) } else { unknown.append(name) }
        }
        return (known, unknown)
    }

    func outputTokens(_ fact: Fact, _ saving: inout Saving) -> Interval? {
        if let limit = fact["max-output-tokens"].numbers, limit.high >= 1, limit.high <= 256 {
            let tokens = Interval(1, limit.high)
            saving.assumptions.append("\(range(tokens)) output token\(limit.high == 1 ? "" : "s") a call, its own limit")
            return tokens
        }
        let id =
            switch fact["task"].text {
            case "yes-no", "classification", "scoring", "routing": "output-tokens-label"
            case "title": "output-tokens-title"
            case "extraction": "output-tokens-extraction"
            case "short-summary": "output-tokens-summary"
            case "short-completion": "output-tokens-completion"
            default: "output-tokens-chat"
            }
        guard let tokens = figure(id, &saving) else { return nil }
        saving.assumptions.append("\(range(tokens)) output tokens a call, hidden reasoning not counted")
        return tokens
    }

    private func inputTokens(_ saving: inout Saving) -> Interval? {
        guard let tokens = figure("input-tokens", &saving) else { return nil }
        saving.assumptions.append("\(range(tokens)) input tokens a call, for the cost; their energy is not counted")
        return tokens
    }

    func missing(_ saving: Saving) -> Saving {
        var saving = saving
        if saving.notQuantified == nil { saving.notQuantified = "the factor `api-error-band` is missing from the catalogue" }
        return saving
    }

    func hull(_ one: Interval?, _ other: Interval) -> Interval {
        guard let one else { return other }
        return Interval(min(one.low, other.low), max(one.high, other.high))
    }

    /// Any of the models may answer: from the least to the most.
    private func mix(_ models: [ModelFactor], _ quantity: (ModelFactor) -> Interval) -> Interval {
        var result: Interval?
        for model in models { result = hull(result, quantity(model)) }
        return result ?? .zero
    }
}
