import Catalog
import Foundation
import Savings
import Testing

/// wattlint's reference figures against the EcoLogits package itself: every model, every alias, every zone.
@Suite struct OracleTests {
    private static let tokens = [1, 300, 1500]

    @Test func everyModelOfEcoLogitsComesOutTheSame() throws {
        var models: Set<String> = []
        var worst = 0.0
        for line in try Self.answers() where line[0] == "model" {
            let (provider, name) = (line[1], line[2])
            let expected = line[4...].map { Double($0) ?? .nan }
            let estimate = try LLMEstimate(model: name, provider: provider, outputTokens: #require(Int(line[3])), factors: factors)
            let reference = estimate.reference
            let found = [reference.energy, reference.usage, reference.embodied].flatMap { [$0.low, $0.high] }
            for (found, expected) in zip(found, expected) {
                let error = abs(found - expected) / abs(expected)
                worst = max(worst, error.isNaN ? .infinity : error)
                #expect(error < 1e-12, "\(provider) \(name), \(line[3]) tokens: \(found) instead of \(expected)")
            }
            #expect(estimate.model.provider == provider && estimate.model.isExact, "\(name)")
            models.insert(provider + " " + name)
        }
        #expect(models.count == 351, "342 models and 9 aliases")
        print("EcoLogits oracle: \(models.count) names, \(Self.tokens) tokens, largest relative error \(worst)")
    }

    @Test func everyZoneOfEcoLogitsComesOutTheSame() throws {
        let zones = try Self.answers().filter { $0[0] == "zone" }
        #expect(zones.count == 215)
        for line in zones { #expect(factors.referenceIntensity(zone: line[1]) == Double(line[2]), "\(line[1])") }
    }

    @Test func aZoneOfOnesOwnReplacesTheProviders() throws {
        let france = try LLMEstimate(model: "gpt-4o", outputTokens: 300, region: "FRA", factors: factors)
        let usual = try LLMEstimate(model: "gpt-4o", outputTokens: 300, factors: factors)
        #expect(isNear(france.reference.usage, usual.reference.energy.low * 0.04144, usual.reference.energy.high * 0.04144))
        #expect(isNear(usual.reference.usage, usual.reference.energy.low * 0.3844, usual.reference.energy.high * 0.3844))
    }

    private struct Missing: Error, CustomStringConvertible { var description: String }

    private static func answers() throws -> [[String]] {
        let python = packageRoot.appending(path: ".build-deps/oracles/bin/python")
        guard FileManager.default.isExecutableFile(atPath: python.path) else {
            throw Missing(description: "EcoLogits is not installed: run `make test`, which puts it into .build-deps/oracles")
        }
        let process = Process()
        process.executableURL = python
        process.arguments = [packageRoot.appending(path: "Tests/SavingsTests/ecologits_oracle.py").path] + tokens.map(String.init)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Missing(description: "the oracle script failed; is ecologits 0.11.3 installed? Run `make test`")
        }
        return text.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    }
}
