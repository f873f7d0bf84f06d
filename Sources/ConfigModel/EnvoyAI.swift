internal import Parsing

/// Routes of Envoy AI Gateway: a header that holds the model asked for leads to backends, each of which may put another model in its
/// place. Other objects of its group are Kubernetes' own affair.
enum EnvoyAIFormat: ConfigFormat {
    /// The header into which the gateway puts the model that the request names.
    private static let header = "x-ai-eg-model"

    static func recognises(_ root: Node, in file: ConfigFile) -> Bool {
        root["kind"]?.string == "AIGatewayRoute" && (root["apiVersion"]?.string?.hasPrefix("aigateway.envoyproxy.io/") ?? false)
    }

    static func read(_ root: Node, in file: ConfigFile, into unit: inout ConfigUnit) {
        guard let rules = root.at("spec.rules") else { return }
        var gateway = GatewayConfig(engine: "envoy-ai-gateway", isOpen: root.isOpen, span: file.span(root.entry("kind")?.key ?? root))
        gateway.followsNames = false
        // It has no response cache that a route could switch on.
        gateway.cache = .unknown
        for rule in rules.items {
            let names = names(of: rule, file)
            for backend in rule["backendRefs"]?.items ?? [] where file.number(["weight"], in: backend).value != 0 {
                let override = file.literal(["modelNameOverride"], in: backend)
                for name in names {
                    let place = backend["modelNameOverride"].map(file.span) ?? name.span ?? file.span(backend)
                    gateway.routes.append(GatewayConfig.Route(name, at: place, to: override.or(name), span: file.span(rule)))
                }
            }
        }
        if !gateway.routes.isEmpty { unit.gateways.append(gateway) }
    }

    /// The models that callers ask for; unknown where a pattern or no header at all says which.
    private static func names(of rule: Node, _ file: ConfigFile) -> [Setting<String>] {
        var names: [Setting<String>] = []
        for match in rule["matches"]?.items ?? [] {
            for header in match["headers"]?.items ?? [] where header["name"]?.string?.lowercased() == Self.header {
                let isExact = header["type"].map { $0.string == "Exact" } ?? true
                names.append(isExact ? file.literal(["value"], in: header) : .unknown)
            }
        }
        return names.isEmpty ? [.unknown] : names
    }
}
