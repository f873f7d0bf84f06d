internal import Catalog

/// What the pipelines of a repository say of one another, and of its images.
struct PipelineLinks {
    private let facts: [Fact]
    private let pipelines: [Int]
    private let jobs: [Int]
    private let images: [Int]
    private let workloads: [Int]

    init(_ facts: [Fact], _ indices: [FactKind: [Int]]) {
        self.facts = facts
        pipelines = indices[.pipeline] ?? []
        jobs = indices[.pipelineJob] ?? []
        images = indices[.imageBuild] ?? []
        workloads = indices[.workload] ?? []
    }

    func apply(to result: inout [Fact]) {
        // One that cancels runs may do so for all the others.
        if pipelines.contains(where: { facts[$0]["cancels-others"].flag == true }) {
            for index in pipelines { result[index].fields["concurrency"] = .text("stated") }
        }
        for index in pipelines {
            let called = called(by: index)
            if called.contains(where: { facts[$0]["concurrency"].text == "stated" }) { result[index].fields["concurrency"] = .text("stated") }
            if called.contains(where: { facts[$0]["publishes"].flag == true }) { result[index].fields["purpose"] = .text("other") }
        }
        // Whoever refuses a cache in one job has an opinion of it for the others.
        let refused = Set(pipelines.flatMap { Self.list(facts[$0]["refuses"]) })
        for index in jobs where refused.contains(facts[index]["tool"].text ?? "") { result[index].fields["cache"] = .text("kept") }
        linkImages(&result)
        // Of two systems, it is not known which one the project lives with.
        guard pipelines.contains(where: { !isGitLab($0) && facts[$0]["work"].isKnown && facts[$0]["event"].isKnown }) else { return }
        for index in pipelines where isGitLab(index) { result[index].fields["event"] = nil }
        for index in jobs where isGitLab(index) { result[index].fields["cache"] = nil }
    }

    private func isGitLab(_ index: Int) -> Bool { facts[index]["kind"].text?.hasPrefix("GitLab") ?? false }

    /// The pipelines of the repository whose jobs one runs, and those that these run.
    private func called(by index: Int) -> [Int] {
        var found: [Int] = []
        var open = [index]
        while let next = open.popLast() {
            let paths = Set(Self.list(facts[next]["calls"]))
            guard !paths.isEmpty else { continue }
            for other in pipelines where other != index && !found.contains(other) && paths.contains(facts[other].place.path) {
                found.append(other)
                open.append(other)
            }
        }
        return found
    }

    /// Where every build that is known starts from nothing, the order of an image's layers changes nothing.
    private func linkImages(_ result: inout [Fact]) {
        linkArguments(&result)
        let builds = pipelines.compactMap { facts[$0]["image-builds"].text }
        guard builds.contains("uncached"), !builds.contains("cached") else { return }
        let contexts = workloads.compactMap { facts[$0]["build-context"].text }
        for index in images where facts[index]["builds"].text == "unstated" && facts[index]["documented"].flag != true {
            let path = facts[index].place.path
            // Whoever has it in a Compose file builds it at their own machine.
            let isBuiltLocally = contexts.contains { $0 == "." || path.hasPrefix($0 + "/") }
            if !isBuiltLocally { result[index].fields["builds"] = .text("uncached") }
        }
    }

    /// Where a pipeline sets the argument that decides over the installation, and nothing else is known to build the file, the
    /// installation is perhaps never reached.
    private func linkArguments(_ result: inout [Fact]) {
        let set = Set(pipelines.flatMap { Self.list(facts[$0]["image-arguments"]) })
        let composed = Set(workloads.compactMap { facts[$0]["build-file"].text })
        for index in images {
            guard let argument = facts[index]["argument"].text, set.contains("\(facts[index].place.path) \(argument)"), !composed.contains(facts[index].place.path) else { continue }
            result[index].fields["builds"] = .text("other")
        }
    }

    private static func list(_ value: Value) -> [String] { (value.text ?? "").split(separator: ",").map(String.init) }
}
