internal import Catalog
internal import ConfigModel
internal import Parsing

/// The health checks of one container, as far as what they reach is known.
struct ProbeFacts {
    let extraction: ConfigExtraction
    let workload: Workload
    let container: Container
    private var knowledge: ConfigKnowledge { extraction.file.knowledge }

    init(_ extraction: ConfigExtraction, _ workload: Workload, _ container: Container) {
        self.extraction = extraction
        self.workload = workload
        self.container = container
    }

    func facts() -> [Fact] { container.probes.filter { !$0.isDisabled }.compactMap(fact) }

    private func fact(_ probe: Probe) -> Fact? {
        let gateway = gateway
        let engine = ServerCommand.find(in: container, knowledge.engines)?.engine.name
        let path = probe.path.value.map(Self.withoutQuery)
        let generates = probe.command.map(generates) ?? false
        guard gateway != nil || engine != nil || generates else { return nil }
        var fields: [String: Value] = [
            "target": .text(gateway?.name ?? engine ?? "model"), "style": .text(probe.style.rawValue), "path": extraction.value(probe.path),
            "period-seconds": extraction.value(probe.period), "workload": .text(workload.symbol),
            "copies": workload.replicas.value.map { .number($0) } ?? Value(.fallback(.number(1))),
            "authorization": .text(probe.sendsAuthorization ? "sent" : "none"),
        ]
        if generates {
            fields["calls-models"] = .flag(true)
            fields["deployments"] = .number(1)
        } else if let gateway, let path {
            if gateway.livePaths.contains(path), !gateway.separateHealth.contains(where: { container.environment.values[$0] != nil }) {
                fields["calls-models"] = .flag(true)
                fields["remedy.path"] = .text(gateway.freePath)
                if !probe.sendsAuthorization, gateway.keyVariables.contains(where: { container.environment.values[$0] != nil }) {
                    fields["refusal"] = .text(HealthRefusal.sentence)
                }
            } else if gateway.freePaths.contains(path) {
                fields["calls-models"] = .flag(false)
            }
        } else if engine != nil, path != nil, probe.command == nil {
            // A GET of a server's own path runs no model.
            fields["calls-models"] = .flag(false)
        }
        return extraction.fact(.healthProbe, at: probe.span, symbol: workload.symbol + "/" + (container.name.value ?? "?"), fields)
    }

    private var gateway: GatewayKnowledge? {
        knowledge.gateways.first { gateway in
            if let image = container.image.value, imageMatches(image, gateway.images) { return true }
            let commands = CommandLine.all(of: container)
            return gateway.launchers.contains { launcher in commands.contains { $0.starts(with: launcher) } }
        }
    }

    private func generates(_ command: String) -> Bool {
        knowledge.generationPaths.contains(where: command.contains) && knowledge.bodySigns.contains(where: command.contains)
    }

    private static func withoutQuery(_ path: String) -> String {
        let path = String(path.prefix { $0 != "?" && $0 != "#" })
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}

/// A health check that asks for live answers but is turned away: broken, not costly.
enum HealthRefusal {
    static let sentence = "the gateway asks for a key that it does not send, so as it stands it is refused (401) and fails"
}
