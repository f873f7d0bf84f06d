internal import Catalog
internal import ConfigModel

/// The jobs that pipelines start by the clock.
extension PipelineFacts {
    /// A workflow that starts by the clock, which is UTC's.
    func scheduledJobs() -> [Fact] {
        let times = pipeline.triggers.filter { $0.event == "schedule" }.flatMap(\.times)
        guard let time = times.first, let text = time.value else { return [] }
        let runs: [Double] = times.compactMap { time in time.value.flatMap { CronSchedule($0)?.runsPerMonth } }
        guard runs.count == times.count else { return [] }
        var texts = [name]
        for job in pipeline.jobs { texts += [job.id] + job.steps.flatMap(\.commands).map { $0.words.joined(separator: " ") } }
        var fields: [String: Value] = [
            "kind": .text("GitHub Actions workflow"), "name": .text(name), "schedule": .text(text),
            "runs-per-month": .number(runs.reduce(0, +)), "time-zone": .text("UTC"),
        ]
        fields.merge(JobWords(texts, extraction.file.knowledge.batchNames).fields(from: "name, jobs or commands")) { own, _ in own }
        return [extraction.fact(.batchJob, at: time.span ?? pipeline.span, symbol: pipeline.name, fields)]
    }
}
