internal import Catalog
internal import Parsing

/// Kubernetes objects, and the kinds built on them: KEDA, Knative, KServe. Schemas of custom resources are skipped.
enum KubernetesFormat: ConfigFormat {
    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        root["apiVersion"] != nil && root["kind"]?.string != nil && (root["metadata"] != nil || root["items"] != nil)
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        guard let kind = root["kind"]?.string else { return }
        if kind == "List" || (kind.hasSuffix("List") && root["items"] != nil) {
            for item in root["items"]?.items ?? [] where item["kind"]?.string != "List" && item.kind == .mapping { readObject(item, in: file, into: &unit) }
        } else {
            readObject(root, in: file, into: &unit)
        }
    }

    private static func readObject(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        guard let kind = root["kind"]?.string else { return }
        let group = root["apiVersion"]?.string ?? ""
        let object = KubernetesObject(root, kind: kind, group: group, in: file)
        switch kind {
        case "CustomResourceDefinition", "Kustomization", "Component": return
        case "ConfigMap", "Secret": object.readEmbeddedConfigs(into: &unit)
        case "Service" where !group.contains("knative"): unit.services.append(object.service())
        default:
            if file.knowledge.autoscaling.namespaceKinds.contains(kind) {
                unit.autoscalers.append(object.namespaceScaler())
            } else if file.knowledge.autoscaling.requestSetters.contains(kind) {
                unit.requestSetters.append(object.requestSetter())
            } else if root.at("spec.scaleTargetRef") != nil {
                unit.autoscalers.append(object.autoscaler())
            } else {
                unit.workloads += object.servedModels() ?? object.workload().map { [$0] } ?? []
            }
        }
    }
}

/// One object, with what all kinds have.
struct KubernetesObject {
    let root: Node
    let kind: String
    let group: String
    let file: ConfigFile
    let name: Setting<String>
    let namespace: Setting<String>

    init(_ root: Node, kind: String, group: String, in file: ConfigFile) {
        self.root = root
        self.kind = kind
        self.group = group
        self.file = file
        let stated = file.text(["metadata", "name"], in: root)
        name = stated.isAbsent ? file.text(["metadata", "generateName"], in: root) : stated
        namespace = file.text(["metadata", "namespace"], in: root)
    }

    /// The place that stands for the object: its name.
    private var heading: Span { name.span ?? root.at("metadata.name").map(file.span) ?? root["kind"].map(file.span) ?? file.span(root) }

    func readEmbeddedConfigs(into unit: inout ConfigUnit) {
        if let controller = ingressController() { unit.webServers.append(controller) }
        for key in ["data", "stringData"] {
            for (name, value) in root[key]?.entries ?? [] {
                if name.rawText.contains(".conf"), let inner = file.embedded(value, as: .nginx) {
                    if !Masking.isMasked(value.rawText), NginxFormat.recognises(inner.document) { NginxFormat.read(inner.document, in: inner, into: &unit) }
                    continue
                }
                guard let inner = file.embedded(value) else { continue }
                for document in inner.document.roots where LiteLLMFormat.recognises(document, in: inner) {
                    LiteLLMFormat.read(document, in: inner, into: &unit)
                }
            }
        }
    }

    /// What the settings of ingress-nginx say of compression.
    /// Key and default: kubernetes.github.io/ingress-nginx, ConfigMap, use-gzip.
    private func ingressController() -> WebServer? {
        guard let entry = root["data"]?.entry("use-gzip"), let text = entry.value.string?.lowercased(), !entry.value.isConditional else { return nil }
        var server = WebServer(engine: "ingress-nginx", name: name.value ?? "", span: Span(entry.key.span.start, entry.value.span.end))
        server.content = .answers
        server.isWhole = true
        let usesBrotli = root["data"]?["enable-brotli"].map { $0.string?.lowercased() != "false" } ?? false
        server.compression = usesBrotli || text == "true" ? .on : text == "false" ? .off : nil
        server.compressionSpan = server.span
        return server
    }

    func service() -> ServiceRecord {
        let selector = root.at("spec.selector")
        return ServiceRecord(
            name: name, namespace: namespace, selector: Self.texts(selector),
            selectorIsWhole: selector.map { !$0.isOpen && $0.entries.allSatisfy { $0.value.string != nil } } ?? false, workload: nil,
            span: heading)
    }

    func namespaceScaler() -> AutoscalerRecord {
        AutoscalerRecord(
            kind: kind, targetKind: .unknown, targetName: .known("*"), namespace: namespace, minimum: .unknown, maximum: .unknown,
            isConditional: root.isConditional, span: heading)
    }

    func requestSetter() -> RequestSetter {
        RequestSetter(
            kind: kind, namespace: namespace, targetName: file.text(["spec", "targetRef", "name"], in: root), span: heading)
    }

    func autoscaler() -> AutoscalerRecord {
        let isKEDA = kind == "ScaledObject" || kind == "HTTPScaledObject"
        var targetName = file.text(["spec", "scaleTargetRef", "name"], in: root)
        if targetName.isAbsent { targetName = file.text(["spec", "scaleTargetRef", "deployment"], in: root) }
        let minimum = isKEDA ? ["minReplicaCount"] : ["minReplicas"]
        let maximum = isKEDA ? ["maxReplicaCount"] : ["maxReplicas"]
        return AutoscalerRecord(
            kind: kind, targetKind: file.text(["spec", "scaleTargetRef", "kind"], in: root).or(.known("Deployment")),
            targetName: targetName.isAbsent || targetName.value.map(Placeholder.isNoName) ?? false ? .unknown : targetName, namespace: namespace,
            minimum: file.number(["spec"] + minimum, in: root).or(.known(isKEDA ? 0 : 1)),
            maximum: file.number(["spec"] + maximum, in: root).or(isKEDA ? .known(100) : .unknown), isConditional: root.isConditional,
            span: heading)
    }

    /// What the kinds of platforms that serve models run; nil for other kinds.
    func servedModels() -> [Workload]? {
        switch (String(group.prefix { $0 != "/" }), kind) {
        case ("serving.kserve.io", "InferenceService"): inferenceService().map { [$0] } ?? []
        case ("serving.kserve.io", "LLMInferenceService"): [llmInferenceService()]
        case ("ray.io", "RayService"): rayService()
        case ("kubeai.org", "Model"): [kubeAIModel()]
        case ("apps.nvidia.com", "NIMService"): [nimService()]
        default: nil
        }
    }

    func workload() -> Workload? { podSpec().map { workload(pod: $0.pod, template: $0.template) } }

    func workload(pod: Node, template: Node?) -> Workload {
        var workload = Workload(platform: .kubernetes, kind: kind, name: name, span: heading)
        workload.namespace = namespace
        workload.isConditional = root.isConditional
        let labels = template?.at("metadata.labels")
        workload.podLabels = Self.texts(labels)
        workload.podLabelsAreWhole = !(labels?.isOpen ?? false)
        for path in ["metadata.annotations", "metadata.labels"] {
            workload.marks += (root.at(path)?.keys ?? []) + (template?.at(path)?.keys ?? [])
        }
        workload.containers = PodReader(file: file, pod: pod).containers()
        workload.nodeChoices = PodReader(file: file, pod: pod).nodeChoices()
        workload.isPartial = isPartial(workload, pod)
        readScale(into: &workload)
        workload.hasPlaceholders = hasPlaceholders(workload)
        return workload
    }

    private func hasPlaceholders(_ workload: Workload) -> Bool {
        if [workload.name, workload.namespace].contains(where: { $0.value.map(Placeholder.isNoName) ?? false }) { return true }
        if workload.containers.contains(where: { $0.image.value.map(Placeholder.isNoImage) ?? false }) { return true }
        var open = [root]
        while let node = open.popLast() {
            if let text = node.string, Placeholder.isWhole(text) { return true }
            open += node.items
            open += node.entries.map(\.value)
        }
        return false
    }

    private func podSpec() -> (pod: Node, template: Node?)? {
        let paths: [String]
        switch kind {
        case "Pod": return root["spec"].map { ($0, root) }
        case "CronJob": paths = ["spec.jobTemplate.spec.template"]
        case "ScaledJob": paths = ["spec.jobTargetRef.template"]
        default: paths = ["spec.template"]
        }
        for path in paths {
            guard let template = root.at(path), let pod = template["spec"], pod["containers"] != nil || pod.isOpen else { continue }
            return (pod, template)
        }
        return nil
    }

    private func readScale(into workload: inout Workload) {
        switch kind {
        case "CronJob":
            workload.schedule = file.text(["spec", "schedule"], in: root)
            workload.timeZone = file.text(["spec", "timeZone"], in: root)
            workload.isSuspended = file.flag(["spec", "suspend"], in: root)
        case "Service":
            let annotations = root.at("spec.template.metadata.annotations")
            let minimum = bound(["min-scale", "minScale"], in: annotations).or(.known(0))
            workload.replicas = .unknown
            workload.ownBounds = (minimum, bound(["max-scale", "maxScale"], in: annotations).or(.unknown))
        case "DaemonSet", "Job", "ScaledJob": workload.replicas = .unknown
        case "Pod": workload.replicas = .known(1)
        default:
            let stated = file.number(["spec", "replicas"], in: root)
            workload.replicas = stated.isAbsent ? (workload.isPartial ? .unknown : .fallback(1)) : stated
        }
    }

    private func bound(_ names: [String], in annotations: Node?) -> Setting<Double> {
        for name in names {
            let value = file.number(["autoscaling.knative.dev/" + name], in: annotations)
            if !value.isAbsent { return value }
        }
        return .absent
    }

    /// A strategic-merge patch says only what it changes: no selector, or a container without an image.
    private func isPartial(_ workload: Workload, _ pod: Node) -> Bool {
        let needsSelector = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"].contains(kind)
        if needsSelector, root.at("spec.selector") == nil { return true }
        if root["$patch"] != nil || pod["$patch"] != nil { return true }
        return workload.containers.isEmpty || workload.containers.contains { $0.image.isAbsent }
    }

    private static func texts(_ node: Node?) -> [String: String] {
        var result: [String: String] = [:]
        for (key, value) in node?.entries ?? [] { if let text = value.string { result[key.rawText] = text } }
        return result
    }
}
