internal import Catalog
internal import Parsing

/// Reads a pod's containers and where it wants to run.
struct PodReader {
    let file: ConfigFile
    let pod: Node

    func containers() -> [Container] {
        (pod["containers"]?.items ?? []).filter { $0.kind == .mapping }.map(container)
    }

    func nodeChoices() -> [NodeChoice] {
        var result: [NodeChoice] = []
        for (key, value) in pod["nodeSelector"]?.entries ?? [] {
            result.append(NodeChoice(label: key.rawText, values: value.string.map { [$0] } ?? [], span: file.span(value)))
        }
        let required = pod.at("affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms")
        return result + (required?.items ?? []).flatMap { Self.choices($0, in: file) }
    }

    /// The labels that a term of a node selector wants.
    static func choices(_ term: Node, in file: ConfigFile) -> [NodeChoice] {
        (term["matchExpressions"]?.items ?? []).compactMap { expression in
            guard expression["operator"]?.string == "In", let key = expression["key"]?.string, let values = expression["values"] else { return nil }
            return NodeChoice(label: key, values: values.items.compactMap(\.string), span: file.span(values))
        }
    }

    func container(_ node: Node) -> Container {
        var container = Container(name: file.text(["name"], in: node), span: node["name"].map(file.span) ?? file.span(node))
        container.environment = environment(node)
        container.image = file.text(["image"], in: node)
        container.entry = words("command", node, container.environment)
        container.arguments = words("args", node, container.environment)
        if let hook = node.at("lifecycle.postStart.exec") { container.startHook = words("command", hook, container.environment) }
        readResources(node, into: &container)
        readMounts(node, into: &container)
        container.ports = (node["ports"]?.items ?? []).compactMap { $0["containerPort"]?.integer }
        for key in ["livenessProbe", "readinessProbe", "startupProbe"] {
            if let probe = node[key].flatMap({ probe($0, key: key, container.environment) }) { container.probes.append(probe) }
        }
        return container
    }

    /// Volumes that go with the pod.
    private static let passing = ["emptyDir", "configMap", "secret", "projected", "downwardAPI"]

    private func readMounts(_ node: Node, into container: inout Container) {
        let listed = node["volumeMounts"], volumes = pod["volumes"]
        container.mountsAreWhole = !(node.isOpen || pod.isOpen || listed?.isOpen ?? false || listed?.isConditional ?? false || volumes?.isOpen ?? false)
        for mount in listed?.items ?? [] {
            guard let path = file.text(["mountPath"], in: mount).value, let name = file.text(["name"], in: mount).value, !mount.isConditional else {
                container.mountsAreWhole = false
                continue
            }
            // One that the pod does not declare is a claim of its set.
            let volume = volumes?.items.first { $0["name"]?.string == name }
            container.mounts.append(.init(path: path, isKept: !Self.passing.contains { volume?[$0] != nil || volume?.keys.contains($0) ?? false }))
        }
    }

    private func environment(_ node: Node) -> Variables {
        var variables = Variables(.kubernetes)
        if node["envFrom"] != nil { variables.areWhole = false }
        guard let list = node["env"] else {
            if node.isOpen { variables.areWhole = false }
            return variables
        }
        if list.isOpen || list.kind != .sequence { variables.areWhole = false }
        for entry in list.items {
            guard let name = entry["name"]?.string else {
                variables.areWhole = false
                continue
            }
            guard let value = entry["value"] else {
                variables.values[name] = entry["valueFrom"] == nil && !entry.isOpen ? .known("") : .unknown
                continue
            }
            let text = file.text(value, variables)
            variables.values[name] = text
        }
        return variables
    }

    private func words(_ key: String, _ node: Node, _ variables: Variables) -> CommandWords? {
        guard let list = node[key], !list.isNull else {
            return node.isOpen ? CommandWords(words: [], isWhole: false, span: file.span(node)) : nil
        }
        guard list.kind == .sequence else { return CommandWords(words: [file.text(list, variables)], isWhole: false, span: file.span(list)) }
        let isConditional = list.isConditional || list.items.contains(where: \.isConditional)
        return CommandWords(
            words: list.items.map { file.text($0, variables) }, isWhole: !list.isOpen && !isConditional, span: file.span(list))
    }

    private func readResources(_ node: Node, into container: inout Container) {
        let knowledge = file.knowledge.accelerators
        container.cpu = file.text(["resources", "requests", "cpu"], in: node).map(Self.quantity)
        container.statesNeeds = statesNeeds(node)
        var isShared = false
        for part in ["limits", "requests"] {
            let found = file.find(["resources", part], in: node)
            guard let mapping = found.value else {
                if found.isUnknown, container.accelerators.isAbsent { container.accelerators = .unknown }
                continue
            }
            for (key, value) in mapping.entries {
                if knowledge.otherResources.contains(where: key.rawText.hasPrefix) { isShared = true }
                guard knowledge.resources.contains(key.rawText) else { continue }
                if container.accelerators.value == nil { container.accelerators = file.text(value).map { Double($0) } }
            }
            if mapping.isOpen, container.accelerators.isAbsent { container.accelerators = .unknown }
        }
        if isShared { container.accelerators = .unknown }
    }

    private func statesNeeds(_ node: Node) -> Setting<Bool> {
        var isUnknown = false
        for part in ["requests", "limits"] {
            for resource in ["cpu", "memory"] {
                let found = file.find(["resources", part, resource], in: node)
                if found.isUnknown { isUnknown = true } else if !found.isAbsent { return .known(true) }
            }
        }
        return isUnknown ? .unknown : .known(false)
    }

    /// `500m`, `2`.
    static func quantity(_ text: String) -> Double? {
        text.hasSuffix("m") ? Double(text.dropLast()).map { $0 / 1000 } : Double(text)
    }

    private func probe(_ node: Node, key: String, _ variables: Variables) -> Probe? {
        let period = file.number(["periodSeconds"], in: node).or(.known(10))
        if let request = node["httpGet"] {
            let path = file.text(["path"], in: request, variables)
            let headers = request["httpHeaders"]?.items ?? []
            return Probe(
                style: .httpGet, path: path, port: file.text(["port"], in: request), period: period,
                sendsAuthorization: headers.contains { $0["name"]?.string?.lowercased() == "authorization" },
                span: path.span ?? file.span(request))
        }
        guard let command = node.at("exec.command") else { return nil }
        let text = command.items.map { $0.string ?? "?" }.joined(separator: " ")
        let place = command.items.first { ($0.string ?? "").contains("/") && ($0.string ?? "").contains("http") } ?? command
        return Probe.ofCommand(text, style: .command, period: period, span: file.span(place))
    }
}

extension Probe {
    /// The probe that a command makes: the first URL in it gives path and port.
    static func ofCommand(_ text: String, style: Style, period: Setting<Double>, span: Span) -> Probe {
        var path = Setting<String>.absent
        var port = Setting<String>.absent
        if let start = text.firstRange(of: "://") {
            let url = text[start.upperBound...].prefix { !$0.isWhitespace && !"\"'|;)".contains($0) }
            let slash = url.firstIndex(of: "/") ?? url.endIndex
            path = .known(slash == url.endIndex ? "/" : String(url[slash...]), span)
            if let colon = url[..<slash].lastIndex(of: ":") { port = .known(String(url[url.index(after: colon)..<slash]), span) }
            if path.value?.contains("$") ?? false { path = .unknown }
        }
        let lower = text.lowercased()
        return Probe(
            style: style, path: path, command: text, port: port, period: period, sendsAuthorization: lower.contains("authorization:") || lower.contains("x-api-key"),
            span: span)
    }
}
