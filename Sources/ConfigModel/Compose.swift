internal import Catalog
internal import Parsing

/// Compose files: a service is a workload and its own service.
enum ComposeFormat: ConfigFormat {
    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        guard let services = root["services"], services.kind == .mapping, root["apiVersion"] == nil else { return false }
        return services.entries.contains { entry in
            ["image", "build", "command", "healthcheck", "ports", "environment", "extends"].contains { entry.value[$0] != nil }
        }
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        for (key, value) in root["services"]?.entries ?? [] where value.kind == .mapping {
            let reader = ComposeService(file: file, key: key, node: value)
            let workload = reader.workload()
            unit.workloads.append(workload)
            unit.services.append(
                ServiceRecord(
                    name: workload.name, namespace: .absent, selector: [:], selectorIsWhole: true, workload: workload.symbol,
                    span: workload.span))
        }
    }
}

struct ComposeService {
    let file: ConfigFile
    let key: Node
    let node: Node

    func workload() -> Workload {
        var workload = Workload(platform: .compose, kind: "compose service", name: file.text(key), span: file.span(key))
        workload.isPartial = node["extends"] != nil || node.isOpen || (node["image"] == nil && node["build"] == nil)
        workload.replicas = file.number(["deploy", "replicas"], in: node, Variables(.compose)).or(
            file.number(["scale"], in: node, Variables(.compose)).or(workload.isPartial ? .unknown : .known(1)))
        workload.containers = [container(isPartial: workload.isPartial)]
        workload.buildContext = node["build"].flatMap { $0.string ?? $0["context"]?.string ?? ($0.kind == .mapping ? "." : nil) }
        workload.buildFile = node["build"]?["dockerfile"]?.string
        return workload
    }

    private func container(isPartial: Bool) -> Container {
        var container = Container(name: file.text(key), span: file.span(key))
        container.environment = environment()
        container.environment.areWhole = container.environment.areWhole && !isPartial
        container.image = file.text(["image"], in: node, Variables(.compose))
        container.entry = words("entrypoint")
        container.arguments = words("command")
        if isPartial { container.arguments?.isWhole = false }
        // A built image runs what its Dockerfile says.
        if container.image.isAbsent { container.image = .unknown }
        container.accelerators = accelerators()
        container.probes = probe().map { [$0] } ?? []
        for port in node["ports"]?.items ?? [] {
            if let text = port.string, let last = text.split(separator: "/").first?.split(separator: ":").last, let number = Int(last) { container.ports.append(number) }
        }
        return container
    }

    private func environment() -> Variables {
        var variables = Variables(.shell)
        if node["env_file"] != nil { variables.areWhole = false }
        guard let environment = node["environment"] else { return variables }
        if environment.isOpen { variables.areWhole = false }
        for (name, value) in environment.entries {
            variables.values[name.rawText] = value.isNull ? .unknown : file.text(value, Variables(.compose))
        }
        for item in environment.items {
            guard let text = item.string else {
                variables.areWhole = false
                continue
            }
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            variables.values[name] = parts.count == 2 ? Variables(.compose).resolve(String(parts[1]), file.span(item)) : .unknown
        }
        return variables
    }

    private func words(_ key: String) -> CommandWords? {
        guard let value = node[key], !value.isNull else { return nil }
        let span = file.span(value)
        if value.kind == .sequence {
            return CommandWords(words: value.items.map { file.text($0, Variables(.compose)) }, isWhole: !value.isOpen, span: span)
        }
        guard let text = value.string else { return CommandWords(words: [], isWhole: false, span: span) }
        let words = ShellScript.split(text.replacing("\n", with: " ")).flatMap(\.self)
        return CommandWords(words: words.map { place($0, in: value) }, isWhole: !value.isOpen, span: span)
    }

    /// A word of a command's text, with variables put in, at the line where it stands.
    private func place(_ word: String, in value: Node) -> Setting<String> {
        Variables(.compose).resolve(word, file.place(of: word, in: value))
    }

    private func accelerators() -> Setting<Double> {
        let devices = file.find(["deploy", "resources", "reservations", "devices"], in: node)
        guard let list = devices.value else {
            if node["gpus"] != nil || node["runtime"]?.string == "nvidia" { return .unknown }
            return devices.map { _ in nil }
        }
        for device in list.items {
            let capabilities = device["capabilities"]?.items.compactMap(\.string) ?? []
            guard capabilities.contains("gpu") || device["driver"]?.string == "nvidia" else { continue }
            if let ids = device["device_ids"], ids.kind == .sequence { return .known(Double(ids.items.count), file.span(ids)) }
            // `count: all`, or none stated, takes what the host has.
            return file.number(["count"], in: device, Variables(.compose)).or(.unknown)
        }
        return .absent
    }

    private func probe() -> Probe? {
        guard let check = node["healthcheck"], let test = check["test"] else { return nil }
        let text = test.string ?? test.items.map { $0.string ?? "?" }.joined(separator: " ")
        let period = file.text(["interval"], in: check).map(Self.seconds).or(.known(30))
        let place = test.items.first { ($0.string ?? "").contains("://") } ?? test
        var probe = Probe.ofCommand(text, style: .healthcheck, period: period, span: file.span(place))
        probe.isDisabled = text == "NONE" || check["disable"]?.bool == true
        return probe
    }

    /// `1m30s`, `30s`, `500ms` in seconds.
    static func seconds(_ text: String) -> Double? {
        var rest = Substring(text)
        var total = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest[digits.endIndex...]
            let unit = rest.prefix { $0.isLetter }
            rest = rest[unit.endIndex...]
            guard let number = Double(digits), let factor = ["h": 3600, "m": 60, "s": 1, "ms": 0.001, "us": 0.000_001][String(unit)] else { return nil }
            total += number * factor
        }
        return total
    }
}

extension ConfigFile {
    /// Where a word stands in a scalar's text: its own span when the word is found in the file's bytes, else the scalar's.
    func place(of word: String, in node: Node) -> Span {
        let whole = span(node)
        guard whole.end <= source.bytes.count, whole.length < 20_000 else { return whole }
        let bytes = Array(word.utf8)
        guard !bytes.isEmpty, whole.length >= bytes.count else { return whole }
        for start in whole.start...(whole.end - bytes.count) where source.bytes[start..<(start + bytes.count)].elementsEqual(bytes) {
            return Span(start, start + bytes.count)
        }
        return whole
    }
}
