internal import Catalog
internal import Parsing

/// The LiteLLM proxy's configuration file.
enum LiteLLMFormat: ConfigFormat {
    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        guard let list = root["model_list"], list.kind == .sequence else { return false }
        return list.items.contains { $0["litellm_params"] != nil }
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        let heading = root.entry("litellm_settings")?.key ?? root.entry("model_list")?.key ?? root
        var gateway = GatewayConfig(engine: "litellm", isOpen: root.isOpen || (root["model_list"]?.isOpen ?? true), span: file.span(heading))
        gateway.routes = (root["model_list"]?.items ?? []).filter { $0["litellm_params"] != nil }.map { route($0, file) }
        addAliases(root, file, to: &gateway)
        gateway.includes = (root["include"]?.items ?? []).map { $0.string ?? "?" }
        gateway.cache = cache(root, file)
        gateway.cacheThreshold = file.number(["litellm_settings", "cache_params", "similarity_threshold"], in: root)
        gateway.isBare = !root.entries.contains { ["litellm_settings", "general_settings", "router_settings"].contains($0.key.rawText) }
        gateway.demandsKey = file.find(["general_settings", "master_key"], in: root).map { _ in true }
        readBackgroundChecks(root, file, into: &gateway)
        unit.gateways.append(gateway)
    }

    private static func route(_ node: Node, _ file: ConfigFile) -> GatewayConfig.Route {
        let params = node["litellm_params"]
        let info = node["model_info"]
        let name = file.text(["model_name"], in: node)
        var route = GatewayConfig.Route(
            name: name, nameSpan: node["model_name"].map(file.span) ?? file.span(node), model: file.text(["model"], in: params),
            baseModel: file.text(["base_model"], in: info), mode: file.text(["mode"], in: info),
            note: info?["description"]?.string ?? "", apiBase: file.text(["api_base"], in: params).or(file.text(["base_url"], in: params)),
            isMock: params?["mock_response"] != nil, isAlias: false,
            skipsChecks: info?["disable_background_health_check"]?.bool == true || info?["health_check_model"] != nil, span: file.span(node))
        route.reasoning = file.reasoning(in: params)
        return route
    }

    /// `router_settings.model_group_alias: {name: other-name}`, the value also as `{model: other-name}`.
    private static func addAliases(_ root: Node, _ file: ConfigFile, to gateway: inout GatewayConfig) {
        for (key, value) in root.at("router_settings.model_group_alias")?.entries ?? [] {
            let model = value.kind == .mapping ? file.text(["model"], in: value) : file.text(value)
            gateway.routes.append(
                GatewayConfig.Route(
                    name: file.text(key), nameSpan: file.span(key), model: model, baseModel: .absent, mode: .absent, note: "",
                    apiBase: .absent, isMock: false, isAlias: true, skipsChecks: true, span: file.span(key)))
        }
    }

    private static func cache(_ root: Node, _ file: ConfigFile) -> Setting<String> {
        let type = file.text(["litellm_settings", "cache_params", "type"], in: root)
        let router = file.flag(["router_settings", "cache_responses"], in: root)
        if router.value == true { return .known("local", router.span) }
        let stated = file.flag(["litellm_settings", "cache"], in: root)
        // `cache: true` without a type is Redis, says litellm's documentation.
        if let isOn = stated.value { return isOn ? (type.value == nil ? .known("redis", stated.span) : type) : .known("off", stated.span) }
        if stated.isUnknown || router.isUnknown { return .unknown }
        // Parameters without the switch: meant, and by some versions taken, as a cache.
        if !file.find(["litellm_settings", "cache_params"], in: root).isAbsent { return .unknown }
        // Settings kept in the database may add one.
        if file.flag(["general_settings", "store_model_in_db"], in: root).value == true { return .fallback("none") }
        return .absent
    }

    private static func readBackgroundChecks(_ root: Node, _ file: ConfigFile, into gateway: inout GatewayConfig) {
        let stated = file.flag(["general_settings", "background_health_checks"], in: root)
        gateway.backgroundSpan = stated.span
        guard stated.value == true else {
            gateway.backgroundChecks = stated.isUnknown ? .unknown : .absent
            return
        }
        let usual = file.knowledge.gateways.first { $0.name == "litellm" }?.backgroundInterval
        gateway.backgroundChecks = file.number(["general_settings", "health_check_interval"], in: root).or(usual.map { .known($0) } ?? .unknown)
        gateway.backgroundChecksAreCapped = root.at("general_settings.background_health_check_model_groups") != nil
    }
}
