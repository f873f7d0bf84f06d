import Catalog
import Discovery
import Facts
import Foundation
import Parsing
import Pipeline
import Reports
import Rules
import Testing
import Triage

/// Every fixture is a repository of its own, and comments in it say what must be reported where. A new fixture is a new test.
///
///     Fixtures/rules/<rule-id>/<name>/…        a repository of several files
///     Fixtures/rules/<rule-id>/<name>.py       a repository of one
///
///     # wattlint-expect: rule                  this line is reported (several rules: separated by commas)
///     # wattlint-expect-next: rule             the next line is, where it cannot hold a comment
///     # wattlint-ok: rule                      this line must not be; said for the reader, since nothing else may be reported
///     # wattlint-todo: rule why                a known miss
///     # wattlint-todo-ok: rule why             a known false alarm
///
/// A known gap that has been closed fails its test as well, so that its mark becomes a promise.
@Suite struct FixtureTests {
    @Test(arguments: Fixture.all) func reportsWhatIsMarked(fixture: Fixture) throws {
        let marks = try fixture.marks()
        #expect(!marks.isEmpty, "\(fixture) marks nothing")
        let unknown = Set(marks.map(\.rule)).subtracting(Fixture.catalog.rules.map(\.id))
        #expect(unknown.isEmpty, "\(fixture) marks rules that do not exist")

        let reported = try fixture.reported()
        let expected = places(.expect, marks)
        let known = places(.todoOk, marks)
        #expect(lines(expected.subtracting(reported)) == [], "Missing in \(fixture)")
        #expect(lines(reported.subtracting(expected).subtracting(known)) == [], "Noisy in \(fixture)")
        #expect(lines(places(.todo, marks).intersection(reported)) == [], "Reported by now, so expect it, in \(fixture)")
        #expect(lines(known.subtracting(reported)) == [], "No longer reported, so ok, in \(fixture)")
        #expect(lines(places(.ok, marks).intersection(expected)) == [], "Marked both ways in \(fixture)")
    }

    /// Suppressing every finding leaves none.
    @Test(arguments: Fixture.all) func findingsCanBeSuppressed(fixture: Fixture) throws {
        let reported = try fixture.reported()
        guard !reported.isEmpty else { return }
        #expect(lines(try fixture.reported(suppressing: reported)) == [], "Reported although suppressed in \(fixture)")
    }

    @Test func everyRuleHasAsManyNegativesAsPositives() throws {
        for rule in Fixture.catalog.rules {
            // Only in its own folder: elsewhere it is a by-product of another rule's fixtures.
            let marks = try Fixture.all.filter { $0.path.hasPrefix("\(rule.id)/") }.flatMap { try $0.marks() }
            let positives = marks.filter { $0.kind == .expect && $0.rule == rule.id }.count
            let negatives = marks.filter { $0.kind == .ok && $0.rule == rule.id }.count
            #expect(positives >= 4, "\(rule.id) has \(positives) expected findings")
            #expect(negatives >= positives, "\(rule.id) has \(negatives) lines that must stay silent for \(positives) expected ones")
        }
    }

    private func places(_ kind: Fixture.Mark.Kind, _ marks: [Fixture.Mark]) -> Set<Fixture.Place> {
        Set(marks.filter { $0.kind == kind }.map { Fixture.Place(path: $0.path, line: $0.line, rule: $0.rule) })
    }

    private func lines(_ places: Set<Fixture.Place>) -> [String] {
        places.map { "\($0.path):\($0.line): \($0.rule)" }.sorted()
    }
}

/// One repository below Fixtures/rules.
struct Fixture: Sendable, CustomTestStringConvertible, CustomStringConvertible {
    /// From Fixtures/rules on.
    let path: String

    var description: String { path }
    var testDescription: String { path }

    struct Place: Hashable {
        var path: String
        var line: Int
        var rule: String
    }

    struct Mark {
        enum Kind: String { case expect, ok, todo, todoOk = "todo-ok" }

        var kind: Kind
        var rule: String
        var path: String
        var line: Int
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/rules")

    static let catalog: Catalog = Catalog.loadAll().catalog

    /// All that there are. A folder that cannot be listed has none, which the count of marks of each rule shows.
    static let all: [Fixture] = folders(root).flatMap { rule in
        folders(root.appendingPathComponent(rule)).map { Fixture(path: "\(rule)/\($0)") }
    }

    private static func folders(_ url: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }

    // MARK: Marks

    func marks() throws -> [Mark] {
        try texts().sorted { $0.key < $1.key }.flatMap { path, text in
            text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().flatMap { index, line in
                line.matches(of: #/wattlint-(expect|ok|todo-ok|todo)(-next)?: *([a-z0-9-]+(?:, [a-z0-9-]+)*)/#).flatMap { match in
                    match.3.split(separator: ", ").compactMap { rule in
                        Mark.Kind(rawValue: String(match.1)).map {
                            Mark(kind: $0, rule: String(rule), path: path, line: index + (match.2 == nil ? 1 : 2))
                        }
                    }
                }
            }
        }
    }

    /// The texts of its files by their paths within it.
    private func texts() throws -> [String: String] {
        let url = Self.root.appendingPathComponent(path)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
            return [url.lastPathComponent: try String(contentsOf: url, encoding: .utf8)]
        }
        var texts: [String: String] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: url.path) ?? .init() {
            let file = url.appendingPathComponent(path)
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else { continue }
            texts[path] = try String(contentsOf: file, encoding: .utf8)
        }
        return texts
    }

    // MARK: Scanning

    /// What is reported on a copy that lies outside of any git repository.
    ///
    /// - Parameter suppressed: places above which a comment is put that suppresses their finding.
    func reported(suppressing suppressed: Set<Place> = []) throws -> Set<Place> {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("wattlint-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, text) in try texts() {
            let file = folder.appendingPathComponent(path)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            let own = suppressed.filter { $0.path == path }
            try Data(Self.suppress(own, in: text).utf8).write(to: file)
        }
        let current = try #require(AbsolutePath(folder.path))
        let scope = try Scope(paths: [Array(folder.path.utf8)], currentFolder: current)
        // A pedantic rule is on in its own fixtures.
        let own = Self.catalog.rules.first { self.path.hasPrefix("\($0.id)/") }
        let selection = RuleSelection(from: Self.catalog.rules, pedantic: own?.isPedantic ?? false)
        let scan = Scan(catalog: Self.catalog, selection: selection, includesTests: true, threads: 1, version: "")
        return Set(scan.run(scope).report.entries.map { entry in
            Place(path: entry.finding.place.path, line: entry.finding.place.start.line, rule: entry.finding.rule.id)
        })
    }

    private static func suppress(_ places: Set<Place>, in text: String) -> String {
        guard !places.isEmpty else { return text }
        let rules = Dictionary(grouping: places, by: \.line).mapValues { $0.map(\.rule).sorted().joined(separator: ", ") }
        var lines: [String] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let rules = rules[index + 1] {
                let isHash = places.allSatisfy { place in [".py", ".rb", ".yaml", ".yml", ".toml", ".sh"].contains { place.path.hasSuffix($0) } }
                let indent = line.prefix { $0 == " " || $0 == "\t" }
                lines.append(indent + "\(isHash ? "#" : "//") wattlint: ignore[\(rules)] a test of suppression")
            }
            lines.append(String(line))
        }
        return lines.joined(separator: "\n")
    }
}
