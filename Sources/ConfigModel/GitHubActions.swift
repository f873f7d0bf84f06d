internal import Catalog
internal import Parsing

/// Workflows of GitHub Actions, which are only read from `.github/workflows` at the top of a repository: elsewhere they are
/// templates, and composite actions are no workflows.
enum GitHubActionsFormat: ConfigFormat {
    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        let parts = file.path.split(separator: "/")
        guard parts.count == 3, parts[0] == ".github", parts[1] == "workflows" else { return false }
        return root["jobs"]?.kind == .mapping && root["on"] != nil && !root.isOpen
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        guard let on = root.entry("on") else { return }
        var pipeline = Pipeline(name: root["name"]?.string ?? "", span: file.span(on.key))
        pipeline.triggers = triggers(on.value, in: file)
        pipeline.statesConcurrency = root["concurrency"] != nil
        for (key, value) in root["jobs"]?.entries ?? [] where value.kind == .mapping {
            pipeline.jobs.append(WorkflowJob(file: file, workflow: root, key: key, node: value).read())
        }
        unit.pipelines.append(pipeline)
    }

    private static func triggers(_ node: Node, in file: ConfigFile) -> [PipelineTrigger] {
        if let event = node.string { return [PipelineTrigger(event: event)] }
        if node.kind == .sequence { return node.items.compactMap(\.string).map { PipelineTrigger(event: $0) } }
        return node.entries.map { key, value in
            var trigger = PipelineTrigger(event: key.rawText)
            trigger.branches = texts(value["branches"])
            trigger.tags = texts(value["tags"])
            trigger.types = texts(value["types"])
            trigger.paths = texts(value["paths"])
            trigger.times = value.items.map { file.literal(["cron"], in: $0) }
            trigger.leavesOutBranches = value["branches-ignore"] != nil
            return trigger
        }
    }

    private static func texts(_ node: Node?) -> [String]? {
        guard let node else { return nil }
        return node.string.map { [$0] } ?? node.items.map(\.rawText)
    }
}

/// One job of a workflow.
private struct WorkflowJob {
    let file: ConfigFile
    let workflow: Node
    let key: Node
    let node: Node

    func read() -> PipelineJob {
        var job = PipelineJob(id: key.rawText)
        job.runners = runners()
        job.isInContainer = node["container"] != nil
        job.isRepeated = node.at("strategy.matrix") != nil
        job.calls = node["uses"]?.rawText
        job.needs = node["needs"].map { need in need.string.map { [$0] } ?? need.items.map(\.rawText) } ?? []
        job.writes = writes(node["permissions"] ?? workflow["permissions"])
        job.variables = Set([workflow["env"], node["env"]].flatMap { $0?.keys ?? [] } + (node["steps"]?.items ?? []).flatMap { $0["env"]?.keys ?? [] })
        job.condition = node["if"]?.rawText ?? ""
        job.namesEnvironment = node["environment"] != nil
        job.statesConcurrency = node["concurrency"] != nil
        job.steps = (node["steps"]?.items ?? []).filter { $0.kind == .mapping }.map(step)
        return job
    }

    private func writes(_ permissions: Node?) -> Set<String> {
        permissions?.string == "write-all" ? ["contents"] : Set((permissions?.entries ?? []).filter { $0.value.rawText == "write" }.map(\.key.rawText))
    }

    /// The labels of `runs-on`, those of the matrix where it takes them from there.
    private func runners() -> [String]? {
        guard let value = node["runs-on"] else { return nil }
        if value.kind == .sequence {
            let labels = value.items.compactMap(\.string)
            return labels.count == value.items.count && !labels.contains { $0.contains("${{") } ? labels : nil
        }
        guard let text = value.string else { return nil }
        guard text.contains("${{") else { return [text] }
        let inner = text.replacing("${{", with: "").replacing("}}", with: "").split(separator: " ").joined()
        guard inner.hasPrefix("matrix."), let matrix = node.at("strategy.matrix") else { return nil }
        let path = inner.dropFirst("matrix.".count).split(separator: ".").map(String.init)
        guard let name = path.first else { return nil }
        var nodes = matrix[name]?.items ?? []
        nodes += (matrix["include"]?.items ?? []).compactMap { $0[name] }
        let labels = nodes.compactMap { node in path.dropFirst().reduce(Optional(node)) { $0?[$1] }?.string }
        return labels.isEmpty || labels.count != nodes.count || labels.contains { $0.contains("${{") } ? nil : labels
    }

    private func step(_ node: Node) -> PipelineStep {
        var step = PipelineStep()
        step.condition = node["if"]?.rawText ?? ""
        step.span = (node["uses"] ?? node["run"]).map(file.span)
        if let uses = node["uses"], let text = uses.string {
            let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
            step.action = parts.first
            step.version = version(parts.count == 2 ? parts[1] : "", behind: uses)
        }
        for (key, value) in node["with"]?.entries ?? [] { step.inputs[key.rawText] = value.kind == .scalar ? value.rawText : "" }
        step.directory = (node["working-directory"] ?? self.node.at("defaults.run.working-directory") ?? workflow.at("defaults.run.working-directory"))?.string
        if let run = node["run"], let script = run.string {
            step.commands = ShellCommand.all(of: script, at: file.span(run), in: file.source)
        }
        return step
    }

    /// `v4`, `v4.1.2`, or a hash with `# v4` behind it.
    private func version(_ tag: String, behind node: Node) -> Int? {
        if let number = Self.major(tag) { return number }
        let line = file.source.lineText(file.source.line(at: file.span(node).start))
        guard let mark = line.firstIndex(of: "#") else { return nil }
        return line[mark...].split { !($0.isLetter || $0.isNumber || $0 == ".") }.lazy.compactMap { Self.major(String($0)) }.first
    }

    private static func major(_ text: String) -> Int? {
        guard text.hasPrefix("v") else { return nil }
        let digits = text.dropFirst().prefix { $0.isNumber }
        guard digits.count < 4, text.dropFirst(1 + digits.count).first.map({ $0 == "." }) ?? true else { return nil }
        return Int(digits)
    }
}
