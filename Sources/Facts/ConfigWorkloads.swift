internal import Catalog
internal import ConfigModel
internal import Parsing

/// The facts of one workload: itself, its servers and probes, its schedule, and what says that it is scaled.
struct WorkloadFacts {
    let extraction: ConfigExtraction
    let workload: Workload
    private var knowledge: ConfigKnowledge { extraction.file.knowledge }

    init(_ extraction: ConfigExtraction, _ workload: Workload) {
        self.extraction = extraction
        self.workload = workload
    }

    func facts() -> [Fact] {
        var facts: [Fact] = []
        let accelerator = acceleratorContainer
        let shared = accelerator.map { acceleratorFields($0) } ?? [:]
        if ["CronJob"].contains(workload.kind) {
            facts.append(ScheduleFacts(extraction, workload).fact(accelerator: shared))
        }
        let own = workloadFact(shared)
        facts.append(own)
        facts += scalers()
        for container in workload.containers {
            facts += environmentFacts(container, of: own)
            facts += ProbeFacts(extraction, workload, container).facts()
            facts += loads(container)
            // A pod that nothing starts again is tried out by hand.
            guard !Self.isBatch(workload.kind), workload.kind != "Pod" else { continue }
            let server = ServerFacts(extraction, workload, container, accelerator: acceleratorFields(container))
            facts += server.facts()
        }
        return facts
    }

    /// Variables that may name a model: by their own name, or by what they are set to.
    private func environmentFacts(_ container: Container, of own: Fact) -> [Fact] {
        guard !workload.isConditional else { return [] }
        let isServer = ServerCommand.find(in: container, knowledge.engines) != nil
        return container.environment.values.sorted { $0.key < $1.key }.compactMap { name, setting in
            let isModel = setting.value.map { extraction.sizes($0) != nil } ?? false
            guard isModel || NameWords.split(name).contains(where: knowledge.routeNames.variableWords.contains), let span = setting.span ?? container.image.span else { return nil }
            var fields: [String: Value] = ["name": .text(name), "value": extraction.value(setting), "server": .flag(isServer)]
            fields["workload"] = .text(workload.symbol)
            fields["image"] = extraction.value(container.image)
            for key in ["build-context", "environment"] { fields[key] = own[key] }
            return extraction.fact(.environmentVariable, at: span, symbol: workload.symbol, fields)
        }
    }

    /// Weights in 16 or 32 bit that a command has a server load, each tag once.
    private func loads(_ container: Container) -> [Fact] {
        var seen: Set<String> = []
        return ServerCommand.loads(in: container, knowledge.engines).compactMap { engine, model in
            guard let name = model.value, let weights = knowledge.weights.files.unquantised(tag: name), seen.insert(name).inserted else { return nil }
            var fact = extraction.fact(
                .modelLoad, at: model.span ?? container.span, symbol: workload.symbol + "/" + (container.name.value ?? "?"),
                ["library": .text(engine.name), "model": extraction.value(model), "purpose": .text("inference")])
            fact.setWeights(weights, named: name, isFallback: model.isFallback)
            return fact
        }
    }

    static func isBatch(_ kind: String) -> Bool { ["Job", "CronJob", "ScaledJob"].contains(kind) }

    private var acceleratorContainer: Container? {
        workload.containers.first { !$0.accelerators.isAbsent } ?? workload.containers.first
    }

    private func workloadFact(_ accelerator: [String: Value]) -> Fact {
        var fields = accelerator
        fields["kind"] = .text(workload.kind)
        fields["name"] = extraction.value(workload.name)
        if !workload.namespace.isUnknown { fields["namespace"] = extraction.value(workload.namespace.or(.known("default"))) }
        fields[workload.isPartial ? "patched-replicas" : "replicas"] = extraction.value(workload.replicas)
        fields["image"] = (acceleratorContainer?.image).map { extraction.value($0) } ?? .unknown
        fields["schedule"] = extraction.value(workload.schedule)
        fields["partial"] = .flag(workload.isPartial)
        if !workload.containers.isEmpty, workload.containers.allSatisfy(\.accelerators.isAbsent) { fields["compute"] = .text("cpu") }
        if let context = workload.buildContext, !context.contains("$"), !context.contains("://") {
            let folder = KustomizeOverlays.resolve(context, from: extraction.file.path)
            fields["build-context"] = .text(folder.isEmpty ? "." : folder)
            if let file = workload.buildFile, !file.contains("$") { fields["build-file"] = .text(folder.isEmpty ? file : folder + "/" + file) }
        }
        fields["sized-by"] = .text("none")
        if !workload.isPartial || requests.text == "some" { fields["requests"] = requests }
        fields["conditional"] = .flag(workload.isConditional)
        fields["environment"] = .text(workload.hasPlaceholders ? "template" : isForDevelopment ? "development" : "unstated")
        if workload.podLabelsAreWhole, !workload.podLabels.isEmpty { fields["labels"] = .text(ConfigExtraction.joined(workload.podLabels)) }
        if let mark = workload.marks.first(where: { mark in knowledge.autoscaling.marks.contains(where: mark.hasPrefix) }) {
            fields["scaled-by"] = .text(mark)
        }
        if let container = acceleratorContainer, let image = container.image.value,
            let variable = knowledge.autoscaling.unloadingImages.first(where: { image.contains($0.key) })?.value
        {
            fields["unloads"] = .flag(container.environment.areWhole && container.environment.values[variable] == nil)
        }
        return extraction.fact(.workload, at: workload.span, symbol: workload.symbol, fields)
    }

    /// Whether any container says how much it needs; unknown when one may.
    private var requests: Value {
        let stated = workload.containers.map(\.statesNeeds)
        if stated.contains(where: { $0.value == true }) { return .text("some") }
        return !stated.isEmpty && stated.allSatisfy { $0.value == false } ? .text("none") : .unknown
    }

    /// Words of path, namespace and name that say that nobody's production depends on it.
    private var isForDevelopment: Bool {
        let words: Set<String> = [
            "dev", "develop", "development", "test", "tests", "testing", "e2e", "sandbox", "demo", "demos", "playground", "local", "kind",
            "minikube", "ci", "burn", "stress", "bench", "benchmark", "benchmarks", "loadtest", "smoke", "debug", "guide", "guides", "blueprint",
            "blueprints", "sample", "samples", "tutorial", "tutorials", "quickstart",
        ]
        let folders = extraction.file.path.split(separator: "/").flatMap { nameWords(String($0)) }
        let names = nameWords(workload.namespace.value ?? "") + nameWords(workload.name.value ?? "")
        return (folders + names).contains(where: words.contains)
    }

    /// Autoscalers that the workload itself tells of: its own bounds, or a job whose command scales others.
    private func scalers() -> [Fact] {
        var facts: [Fact] = []
        let target = workload.kind + "/" + (workload.name.value ?? "?")
        if let bounds = workload.ownBounds {
            facts.append(
                extraction.fact(
                    .autoscaler, at: workload.span, symbol: workload.symbol,
                    [
                        "kind": .text(workload.kind), "target": .text(target), "minimum": extraction.value(bounds.minimum),
                        "maximum": extraction.value(bounds.maximum), "conditional": .flag(false),
                        "namespace": extraction.value(workload.namespace.or(.known(""))),
                    ]))
        }
        guard Self.isBatch(workload.kind), workload.containers.contains(where: scalesOthers) else { return facts }
        facts.append(
            extraction.fact(
                .autoscaler, at: workload.span, symbol: workload.symbol, ["kind": .text(workload.kind), "conditional": .flag(false)]))
        return facts
    }

    private func scalesOthers(_ container: Container) -> Bool {
        let text = container.commandText
        return knowledge.autoscaling.commands.contains(where: text.contains)
            || (text.contains("kubectl") && text.contains("scale")) || (container.image.value?.contains("kubectl") ?? false)
    }

    /// Count and type of the accelerators of a container; nothing when they are shared or cut.
    private func acceleratorFields(_ container: Container) -> [String: Value] {
        guard !container.accelerators.isAbsent else { return [:] }
        let signs = knowledge.accelerators.sharingSigns
        let keys = workload.nodeChoices.map(\.label) + workload.marks
        if keys.contains(where: { key in signs.contains(where: key.contains) }) { return [:] }
        var fields = ["accelerators": extraction.value(container.accelerators)]
        guard container.accelerators.value != nil, let (model, span) = acceleratorModel else { return fields }
        fields["accelerator.type"] = .text(model.name, extraction.place(span))
        fields["accelerator.memory-gib"] = .number(model.memoryGiB, extraction.place(span))
        return fields
    }

    /// The one accelerator that all node labels which decide it agree on.
    private var acceleratorModel: (AcceleratorKnowledge.Model, Span)? {
        var found: (AcceleratorKnowledge.Model, Span)?
        for choice in workload.nodeChoices where knowledge.accelerators.decides(label: choice.label) {
            guard !choice.values.isEmpty else { return nil }
            for value in choice.values {
                guard let model = knowledge.accelerators.model(label: choice.label, value: value) else { return nil }
                if let found, found.0 != model { return nil }
                found = (model, choice.span)
            }
        }
        return found
    }
}

extension Container {
    /// All words of the command that are known, for a search in them.
    var commandText: String {
        ((entry?.words ?? []) + (arguments?.words ?? [])).compactMap(\.value).joined(separator: " ")
    }
}
