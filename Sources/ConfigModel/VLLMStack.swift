internal import Catalog
internal import Parsing

/// Values of the chart of vLLM's production stack, each model with what the chart makes flags of.
/// https://github.com/vllm-project/production-stack, helm/templates/deployment-vllm-multi.yaml
enum VLLMStackFormat: ConfigFormat {
    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        root["apiVersion"] == nil && !models(root).isEmpty
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        for model in models(root) where model["modelURL"] != nil && model["enabled"]?.bool != false && model["raySpec"] == nil {
            unit.workloads.append(VLLMStackModel(file: file, node: model).workload())
        }
    }

    /// In the chart's own values, or in those of a chart that holds it.
    private static func models(_ root: Node) -> [Node] {
        let all = [root] + root.entries.map(\.value).filter { $0.kind == .mapping }
        return all.flatMap { $0.at("servingEngineSpec.modelSpec")?.items ?? [] }.filter { $0.kind == .mapping }
    }
}

private struct VLLMStackModel {
    let file: ConfigFile
    let node: Node

    func workload() -> Workload {
        let name = file.text(["name"], in: node)
        var workload = Workload(platform: .kubernetes, kind: "vLLM stack model", name: name, span: name.span ?? file.span(node))
        workload.replicas = file.number(["replicaCount"], in: node).or(.fallback(1))
        if let scaling = node["keda"], scaling["enabled"]?.bool != false {
            workload.ownBounds = (
                file.number(["minReplicaCount"], in: scaling).or(.unknown), file.number(["maxReplicaCount"], in: scaling).or(.unknown)
            )
            workload.replicas = .unknown
        }
        workload.nodeChoices = (node["nodeSelectorTerms"]?.items ?? []).flatMap { PodReader.choices($0, in: file) }
        workload.containers = [container(name, workload.span)]
        return workload
    }

    private func container(_ name: Setting<String>, _ span: Span) -> Container {
        var container = Container(name: name, span: span)
        container.image = file.text(["repository"], in: node)
        container.statesNeeds = .known(true)
        for entry in node["env"]?.items ?? [] {
            if let key = entry["name"]?.string { container.environment.values[key] = entry["value"].map { file.text($0) } ?? .unknown }
        }
        let config = node["vllmConfig"]
        var words: [Setting<String>] = [.known("vllm"), .known("serve"), file.text(["modelURL"], in: node)]
        if let config, !config.isNull, !config.entries.isEmpty {
            words += prefixCache(config, into: &container)
            for (key, flag) in [
                ("maxModelLen", "--max-model-len"), ("dtype", "--dtype"), ("tensorParallelSize", "--tensor-parallel-size"), ("maxNumSeqs", "--max-num-seqs"),
                ("gpuMemoryUtilization", "--gpu-memory-utilization"), ("runner", "--runner"), ("convert", "--convert"),
            ] {
                let value = file.text([key], in: config)
                if let text = value.value { words.append(.known("\(flag)=\(text)", value.span)) } else if value.isUnknown { words.append(.unknown) }
            }
            words += (config["extraArgs"]?.items ?? []).map { file.text($0) }
        }
        container.entry = CommandWords(words: words, isWhole: !node.isOpen && !(config?.isOpen ?? false), span: span)
        // Parts of an accelerator are asked for by other keys.
        let isCut = ["requestGPUMem", "requestGPUMemPercentage", "requestGPUCores", "resources"].contains { node[$0] != nil }
        let type = file.text(["requestGPUType"], in: node).or(.known("nvidia.com/gpu"))
        let isWhole = type.value.map(file.knowledge.accelerators.resources.contains) ?? false
        container.accelerators = isCut || !isWhole ? .unknown : file.number(["requestGPU"], in: node)
        return container
    }

    /// Without `enablePrefixCaching: true` the chart switches the cache off, which vLLM would have on.
    private func prefixCache(_ config: Node, into container: inout Container) -> [Setting<String>] {
        let stated = file.flag(["enablePrefixCaching"], in: config)
        if stated.value == true { return [.known("--enable-prefix-caching", stated.span)] }
        // LMCache keeps what was computed in its place.
        let isElsewhere = node["lmcacheConfig"] != nil && node.at("lmcacheConfig.enabled")?.bool != false
        guard !stated.isUnknown, !isElsewhere else { return [.unknown] }
        let off = "--no-enable-prefix-caching"
        container.sayings[off] = stated.isAbsent ? "vllmConfig without enablePrefixCaching: true" : "enablePrefixCaching: false"
        let key = node.entries.first { $0.key.rawText == "vllmConfig" }?.key
        return [.known(off, stated.span ?? key.map(file.span) ?? file.span(config))]
    }
}
