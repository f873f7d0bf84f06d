internal import Parsing

/// TensorZero's configuration: functions, each answered by one of its variants, and models with their providers.
///
///     [functions.classify_ticket.variants.baseline]
///     model = "openai::gpt-4o"            # or the name of a model below
///
///     [models.small]
///     routing = ["vllm"]
///     providers.vllm = {type = "vllm", model_name = "Qwen/Qwen3-8B", api_base = "http://…"}
enum TensorZeroFormat: ConfigFormat {
    static var syntaxes: Set<DataFormat> { [.toml] }

    /// Kinds of variants that ask one model once.
    private static let single: Set<String> = ["chat_completion", "experimental_dynamic_in_context_learning", "dicl"]

    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        let variants = (root["functions"]?.entries ?? []).flatMap { $0.value["variants"]?.entries ?? [] }
        return variants.contains { $0.value["type"] != nil || $0.value["model"] != nil }
            || (root["models"]?.entries ?? []).contains { $0.value["routing"]?.kind == .sequence && $0.value["providers"]?.kind == .mapping }
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        let heading = root.entry("functions")?.key ?? root.entry("models")?.key ?? root
        var gateway = GatewayConfig(engine: "tensorzero", isOpen: root.isOpen, span: file.span(heading))
        // Whether answers are kept is said with each request.
        gateway.cache = .unknown
        gateway.routes = (root["models"]?.entries ?? []).compactMap { model($0.key, $0.value, file) }
        for (name, function) in root["functions"]?.entries ?? [] {
            gateway.routes += (function["variants"]?.entries ?? []).compactMap { variant($0.value, of: function, name, file) }
        }
        if !gateway.routes.isEmpty { unit.gateways.append(gateway) }
    }

    /// A model is that of the provider which is asked first.
    private static func model(_ name: Node, _ model: Node, _ file: ConfigFile) -> GatewayConfig.Route? {
        guard let first = model["routing"]?.items.first?.string, let provider = model["providers"]?[first] else { return nil }
        let keys = ["model_name", "model_id", "deployment_id"]
        guard let key = keys.first(where: { provider[$0] != nil }), let node = provider[key] else { return nil }
        var route = GatewayConfig.Route(file.literal(name), at: file.span(node), to: file.literal(node), span: file.span(name))
        route.provider = file.literal(["type"], in: provider)
        route.apiBase = file.literal(["api_base"], in: provider)
        return route
    }

    private static func variant(_ variant: Node, of function: Node, _ name: Node, _ file: ConfigFile) -> GatewayConfig.Route? {
        // Others ask several models, or one again and again, to choose among the answers.
        guard let node = variant["model"], single.contains(variant["type"]?.string ?? "chat_completion") else { return nil }
        let model = file.literal(node)
        var route = GatewayConfig.Route(file.literal(name), at: file.span(node), to: model, span: file.span(node))
        // `provider::model` is the provider's own; a plain name is one of `models`.
        if let text = model.value, let cut = text.firstRange(of: "::") {
            route.model = model.map { _ in String(text[cut.upperBound...]) }
            route.provider = model.map { _ in String(text[..<cut.lowerBound]) }
        }
        route.note = function["description"]?.string ?? ""
        route.isCaller = true
        route.reasoning = file.literal(["thinking_budget_tokens"], in: variant).or(file.literal(["reasoning_effort"], in: variant))
        // One without weight is there to be tried, and still says that there is a choice.
        route.mayDoMore = variant["weight"]?.number == 0 || !(function["tools"]?.items.isEmpty ?? true) || !(variant["tools"]?.items.isEmpty ?? true)
        return route
    }
}
