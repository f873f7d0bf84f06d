internal import Catalog
internal import ConfigModel
internal import Parsing

/// The fact of a scheduled job: when it starts where it runs, and whether anyone waits for it.
struct ScheduleFacts {
    let extraction: ConfigExtraction
    let workload: Workload

    init(_ extraction: ConfigExtraction, _ workload: Workload) {
        self.extraction = extraction
        self.workload = workload
    }

    /// Local hours in which demand, and so the share of fossil power, is highest on most grids.
    private static let peak = 17..<21

    func fact(accelerator: [String: Value]) -> Fact {
        var fields = accelerator
        fields["kind"] = .text(workload.kind)
        fields["name"] = extraction.value(workload.name)
        if !workload.namespace.isUnknown { fields["namespace"] = extraction.value(workload.namespace.or(.known("default"))) }
        fields["schedule"] = extraction.value(workload.schedule)
        let cpus = workload.containers.map(\.cpu.value)
        if !cpus.isEmpty, cpus.allSatisfy({ $0 != nil }) { fields["vcpus"] = .number(cpus.compactMap(\.self).reduce(0, +)) }
        if let schedule = workload.schedule.value.flatMap(CronSchedule.init) { addTimes(schedule, to: &fields) }
        if let (isDeferrable, evidence) = deferrable {
            fields["deferrable"] = .flag(isDeferrable)
            fields["deferrable.evidence"] = .text(evidence)
        }
        return extraction.fact(.batchJob, at: workload.schedule.span ?? workload.span, symbol: workload.symbol, fields)
    }

    private func addTimes(_ schedule: CronSchedule, to fields: inout [String: Value]) {
        fields["runs-per-month"] = .number(schedule.runsPerMonth)
        var zone = workload.timeZone
        if zone.isAbsent, let named = schedule.zone { zone = .known(named, workload.schedule.span) }
        fields["time-zone"] = extraction.value(zone)
        guard workload.isSuspended.value != true, !workload.isSuspended.isUnknown, !zone.isUnknown else { return }
        if let name = zone.value, Self.namesPlace(name) {
            conclude(schedule, ahead: 0...0, isSure: !zone.isFallback, &fields)
        } else if let clock = extraction.clock {
            // UTC, or the controller's zone, which is UTC unless its owner changed it.
            if zone.isAbsent { fields["time-zone"] = Value(.fallback(.text("UTC"))) }
            conclude(schedule, ahead: clock.ahead, isSure: zone.value != nil, &fields)
        }
    }

    /// UTC says when, but not on which grid.
    private static func namesPlace(_ zone: String) -> Bool { zone.contains("/") && !zone.hasPrefix("Etc/") }

    private func conclude(_ schedule: CronSchedule, ahead: ClosedRange<Int>, isSure: Bool, _ fields: inout [String: Value]) {
        let starts = schedule.hours.flatMap { hour in ahead.map { (hour + $0 + 48) % 24 } }
        guard !starts.isEmpty else { return }
        let inPeak = starts.filter(Self.peak.contains)
        // Summer time or several starts may move it in or out: then nothing is known.
        guard inPeak.isEmpty || inPeak.count == starts.count || !schedule.isPinned else { return }
        let isPeak = schedule.isPinned && inPeak.count == starts.count
        let flag = Scalar.flag(isPeak)
        fields["evening-peak"] = Value(isSure ? .known(flag) : .fallback(flag), origin: workload.schedule.span.map { [extraction.place($0)] } ?? [])
        if schedule.isPinned, let minute = schedule.minutes.first, let hour = starts.first, ahead.count == 1 {
            fields["start"] = .text((hour < 10 ? "0" : "") + "\(hour):" + (minute < 10 ? "0" : "") + "\(minute)")
        }
    }

    /// By the words of name, image and command; one that says that the hour matters outweighs the others.
    private var deferrable: (Bool, String)? {
        let vocabulary = extraction.file.knowledge.batchNames
        guard let name = workload.name.value else { return nil }
        let texts = [name] + workload.containers.flatMap { container in
            [container.name.value ?? "", Self.imageName(container.image.value ?? ""), container.commandText]
        }
        let words = texts.flatMap(nameWords)
        if let veto = words.first(where: { vocabulary.vetoes([$0]) }) { return (false, "“\(veto)” in its name, image or command") }
        guard let word = words.first(where: { vocabulary.meanings[$0] != nil }) else { return nil }
        return (true, "“\(word)” in its name, image or command")
    }

    private static func imageName(_ image: String) -> String {
        let last = image.split(separator: "/").last.map(String.init) ?? ""
        return last.split(whereSeparator: { $0 == ":" || $0 == "@" }).first.map(String.init) ?? ""
    }
}
