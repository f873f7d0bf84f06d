internal import Catalog
internal import ConfigModel
internal import Parsing

/// The images that pipelines build.
extension PipelineFacts {
    /// Builds of images for a change under review, on machines that start empty, with nothing from other builds.
    func imageFacts() -> [Fact] {
        guard !isGitLab, changingEvent == "pull_request", !releases, ![pipeline.name, fileName].contains(where: knowledge.isOther(name:)) else { return [] }
        var facts: [Fact] = []
        // Where what is installed changes each time, no layer is worth anything.
        guard watched.map({ !$0.allSatisfy(changesLayers) }) ?? true else { return [] }
        for job in pipeline.jobs where runsForChanges(job) && isHosted(job) && !pushes(job) && !job.steps.contains(where: keepsLayers) {
            var files: Set<String> = []
            for step in job.steps where runsForChanges(step.condition) {
                // A second build of the same file takes its layers from the first.
                facts += builds(of: step, in: job).filter { files.insert($0["dockerfile"].text ?? "").inserted }
            }
        }
        return facts
    }

    /// Whether it publishes for a change under review, whatever it may do for others.
    private func pushes(_ job: PipelineJob) -> Bool {
        var part = job
        part.writes = []
        return publishes(part)
    }

    /// Whether it runs on machines that start empty.
    private func isHosted(_ job: PipelineJob) -> Bool {
        guard !job.isInContainer, let runners = job.runners else { return false }
        return runners.allSatisfy { label in knowledge.hosted.contains(where: label.hasPrefix) }
    }

    /// Inputs by which a builder is set up that may keep what it builds.
    private static let ownBuilders: Set<String> = ["endpoint", "driver-opts", "buildkitd-config"]

    private func changesLayers(_ path: String) -> Bool { knowledge.isManifest(path: path) || path.lowercased().contains("docker") }

    /// An action that may keep layers in a way that is not known, a machine elsewhere that builds, or room that is made for what is built.
    private func keepsLayers(_ step: PipelineStep) -> Bool {
        if ([step.action ?? ""] + step.commands.flatMap(\.words)).contains(where: knowledge.isFreeing) { return true }
        if !Self.ownBuilders.isDisjoint(with: step.inputs.keys) { return true }
        return step.action.map { knowledge.isUnsure(action: $0) && !knowledge.buildsImage(action: $0) } ?? false
    }

    private struct Build {
        var text: String
        /// The file that it is built by.
        var file: String?
        var span: Span
        var remedy: String
    }

    /// What is baked has its caches in a file of its own.
    private func builds(of step: PipelineStep, in job: PipelineJob) -> [Fact] {
        var found = step.commands.filter { command in knowledge.buildsImage(command.words) && !command.words.contains { $0.contains("cache-from") || $0 == "bake" } }.map { command in
            Build(text: command.words.prefix(3).joined(separator: " "), file: Self.dockerfile(of: command.words), span: command.span, remedy: Self.keptByCommand)
        }
        if let action = step.action, let span = step.span, knowledge.buildsImage(action: action), !nameWords(action).contains("bake"), !step.inputs.contains(where: { Self.keeps($0.key, $0.value) }) {
            let context = step.inputs["context"] ?? "."
            found.append(Build(text: action, file: step.inputs["file"] ?? (context == "." ? "Dockerfile" : context + "/Dockerfile"), span: span, remedy: Self.keptByAction))
        }
        return found.map { build in
            var fields: [String: Value] = ["kept": .text("none"), "job": .text(job.id), "build": .text(build.text), "amount": .text("unstated"), "remedy.cache": .text(build.remedy)]
            if let file = build.file, !file.contains("$") { fields["dockerfile"] = .text(file) }
            return extraction.fact(.imageBuild, at: build.span, symbol: job.id, fields)
        }
    }

    private static let keptByAction = "`cache-from: type=gha` and `cache-to: type=gha,mode=max` of docker/build-push-action"
    private static let keptByCommand = "`--cache-from type=gha` and `--cache-to type=gha,mode=max` of docker buildx build, behind docker/setup-buildx-action"

    private static func keeps(_ input: String, _ value: String) -> Bool { input.contains("cache") && input != "no-cache" && value != "false" }

    /// `docker build -f docker/Dockerfile .`, `docker build app`.
    private static func dockerfile(of words: [String]) -> String? {
        for (index, word) in words.enumerated() {
            if ["-f", "--file"].contains(word), index + 1 < words.count { return words[index + 1] }
            if word.hasPrefix("--file=") { return String(word.dropFirst(7)) }
        }
        guard let last = words.last, words.count > 2, !last.hasPrefix("-") else { return nil }
        return last == "." ? "Dockerfile" : last + "/Dockerfile"
    }
}
