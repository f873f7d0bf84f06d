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

    func fact(accelerator: [String: Value]) -> Fact {
        var fields = accelerator
        fields["kind"] = .text(workload.kind)
        fields["name"] = extraction.value(workload.name)
        if !workload.namespace.isUnknown { fields["namespace"] = extraction.value(workload.namespace.or(.known("default"))) }
        fields["schedule"] = extraction.value(workload.schedule)
        let cpus = workload.containers.map(\.cpu.value)
        if !cpus.isEmpty, cpus.allSatisfy({ $0 != nil }) { fields["vcpus"] = .number(cpus.compactMap(\.self).reduce(0, +)) }
        if let schedule = workload.schedule.value.flatMap(CronSchedule.init) { addTimes(schedule, to: &fields) }
        fields.merge(work) { own, _ in own }
        return extraction.fact(.batchJob, at: workload.schedule.span ?? workload.span, symbol: workload.symbol, fields)
    }

    private func addTimes(_ schedule: CronSchedule, to fields: inout [String: Value]) {
        fields["runs-per-month"] = .number(schedule.runsPerMonth)
        var zone = workload.timeZone
        if zone.isAbsent, let named = schedule.zone { zone = .known(named, workload.schedule.span) }
        fields["time-zone"] = extraction.value(zone)
        guard workload.isSuspended.value != true, !workload.isSuspended.isUnknown, !zone.isUnknown else { return }
        if let name = zone.value, ScheduleTimes.namesPlace(name) {
            conclude(schedule, ahead: 0...0, isSure: !zone.isFallback, &fields)
        } else if let clock = extraction.clock {
            // UTC, or the controller's zone, which is UTC unless its owner changed it.
            if zone.isAbsent { fields["time-zone"] = Value(.fallback(.text("UTC"))) }
            conclude(schedule, ahead: clock.ahead, isSure: zone.value != nil, &fields)
        }
    }

    private func conclude(_ schedule: CronSchedule, ahead: ClosedRange<Int>, isSure: Bool, _ fields: inout [String: Value]) {
        guard let (isPeak, start) = ScheduleTimes.conclude(schedule, ahead: ahead) else { return }
        let flag = Scalar.flag(isPeak)
        fields["evening-peak"] = Value(isSure ? .known(flag) : .fallback(flag), origin: workload.schedule.span.map { [extraction.place($0)] } ?? [])
        if let start { fields["start"] = .text(start) }
    }

    /// By the words of name, image and command; one that says that the hour matters outweighs the others.
    private var work: [String: Value] {
        guard let name = workload.name.value else { return [:] }
        let texts = [name] + workload.containers.flatMap { container in
            [container.name.value ?? "", Self.imageName(container.image.value ?? ""), container.commandText]
        }
        var fields = JobWords(texts, extraction.file.knowledge.batchNames).fields(from: "name, image or command")
        // A job that is paused does nothing that could wait.
        if workload.isSuspended.value == true || workload.isSuspended.isUnknown { fields["work"] = nil }
        return fields
    }

    private static func imageName(_ image: String) -> String {
        let last = image.split(separator: "/").last.map(String.init) ?? ""
        return last.split(whereSeparator: { $0 == ":" || $0 == "@" }).first.map(String.init) ?? ""
    }
}
