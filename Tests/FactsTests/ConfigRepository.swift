import Catalog
import ConfigModel
import Discovery
import Facts
import Foundation
import Parsing

/// A small repository of configuration files, read and joined as the pipeline does it.
struct ConfigRepository {
    let facts: [Fact]
    let linked: LinkedConfig

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Knowledge of code, which other parts of the catalogue read.
    private static let ofCode = [
        "knowledge/sdks/", "knowledge/tasks", "knowledge/code-words", "knowledge/data-frames", "knowledge/loops", "knowledge/work", "knowledge/waiting",
        "knowledge/model-names", "knowledge/brokers", "knowledge/caches", "knowledge/file-reading", "knowledge/library-defaults",
        "knowledge/model-slots", "knowledge/schedulers", "knowledge/serializers", "knowledge/settings/", "knowledge/sizing", "knowledge/hot-paths", "knowledge/wide-reads",
        "knowledge/reach",
    ]

    /// What Rules/knowledge says, without a mistake in it.
    static let knowledge: (ConfigKnowledge, [CatalogError]) = {
        var problems: [CatalogError] = []
        let folder = root.appendingPathComponent("Rules").resolvingSymlinksInPath()
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        let files = paths.filter { $0.hasPrefix("knowledge/") && $0.hasSuffix(".yaml") && !Self.ofCode.contains(where: $0.hasPrefix) }.compactMap { path in
            (try? String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)).map { CatalogFile(path: path, text: $0) }
        }
        return (ConfigKnowledge(files: files, problems: &problems), problems)
    }()

    init(_ files: [String: String], clock: RegionClock? = nil) {
        var facts: [Fact] = []
        for (path, text) in files.sorted(by: { $0.key < $1.key }) where ConfigExtraction.mayRead(path) {
            let source = SourceText(text)
            let extraction = ConfigExtraction(
                path: path, source: source, document: ConfigExtraction.document(of: source), pathClass: .application,
                knowledge: Self.knowledge.0, sizes: Self.sizes, clock: clock)
            facts += extraction.facts()
        }
        self.facts = facts
        linked = LinkedConfig(facts)
    }

    /// Round figures in place of the factors' own.
    @Sendable static func sizes(_ model: String) -> (active: Interval, total: Interval)? {
        let model = model.lowercased()
        let table: [(String, Double, Double)] = [
            ("gpt-4o-mini", 8, 8), ("gpt-4o", 100, 400), ("opus", 200, 2000), ("gpt-oss-20b", 3.6, 21), ("70b", 70, 70), ("8b", 8, 8),
            ("7b", 7, 7), ("1.5b", 1.5, 1.5), ("-2b", 2, 2),
        ]
        guard let row = table.first(where: { model.contains($0.0) }) else { return nil }
        return (Interval(row.1 * 1e9), Interval(row.2 * 1e9))
    }

    /// Facts of a kind after linking, with their index.
    func all(_ kind: FactKind) -> [(offset: Int, element: Fact)] { linked.facts.enumerated().filter { $0.element.kind == kind } }

    func first(_ kind: FactKind, _ field: String = "name", _ text: String? = nil) -> Fact? {
        linked.facts.first { $0.kind == kind && (text == nil || $0[field].text == text) }
    }

    func autoscaler(of name: String) -> RelationAnswer? {
        all(.workload).first { $0.element["name"].text == name }.map { linked.relations.related($0.offset, kind: "autoscaler", name: "targets") }
    }
}
