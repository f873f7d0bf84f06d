public import Catalog
internal import Discovery
internal import Reports
internal import Rules
internal import Triage

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Runs the examples of rules through the whole pipeline: what is wasteful must be found, its mirror must not.
public struct ExampleRun: Sendable {
    /// How an example came out.
    public enum Verdict: String, Sendable {
        /// The wasteful text is reported, the better one is not.
        case validated
        /// The wasteful text is not reported.
        case missing
        /// The better text is reported.
        case noisy
    }

    public struct Result: Sendable {
        public var rule: String
        /// Number of the example in its rule, from 1.
        public var number: Int
        public var verdict: Verdict
    }

    private let catalog: Catalog

    public init(_ catalog: Catalog) { self.catalog = catalog }

    /// - Parameter rules: those whose examples are run, with all rules of the catalogue at hand.
    /// - Throws: when a folder for the examples cannot be written.
    public func run(_ rules: [Rule]) throws -> [Result] {
        var results: [Result] = []
        for rule in rules {
            for (index, example) in rule.examples.enumerated() {
                let isBadFound = try finds(rule, in: example.bad, of: example)
                let isGoodFound = try finds(rule, in: example.good, of: example)
                let verdict: Verdict = !isBadFound ? .missing : isGoodFound ? .noisy : .validated
                results.append(Result(rule: rule.id, number: index + 1, verdict: verdict))
            }
        }
        return results
    }

    private func finds(_ rule: Rule, in text: String, of example: Rule.Example) throws -> Bool {
        let manager = FileManager.default
        let folder = manager.temporaryDirectory.appendingPathComponent("wattlint-\(UUID().uuidString)")
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? manager.removeItem(at: folder) }
        for (name, content) in example.files.merging([example.name: text], uniquingKeysWith: { $1 }) {
            let file = folder.appendingPathComponent(name)
            try manager.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(content.utf8).write(to: file)
        }
        guard let current = AbsolutePath(folder.path) else { return false }
        let scope = try Scope(paths: [Array(folder.path.utf8)], currentFolder: current)
        let selection = RuleSelection(from: catalog.rules, select: [rule.id])
        // An example is named as one; that must not leave it out.
        let scan = Scan(catalog: catalog, selection: selection, includesTests: true, threads: 1, version: "")
        return scan.run(scope).report.entries.contains { $0.finding.rule.id == rule.id }
    }
}
