internal import Catalog
internal import Parsing

/// Continue's configuration, as YAML or as the JSON before it: which model completes code as one types.
enum ContinueFormat: ConfigFormat {
    static var syntaxes: Set<DataFormat> { [.yaml, .json] }

    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        if root["tabAutocompleteModel"] != nil { return file.format == .json && root["models"] != nil }
        guard file.format == .yaml, let models = root["models"], models.kind == .sequence else { return false }
        return models.items.contains { $0["roles"]?.kind == .sequence && $0["provider"] != nil }
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        let single = root["tabAutocompleteModel"]
        let completing = single.map { $0.kind == .sequence ? $0.items : [$0] }
            ?? (root["models"]?.items ?? []).filter { $0["roles"]?.items.contains { $0.string == "autocomplete" } ?? false }
        var tool = GatewayConfig(engine: "continue", isOpen: root.isOpen, span: file.span(root.entry("models")?.key ?? root))
        tool.purpose = .tool
        tool.followsNames = false
        for model in completing where model["model"] != nil {
            let written = file.literal(["model"], in: model)
            var route = GatewayConfig.Route(.absent, at: file.span(model["model"] ?? model), to: written, span: file.span(model))
            route.provider = file.literal(["provider"], in: model)
            route.apiBase = file.literal(["apiBase"], in: model)
            route.role = "autocomplete"
            tool.routes.append(route)
        }
        if !tool.routes.isEmpty { unit.gateways.append(tool) }
    }
}

/// aider's configuration: its weak model writes commit messages and summarises the chat. Models are spelled as LiteLLM spells them.
enum AiderFormat: ConfigFormat {
    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        file.path.split(separator: "/").last == ".aider.conf.yml" && root["weak-model"] != nil
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        guard let weak = root["weak-model"] else { return }
        var tool = GatewayConfig(engine: "aider", isOpen: root.isOpen, span: file.span(weak))
        tool.purpose = .tool
        tool.spelling = "litellm"
        var route = GatewayConfig.Route(.absent, at: file.span(weak), to: file.literal(weak), span: file.span(weak))
        route.role = "commit-messages"
        route.apiBase = file.literal(["openai-api-base"], in: root)
        tool.routes.append(route)
        // `alias: ["fast:gpt-4o-mini"]` gives a model another name.
        for alias in root["alias"]?.items ?? [] {
            guard let parts = alias.string?.split(separator: ":", maxSplits: 1).map(String.init), parts.count == 2 else { continue }
            var named = GatewayConfig.Route(.known(parts[0]), at: file.span(alias), to: .known(parts[1]), span: file.span(alias))
            named.apiBase = route.apiBase
            tool.routes.append(named)
        }
        unit.gateways.append(tool)
    }
}

/// Zed's settings: the model that writes commit messages.
enum ZedFormat: ConfigFormat {
    static var syntaxes: Set<DataFormat> { [.json] }

    static func recognises(_ root: Node, in file: ConfigFile) -> Bool { model(root) != nil }

    private static func model(_ root: Node) -> Node? { (root["agent"] ?? root["assistant"])?["commit_message_model"] }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        guard let chosen = model(root), let name = chosen["model"] else { return }
        var tool = GatewayConfig(engine: "zed", isOpen: root.isOpen, span: file.span(chosen))
        tool.purpose = .tool
        tool.followsNames = false
        var route = GatewayConfig.Route(.absent, at: file.span(name), to: file.literal(name), span: file.span(chosen))
        route.provider = file.literal(["provider"], in: chosen)
        route.role = "commit-messages"
        tool.routes.append(route)
        unit.gateways.append(tool)
    }
}

/// Claude Code's settings: environment variables name the model for work in the background.
enum ClaudeCodeFormat: ConfigFormat {
    /// Variables that name the small model, and those that send requests elsewhere.
    private static let small = ["ANTHROPIC_SMALL_FAST_MODEL", "ANTHROPIC_DEFAULT_HAIKU_MODEL"]

    static var syntaxes: Set<DataFormat> { [.json] }

    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        root["env"]?.kind == .mapping && small.contains { root["env"]?[$0] != nil }
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        guard let variables = root["env"] else { return }
        var tool = GatewayConfig(engine: "claude-code", isOpen: root.isOpen, span: file.span(variables))
        tool.purpose = .program
        tool.followsNames = false
        for name in small {
            guard let entry = variables.entry(name) else { continue }
            var route = GatewayConfig.Route(.known(name), at: file.span(entry.value), to: file.literal(entry.value), span: file.span(entry.value))
            route.apiBase = file.literal(["ANTHROPIC_BASE_URL"], in: variables)
            route.promise = "work in the background"
            tool.routes.append(route)
        }
        unit.gateways.append(tool)
    }
}

/// claude-code-router's configuration: which model answers which kind of request of Claude Code, as `provider,model`.
enum ClaudeCodeRouterFormat: ConfigFormat {
    static var syntaxes: Set<DataFormat> { [.json] }

    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        root.at("Router.background")?.string?.contains(",") ?? false && (root["Providers"] ?? root["providers"])?.kind == .sequence
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        guard let background = root.at("Router.background") else { return }
        var tool = GatewayConfig(engine: "claude-code-router", isOpen: root.isOpen, span: file.span(background))
        tool.purpose = .program
        tool.followsNames = false
        let model = file.literal(background).map { $0.split(separator: ",").last.map { $0.trimmingPrefix { $0 == " " } }.map(String.init) }
        var route = GatewayConfig.Route(.known("background"), at: file.span(background), to: model, span: file.span(background))
        route.promise = "work in the background"
        tool.routes.append(route)
        unit.gateways.append(tool)
    }
}
