internal import Parsing

/// Ray Serve's applications that serve language models (`ray.serve.llm`), whose engine gets what stands under `engine_kwargs`: in a file
/// of their own, or as text in a RayService of KubeRay's. https://docs.ray.io/en/latest/serve/llm/user-guides/configuration.html
enum RayServeFormat: ConfigFormat {
    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        guard root["apiVersion"] == nil else { return false }
        if root["model_loading_config"]?.kind == .mapping { return true }
        return root["applications"]?.items.contains { $0["import_path"] != nil } ?? false
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        if root["model_loading_config"] != nil {
            unit.workloads.append(RayModel(file: file, node: root).workload(named: file.text(["model_loading_config", "model_id"], in: root)))
        } else {
            unit.workloads += models(root, in: file).map(\.workload)
        }
    }

    /// The models of all applications; those in files of their own are read there.
    static func models(_ root: Node, in file: ConfigFile) -> [(node: Node, workload: Workload)] {
        (root["applications"]?.items ?? []).flatMap { application in
            (application.at("args.llm_configs")?.items ?? []).filter { $0["model_loading_config"]?.kind == .mapping }.map { node in
                (node, RayModel(file: file, node: node).workload(named: file.text(["model_loading_config", "model_id"], in: node)))
            }
        }
    }
}

/// One model of an application.
private struct RayModel {
    let file: ConfigFile
    let node: Node

    func workload(named name: Setting<String>) -> Workload {
        let span = name.span ?? file.span(node)
        var workload = Workload(platform: .kubernetes, kind: "Ray Serve model", name: name, span: span)
        let scaling = ["deployment_config", "autoscaling_config"]
        let least = file.number(scaling + ["min_replicas"], in: node)
        workload.replicas = file.number(["deployment_config", "num_replicas"], in: node).or(least).or(.fallback(1))
        if workload.replicas.value == 0 { workload.replicas = .unknown }
        if node.at("deployment_config.autoscaling_config") != nil {
            workload.ownBounds = (least.or(.known(1)), file.number(scaling + ["max_replicas"], in: node).or(.unknown))
        }
        let type = file.text(["accelerator_type"], in: node)
        if let value = type.value { workload.nodeChoices = [NodeChoice(label: "ray.io/accelerator-type", values: [value], span: type.span ?? span)] }
        workload.containers = [container(name, span)]
        return workload
    }

    private func container(_ name: Setting<String>, _ span: Span) -> Container {
        var container = Container(name: name, span: span)
        container.server = file.text(["llm_engine"], in: node).or(.known("vllm"))
        let source = file.find(["model_loading_config", "model_source"], in: node)
        container.weights = if source.value?.kind == .mapping { file.text(["bucket_uri"], in: source.value).or(.unknown) } else {
            file.text(["model_loading_config", "model_source"], in: node).or(name)
        }
        let arguments = node["engine_kwargs"]
        // It places its workers by groups of resources: what it asks for follows from how the model is split.
        let isPlaced = ["placement_group_config", "accelerator_config", "resources_per_bundle", "use_cpu"].contains { node[$0] != nil }
            || node.at("deployment_config.ray_actor_options") != nil
        let sizes = ["tensor_parallel_size", "pipeline_parallel_size"].map { file.number([$0], in: arguments).or(.known(1)) }
        if !isPlaced, let tensor = sizes[0].value, let pipeline = sizes[1].value { container.accelerators = .known(tensor * pipeline, span) } else {
            container.accelerators = .unknown
        }
        container.arguments = CommandWords(words: name.map { "--served-model-name=" + $0 }.known + words(arguments), isWhole: !(node.isOpen || arguments?.isOpen ?? false), span: arguments.map(file.span) ?? span)
        for (key, value) in node.at("runtime_env.env_vars")?.entries ?? [] { container.environment.values[key.rawText] = file.text(value) }
        return container
    }

    /// The engine's arguments as its command line has them.
    private func words(_ arguments: Node?) -> [Setting<String>] {
        (arguments?.entries ?? []).map { key, value in
            let flag = "--" + key.rawText.replacing("_", with: "-")
            guard value.kind == .scalar, let text = file.text(value).value else { return .known("\(flag)={}", file.span(value)) }
            return .known("\(flag)=\(text)", file.span(value))
        }
    }
}

extension KubernetesObject {
    /// KubeRay's RayService: the models that it serves, and the groups of workers that hold accelerators.
    func rayService() -> [Workload] {
        let groups = root.at("spec.rayClusterConfig.workerGroupSpecs")?.items.filter { $0.kind == .mapping } ?? []
        let workers = groups.compactMap(workers).filter { $0.containers.contains { !$0.accelerators.isAbsent } }
        var models: [Workload] = []
        if let text = root.at("spec.serveConfigV2"), let inner = file.embedded(text) {
            for document in inner.document.roots { models += RayServeFormat.models(document, in: inner).map(\.workload) }
        }
        for index in models.indices {
            models[index].namespace = namespace
            models[index].isConditional = root.isConditional
            if models[index].nodeChoices.isEmpty, workers.count == 1 { models[index].nodeChoices = workers[0].nodeChoices }
            models[index].marks = workers.flatMap(\.marks)
        }
        return models + workers
    }

    private func workers(_ group: Node) -> Workload? {
        guard let template = group["template"], let pod = template["spec"] else { return nil }
        var workload = workload(pod: pod, template: template)
        workload.isPartial = root["$patch"] != nil
        let hosts = file.number(["numOfHosts"], in: group).or(.known(1))
        let stated = file.number(["replicas"], in: group).or(file.number(["minReplicas"], in: group))
        workload.replicas = hosts.value.map { hosts in stated.map { $0 * hosts } } ?? .unknown
        let scales = file.flag(["spec", "rayClusterConfig", "enableInTreeAutoscaling"], in: root).or(.known(false))
        let least = file.number(["minReplicas"], in: group)
        let most = file.number(["maxReplicas"], in: group)
        let isFixed = scales.value == false || (least.value != nil && least.value == most.value)
        if !isFixed {
            workload.ownBounds = (least.or(.known(0)), most.or(.unknown))
        }
        if root.at("spec.rayClusterConfig.suspend")?.bool == true || group["suspend"]?.bool == true { workload.replicas = .unknown }
        return workload
    }
}
