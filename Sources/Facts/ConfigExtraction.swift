public import Catalog
public import ConfigModel
public import Discovery
public import Parsing

/// Parameters of a model by its name, in absolute numbers; nil for a model that is not known.
public typealias ModelSizes = @Sendable (String) -> (active: Interval, total: Interval)?

/// The hours between UTC and the place where the workloads run, when the configuration says where that is.
public struct RegionClock: Hashable, Sendable {
    public var zone: String
    /// Hours that local time is ahead of UTC, over the year.
    public var ahead: ClosedRange<Int>

    public init(zone: String, ahead: ClosedRange<Int>) {
        self.zone = zone
        self.ahead = ahead
    }
}

/// Turns one file of configuration into facts. What the file cannot say by itself (the workload behind a host, the autoscaler of
/// a Deployment) is left to `LinkedConfig`.
public struct ConfigExtraction: Sendable {
    public var file: ConfigFile
    public let pathClass: PathClass
    public let sizes: ModelSizes
    public var clock: RegionClock?
    /// How a file that asks for the carbon intensity of the grid looks.
    public var carbonSignals: [String] = []

    public init(
        path: String, source: SourceText, format: DataFormat = .yaml, document: Document, pathClass: PathClass, knowledge: ConfigKnowledge,
        sizes: @escaping ModelSizes, clock: RegionClock? = nil
    ) {
        file = ConfigFile(path: path, source: source, format: format, document: document, knowledge: knowledge)
        self.pathClass = pathClass
        self.sizes = sizes
        self.clock = clock
    }

    /// Whether a file may be configuration that this reads, by its name.
    public static func mayRead(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        if name == "Kustomization" { return true }
        return [".yaml", ".yml", ".yaml.tpl", ".yml.tpl", ".yaml.j2", ".yml.j2", ".yaml.gotmpl", ".yaml.tmpl"].contains { name.hasSuffix($0) }
    }

    /// Sets of words of which a file must hold one whole set to matter: what the formats read, and what could hide an autoscaler or
    /// a cache.
    public static func anchors(_ knowledge: ConfigKnowledge) -> [[String]] {
        let objects = ["containers", "template:", "predictor", "scaleTargetRef", "selector", "resourceProfile", "NIMService"] + knowledge.autoscaling.namespaceKinds.sorted()
            + knowledge.autoscaling.requestSetters.sorted()
        let others = [
            "runs-on:", "script:", "services:", "model_list", "llm_configs", "model_loading_config", "docker_server", "trt_llm", "servingEngineSpec", "cache_params",
            "litellm_settings", "kustomize.config",
        ] + knowledge.autoscaling.words
        let routes: [[String]] = [["x-ai-eg-model", "backendRefs"], ["modelRefs"], ["model_scores"], ["roles:", "provider:", "autocomplete"], ["weak-model"], ["kind: app", "model:"],
            ["role:", "backstory:", "llm:"],
        ]
        let servers: [[String]] = [["ConfigMap", "location", "listen"], ["ConfigMap", "use-gzip"]]
        return servers + objects.map { ["apiVersion", $0] } + others.map { [$0] } + routes
    }

    /// The same for JSON.
    public static let anchorsOfJSON = [["\"targets\"", "\"strategy\""], ["\"override_params\""], ["\"overrideParams\""], ["\"tabAutocompleteModel\""],
        ["\"commit_message_model\""], ["ANTHROPIC_SMALL_FAST_MODEL"], ["ANTHROPIC_DEFAULT_HAIKU_MODEL"], ["\"Router\"", "\"background\""],
    ]

    /// The same for nginx's configuration.
    public static let anchorsOfNginx = [["server", "listen"], ["server", "location"], ["gzip", "on"], ["brotli", "on"], ["zstd", "on"]]

    /// Whether a JSON file may hold what this reads, by its name.
    public static func mayRead(jsonNamed name: some Collection<UInt8>, _ knowledge: ConfigKnowledge) -> Bool {
        nameWords(String(decoding: name, as: UTF8.self)).contains(where: knowledge.routeNames.fileWords.contains)
    }

    /// Whether a TOML file may hold what this reads, by its text.
    public static func mayMatter(toml bytes: UnsafeRawBufferPointer) -> Bool {
        SourceText.firstOffset(of: "[functions.", in: bytes) != nil || SourceText.firstOffset(of: "[models.", in: bytes) != nil
    }

    /// Whether a file matters by its name, whatever it holds.
    public static func isAlwaysRead(name: some Collection<UInt8>) -> Bool { KustomizationName.isOne(String(decoding: name, as: UTF8.self)) }

    /// Whether a text says nothing that anything here reads.
    public static func isIdle(_ bytes: UnsafeRawBufferPointer) -> Bool { SchemaDocuments.fill(bytes) }

    /// Reads a file's text: masked when it is a template.
    public static func document(of source: SourceText) -> Document {
        let schemas = SchemaDocuments.spans(in: source)
        // Apps of Dify have `{{#node.value#}}` in their texts, which is nothing to whoever reads the file.
        let isTemplated = isTemplated(source, outside: schemas) && !source.contains("\nkind: app")
        return Document.read(source, as: .yaml, templated: isTemplated, leavingOut: schemas)
    }

    /// Whether a template's action stands anywhere but in the documents that are not read.
    private static func isTemplated(_ source: SourceText, outside leftOut: [Span]) -> Bool {
        for mark: StaticString in ["{{", "{%"] {
            var position = 0
            while let found = source.firstOffset(of: mark, from: position) {
                guard let span = leftOut.first(where: { $0.start <= found && found < $0.end }) else { return true }
                position = span.end
            }
        }
        return false
    }

    public func facts() -> [Fact] {
        let unit = ConfigUnit.read(file)
        var facts: [Fact] = []
        for workload in unit.workloads { facts += WorkloadFacts(self, workload).facts() }
        facts += unit.services.map(service)
        facts += unit.autoscalers.map(autoscaler)
        for gateway in unit.gateways { facts += GatewayFacts(self, gateway).facts() }
        facts += unit.modelUses.map(modelCall)
        facts += unit.kustomizations.map(overlay)
        for pipeline in unit.pipelines { facts += PipelineFacts(self, pipeline).facts() }
        facts += unit.requestSetters.map(requestSetter)
        facts += WebServerFacts(self, unit.webServers).facts()
        facts += Fact.loads(ofTagsIn: facts, file.knowledge.weights.files)
        if let signal = carbonSignal() { facts.append(signal) }
        if let problem = file.document.problems.first {
            if let gap = Self.gap(path: file.path, source: file.source, reason: problem.description, pathClass: pathClass, knowledge: file.knowledge) {
                facts.append(gap)
            }
        }
        return facts
    }

    /// What an unread file means for absences; nil when its text holds no word of what it could hide. Without a text, it may
    /// hide anything.
    public static func gap(path: String, source: SourceText?, reason: String, pathClass: PathClass, knowledge: ConfigKnowledge) -> Fact? {
        var hidden = ["*"]
        if let source {
            hidden = []
            if knowledge.autoscaling.words.contains(where: { source.contains(word: $0) }) { hidden.append(FactKind.autoscaler.rawValue) }
            if source.contains("cache_params") || source.contains("litellm_settings") { hidden.append(FactKind.cache.rawValue) }
            if hidden.isEmpty { return nil }
        }
        let span = Span(0, 0)
        let place = source.map { Place(path: path, span: span, in: $0) }
            ?? Place(path: path, span: span, start: Position(line: 1, column: 1), end: Position(line: 1, column: 1))
        return Fact(
            kind: .gap, place: place, symbol: "", fields: ["could-hold": .text(hidden.joined(separator: ",")), "reason": .text(reason)],
            snippet: Snippet(firstLine: 1, lines: []), pathClass: pathClass)
    }

    /// A line that names a source of the carbon intensity of the grid, comments left out.
    private func carbonSignal() -> Fact? {
        guard let word = carbonSignals.first(where: { file.source.contains(word: $0) }) else { return nil }
        let line = (1...max(1, file.source.lineCount)).first { file.source.lineText($0).prefix { $0 != "#" }.contains(word) }
        return line.map { fact(.carbonSignal, at: file.source.lineSpan($0), symbol: "", ["name": .text(word)]) }
    }

    private func service(_ record: ServiceRecord) -> Fact {
        var fields: [String: Value] = ["name": value(record.name), "namespace": value(record.namespace.or(.known("default")))]
        if let workload = record.workload { fields["target"] = .text(workload) }
        if record.selectorIsWhole, !record.selector.isEmpty { fields["selector"] = .text(Self.joined(record.selector)) }
        let symbol = ["Service", record.namespace.value ?? "default", record.name.value ?? "?"].joined(separator: "/")
        return fact(.service, at: record.span, symbol: symbol, fields)
    }

    private func autoscaler(_ record: AutoscalerRecord) -> Fact {
        var fields: [String: Value] = [
            "kind": .text(record.kind), "minimum": value(record.minimum), "maximum": value(record.maximum),
            "conditional": .flag(record.isConditional),
        ]
        if !record.namespace.isUnknown { fields["namespace"] = value(record.namespace.or(.known(""))) }
        if let name = record.targetName.value { fields["target"] = .text((record.targetKind.value ?? "*") + "/" + name) }
        return fact(.autoscaler, at: record.span, symbol: record.kind + "/" + (record.namespace.value ?? "default"), fields)
    }

    /// A part of a workflow that asks a model, as a call of it in code would be.
    private func modelCall(_ use: ModelUse) -> Fact {
        var fields: [String: Value] = [
            "sdk": .text(use.engine), "call": .text(use.kind), "model": value(use.model), "provider": value(use.provider), "endpoint": .text("provider"),
            "temperature": value(use.temperature),
        ]
        if use.model.isUnknown { fields["model.unresolved"] = .text("environment") }
        if let task = use.task {
            fields["task"] = .text(task)
            fields["task.evidence"] = .text(use.evidence)
        }
        return fact(.llmCall, at: use.span, symbol: use.title, fields)
    }

    private func overlay(_ record: Kustomization) -> Fact {
        let replicas = record.replicas.map { $0.name + "=" + ($0.count.value.map { String(Int(exactly: $0) ?? 0) } ?? "?") }
        return fact(
            .overlay, at: Span(record.span.start, record.span.start), symbol: "",
            [
                "resources": .text(record.resources.joined(separator: ",")), "patches": .text(record.patches.joined(separator: ",")),
                "replicas": .text(replicas.joined(separator: ",")), "foreign": .flag(record.takesForeign),
            ])
    }

    private func requestSetter(_ record: RequestSetter) -> Fact {
        var fields: [String: Value] = ["kind": .text(record.kind)]
        if !record.namespace.isUnknown { fields["namespace"] = value(record.namespace.or(.known(""))) }
        if !record.targetName.isUnknown { fields["target"] = value(record.targetName.or(.known("*"))) }
        return fact(.requestSetter, at: record.span, symbol: record.kind + "/" + (record.namespace.value ?? "default"), fields)
    }

    static func joined(_ labels: [String: String]) -> String {
        labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }
}

extension ConfigExtraction {
    func place(_ span: Span) -> Place { Place(path: file.path, span: span, in: file.source) }

    func fact(_ kind: FactKind, at span: Span, symbol: String, _ fields: [String: Value]) -> Fact {
        Fact(
            kind: kind, place: place(span), symbol: symbol, fields: fields.filter { $0.value.form != .unknown }, snippet: snippet(span),
            pathClass: pathClass)
    }

    /// The line of a place with two before and two after it.
    private func snippet(_ span: Span) -> Snippet {
        let line = file.source.line(at: span.start)
        let first = max(1, line - 2)
        let last = min(file.source.lineCount, line + 2)
        return Snippet(firstLine: first, lines: (first...last).map { String(file.source.lineText($0).prefix(240)) })
    }

    func value(_ setting: Setting<String>) -> Value { value(setting.map { Scalar.text($0) }) }
    func value(_ setting: Setting<Double>) -> Value { value(setting.map { Scalar.number($0) }) }

    func value(_ setting: Setting<Scalar>) -> Value {
        let origin = setting.span.map { [place($0)] } ?? []
        return switch setting.state {
        case .known(let scalar): Value(.known(scalar), origin: origin)
        case .fallback(let scalar): Value(.fallback(scalar), origin: origin)
        case .absent, .unknown: .unknown
        }
    }

    /// A value concluded from another: as sure as that is.
    func concluded(_ scalar: Scalar, from setting: Setting<String>) -> Value { value(setting.map { _ in scalar }) }
}
