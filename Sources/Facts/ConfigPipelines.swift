internal import Catalog
internal import ConfigModel

/// The facts of one pipeline: itself, and its jobs that install dependencies.
struct PipelineFacts {
    let extraction: ConfigExtraction
    let pipeline: Pipeline
    private var knowledge: PipelineKnowledge { extraction.file.knowledge.pipelines }

    init(_ extraction: ConfigExtraction, _ pipeline: Pipeline) {
        self.extraction = extraction
        self.pipeline = pipeline
    }

    func facts() -> [Fact] { [pipelineFact()] + jobFacts() }

    // MARK: The pipeline

    private func pipelineFact() -> Fact {
        var fields: [String: Value] = [
            "kind": .text("GitHub Actions workflow"), "name": .text(pipeline.name.isEmpty ? fileName : pipeline.name),
            "concurrency": .text(pipeline.statesConcurrency || pipeline.jobs.contains(where: \.statesConcurrency) ? "stated" : "none"),
            "purpose": .text(isForOther ? "other" : "check"),
        ]
        if let event = changingEvent { fields["event"] = .text(event) }
        if pipeline.jobs.contains(where: { $0.steps.contains { $0.action.map(knowledge.isCancelling) ?? false } }) { fields["cancels-others"] = .flag(true) }
        let working = pipeline.jobs.filter { runsForChanges($0.condition) && work(in: $0) != nil }
        if let job = working.first, let work = work(in: job) {
            fields["work"] = .text(work)
            fields["jobs"] = .number(Double(working.count))
        }
        return extraction.fact(.pipeline, at: pipeline.span, symbol: pipeline.name, fields)
    }

    private var fileName: String { String(extraction.file.path.split(separator: "/").last ?? "") }

    /// What starts it anew for each commit of a change that is not merged yet.
    private var changingEvent: String? {
        if let trigger = pipeline.triggers.first(where: { $0.event == "pull_request" }), trigger.types?.contains("synchronize") ?? true { return "pull_request" }
        guard let trigger = pipeline.triggers.first(where: { $0.event == "push" }) else { return nil }
        guard let branches = trigger.branches else { return trigger.tags == nil || trigger.leavesOutBranches ? "push" : nil }
        return branches.contains("**") || branches.contains("*") ? "push" : nil
    }

    private func runsForChanges(_ condition: String) -> Bool { !knowledge.isOther(condition: condition) }

    /// It releases, deploys, or is called by others, whose runs it must not stop.
    private var isForOther: Bool {
        if knowledge.isOther(name: pipeline.name) || knowledge.isOther(name: fileName) || releases { return true }
        if pipeline.triggers.contains(where: { $0.event == "workflow_call" }) { return true }
        return pipeline.jobs.contains { runsForChanges($0.condition) && publishes($0) }
    }

    private var releases: Bool { pipeline.triggers.contains { $0.event == "release" || $0.tags != nil } }

    private func publishes(_ job: PipelineJob) -> Bool {
        job.namesEnvironment
            || job.steps.contains { step in
                guard runsForChanges(step.condition) else { return false }
                if step.commands.contains(where: { knowledge.isPublishing($0.words) }) { return true }
                guard let action = step.action else { return false }
                if let push = step.inputs["push"], push != "false", !push.contains("pull_request") { return true }
                return knowledge.isPublishing(action: action)
            }
    }

    /// The first of a job's steps that takes a machine some time, of a job that looks at the code.
    private func work(in job: PipelineJob) -> String? {
        guard job.steps.contains(where: { $0.action == "actions/checkout" }) else { return nil }
        for step in job.steps where runsForChanges(step.condition) {
            if let command = step.commands.first(where: { knowledge.isWork($0.words) }) { return command.words.joined(separator: " ") }
            if let action = step.action, knowledge.isWork(action: action) { return action }
        }
        return nil
    }

    // MARK: Its jobs

    /// For each tool whose dependencies some jobs install without keeping them, the first of these jobs, with the others beside it.
    private func jobFacts() -> [Fact] {
        var facts: [Fact] = []
        var byTool: [String: Int] = [:]
        for job in pipeline.jobs where !job.callsOther {
            for installation in JobInstallations(job, knowledge).all {
                if let known = byTool[installation.installer.tool] {
                    facts[known].related.append(RelatedPlace(extraction.place(installation.command.span), "and here, in the job \(job.id)"))
                } else {
                    byTool[installation.installer.tool] = facts.count
                    facts.append(fact(of: installation, in: job))
                }
            }
        }
        return facts
    }

    private func fact(of installation: JobInstallations.Installation, in job: PipelineJob) -> Fact {
        let words = installation.command.words
        let names = [pipeline.name, fileName]
        let isOther = releases || names.contains { knowledge.isOther(name: $0) } || publishes(job) || (names + [job.id]).contains { knowledge.isInstallation(name: $0) }
        let runsOften = pipeline.triggers.contains { ["pull_request", "push", "merge_group"].contains($0.event) }
        var fields: [String: Value] = [
            "kind": .text("GitHub Actions job"), "name": .text(job.id), "tool": .text(installation.installer.tool),
            "install": .text(words.joined(separator: " ")), "manifest": .text(installation.installer.manifest(of: words)),
            "purpose": .text(isOther || job.condition.contains("refs/tags") || job.condition.contains("release") ? "other" : "check"),
            "runs": .text(runsOften ? "often" : "seldom"), "remedy.cache": .text(installation.remedy),
        ]
        if let isKept = installation.isKept { fields["cache"] = .text(isKept ? "kept" : "none") }
        return extraction.fact(.pipelineJob, at: installation.command.span, symbol: job.id, fields)
    }
}

/// What one job installs, and whether something keeps that for the next run.
struct JobInstallations {
    struct Installation {
        var installer: Installer
        var command: ShellCommand
        /// Nil where it is not known.
        var isKept: Bool?
        /// What would keep it.
        var remedy: String
    }

    private let job: PipelineJob
    private let knowledge: PipelineKnowledge

    init(_ job: PipelineJob, _ knowledge: PipelineKnowledge) {
        self.job = job
        self.knowledge = knowledge
    }

    /// The first installation of each tool.
    var all: [Installation] {
        var result: [Installation] = []
        for command in job.steps.flatMap(\.commands) {
            guard let installer = installer(of: command), !installer.isLoose, !installer.refusesCache(command.words), !result.contains(where: { $0.installer.tool == installer.tool }) else { continue }
            result.append(Installation(installer: installer, command: command, isKept: isKept(installer.tool), remedy: remedy(for: installer.tool)))
        }
        return result
    }

    private func installer(of command: ShellCommand) -> Installer? {
        if let installer = knowledge.installers.first(where: { $0.matches(command.words) }) { return installer }
        // What a build fetches is known only beside what sets the tool up.
        return knowledge.builders.first { $0.matches(command.words) && (knowledge.keepers[$0.tool] != nil || setup(of: $0.tool) != nil) }
    }

    private func setup(of tool: String) -> (PipelineStep, PipelineKnowledge.Setup)? {
        for step in job.steps {
            if let known = knowledge.setups.first(where: { $0.action == step.action && $0.tools.contains(tool) }) { return (step, known) }
        }
        return nil
    }

    private func isKept(_ tool: String) -> Bool? {
        guard !job.isInContainer, let runners = job.runners, runners.allSatisfy({ label in knowledge.hosted.contains(where: label.hasPrefix) }) else { return nil }
        if job.steps.contains(where: { $0.action.map(knowledge.isUnsure) ?? false }) { return nil }
        for step in job.steps {
            guard let known = knowledge.setups.first(where: { $0.action == step.action && $0.tools.contains(tool) }) else { continue }
            // Whoever says something of it has decided.
            if let stated = step.inputs[known.input], !(known.tools.contains(stated) && stated != tool) { return true }
            if let automatic = known.automaticFrom, step.version.map({ $0 >= automatic }) ?? true { return true }
        }
        return false
    }

    private func remedy(for tool: String) -> String {
        if let keeper = knowledge.keepers[tool] { return keeper }
        guard let known = setup(of: tool)?.1 ?? knowledge.setups.first(where: { $0.tools.contains(tool) }) else { return "actions/cache" }
        let value = known.input == "cache" && known.tools.count > 1 ? tool : "true"
        return "`\(known.input): \(value)` of \(known.action)"
    }
}
