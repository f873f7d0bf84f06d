internal import Catalog
internal import Facts

// Savings on machines that a project runs itself: a month of them.
extension Estimator {
    /// FP8 weights for a served model.
    func lowerPrecision(_ fact: Fact) -> Saving {
        var saving = Saving(per: .month)
        if let precision = fact["remedy.precision"].text, !precision.lowercased().contains("fp8") {
            saving.notQuantified = "no measurement of \(precision) under a batching server is known"
            return saving
        }
        guard let relative = figure("fp8-serving", &saving) else { return saving }
        saving.relative = relative
        saving.assumptions.append(
            "\(percent(relative)) of the energy per token, depending on batch size and on whether GPUs are freed; small batches cost more"
        )
        guard let (accelerator, count) = accelerators(fact, times: fact["accelerators"].numbers, &saving) else { return saving }
        guard let power = busyPower(accelerator, &saving), let idle = figure("idle-share", &saving) else { return saving }
        let hours = Interval(1 - idle.high, 1 - idle.low) * hoursPerMonth
        saving.assumptions.append("\(range(hours)) of \(plain(hoursPerMonth)) hours a month at work")
        saving.energy = count * power * hours * serverPUE(&saving) * 1e-3 * relative
        addCarbon(to: &saving)
        saving.notQuantified = "cost: falls only if fewer GPUs are rented"
        return saving
    }

    /// GPUs that are let go while nobody asks.
    func idleAccelerator(_ fact: Fact) -> Saving {
        var saving = Saving(per: .month)
        guard let (accelerator, count) = accelerators(fact, times: fact["accelerators"].numbers, &saving) else { return saving }
        guard let idle = figure("idle-share", &saving) else { return saving }
        let hours = idle * hoursPerMonth
        saving.assumptions.append("\(range(hours)) of \(plain(hoursPerMonth)) hours a month without requests")
        if let power = idlePower(accelerator, &saving) {
            saving.energy = count * power * hours * serverPUE(&saving) * 1e-3
            addCarbon(to: &saving)
        } else {
            saving.notQuantified = "energy: nobody has published what an idle \(accelerator.name) draws"
        }
        addRent(accelerator, count * hours, to: &saving)
        return saving
    }

    /// GPUs that the model does not need.
    func fewerAccelerators(_ fact: Fact) -> Saving {
        var saving = Saving(per: .month)
        guard let present = fact["accelerators"].numbers, let spare = spare(fact, of: present) else {
            saving.notQuantified = "how many accelerators are needed is not known"
            return saving
        }
        guard let (accelerator, count) = accelerators(fact, times: spare, &saving) else { return saving }
        guard let busy = busyPower(accelerator, &saving) else { return saving }
        let least = (accelerator.idle?.low ?? 0) + (accelerator.context?.low ?? 0)
        saving.sources += ["idle", "context"].compactMap { accelerator.sources[$0] }
        let power = Interval(min(least, busy.high), busy.high)
        saving.assumptions.append("\(range(power)) W for each spare GPU, from idle with the model loaded to fully at work")
        saving.energy = count * power * serverPUE(&saving) * (hoursPerMonth * 1e-3)
        if let all = accelerators(fact, times: present, &saving)?.count, all.low > 0 {
            saving.relative = Interval(max(0, count.low / all.high), min(1, count.high / all.low))
        }
        addCarbon(to: &saving)
        addRent(accelerator, count * hoursPerMonth, to: &saving)
        return saving
    }

    /// What is surely spare of one replica's accelerators, to what may be.
    private func spare(_ fact: Fact, of present: Interval) -> Interval? {
        if let needed = fact["needed-accelerators"].numbers, present.low > needed.high {
            return Interval(present.low - needed.high, present.high - needed.low)
        }
        return fact["surplus-accelerators"].numbers.flatMap { $0.low > 0 ? $0 : nil }
    }

    /// The type of accelerator and how many of them all replicas together have; nil with the reason in the saving.
    private func accelerators(
        _ fact: Fact, times each: Interval?, _ saving: inout Saving
    ) -> (accelerator: Accelerator, count: Interval)? {
        guard let type = fact["accelerator.type"].text, let accelerator = factors.accelerator(named: type) else {
            saving.notQuantified = "the type of the accelerator is not known"
            return nil
        }
        guard let each, each.low >= 0 else {
            saving.notQuantified = "the number of accelerators is not known"
            return nil
        }
        guard let replicas = fact["replicas"].numbers, replicas.low >= 0 else {
            saving.notQuantified = "the number of replicas is not known"
            return nil
        }
        return (accelerator, each * replicas)
    }

    /// W of one at work: measured, else the share of its limit that others were measured at.
    private func busyPower(_ accelerator: Accelerator, _ saving: inout Saving) -> Interval? {
        if let busy = accelerator.busy {
            saving.sources += [accelerator.sources["busy"]].compactMap { $0 }
            saving.assumptions.append("\(range(busy)) W for one \(accelerator.name) at work")
            return busy
        }
        guard let share = figure("busy-share-of-tdp", &saving) else { return nil }
        saving.sources += [accelerator.sources["tdp"]].compactMap { $0 }
        let busy = accelerator.tdp * share
        saving.assumptions.append(
            "\(range(busy)) W for one \(accelerator.name) at work: \(percent(share)) of its limit, as measured on H100")
        return busy
    }

    /// W of one that has the model loaded and nothing to do, as far as it can be let go.
    private func idlePower(_ accelerator: Accelerator, _ saving: inout Saving) -> Interval? {
        saving.sources += ["idle", "context"].compactMap { accelerator.sources[$0] }
        switch (accelerator.idle, accelerator.context) {
        case (let idle?, let context?):
            let power = Interval(context.low, idle.high + context.high)
            saving.assumptions.append(
                "\(range(power)) W for one idle \(accelerator.name): from unloading the model only, to giving the machine back; the host not counted"
            )
            return power
        case (let idle?, nil):
            saving.assumptions.append(
                "\(range(idle)) W for one idle \(accelerator.name), the machine given back; the host not counted")
            return idle
        case (nil, let context?):
            saving.assumptions.append(
                "\(range(context)) W that a loaded model adds to an idle \(accelerator.name); its bare idle power is not published, so a machine given back saves more"
            )
            return context
        case (nil, nil):
            return nil
        }
    }

    private func addRent(_ accelerator: Accelerator, _ hours: Interval, to saving: inout Saving) {
        guard let price = accelerator.price else {
            let reason = "no price known for \(accelerator.name)"
            saving.notQuantified = saving.notQuantified.map { "\($0); cost: \(reason)" } ?? "cost: \(reason)"
            return
        }
        saving.cost = hours * price
        saving.assumptions.append(
            "$\(range(price)) an hour for one \(accelerator.name), no longer paid once the machine is given back")
        saving.sources += [accelerator.sources["price"]].compactMap { $0 }
        saving.sources = unique(saving.sources)
    }
}
