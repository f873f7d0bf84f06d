internal import Catalog
internal import Parsing

/// Pipelines of GitLab, which are only read from `.gitlab-ci.yml` at the top of a repository. What it includes from the repository
/// is named, for others to look at; what it takes from elsewhere makes it a part.
enum GitLabCIFormat: ConfigFormat {
    static func recognises(_ root: Node, in file: ConfigFile) -> Bool { file.path == ".gitlab-ci.yml" && !root.isOpen }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        guard let first = root.entries.first else { return }
        var pipeline = Pipeline(name: "", span: file.span(first.key))
        pipeline.system = .gitLab
        // Said of any job or of all, it is decided.
        pipeline.statesConcurrency = file.knowledge.pipelines.gitLab.stopping.contains(where: file.source.contains)
        for include in includes(root["include"], file.knowledge.pipelines.gitLab) {
            if let path = include { pipeline.includes.append(path) } else { pipeline.isPartial = true }
        }
        let events = PipelineRules(root.at("workflow.rules"), file.knowledge.pipelines.gitLab).events ?? [.branch]
        pipeline.triggers = events.map { PipelineTrigger(event: $0.rawValue) }
        for (key, value) in root.entries where value.kind == .mapping && !key.rawText.hasPrefix(".") && !reserved.contains(key.rawText) {
            guard let job = GitLabJob(file: file, root: root, key: key, node: value).read(in: events, hasRules: root.at("workflow.rules") != nil) else { continue }
            pipeline.jobs.append(job)
            for event in job.events ?? [] where !pipeline.triggers.contains(where: { $0.event == event }) { pipeline.triggers.append(PipelineTrigger(event: event)) }
        }
        unit.pipelines.append(pipeline)
    }

    /// Keys at the top that are no jobs.
    private static let reserved: Set<String> = [
        "default", "include", "stages", "variables", "workflow", "image", "services", "cache", "before_script", "after_script", "spec",
    ]

    /// Paths in the repository; nil for what comes from elsewhere and may say anything. GitLab's own scanners add jobs and nothing else.
    private static func includes(_ node: Node?, _ knowledge: GitLabKnowledge) -> [String?] {
        guard let node else { return [] }
        return (node.kind == .sequence ? node.items : [node]).compactMap { item -> String?? in
            if let template = item["template"]?.string, knowledge.addingTemplates.contains(where: template.hasPrefix) { return nil }
            guard let path = item.string ?? item["local"]?.string, !path.contains("*"), !path.contains("$"), !path.contains("://") else { return .some(nil) }
            return String(path.drop { $0 == "/" })
        }
    }
}

/// One job, with what it takes from those that it extends and from what holds for all.
private struct GitLabJob {
    let file: ConfigFile
    let root: Node
    let key: Node
    let node: Node

    /// - Returns: nil for a job that starts another pipeline.
    func read(in events: Set<PipelineRules.Event>, hasRules: Bool) -> PipelineJob? {
        let (chain, isWhole) = ancestry()
        func value(_ key: String) -> Node? { chain.lazy.compactMap { $0[key] }.first }
        func inherited(_ key: String) -> Node? { value(key) ?? root["default"]?[key] ?? root[key] }
        guard value("trigger") == nil, value("script") != nil || !isWhole else { return nil }
        var job = PipelineJob(id: key.rawText)
        let image = inherited("image")
        job.image = image?.string ?? image?["name"]?.string
        job.stage = value("stage")?.string
        job.namesEnvironment = value("environment") != nil
        job.handsOn = value("artifacts")?["paths"] != nil
        job.variables = Set([root["variables"], value("variables")].flatMap { $0?.keys ?? [] })
        job.hasOwnDaemon = (inherited("services")?.items ?? []).contains { ($0.string ?? $0["name"]?.string ?? "").contains("dind") }
        if value("tags") == nil, root.at("default.tags") == nil { job.runners = [] }
        var step = PipelineStep()
        var areWhole = isWhole && value("inherit") == nil
        for script in ["before_script", "script"].map({ $0 == "script" ? value($0) : inherited($0) }) {
            let (commands, isWhole) = self.commands(script)
            step.commands += commands
            areWhole = areWhole && isWhole
        }
        job.steps = [step]
        job.keeps = inherited("cache") != nil ? true : areWhole ? false : nil
        var own: Set<PipelineRules.Event> = []
        if let rules = value("rules") {
            own = PipelineRules(rules, file.knowledge.pipelines.gitLab).events ?? []
            // A pipeline of a merge request is there because of a job that asks for it.
            own.formIntersection(hasRules ? events : [.branch, .mergeRequest])
        } else if value("only") != nil || value("except") != nil {
            own = PipelineRules.events(only: value("only"), except: value("except"), file.knowledge.pipelines.gitLab)
        } else {
            own = events
        }
        job.events = file.knowledge.pipelines.gitLab.standing.contains(value("when")?.rawText ?? "") ? [] : own.map(\.rawValue).sorted()
        return job
    }

    /// The job and those that it extends, nearest first; not whole when one of them is not in the file.
    private func ancestry() -> ([Node], Bool) {
        var chain: [Node] = []
        var isWhole = true
        var open = [node]
        while let next = open.popLast(), chain.count < 50 {
            chain.append(next)
            if next.isOpen { isWhole = false }
            guard let extends = next["extends"] else { continue }
            // Of several, the last has the last word.
            for name in extends.string.map({ [$0] }) ?? extends.items.map(\.rawText) {
                if let base = root[name], base.kind == .mapping { open.append(base) } else { isWhole = false }
            }
        }
        return (chain, isWhole)
    }

    private func commands(_ node: Node?) -> ([ShellCommand], Bool) {
        guard let node else { return ([], true) }
        if let text = node.string { return (ShellCommand.all(of: text, at: file.span(node), in: file.source), true) }
        var commands: [ShellCommand] = []
        var isWhole = true
        var open = Array(node.items.reversed())
        while let item = open.popLast() {
            if item.isOpen || !item.tag.isEmpty {
                isWhole = false
            } else if item.kind == .sequence {
                open += item.items.reversed()
            } else if let text = item.string {
                commands += ShellCommand.all(of: text, at: file.span(item), in: file.source)
            }
        }
        return (commands, isWhole)
    }
}

/// For which pipelines rules of a workflow or job hold: those of a branch that is not the main one, and those of a merge request.
struct PipelineRules {
    enum Event: String { case branch = "push", mergeRequest = "merge_request" }

    private let node: Node?
    private let knowledge: GitLabKnowledge

    init(_ node: Node?, _ knowledge: GitLabKnowledge) {
        self.node = node
        self.knowledge = knowledge
    }

    /// Nil where there are no rules.
    var events: Set<Event>? {
        guard let node else { return nil }
        return Set([Event.branch, .mergeRequest].filter { holds($0, node) })
    }

    /// The first rule that holds decides; one that may hold does not make it run.
    private func holds(_ event: Event, _ node: Node) -> Bool {
        for rule in node.items {
            guard rule.tag.isEmpty, !rule.isOpen else { return false }
            let runs = !knowledge.standing.contains(rule["when"]?.rawText ?? "")
            guard let condition = rule["if"]?.rawText else {
                if rule["exists"] != nil || rule["changes"] != nil, !runs { continue }
                return runs
            }
            switch event == .branch ? knowledge.holdsForBranch(condition) : knowledge.holdsForRequest(condition) {
            case true?: return runs
            case nil where !runs: return false
            default: continue
            }
        }
        return false
    }

    /// By the older keys, which name kinds of pipelines and branches.
    static func events(only: Node?, except: Node?, _ knowledge: GitLabKnowledge) -> Set<Event> {
        func names(_ node: Node?) -> [String]? {
            guard let node else { return nil }
            if let text = node.string { return [text] }
            return node.kind == .sequence ? node.items.map(\.rawText) : node["refs"].flatMap { names($0) }
        }
        if only?["variables"] != nil || except?["variables"] != nil { return [] }
        var events: Set<Event> = [.branch]
        if let names = names(only) {
            events = []
            if !knowledge.branchRefs.isDisjoint(with: names) { events.insert(.branch) }
            if !knowledge.requestRefs.isDisjoint(with: names) { events.insert(.mergeRequest) }
        }
        let left = Set(names(except) ?? [])
        if !left.isDisjoint(with: knowledge.branchRefs) || left.contains(where: { $0.hasPrefix("/") }) { events.remove(.branch) }
        if !left.isDisjoint(with: knowledge.requestRefs) { events.remove(.mergeRequest) }
        return events
    }
}
