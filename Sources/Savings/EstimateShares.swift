internal import Catalog
internal import Facts

// Savings that are a share of something whose amount the code seldom tells.
extension Estimator {
    /// Weights in 16 bit instead of 32.
    func lowerPrecisionLoad() -> Saving {
        var saving = Saving()
        guard let relative = figure("sixteen-bit-load", &saving) else { return saving }
        saving.relative = relative
        saving.assumptions.append(
            "\(percent(relative)) of the energy per token: half the bytes bound it; a reasoned bound, not a measurement")
        saving.notQuantified = "how much the model is used is not known"
        return saving
    }

    /// What INT8 under bitsandbytes itself saves against FP16: less than nothing.
    func avoidInt8() -> Saving {
        var saving = Saving()
        guard let relative = figure("int8-bitsandbytes", &saving) else { return saving }
        saving.relative = relative
        saving.subject = "INT8"
        // INT8 uses 1 - r of what FP16 uses, so going back saves 1 - 1/(1 - r) of what is used now.
        let back = Interval(1 - 1 / (1 - relative.high), 1 - 1 / (1 - relative.low))
        saving.assumptions.append(
            "what INT8 itself saves against 16 bit, measured at batch 1: it uses \(percent(relative * -1)) more")
        saving.assumptions.append(
            "going back to 16 bit saves \(percent(back)) of what the code uses now, and needs twice the memory")
        saving.notQuantified = "how much the model is used is not known"
        return saving
    }

    /// A binary format for calls between services.
    func binaryProtocol() -> Saving {
        var saving = Saving(per: .thousandCalls)
        guard let energy = figure("json-to-binary-call", &saving) else { return saving }
        saving.energy = energy
        saving.assumptions.append(
            "a message of about 1.2 kB, inside one data centre; behind gzip, or with a fast JSON library, nothing is left of it")
        addCarbon(to: &saving)
        saving.notQuantified = "cost: CPU time and traffic depend on the messages"
        return saving
    }

    /// The same work at cleaner hours: carbon only.
    func shiftHours(_ fact: Fact) -> Saving {
        var saving = Saving(energy: .zero, cost: .zero, per: .month)
        // 18:00 is the evening peak; with no row for the region's own grid, all grids that were looked at.
        let evening = factors.carbonShift.filter { $0.start == 18 }
        let own = evening.filter { $0.zone == grid?.country }
        let shares = (own.isEmpty ? evening : own).map(\.saved)
        guard let low = shares.min(), let high = shares.max() else {
            saving.notQuantified = "carbon: no series of the grid's intensity is known"
            return saving
        }
        saving.relative = Interval(low, high)
        saving.sources.append(factors.carbonShiftSource)
        let grids = Set((own.isEmpty ? evening : own).map(\.zone)).sorted().joined(separator: ", ")
        saving.assumptions.append(
            "\(percent(Interval(low, high))) of the carbon: a start at 18:00 moved 4 to 24 hours later with a perfect forecast, grids of \(grids) in 2020"
        )
        guard let runs = fact["runs-per-month"].numbers else {
            saving.notQuantified = "carbon: how often it runs is not known"
            return saving
        }
        guard let power = power(of: fact, &saving), let hours = figure("batch-run-hours", &saving), let grid else {
            saving.notQuantified = saving.notQuantified ?? "carbon: what the job draws is not known"
            return saving
        }
        saving.assumptions.append("\(range(hours)) hours a run")
        let used = power * hours * runs * serverPUE(&saving) * 1e-3
        saving.carbon = used * grid.intensity * Interval(low, high)
        note(grid, in: &saving)
        return saving
    }

    /// W that one run asks for; nil when it asks for nothing that has a figure.
    private func power(of fact: Fact, _ saving: inout Saving) -> Interval? {
        var total: Interval?
        if let count = fact["accelerators"].numbers, count.high > 0 {
            guard let type = fact["accelerator.type"].text, let accelerator = factors.accelerator(named: type) else {
                saving.notQuantified = "carbon: the type of the accelerator is not known"
                return nil
            }
            guard let share = figure("busy-share-of-tdp", &saving) else { return nil }
            let power = accelerator.busy ?? accelerator.tdp * share
            saving.assumptions.append("\(range(power)) W for one \(accelerator.name) at work")
            saving.sources += [accelerator.sources[accelerator.busy == nil ? "tdp" : "busy"]].compactMap { $0 }
            total = power * count
        }
        if let vcpus = fact["vcpus"].numbers, vcpus.high > 0, let watts = figure("vcpu-power", &saving) {
            saving.assumptions.append("\(range(watts)) W for each of \(range(vcpus)) vCPU; memory not counted")
            total = (total ?? .zero) + watts * vcpus
        }
        return total
    }
}
