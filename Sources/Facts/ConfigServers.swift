internal import Catalog
internal import ConfigModel
internal import Parsing

/// The fact of a model server: which model, in which precision, and whether its accelerators are needed.
struct ServerFacts {
    let extraction: ConfigExtraction
    let workload: Workload
    let container: Container
    let accelerator: [String: Value]
    private var knowledge: ConfigKnowledge { extraction.file.knowledge }

    init(_ extraction: ConfigExtraction, _ workload: Workload, _ container: Container, accelerator: [String: Value]) {
        self.extraction = extraction
        self.workload = workload
        self.container = container
        self.accelerator = accelerator
    }

    /// The server, and its prefix cache where that is switched off.
    func facts() -> [Fact] {
        guard let server = ServerCommand.find(in: container, knowledge.engines) else { return [] }
        return [fact(of: server)] + [prefixCache(of: server)].compactMap(\.self)
    }

    private func fact(of server: ServerCommand) -> Fact {
        var fields = accelerator
        let model = modelName(server)
        fields["engine"] = .text(server.engine.name)
        fields["model"] = extraction.value(model)
        fields["workload"] = .text(workload.symbol)
        if !workload.namespace.isUnknown { fields["namespace"] = extraction.value(workload.namespace.or(.known("default"))) }
        fields["served-name"] = extraction.value(server.value(.servedName).or(model))
        fields["partial"] = .flag(workload.isPartial)
        fields["context-length"] = extraction.value(server.value(.contextLength).map(Self.tokens))
        fields["max-sequences"] = extraction.value(server.value(.maxSequences).map { Double($0) })
        fields["tensor-parallel"] = extraction.value(server.value(.tensorParallel).map { Double($0) })
        if !workload.isPartial { fields["replicas"] = extraction.value(workload.replicas) }
        let size = model.value.flatMap { extraction.sizes(Self.shortName($0)) ?? extraction.sizes($0) }
        if let size {
            fields["model.active-parameters"] = extraction.value(model.map { _ in Scalar.number(size.active) })
            fields["model.total-parameters"] = extraction.value(model.map { _ in Scalar.number(size.total) })
        }
        if server.engine.judgesPrecision, !workload.isPartial {
            let weights = ServedWeights(server: server, model: model, knowledge: knowledge.weights)
            fields.merge(weights.fields(extraction)) { _, new in new }
            if runsOnAccelerator(server) { fields["remedy.precision"] = remedy(weights) }
            let needs = AcceleratorNeeds(server: server, model: model, parameters: size?.total, weights: weights, fields: fields, knowledge: knowledge.weights)
            fields.merge(needs.fields()) { _, new in new }
            settleMethod(&fields, server, parameters: size?.total)
        }
        let fetched = FetchedWeights(workload: workload, container: container, server: server, knowledge: knowledge)
        fields.merge(fetched.fields(model)) { _, new in new }
        let span = model.span ?? container.span
        return extraction.fact(.modelServer, at: span, symbol: workload.symbol + "/" + (container.name.value ?? "?"), fields)
    }

    /// How much of the memory of an accelerator weights may take in 16 bit, by our judgement; the rest is for the cache.
    private static let shareOfWeights = 0.85
    private static let bytesInSixteenBit = 2.0
    private static let gib = 1_073_741_824.0

    /// The method by the name of what it does, where the engine has one of its own for it; not where 16 bit would not fit.
    private func settleMethod(_ fields: inout [String: Value], _ server: ServerCommand, parameters: Interval?) {
        guard let method = fields["quantization"]?.text, let known = server.engine.methods[method], runsOnAccelerator(server) else { return }
        if let parameters, let memory = accelerator["accelerator.memory-gib"]?.number, let count = accelerator["accelerators"]?.number,
            parameters.high * Self.bytesInSixteenBit > memory.low * count.low * Self.gib * Self.shareOfWeights
        { return }
        fields["quantization"] = .text(known)
        fields["purpose"] = .text("inference")
        // 6.0 is the library's default, which no flag changes.
        if known == "bitsandbytes-int8" { fields["int8-threshold"] = .number(6) }
    }

    /// The switched-off cache of what was computed for the beginnings of prompts.
    private func prefixCache(of server: ServerCommand) -> Fact? {
        guard !workload.isPartial, !server.engine.prefixCacheOff.isEmpty else { return nil }
        let name = modelName(server).value?.lowercased() ?? ""
        guard !server.engine.unsharedModels.contains(where: name.contains) else { return nil }
        let given = server.given.map { ($0.value ?? "", $0.span) }
        guard !given.contains(where: { text, _ in server.engine.pooling.contains(where: text.hasPrefix) }),
            let off = given.lastIndex(where: { server.engine.prefixCacheOff.contains($0.0) })
        else { return nil }
        let (setting, span) = given[off]
        // What is given last holds.
        guard !given[off...].contains(where: { $0.0 == setting.replacing("--no-", with: "--") && $0.0 != setting }) else { return nil }
        return extraction.fact(
            .cache, at: span ?? container.span, symbol: workload.symbol + "/" + (container.name.value ?? "?"),
            [
                "engine": .text(server.engine.name), "type": .text("exact"), "of": .text("prefix"), "enabled": .flag(false), "counts": .flag(true),
                "sampled": .flag(false), "purpose": .text("application"), "setting": .text(container.sayings[setting] ?? setting),
            ])
    }

    private func modelName(_ server: ServerCommand) -> Setting<String> {
        if let stated = server.settings[.model] { return stated }
        // A NIM image is named after its model.
        if server.engine.name == "nim" {
            return container.image.map { image in
                let name = image.split(separator: "/").suffix(2).joined(separator: "/")
                return name.split(separator: ":").first.map(String.init)
            }
        }
        return .unknown
    }

    /// The name without what says where it is kept.
    static func shortName(_ model: String) -> String {
        guard isLocation(model) else { return model }
        return model.split(separator: "/").last.map(String.init) ?? model
    }

    /// A path or bucket: the last part is a name that its owner chose.
    static func isLocation(_ model: String) -> Bool {
        model.hasPrefix("/") || model.hasPrefix(".") || model.contains("://") || model.hasPrefix("~")
    }

    /// `8192`, `32k`, `32K`.
    static func tokens(_ text: String) -> Double? {
        if let number = Double(text) { return number }
        guard let unit = text.last, let number = Double(text.dropLast()) else { return nil }
        return switch unit {
        case "k": number * 1000
        case "K": number * 1024
        case "m": number * 1_000_000
        case "M": number * 1_048_576
        default: nil
        }
    }

    private func runsOnAccelerator(_ server: ServerCommand) -> Bool {
        guard let count = container.accelerators.value, count >= 1 else { return false }
        if let device = server.settings[.device]?.value, device != "cuda", device != "auto" { return false }
        return !server.engine.cpuSigns.contains { server.environment.values[$0] != nil }
    }

    private func remedy(_ weights: ServedWeights) -> Value {
        guard weights.isSixteenBitOrMore else { return .unknown }
        guard let type = accelerator["accelerator.type"]?.text, let model = knowledge.accelerators.model(named: type) else {
            // Weight-only FP8 runs on every data-centre GPU since Ampere.
            return Value(.fallback(.text("fp8")))
        }
        return model.computes.first.map { .text($0) } ?? .unknown
    }
}

/// The precision of the weights as served, and what that is concluded from.
struct ServedWeights {
    private(set) var precision: Value = .unknown
    private(set) var reason = ""
    private(set) var quantization: Value = .unknown
    /// Bytes a parameter takes, at most.
    private(set) var bytes: Double?
    private(set) var isSixteenBitOrMore = false

    init(server: ServerCommand, model: Setting<String>, knowledge: WeightKnowledge) {
        let dtype = server.value(.dtype)
        let stated = server.value(.quantization)
        // Whatever the flags leave open, weights take at most what the computation's type takes.
        bytes = dtype.isUnknown ? nil : (["float32", "float", "fp32"].contains(dtype.value ?? "") ? 4 : 2)
        if let method = stated.value, !["none", ""].contains(method.lowercased()) {
            quantization = .text(method)
            guard let name = knowledge.precision(method: method) else { return }
            conclude(name, "quantisation \(method)")
            return
        }
        guard !stated.isUnknown, let name = model.value else { return }
        switch knowledge.marker(inName: ServerFacts.shortName(name)) {
        case .precision(let precision):
            conclude(precision, "the model's name")
            return
        case .quantised: return
        case .none: break
        }
        // What lies under a path or in a bucket may be anything.
        guard !ServerFacts.isLocation(name), server.isWhole, server.settings[.loadFormat]?.value ?? "auto" == "auto",
            server.settings[.overrides] == nil, server.settings[.loadFormat]?.isUnknown != true
        else { return }
        quantization = model.isFallback ? Value(.fallback(.text("none"))) : .text("none")
        concludeUnquantised(dtype, isFallback: model.isFallback)
    }

    private mutating func concludeUnquantised(_ dtype: Setting<String>, isFallback: Bool) {
        let names: [String]
        switch dtype.value ?? "auto" {
        case "float32", "float", "fp32": names = ["fp32"]
        case "bfloat16", "bf16": names = ["bf16"]
        case "float16", "half", "fp16": names = ["fp16"]
        case "auto": names = ["bf16", "fp16"]
        default: return
        }
        guard !dtype.isUnknown else { return }
        isSixteenBitOrMore = true
        reason = names.count == 1 ? "dtype \(dtype.value ?? "")" : "no quantisation in flags or model name, dtype auto"
        if isFallback || dtype.isFallback, let first = names.first {
            precision = Value(.fallback(.text(first)))
        } else {
            precision = names.count == 1 ? .text(names[0]) : Value(.oneOf(names.map { .text($0) }))
        }
    }

    private mutating func conclude(_ name: String, _ why: String) {
        precision = .text(name)
        reason = why
        bytes = name == "int4" ? 0.6 : 1.1
    }

    func fields(_ extraction: ConfigExtraction) -> [String: Value] {
        var fields = ["precision": precision, "quantization": quantization]
        if !reason.isEmpty { fields["precision.reason"] = .text(reason) }
        return fields
    }
}
