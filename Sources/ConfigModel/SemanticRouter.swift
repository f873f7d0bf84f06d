internal import Parsing

/// The configuration of vLLM's semantic router: decisions (before, categories) say which models may answer what kind of question.
enum SemanticRouterFormat: ConfigFormat {
    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        let decisions = decisions(root).contains { $0["modelRefs"]?.kind == .sequence }
        let categories = (root["categories"]?.items ?? []).contains { $0["model_scores"]?.kind == .sequence }
        return decisions || categories && (root["model_config"] ?? root["default_model"] ?? root["vllm_endpoints"]) != nil
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        let heading = root.entry("decisions")?.key ?? root.entry("routing")?.key ?? root.entry("categories")?.key ?? root
        var gateway = GatewayConfig(engine: "vllm-semantic-router", isOpen: root.isOpen, span: file.span(heading))
        gateway.routes = (root.at("providers.models")?.items ?? []).map { model in
            let target = file.literal(["provider_model_id"], in: model).or(file.literal(["name"], in: model))
            return GatewayConfig.Route(file.literal(["name"], in: model), at: file.span(model["name"] ?? model), to: target, span: file.span(model))
        }
        for (choice, key) in decisions(root).map({ ($0, "modelRefs") }) + (root["categories"]?.items ?? []).map({ ($0, "model_scores") }) {
            for reference in choice[key]?.items ?? [] {
                guard let node = reference["model"] else { continue }
                var route = GatewayConfig.Route(file.literal(["name"], in: choice), at: file.span(node), to: file.literal(node), span: file.span(choice))
                route.isCaller = true
                let thinks = file.flag(["use_reasoning"], in: reference)
                route.reasoning = thinks.value == true ? file.literal(["reasoning_effort"], in: reference).or(.known("true")) : thinks.map(String.init)
                route.note = choice["description"]?.string ?? ""
                gateway.routes.append(route)
            }
        }
        gateway.cache = cache(root, file)
        unit.gateways.append(gateway)
    }

    private static func decisions(_ root: Node) -> [Node] { root["decisions"]?.items ?? root.at("routing.decisions")?.items ?? [] }

    private static func cache(_ root: Node, _ file: ConfigFile) -> Setting<String> {
        for path in [["semantic_cache"], ["global", "stores", "semantic_cache"]] where !file.find(path, in: root).isAbsent {
            let isOn = file.flag(path + ["enabled"], in: root)
            guard let isOn = isOn.value else { return .unknown }
            return isOn ? .known("semantic", file.find(path, in: root).span) : .known("off", file.find(path, in: root).span)
        }
        // A plugin of one decision may keep its answers; and what is on without being named differs from version to version.
        return .unknown
    }
}
