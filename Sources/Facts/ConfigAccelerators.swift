internal import Catalog
internal import ConfigModel

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Darwin)
internal import Darwin
#endif

/// How many accelerators a server needs, by arithmetic that errs towards more: weights at the precision served (16 bits when that
/// is not known), KV-cache for the sequences configured (or half a million tokens), 2 GiB an accelerator for everything
/// else, and a power of two of accelerators, because heads are shared out evenly.
struct AcceleratorNeeds {
    private var result: [String: Value] = [:]

    func fields() -> [String: Value] { result }

    /// Tokens in the KV-cache when the configuration does not bound both: 64 sequences of 8,192.
    private static let ampleTokens = 524_288.0
    private static let overheadGiB = 2.0
    private static let gib = 1_073_741_824.0

    init(
        server: ServerCommand, model: Setting<String>, parameters: Interval?, weights: ServedWeights, fields: [String: Value],
        knowledge: WeightKnowledge
    ) {
        guard server.isWhole, server.isAlone, let count = fields["accelerators"]?.number, count.isPoint, count.low >= 1,
            server.settings[.dataParallel] == nil, Self.runsOnOneNode(server)
        else { return }
        let accelerators = count.low
        if let used = Self.usedByConfiguration(server), used < accelerators {
            result["needed-accelerators"] = .number(used)
            result["surplus-accelerators"] = .number(accelerators - used)
            result["arithmetic"] = .text("its tensor and pipeline parallel sizes use \(whole(used)) of \(whole(accelerators)) accelerators")
        }
        guard let parameters, let memory = fields["accelerator.memory-gib"]?.number?.low, let bytes = weights.bytes, let name = model.value else { return }
        let weightsGiB = parameters.high * bytes / Self.gib
        let perToken = knowledge.cacheBytesPerToken(model: name) ?? Self.mostCacheBytes(parameters.high)
        let tokens = Self.tokens(server)
        let cacheGiB = perToken * tokens / Self.gib
        let fraction = min(server.value(.memoryFraction).value.flatMap(Double.init) ?? 0.85, 0.95)
        let usable = memory * fraction - Self.overheadGiB
        guard usable > 0, weightsGiB.isFinite, cacheGiB.isFinite, weightsGiB + cacheGiB < 100_000 else { return }
        let needed = Self.powerOfTwo((weightsGiB + cacheGiB) / usable)
        result["weights-gib"] = .number(weightsGiB)
        // Where the ample bound asks for more than there is, it says nothing about what is needed.
        guard result["surplus-accelerators"] == nil, needed <= accelerators else { return }
        result["needed-gib"] = .number(weightsGiB + cacheGiB)
        result["needed-accelerators"] = .number(needed)
        result["surplus-accelerators"] = .number(accelerators >= 2 * needed ? accelerators - needed : 0)
        result["arithmetic"] = .text(
            "\(whole(weightsGiB)) GiB of weights and \(whole(cacheGiB)) GiB of KV-cache for \(whole(tokens)) tokens fit in \(whole(needed)) × \(whole(usable)) GiB usable; \(whole(accelerators)) are asked for")
    }

    /// What tensor and pipeline parallel sizes use, for an engine that takes no more than it is told to.
    private static func usedByConfiguration(_ server: ServerCommand) -> Double? {
        guard !server.engine.takesAllAccelerators, let tensor = server.value(.tensorParallel).value.flatMap(Double.init),
            let pipeline = server.value(.pipelineParallel).value.flatMap(Double.init), tensor >= 1, pipeline >= 1
        else { return nil }
        return tensor * pipeline
    }

    private static func runsOnOneNode(_ server: ServerCommand) -> Bool {
        guard let nodes = server.settings[.nodes] else { return true }
        return ["1", "mp", "uni"].contains(nodes.value ?? "")
    }

    private static func tokens(_ server: ServerCommand) -> Double {
        let context = server.value(.contextLength).value.flatMap(ServerFacts.tokens)
        if let context, let sequences = server.value(.maxSequences).value.flatMap(Double.init) { return context * sequences }
        return max(ampleTokens, 4 * (context ?? 0))
    }

    /// The KV-cache of a dense decoder that shares no heads: with 12 L h² parameters and h = 128 L (the shape of the
    /// Llama family), K and V of 16 bits take 4 L h bytes a token.
    private static func mostCacheBytes(_ parameters: Double) -> Double {
        let layers = cubeRoot(parameters / (12 * 128 * 128))
        return 4 * 128 * layers * layers
    }

    private static func cubeRoot(_ value: Double) -> Double {
        guard value > 0 else { return 0 }
        var root = max(value, 1).squareRoot()
        for _ in 0..<100 { root -= (root * root * root - value) / (3 * root * root) }
        return root
    }

    private static func powerOfTwo(_ value: Double) -> Double {
        var result = 1.0
        while result < value { result *= 2 }
        return result
    }

    private func whole(_ value: Double) -> String { Int(exactly: value.rounded(.up)).map(String.init) ?? "?" }
}
