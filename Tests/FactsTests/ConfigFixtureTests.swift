import Catalog
import Facts
import Foundation
import Parsing
import Testing

/// Every folder below Fixtures/rules/<rule-id> that holds files is a repository; the comments in it say on which lines the rule's
/// conditions hold. The conditions are those of the rule file, said again in Swift, so that this tests the facts alone.
@Suite struct ConfigFixtureTests {
    static let rules = [
        "oversized-route", "gateway-without-cache", "live-model-health-check", "unquantized-serving", "overprovisioned-accelerator",
        "gpu-always-on", "peak-hour-batch",
    ]

    @Test func knowledgeHasNoMistake() {
        #expect(ConfigRepository.knowledge.1.map(\.description) == [])
        #expect(ConfigRepository.knowledge.0.engines.count >= 7)
    }

    @Test(arguments: rules) func firesWhereMarked(rule: String) throws {
        let folder = ConfigRepository.root.appendingPathComponent("Fixtures/rules/\(rule)")
        let paths = (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []).filter(ConfigExtraction.mayRead)
        // The first folder below the rule's own is a repository.
        let repositories = Dictionary(grouping: paths) { $0.contains("/") ? String($0.split(separator: "/")[0]) : "" }
        var count = 0
        for (name, paths) in repositories {
            var files: [String: String] = [:]
            for path in paths { files[path] = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8) }
            let repository = ConfigRepository(files)
            var found: Set<String> = []
            for (index, fact) in repository.linked.facts.enumerated() where Self.holds(rule, fact, index, repository.linked) {
                found.insert("\(fact.place.path):\(fact.place.start.line)")
            }
            var expected: Set<String> = []
            for (path, text) in files {
                for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                where line.contains("wattlint-expect: \(rule)") { expected.insert("\(path):\(number + 1)") }
            }
            #expect(found.subtracting(expected).sorted() == [], "false alarms in \(name)")
            #expect(expected.subtracting(found).sorted() == [], "misses in \(name)")
            count += expected.count
        }
        #expect(count > 0)
    }

    static func holds(_ rule: String, _ fact: Fact, _ index: Int, _ linked: LinkedConfig) -> Bool {
        switch rule {
        case "oversized-route":
            fact.kind == .modelRoute && fact["task"].isKnown && (fact["model.active-parameters"].number?.low ?? 0) > 20e9 && fact["remedy.model"].isKnown
        case "gateway-without-cache":
            fact.kind == .gateway && fact["cache"].text == "none" && (fact["chat-models"].number?.low ?? 0) >= 1
                && linked.relations.related(index, kind: "cache", name: "covers") == .none
        case "live-model-health-check":
            fact.kind == .healthProbe && fact["calls-models"].flag == true && (fact["period-seconds"].number?.high ?? .infinity) < 1800
        case "unquantized-serving":
            fact.kind == .modelServer && (fact["precision"].texts ?? ["?"]).allSatisfy { ["fp32", "bf16", "fp16"].contains($0) }
                && (fact["model.total-parameters"].number?.low ?? 0) >= 6.7e9 && fact["remedy.precision"].isKnown
        case "overprovisioned-accelerator":
            fact.kind == .modelServer && (fact["surplus-accelerators"].number?.low ?? 0) >= 1
        case "gpu-always-on":
            fact.kind == .workload && ["Deployment", "StatefulSet"].contains(fact["kind"].text) && (fact["accelerators"].number?.low ?? 0) >= 1
                && !fact["replicas"].candidates.isEmpty
                && fact["replicas"].candidates.allSatisfy { if case .number(let count) = $0 { count.low >= 1 } else { false } }
                && fact["environment"].text == "unstated" && linked.relations.related(index, kind: "autoscaler", name: "targets") == .none
        case "peak-hour-batch":
            fact.kind == .batchJob && fact["evening-peak"].flag == true && fact["deferrable"].flag == true
        default: false
        }
    }
}
