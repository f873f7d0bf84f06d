internal import Catalog
internal import ConfigModel
internal import Parsing

extension PipelineKnowledge {
    /// Whether a step may install what the commands behind it need.
    fileprivate func mayInstall(_ step: PipelineStep) -> Bool {
        step.action.map(isUnsure) ?? false || step.inputs.contains { installingInputs.contains($0.key) && $0.value != "false" }
    }
}

/// The facts of one pipeline: itself, and its jobs that install dependencies.
struct PipelineFacts {
    let extraction: ConfigExtraction
    let pipeline: Pipeline
    var knowledge: PipelineKnowledge { extraction.file.knowledge.pipelines }

    init(_ extraction: ConfigExtraction, _ pipeline: Pipeline) {
        self.extraction = extraction
        self.pipeline = pipeline
    }

    func facts() -> [Fact] { [pipelineFact()] + jobFacts() + imageFacts() + scheduledJobs() }

    // MARK: The pipeline

    private func pipelineFact() -> Fact {
        var fields: [String: Value] = [
            "kind": .text(isGitLab ? "GitLab pipeline" : "GitHub Actions workflow"), "name": .text(name),
            "purpose": .text(isForOther ? "other" : "check"), "amount": .text("unstated"),
        ]
        if !pipeline.isPartial {
            fields["concurrency"] = .text(pipeline.statesConcurrency || pipeline.jobs.contains(where: \.statesConcurrency) ? "stated" : "none")
            if !pipeline.includes.isEmpty { fields["includes"] = .text(pipeline.includes.joined(separator: ",")) }
        }
        let working = pipeline.jobs.filter { runsForChanges($0) && work(in: $0) != nil }
        if let event = isGitLab ? working.compactMap(\.events).flatMap(\.self).min() : changingEvent {
            fields["event"] = .text(event)
            fields["remedy.cancel"] = .text(isGitLab ? Self.interruptible : event == "push" ? Self.groupOfBranch : Self.groupOfRequest)
        }
        if pipeline.jobs.contains(where: { $0.steps.contains { $0.action.map(knowledge.isCancelling) ?? false } }) { fields["cancels-others"] = .flag(true) }
        if let paths = watched { fields["watches"] = .text(paths.joined(separator: ",")) }
        if let job = working.first, let work = work(in: job) {
            fields["work"] = .text(work)
            fields["jobs"] = .number(Double(working.count))
            if let fetched = fetched(by: working) {
                for (field, names) in [("manifests", fetched.manifests), ("packages", fetched.packages), ("modules", fetched.modules)] where !names.isEmpty {
                    fields[field] = .text(names.sorted().joined(separator: ","))
                }
            }
        }
        if pipeline.jobs.contains(where: changesOutside) { fields["publishes"] = .flag(true) }
        let calls = pipeline.jobs.filter(runsForChanges).compactMap(\.calls).filter { $0.hasPrefix("./") }
        if !calls.isEmpty { fields["calls"] = .text(calls.map { String($0.dropFirst(2)) }.joined(separator: ",")) }
        let refused = pipeline.jobs.reduce(into: Set<String>()) { $0.formUnion(JobInstallations($1, of: pipeline, knowledge).refused) }
        if !refused.isEmpty { fields["refuses"] = .text(refused.sorted().joined(separator: ",")) }
        let arguments = ImageBuilders(pipeline, knowledge).arguments
        if !arguments.isEmpty { fields["image-arguments"] = .text(arguments.sorted().joined(separator: ",")) }
        if let builds = ImageBuilders(pipeline, knowledge).kind { fields["image-builds"] = .text(builds) }
        return extraction.fact(.pipeline, at: pipeline.span, symbol: pipeline.name, fields)
    }

    private static let groupOfRequest = "Give the workflow `concurrency` with `group: ${{ github.workflow }}-${{ github.head_ref || github.run_id }}` and `cancel-in-progress: true`, which leaves the main branch's runs alone"
    private static let groupOfBranch = "Give the workflow `concurrency` with `group: ${{ github.workflow }}-${{ github.ref }}` and `cancel-in-progress: ${{ github.ref_name != github.event.repository.default_branch }}`"

    private static let interruptible = "Say `interruptible: true` under `default`, and `interruptible: false` at jobs that deploy or release; the project's setting to cancel redundant pipelines must be on"

    var isGitLab: Bool { pipeline.system == .gitLab }
    var name: String { pipeline.name.isEmpty ? fileName : pipeline.name }
    var fileName: String { String(extraction.file.path.split(separator: "/").last ?? "") }

    /// What starts it anew for each commit of a change that is not merged yet.
    var changingEvent: String? {
        // There, `github.ref` is the branch that is merged into, of all requests.
        if takesFromForks { return nil }
        // What hardly ever changes starts it hardly ever.
        if pipeline.triggers.contains(where: { $0.paths?.filter { !$0.hasPrefix("!") }.allSatisfy(knowledge.isAside(path:)) ?? false }) { return nil }
        if let trigger = pipeline.triggers.first(where: { $0.event == "pull_request" }), trigger.types?.contains("synchronize") ?? true { return "pull_request" }
        guard let trigger = pipeline.triggers.first(where: { $0.event == "push" }) else { return nil }
        guard let branches = trigger.branches else { return trigger.tags == nil || trigger.leavesOutBranches ? "push" : nil }
        return branches.contains("**") || branches.contains("*") ? "push" : nil
    }

    /// The places of which one must have changed, where every event that commits are asks for some; its own file is no such place.
    var watched: [String]? {
        let filters = pipeline.triggers.filter { ["pull_request", "push"].contains($0.event) }.map { $0.paths?.filter { !$0.hasPrefix("!") && !$0.hasPrefix(".github/") } }
        guard !filters.isEmpty, !filters.contains(where: { $0?.isEmpty ?? true }) else { return nil }
        return Set(filters.flatMap { $0 ?? [] }).sorted()
    }

    func runsForChanges(_ condition: String) -> Bool { !knowledge.isOther(condition: condition) }
    func runsForChanges(_ job: PipelineJob) -> Bool { job.events?.isEmpty != true && runsForChanges(job.condition) }

    /// It releases, deploys, or is called by others, whose runs it must not stop; or it is done before the next could start.
    private var isForOther: Bool {
        if [pipeline.name, fileName].contains(where: { knowledge.isOther(name: $0) || knowledge.isQuick(name: $0) }) || releases { return true }
        if pipeline.triggers.contains(where: { $0.event == "workflow_call" }) { return true }
        return pipeline.jobs.contains { runsForChanges($0) && changesOutside($0) || !isGitLab && changingEvent == "push" && publishesFromBranches($0) }
    }

    /// It runs with the project's own rights on what others wrote.
    private var takesFromForks: Bool { pipeline.triggers.contains { $0.event == "pull_request_target" } }

    /// Whether a job publishes from a branch that is perhaps not the default one, whose runs alone are left alone.
    private func publishesFromBranches(_ job: PipelineJob) -> Bool {
        job.steps.contains { step in
            var part = job
            part.steps = [step]
            return publishes(part, atAnyTime: true) && !isOfMainBranch(job.condition + " " + step.condition)
        }
    }

    /// A condition names a main branch and no other, or is one of tags.
    private func isOfMainBranch(_ condition: String) -> Bool {
        if condition.contains("refs/tags") || condition.contains("default_branch") || condition.contains("ref_type") { return true }
        let names = condition.split(separator: "'", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
            .map { $0.element.hasPrefix("refs/heads/") ? String($0.element.dropFirst("refs/heads/".count)) : String($0.element) }
        let main = names.filter(knowledge.mainBranches.contains)
        return main.count == 1 && names.allSatisfy { main.contains($0) || pipeline.triggers.map(\.event).contains($0) || $0.contains("/") }
    }

    var releases: Bool { pipeline.triggers.contains { $0.event == "release" || $0.tags != nil } }

    /// Whether a job of a change under review leaves something behind that a run stopped halfway would leave half done.
    private func changesOutside(_ job: PipelineJob) -> Bool {
        if let calls = job.calls, knowledge.isOther(name: calls.split(separator: "/").last.map(String.init) ?? calls) { return true }
        return publishes(job) || job.steps.contains { runsForChanges($0.condition) && $0.action.map(knowledge.opensAccount) ?? false }
    }

    /// - Parameter atAnyTime: also in steps that do not run for changes under review.
    func publishes(_ job: PipelineJob, atAnyTime: Bool = false) -> Bool {
        job.namesEnvironment || isGitLab && [job.id, job.stage ?? ""].contains(where: knowledge.isOther(name:)) || !job.writes.isDisjoint(with: knowledge.publishedPermissions)
            || job.steps.contains { step in
                guard atAnyTime || runsForChanges(step.condition) else { return false }
                if step.commands.contains(where: { knowledge.isPublishing($0.words) }) { return true }
                guard let action = step.action else { return false }
                if let push = step.inputs["push"], push != "false", atAnyTime || runsForChanges(push) && !push.contains("pull_request") { return true }
                return knowledge.isPublishing(action: action)
            }
    }

    /// The first of a job's steps that takes a machine some time, of a job that looks at the code.
    private func work(in job: PipelineJob) -> String? {
        // Whoever looks at a part of the tree is done soon.
        guard isGitLab || job.steps.contains(where: { $0.action == "actions/checkout" && $0.inputs["sparse-checkout"] == nil }) else { return nil }
        let mayBring = job.steps.contains(where: knowledge.mayInstall)
        for step in job.steps where runsForChanges(step.condition) {
            if let command = step.commands.first(where: { knowledge.isWork($0.words) || mayBring && knowledge.isCheck($0.words) }) { return command.words.joined(separator: " ") }
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
            for installation in JobInstallations(job, of: pipeline, knowledge).all {
                let fact = fact(of: installation, in: job)
                let kind = ["tool", "cache", "purpose"].map { fact[$0].text ?? "" }.joined(separator: " ")
                if let known = byTool[kind] {
                    // A script for all jobs stands in one place.
                    let place = extraction.place(installation.command.span)
                    guard facts[known].place != place, !facts[known].related.contains(where: { $0.place == place }) else { continue }
                    facts[known].related.append(RelatedPlace(place, "and here, in the job \(job.id)"))
                } else {
                    byTool[kind] = facts.count
                    facts.append(fact)
                }
            }
        }
        return facts
    }

    private func fact(of installation: JobInstallations.Installation, in job: PipelineJob) -> Fact {
        let words = installation.command.words
        var fields: [String: Value] = [
            "kind": .text(isGitLab ? "GitLab job" : "GitHub Actions job"), "name": .text(job.id), "tool": .text(installation.installer.tool),
            "install": .text(words.joined(separator: " ")), "manifest": .text(installation.installer.manifest(of: words)),
            "purpose": .text(isForOther(job) || !runsForChanges(installation.step.condition) ? "other" : "check"),
            "runs": .text((job.events.map { !$0.isEmpty } ?? runsOften) ? "often" : "seldom"), "amount": .text("unstated"), "remedy.cache": .text(installation.remedy),
        ]
        if let isKept = installation.isKept, !pipeline.isPartial || isKept { fields["cache"] = .text(isKept ? "kept" : "none") }
        if let folder = installation.folder { fields["directory"] = .text(folder) }
        if let file = installation.cacheFile { fields["cache-file"] = .text(file) }
        if installation.isGuarded { fields["guarded"] = .flag(true) }
        return extraction.fact(.pipelineJob, at: installation.command.span, symbol: job.id, fields)
    }

    /// What others left in a cache must not end up in what the job makes; or it tests what somebody without a cache gets; or it hardly ever runs.
    private func isForOther(_ job: PipelineJob) -> Bool {
        let names = [pipeline.name, fileName]
        // What somebody else wrote could leave its own in the cache of the branch.
        if takesFromForks || onlyInstalls(job) { return true }
        if releases || names.contains(where: knowledge.isOther(name:)) || (names + [job.id]).contains(where: knowledge.isInstallation(name:)) { return true }
        return !runsForChanges(job) || job.condition.contains("release") || publishes(job, atAnyTime: true) || supplies(job)
    }

    /// Whether nothing comes behind the last installation, so that it is the installation that is tried.
    private func onlyInstalls(_ job: PipelineJob) -> Bool {
        guard let last = job.steps.last(where: { !$0.commands.isEmpty || $0.action != nil }), last.action == nil, let words = last.commands.last?.words else { return false }
        return knowledge.installers.contains { $0.matches(words) }
    }

    /// Whether a job that publishes comes behind it, and takes what it makes.
    private func supplies(_ job: PipelineJob) -> Bool {
        // Later stages get what it leaves, whether they say so or not.
        if isGitLab { return job.handsOn && pipeline.jobs.contains { $0.id != job.id && publishes($0, atAnyTime: true) } }
        guard job.steps.contains(where: { $0.action.map(knowledge.isSupplying) ?? false }) else { return false }
        if pipeline.triggers.contains(where: { $0.event == "workflow_call" }) { return true }
        var later: Set<String> = [job.id]
        while true {
            let next = pipeline.jobs.filter { !later.contains($0.id) && !later.isDisjoint(with: $0.needs) }
            guard !next.isEmpty else { return false }
            if next.contains(where: { publishes($0, atAnyTime: true) || knowledge.isOther(name: $0.id) || $0.calls.map(knowledge.isOther(name:)) ?? false }) { return true }
            later.formUnion(next.map(\.id))
        }
    }

    /// Commits start it, and not only those that change what a cache would be named by.
    private var runsOften: Bool {
        pipeline.triggers.contains { trigger in
            switch trigger.event {
            case "merge_group": return true
            case "pull_request" where trigger.types?.contains("synchronize") ?? true: break
            case "push" where trigger.branches.map({ !$0.allSatisfy { knowledge.isOther(name: $0) } }) ?? true: break
            default: return false
            }
            guard let paths = trigger.paths?.filter({ !$0.hasPrefix("!") && !$0.hasPrefix(".github/") }) else { return true }
            return !paths.allSatisfy { knowledge.isManifest(path: $0) }
        }
    }
}

/// What one job installs, and whether something keeps that for the next run.
struct JobInstallations {
    struct Installation {
        var installer: Installer
        var command: ShellCommand
        var step: PipelineStep
        /// The folder that it is done in, below the repository's; nil where that is not known.
        var folder: String?
        /// It is done only where its manifest is there: `if [ -f requirements.txt ]`.
        var isGuarded: Bool
        /// Nil where it is not known.
        var isKept: Bool?
        /// What would keep it, and the file that it tells to name the cache by, if any.
        var remedy: String
        var cacheFile: String?
    }

    private let job: PipelineJob
    private let knowledge: PipelineKnowledge

    private let isGitLab: Bool

    init(_ job: PipelineJob, of pipeline: Pipeline, _ knowledge: PipelineKnowledge) {
        self.job = job
        isGitLab = pipeline.system == .gitLab
        self.knowledge = knowledge
    }

    /// The first installation of each tool.
    var all: [Installation] {
        var result: [Installation] = []
        for step in job.steps {
            for (index, command) in step.commands.enumerated() {
                guard let installer = installer(of: command), !installer.isLoose, !result.contains(where: { $0.installer.tool == installer.tool }) else { continue }
                let manifest = installer.manifest(of: command.words), folder = step.folder(at: index, knowledge)
                result.append(
                    Installation(
                        installer: installer, command: command, step: step, folder: folder,
                        isGuarded: step.commands.contains { Self.tests.contains($0.words.first ?? "") && $0.words.contains(manifest) },
                        isKept: refused.contains(installer.tool) ? true : isKept(installer.tool), remedy: remedy(for: installer, command, in: folder), cacheFile: cacheFile(for: installer, command, in: folder)))
            }
        }
        return result
    }

    private static let tests: Set<String> = ["[", "[[", "test"]

    /// The tools for which the job wants nothing kept.
    var refused: Set<String> { knowledge.refused(by: job.steps.flatMap(\.commands).map(\.words), variables: job.variables) }

    private func installer(of command: ShellCommand) -> Installer? {
        if let installer = knowledge.installers.first(where: { $0.matches(command.words) }) { return installer }
        // Go's modules may lie in the repository.
        if isGitLab { return knowledge.builders.first { $0.matches(command.words) && $0.tool != "go" } }
        // What a build fetches is known only beside what sets the tool up.
        return knowledge.builders.first { $0.matches(command.words) && (knowledge.keepers[$0.tool] != nil || setup(of: $0.tool) != nil) }
    }

    /// The first of the known setups that the job has for a tool, with the index of its step.
    private func setup(of tool: String) -> (step: Int, known: PipelineKnowledge.Setup)? {
        for known in knowledge.setups where known.tools.contains(tool) {
            if let index = job.steps.firstIndex(where: { $0.action == known.action }) { return (index, known) }
        }
        return nil
    }

    private func isKept(_ tool: String) -> Bool? {
        if isGitLab { return job.keeps == false && (job.runners == nil || !(job.image.map(knowledge.isPlain(image:)) ?? false)) ? nil : job.keeps }
        guard !job.isInContainer, let runners = job.runners, runners.allSatisfy({ label in knowledge.hosted.contains(where: label.hasPrefix) }) else { return nil }
        if job.steps.contains(where: { $0.action.map(knowledge.isUnsure) ?? false }) { return nil }
        if job.steps.contains(where: { ([$0.action ?? ""] + $0.commands.flatMap(\.words)).contains(where: knowledge.isFreeing) }) { return nil }
        for step in job.steps {
            guard let known = knowledge.setups.first(where: { $0.action == step.action && $0.tools.contains(tool) }) else { continue }
            // Whoever says something of it has decided.
            if let stated = step.inputs[known.input], !(known.tools.contains(stated) && stated != tool) { return true }
            if let automatic = known.automaticFrom, step.version.map({ $0 >= automatic }) ?? true { return true }
        }
        return false
    }

    private func remedy(for installer: Installer, _ command: ShellCommand, in folder: String?) -> String {
        let tool = installer.tool
        if isGitLab { return gitLabRemedy(for: installer, command) }
        if let keeper = knowledge.keepers[tool] { return keeper }
        let found = setup(of: tool)
        guard let known = found?.known ?? knowledge.setups.first(where: { $0.tools.contains(tool) }) else { return "actions/cache" }
        let value = known.input == "cache" && known.tools.count > 1 ? tool : "true"
        let path = known.pathInput.flatMap { input in cacheFile(for: installer, command, in: folder).map { ", with `\(input): \($0)`" } }
        return "`\(known.input): \(value)` of \(known.action)" + (path ?? "") + conditions(of: tool, known, at: found?.step)
    }

    /// Where the action does not look for the file by itself.
    private func cacheFile(for installer: Installer, _ command: ShellCommand, in folder: String?) -> String? {
        guard !isGitLab, knowledge.keepers[installer.tool] == nil, let folder else { return nil }
        guard let known = setup(of: installer.tool)?.known ?? knowledge.setups.first(where: { $0.tools.contains(installer.tool) }), known.pathInput != nil else { return nil }
        let file = installer.lockFile(of: command.words), usual = installer.lockFile(of: [])
        let path = folder.isEmpty ? file : folder + "/" + file
        let isFound = path == usual || known.looksEverywhere && path.split(separator: "/").last.map(String.init) == usual
        return isFound || path.contains("$") ? nil : path
    }

    /// What else must be so that the action can.
    private func conditions(of tool: String, _ known: PipelineKnowledge.Setup, at index: Int?) -> String {
        var result = ""
        if let index, let since = known.since[tool], let version = job.steps[index].version, version < since { result += "; version \(since) of it is the first that can" }
        guard known.asks.contains(tool) else { return result }
        let isThere = index.map { index in
            job.steps.prefix(index).contains { ($0.action.map { nameWords($0).contains(tool) } ?? false) || $0.commands.contains { $0.words.contains { nameWords($0).contains(tool) } } }
        }
        return isThere ?? false ? result : result + "; it asks \(tool), which must be installed before it"
    }
}

extension JobInstallations {
    /// A cache lies in the project's folder, so that the package manager must be told.
    fileprivate func gitLabRemedy(for installer: Installer, _ command: ShellCommand) -> String {
        guard let folder = knowledge.gitLabCaches[installer.tool] else { return "" }
        let file = installer.lockFile(of: command.words)
        let key = installer.manifestFiles.isEmpty || file.contains("$") ? "" : " with `key: {files: [\(file)]}`"
        return "a `cache`\(key) and `paths: [\(folder.path)]`, and \(folder.setting)"
    }
}

/// With which cache the jobs of a pipeline build images.
struct ImageBuilders {
    private let pipeline: Pipeline
    private let knowledge: PipelineKnowledge

    init(_ pipeline: Pipeline, _ knowledge: PipelineKnowledge) {
        self.pipeline = pipeline
        self.knowledge = knowledge
    }

    /// Nil where none builds any.
    var kind: String? {
        let builds = pipeline.jobs.flatMap { job in job.steps.flatMap { areCached(of: $0, in: job) } }
        return builds.contains(true) ? "cached" : builds.isEmpty ? nil : "uncached"
    }

    /// Arguments of the builds of files, `docker/Dockerfile PREBUILT`.
    var arguments: Set<String> {
        var result: Set<String> = []
        for step in pipeline.jobs.flatMap(\.steps) {
            if let action = step.action, knowledge.buildsImage(action: action), let file = step.inputs["file"] {
                let lines = (step.inputs["build-args"] ?? "").split { $0 == "\n" || $0 == "," || $0 == " " }
                for line in lines { if let name = Self.argument(line) { result.insert("\(file) \(name)") } }
            }
            for command in step.commands where knowledge.buildsImage(command.words) {
                let words = command.words
                guard let flag = words.firstIndex(where: { ["-f", "--file"].contains($0) }), flag + 1 < words.count else { continue }
                for index in words.indices.dropLast() where words[index] == "--build-arg" {
                    if let name = Self.argument(words[index + 1][...]) { result.insert("\(words[flag + 1]) \(name)") }
                }
            }
        }
        return result
    }

    private static func argument(_ text: Substring) -> String? { text.firstIndex(of: "=").map { String(text[..<$0]) } }

    private func areCached(of step: PipelineStep, in job: PipelineJob) -> [Bool] {
        let isFresh = job.hasOwnDaemon || pipeline.system == .gitHub && job.runners?.allSatisfy { label in knowledge.hosted.contains(where: label.hasPrefix) } ?? false
        var builds = step.commands.filter { knowledge.buildsImage($0.words) }.map { command in
            !isFresh && !knowledge.buildsImageAfresh(command.words) || command.words.contains { $0.contains("cache-from") }
        }
        if let action = step.action, knowledge.buildsImage(action: action) {
            builds.append(!isFresh || step.inputs.contains { $0.key.contains("cache") && $0.key != "no-cache" && $0.value != "false" })
        }
        return builds
    }
}
