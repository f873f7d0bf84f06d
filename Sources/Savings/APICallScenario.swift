public import Catalog

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#else
    internal import Darwin
#endif

/// The energy and carbon of one answer of a language model behind an API, as EcoLogits 0.11.3 works it out
/// (ecologits/impacts/llm.py, MPL-2.0): a server of eight H100 that answers 64 requests at once, weights in 16 bit.
///
/// The method has no term for input tokens and none for idle machines. Its regression is over models of up to 200 billion
/// parameters, so that frontier models are extrapolated. Its error is not in here: see `Estimator.errorBand`.
public struct APICallScenario: Sendable {
    /// Overhead of the data centre.
    public var pue: Interval

    public init(pue: Interval) { self.pue = pue }

    /// What one call, or several, use.
    public struct Impact: Sendable, Hashable {
        /// kWh, overhead of the data centre included.
        public var energy: Interval
        /// kgCO2e for making the server, as the share of its life that the calls take.
        public var embodied: Interval

        public static func * (left: Impact, right: Double) -> Impact {
            Impact(energy: left.energy * right, embodied: left.embodied * right)
        }
    }

    /// One call. The low end has the model's low sizes, the low overhead and the fewest tokens, the high end the high ones.
    public func impact(of model: ModelFactor, outputTokens: Interval) -> Impact {
        let low = Self.one(
            active: model.active.low / 1e9, total: model.total.low / 1e9, tokens: outputTokens.low, model, pue: pue.low)
        let high = Self.one(
            active: model.active.high / 1e9, total: model.total.high / 1e9, tokens: outputTokens.high, model, pue: pue.high)
        return Impact(energy: Interval(low.energy, high.energy), embodied: Interval(low.embodied, high.embodied))
    }

    // Constants of ecologits/impacts/llm.py 0.11.3, in its units.
    private static let batchSize = 64.0
    private static let energyPerParameter = 1.1665273170451914e-06  // Wh a token, for a billion parameters
    private static let energyOverBatch = -0.011205921025579175
    private static let energyPerToken = 4.052928146734005e-05  // Wh
    private static let latencyPerParameter = 0.0006785088094353663  // s a token, for a billion parameters
    private static let latencyPerRequest = 0.0003119310311688259
    private static let latencyPerToken = 0.019473717579473387
    private static let bitsPerWeight = 16.0
    private static let memoryPerGPU = 80.0  // GB
    private static let gpusPerServer = 8.0
    private static let serverPower = 1.2  // kW without GPUs
    private static let serverEmbodied = 5700.0  // kgCO2e without GPUs
    private static let gpuEmbodied = 273.0  // kgCO2e
    private static let lifetime = 3.0 * 365 * 24 * 60 * 60  // s

    private static func one(
        active: Double, total: Double, tokens: Double, _ model: ModelFactor, pue: Double
    ) -> (energy: Double, embodied: Double) {
        let gpuEnergy =
            tokens * ((energyPerParameter * exp(energyOverBatch * batchSize) * active + energyPerToken) / 1000)
        let secondsPerToken =
            model.tokensPerSecond.map { 1 / $0 } ?? (latencyPerParameter * active + latencyPerRequest * batchSize + latencyPerToken)
        let latency = tokens * secondsPerToken + (model.timeToFirstToken ?? 0)
        let gpus = exp2(ceil(log2(ceil(1.2 * total * bitsPerWeight / 8 / memoryPerGPU))))
        let serverEnergy = latency / 3600 * serverPower * (gpus / gpusPerServer) / batchSize
        let embodied = latency * (gpus / gpusPerServer * serverEmbodied + gpus * gpuEmbodied) / (lifetime * batchSize)
        return (pue * (serverEnergy + gpus * gpuEnergy), embodied)
    }
}
