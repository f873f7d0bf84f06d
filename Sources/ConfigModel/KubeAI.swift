internal import Parsing

/// KubeAI's `Model`: an address of weights, an engine, and a profile that says on which accelerator and how many times.
/// https://www.kubeai.org/reference/kubernetes-api/
extension KubernetesObject {
    func kubeAIModel() -> Workload {
        let spec = root["spec"] ?? root
        var workload = workload(pod: spec, template: nil)
        workload.isPartial = root["$patch"] != nil || spec["url"] == nil
        let least = file.number(["minReplicas"], in: spec).or(.known(0))
        workload.replicas = file.number(["replicas"], in: spec).or(least)
        // How many run while somebody asks is not said where none may run.
        if workload.replicas.value == 0 { workload.replicas = .unknown }
        let isFixed = spec["autoscalingDisabled"]?.bool == true
        if !isFixed { workload.ownBounds = (least, file.number(["maxReplicas"], in: spec).or(.unknown)) }

        var container = Container(name: name, span: workload.span)
        container.server = file.text(["engine"], in: spec)
        container.weights = file.text(["url"], in: spec)
        for (key, value) in spec["env"]?.entries ?? [] { container.environment.values[key.rawText] = file.text(value) }
        container.environment.areWhole = spec["envFrom"] == nil
        let arguments = spec["args"]
        container.arguments = CommandWords(
            words: name.map { "--served-model-name=" + $0 }.known + (arguments?.items ?? []).map { file.text($0) }, isWhole: !(spec.isOpen || arguments?.isOpen ?? false),
            span: arguments.map(file.span) ?? workload.span)
        readProfile(file.text(["resourceProfile"], in: spec), into: &container, &workload)
        workload.containers = [container]
        return workload
    }

    /// `nvidia-gpu-l4:2` is two of these; the platform's other profiles are processors and accelerators that are cut.
    private func readProfile(_ profile: Setting<String>, into container: inout Container, _ workload: inout Workload) {
        container.accelerators = .unknown
        guard let text = profile.value else { return }
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        let count = parts.count == 2 ? Double(parts[1]) : 1
        if parts[0] == "cpu" { container.accelerators = .absent }
        guard let kind = ["nvidia-gpu-", "amd-gpu-"].first(where: parts[0].hasPrefix), let count else { return }
        container.accelerators = .known(count, profile.span)
        // Of which make these are, the cluster decides.
        guard !parts[0].contains("-a100-") else { return }
        let type = (kind == "nvidia-gpu-" ? "nvidia-" : "amd-instinct-") + parts[0].dropFirst(kind.count)
        workload.nodeChoices = [NodeChoice(label: "kubeai.org/resource-profile", values: [type], span: profile.span ?? workload.span)]
    }
}
