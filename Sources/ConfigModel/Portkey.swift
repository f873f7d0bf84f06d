internal import Catalog
internal import Parsing

/// Portkey's gateway configurations: JSON objects that send a request to one of several targets. A file holds one, or several by name.
///
///     {"strategy": {"mode": "conditional", …}, "cache": {"mode": "simple"},
///      "targets": [{"name": "classifier", "provider": "@openai", "override_params": {"model": "gpt-4o"}}, …]}
enum PortkeyFormat: ConfigFormat {
    static var syntaxes: Set<DataFormat> { [.json] }

    private static let modes: Set<String> = ["single", "fallback", "loadbalance", "conditional"]
    /// What says of an object that it is where a request goes.
    private static let marks = ["provider", "virtual_key", "virtualKey", "api_key", "apiKey", "override_params", "overrideParams"]
    private static let deepest = 8

    static func recognises(_ root: Node, in file: ConfigFile) -> Bool { !configs(root).isEmpty }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        for (key, config) in configs(root) {
            let heading = key ?? config.entry("strategy")?.key ?? config.entries.first?.key ?? config
            var gateway = GatewayConfig(engine: "portkey", isOpen: config.isOpen, span: file.span(heading))
            gateway.followsNames = false
            readTargets(config, file, into: &gateway)
            unit.gateways.append(gateway)
        }
    }

    private static func configs(_ root: Node) -> [(key: Node?, config: Node)] {
        if isConfig(root) { return [(nil, root)] }
        return root.entries.compactMap { isConfig($0.value) ? ($0.key, $0.value) : nil }
    }

    private static func isConfig(_ node: Node) -> Bool {
        guard node.kind == .mapping else { return false }
        if let targets = node["targets"], targets.kind == .sequence {
            guard let mode = node.at("strategy.mode")?.string, modes.contains(mode) else { return false }
            return targets.items.contains { isTarget($0) || $0["targets"]?.kind == .sequence }
        }
        return override(of: node)?["model"] != nil && (node["virtual_key"] ?? node["virtualKey"] ?? node["provider"]) != nil
    }

    private static func isTarget(_ node: Node) -> Bool { marks.contains { node[$0] != nil } }

    private static func override(of node: Node) -> Node? { node["override_params"] ?? node["overrideParams"] }

    /// The targets at the ends of a configuration, which may stand within one another. Of what a condition leads to, the name says
    /// what it is asked for; elsewhere it only tells one target of the same work from another.
    private static func readTargets(_ config: Node, _ file: ConfigFile, into gateway: inout GatewayConfig) {
        var waiting: [(node: Node, name: Setting<String>, depth: Int)] = [(config, .absent, 0)]
        var cache = Setting<String>.absent
        while let (node, name, depth) = waiting.popLast() {
            guard depth < deepest else { continue }
            cache = cache.or(self.cache(of: node, file))
            guard let targets = node["targets"], targets.kind == .sequence else {
                gateway.routes.append(route(to: node, name, file))
                continue
            }
            let isChoice = node.at("strategy.mode")?.string == "conditional"
            for target in targets.items.reversed() {
                waiting.append((target, isChoice ? file.literal(["name"], in: target) : name, depth + 1))
            }
        }
        gateway.cache = cache
    }

    private static func route(to node: Node, _ name: Setting<String>, _ file: ConfigFile) -> GatewayConfig.Route {
        let model = file.literal(["model"], in: override(of: node))
        let place = override(of: node)?["model"].map(file.span) ?? file.span(node)
        // `@slug/model` names one of the workspace's own providers before the model.
        let plain = model.map { text in text.hasPrefix("@") ? text.split(separator: "/", maxSplits: 1).dropFirst().last.map(String.init) : text }
        var route = GatewayConfig.Route(name, at: place, to: plain, span: file.span(node))
        let provider = file.literal(["provider"], in: node)
        // A slug is whatever its owner calls it.
        if let text = provider.value, !text.hasPrefix("@") { route.provider = provider }
        route.apiBase = file.literal(["custom_host"], in: node).or(file.literal(["customHost"], in: node))
        route.reasoning = file.reasoning(in: override(of: node))
        // Without a model of its own, a target passes on what it is asked for, chat or not.
        if model.value == nil {
            route.model = .unknown
            route.mode = .unknown
        }
        return route
    }

    private static func cache(of node: Node, _ file: ConfigFile) -> Setting<String> {
        guard let cache = node["cache"], !cache.isNull else { return .absent }
        let mode = cache.kind == .mapping ? file.literal(["mode"], in: cache) : file.literal(cache)
        return mode.map { ["simple", "semantic"].contains($0) ? $0 : nil }
    }
}
