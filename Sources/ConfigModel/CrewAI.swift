public import Parsing

/// CrewAI's agents: each with a role, a goal, a backstory, and the model that it asks, spelled as LiteLLM spells it.
enum CrewAIFormat: ConfigFormat {
    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        !root.entries.isEmpty && root.entries.allSatisfy { _, agent in agent["role"] != nil && agent["goal"] != nil && agent["backstory"] != nil }
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        var crew = GatewayConfig(engine: "crewai", isOpen: root.isOpen, span: file.span(root))
        crew.purpose = .program
        crew.spelling = "litellm"
        crew.followsNames = false
        for (name, agent) in root.entries {
            guard let model = agent["llm"] else { continue }
            var route = GatewayConfig.Route(file.literal(name), at: file.span(model), to: file.literal(model), span: file.span(agent))
            route.isCaller = true
            route.note = agent["role"]?.string ?? ""
            // What it may hand on to others, or do with tools, its name does not say.
            route.mayDoMore = agent["allow_delegation"]?.bool == true || !(agent["tools"]?.items.isEmpty ?? true)
            crew.routes.append(route)
        }
        if !crew.routes.isEmpty { unit.gateways.append(crew) }
    }
}
