internal import Parsing

/// KServe: an InferenceService names a model and its format, and the platform starts the server that serves this format (or the
/// ServingRuntime that it names); an LLMInferenceService is served by vLLM.
/// https://kserve.github.io/website/docs/reference/crd-api
extension KubernetesObject {
    func inferenceService() -> Workload? {
        guard let predictor = root.at("spec.predictor") else { return nil }
        var workload = workload(pod: predictor, template: nil)
        for path in ["annotations", "labels"] { workload.marks += predictor[path]?.keys ?? [] }
        if workload.containers.isEmpty, let model = servedModel(predictor) {
            workload.containers = [model]
            workload.isPartial = root["$patch"] != nil || model.server.isAbsent
        }
        let minimum = file.number(["minReplicas"], in: predictor).or(.known(1))
        bound(&workload, minimum, file.number(["maxReplicas"], in: predictor).or(isUnscaled(predictor) ? minimum : .unknown))
        return workload
    }

    /// As a plain Deployment it has as many replicas at most as at least, unless it says more. Knative's has no bound.
    private func isUnscaled(_ predictor: Node) -> Bool {
        let mode = root.at("metadata.annotations")?["serving.kserve.io/deploymentMode"]?.string ?? ""
        return ["RawDeployment", "Standard"].contains(mode) && ["scaleTarget", "scaleMetric", "autoScaling"].allSatisfy { predictor[$0] == nil }
    }

    /// A service whose least and most replicas are the same scales nothing.
    private func bound(_ workload: inout Workload, _ minimum: Setting<Double>, _ maximum: Setting<Double>) {
        // How many run while somebody asks is not said where none may run.
        workload.replicas = minimum.value == 0 ? .unknown : minimum
        if let least = minimum.value, least >= 1, maximum.value == least { return }
        workload.ownBounds = (minimum, maximum)
    }

    /// `model: {modelFormat: {name: huggingface}}`, or the older form in which the format is the key.
    private func servedModel(_ predictor: Node) -> Container? {
        let reader = PodReader(file: file, pod: predictor)
        let isStated = predictor["model"]?.kind == .mapping
        let older = predictor.entries.first { $0.value.kind == .mapping && ($0.value["storageUri"] != nil || $0.value["protocolVersion"] != nil) }
        guard let node = isStated ? predictor["model"] : older?.value else { return nil }
        var container = reader.container(node)
        container.server = isStated ? file.text(["modelFormat", "name"], in: node) : older.map { file.text($0.key) } ?? .unknown
        container.weights = file.text(["storageUri"], in: node)
        // Its `storage:` leads to a place that a secret names.
        if container.weights.isAbsent, node["storage"] != nil { container.weights = .unknown }
        let isWhole = predictor["workerSpec"] == nil && addRuntime(named: file.text(["runtime"], in: node), to: &container)
        if !isWhole { container.arguments = container.arguments?.open() ?? CommandWords(words: [], isWhole: false, span: container.span) }
        return container
    }

    /// Adds what the runtime says that the service names. Whether all of it is known: it is for the platform's own ones and for one in the same file.
    private func addRuntime(named name: Setting<String>, to container: inout Container) -> Bool {
        guard !name.isAbsent else { return true }
        guard let name = name.value else { return false }
        let runtimes = file.document.roots.filter { ["ServingRuntime", "ClusterServingRuntime"].contains($0["kind"]?.string ?? "") }
        guard let runtime = runtimes.first(where: { $0.at("metadata.name")?.string == name }) else { return name.hasPrefix("kserve-") }
        guard let pod = runtime["spec"], let node = pod["containers"]?.items.first, pod["containers"]?.items.count == 1 else { return false }
        let base = PodReader(file: file, pod: pod).container(node)
        if container.image.isAbsent { container.image = base.image }
        if container.entry == nil { container.entry = base.entry }
        if container.accelerators.isAbsent { container.accelerators = base.accelerators }
        if container.statesNeeds.value == false { container.statesNeeds = base.statesNeeds }
        container.probes += base.probes
        container.environment.areWhole = container.environment.areWhole && base.environment.areWhole
        container.environment.values.merge(base.environment.values) { own, _ in own }
        if let before = base.arguments {
            let own = container.arguments
            container.arguments = CommandWords(
                words: before.words + (own?.words ?? []), isWhole: before.isWhole && own?.isWhole ?? true, span: own?.span ?? before.span)
        }
        return true
    }

    /// The platform adds the command, and what `parallelism` and `model` say.
    func llmInferenceService() -> Workload {
        let pod = root.at("spec.template") ?? root
        var workload = workload(pod: pod, template: nil)
        workload.isPartial = root["$patch"] != nil || root["spec"]?["model"] == nil
        var main = workload.containers.first { $0.name.value == "main" } ?? Container(name: .known("main"), span: workload.span)
        main.server = .known("vllm")
        main.weights = file.text(["spec", "model", "uri"], in: root)
        var words = file.text(["spec", "model", "name"], in: root).map { "--served-model-name=" + $0 }.known + (main.arguments?.words ?? [])
        for (key, flag) in [("tensor", "--tensor-parallel-size"), ("pipeline", "--pipeline-parallel-size"), ("data", "--data-parallel-size")] {
            let size = file.text(["spec", "parallelism", key], in: root)
            if let value = size.value { words.append(.known("\(flag)=\(value)", size.span)) } else if size.isUnknown { words.append(.unknown) }
        }
        // Other objects are put under it, and several kinds of pods or nodes share the work.
        let isShared = ["baseRefs", "worker", "prefill"].contains { root["spec"]?[$0] != nil }
        if main.entry == nil {
            main.arguments = CommandWords(words: words, isWhole: !isShared && (main.arguments?.isWhole ?? true), span: main.arguments?.span ?? main.span)
            // Any image of the platform's is started by its command.
            main.image = .absent
        }
        workload.containers = [main] + workload.containers.filter { $0.name.value != "main" }
        workload.replicas = file.number(["spec", "replicas"], in: root).or(.fallback(1))
        if root.at("spec.scaling") != nil {
            // Where nothing is asked, KEDA's `idleReplicaCount` may go below it.
            workload.replicas = file.number(["spec", "scaling", "minReplicas"], in: root).or(.known(1))
            workload.ownBounds = (workload.replicas, file.number(["spec", "scaling", "maxReplicas"], in: root).or(.unknown))
        }
        return workload
    }
}

extension CommandWords {
    /// The same, with more that is not known.
    func open() -> CommandWords { CommandWords(words: words, isWhole: false, span: span) }
}
