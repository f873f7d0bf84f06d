public import Catalog
internal import Discovery
internal import Facts
internal import Parsing
internal import Reports
internal import Rules
internal import Triage

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Runs fixtures: files in which comments say what must be reported where. Each is a repository of its own.
///
///     <rule-id>/<name>/…                       a repository of several files
///     <rule-id>/<name>.py                      a repository of one
///
///     # wattlint-expect: rule                  this line is reported (several rules: separated by commas)
///     # wattlint-expect-next: rule             the next line is, where it cannot hold a comment
///     # wattlint-ok: rule                      this line must not be; said for the reader, since nothing else may be reported
///     # wattlint-todo: rule why                a known miss
///     # wattlint-todo-ok: rule why             a known false alarm
///
/// A known gap that has been closed is a mistake as well, so that its mark becomes a promise.
public struct FixtureRun: Sendable {
    private let catalog: Catalog

    public init(_ catalog: Catalog) { self.catalog = catalog }

    /// One repository.
    public struct Fixture: Hashable, Sendable, CustomStringConvertible {
        /// The folder in which the folders of the rules lie.
        public var root: String
        /// The rule whose folder it lies in.
        public var rule: String
        public var name: String

        /// From the folder of the rules on.
        public var path: String { "\(rule)/\(name)" }
        public var description: String { path }
    }

    public struct Place: Hashable, Sendable, Comparable, CustomStringConvertible {
        /// Within the fixture.
        public var path: String
        public var line: Int
        public var rule: String

        public var description: String { "\(path):\(line): \(rule)" }

        public static func < (one: Place, other: Place) -> Bool {
            (one.path, one.line, one.rule) < (other.path, other.line, other.rule)
        }
    }

    public struct Mark: Hashable, Sendable {
        public enum Kind: String, Sendable { case expect, ok, todo, todoOk = "todo-ok" }

        public var kind: Kind
        public var place: Place
    }

    /// How the marks of a fixture came out.
    public struct Result: Sendable {
        public enum Verdict: String, Sendable, CaseIterable {
            /// Silent where it must be.
            case validated = "Validated"
            /// Reported where it must be.
            case reported = "Reported"
            /// Expected, and not reported.
            case missing = "Missing"
            /// Reported, and not expected.
            case noisy = "Noisy"
            /// A known miss that is reported by now, or a known false alarm that is gone: the mark should say so.
            case outdated = "Outdated"
            /// A mark that cannot be right: of a rule that does not exist, or of a line that is marked both ways.
            case mistaken = "Mistaken"
        }

        public var places: [Verdict: [Place]] = [:]

        public func count(_ verdict: Verdict) -> Int { places[verdict]?.count ?? 0 }
        public var isRight: Bool { count(.missing) + count(.noisy) + count(.outdated) + count(.mistaken) == 0 && !places.isEmpty }
    }

    /// Whether a folder holds fixtures of some rules rather than rule files: a rule's file lies in the folder of its technique.
    public static func holdsFixtures(_ root: String, of rules: Set<String>) -> Bool {
        names(in: root).contains { rules.contains($0) && isFolder(root + "/" + $0) }
    }

    /// The fixtures in a folder: what lies in folders that are called as rules are. Sorted.
    public func fixtures(in root: String) -> [Fixture] {
        let rules = Set(catalog.rules.map(\.id))
        return Self.names(in: root).filter(rules.contains).flatMap { rule in
            Self.names(in: root + "/" + rule).map { Fixture(root: root, rule: rule, name: $0) }
        }
    }

    /// - Throws: when the fixture cannot be read, or a copy of it not written.
    public func run(_ fixture: Fixture) throws -> Result {
        let marks = try marks(of: fixture)
        let reported = try reported(in: fixture, by: Set(marks.map(\.place.rule)))
        func places(_ kind: Mark.Kind) -> Set<Place> { Set(marks.filter { $0.kind == kind }.map(\.place)) }
        let expected = places(.expect), known = places(.todoOk), silent = places(.ok)
        let rules = Set(catalog.rules.map(\.id))
        let mistaken = silent.intersection(expected).union(marks.map(\.place).filter { !rules.contains($0.rule) })
        var result = Result()
        func set(_ verdict: Result.Verdict, _ places: Set<Place>) {
            if !places.isEmpty { result.places[verdict] = places.sorted() }
        }
        set(.validated, silent.subtracting(reported))
        set(.reported, expected.intersection(reported))
        set(.missing, expected.subtracting(reported).subtracting(mistaken))
        set(.noisy, reported.subtracting(expected).subtracting(known).subtracting(places(.todo)))
        set(.outdated, places(.todo).intersection(reported).union(known.subtracting(reported)))
        set(.mistaken, mistaken)
        return result
    }

    // MARK: Marks

    public func marks(of fixture: Fixture) throws -> [Mark] {
        try texts(of: fixture).sorted { $0.key < $1.key }.flatMap { path, text in
            text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.enumerated().flatMap { index, line in
                Self.marks(in: line).map { mark in
                    Mark(kind: mark.kind, place: Place(path: path, line: index + (mark.isOfNext ? 2 : 1), rule: mark.rule))
                }
            }
        }
    }

    /// The marks of one line, in its order.
    private static func marks(in line: Substring) -> [(kind: Mark.Kind, isOfNext: Bool, rule: String)] {
        var result: [(kind: Mark.Kind, isOfNext: Bool, rule: String)] = []
        var rest = line
        while let start = rest.firstRange(of: "wattlint-") {
            rest = rest[start.upperBound...]
            guard let colon = rest.firstIndex(of: ":") else { break }
            var word = String(rest[..<colon])
            let isOfNext = word.hasSuffix("-next")
            if isOfNext { word.removeLast("-next".count) }
            guard let kind = Mark.Kind(rawValue: word) else { continue }
            rest = rest[rest.index(after: colon)...].drop { $0 == " " }
            while true {
                let rule = rest.prefix { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
                if !rule.isEmpty { result.append((kind, isOfNext, String(rule))) }
                rest = rest.dropFirst(rule.count)
                guard !rule.isEmpty, rest.hasPrefix(", ") else { break }
                let next = rest.dropFirst(2)
                guard next.first?.isLowercase == true else { break }
                rest = next
            }
        }
        return result
    }

    /// The texts of a fixture's files by their paths within it.
    public func texts(of fixture: Fixture) throws -> [String: String] {
        let path = fixture.root + "/" + fixture.path
        guard Self.isFolder(path) else { return [fixture.name: try Self.text(of: path)] }
        var texts: [String: String] = [:]
        var waiting = [""]
        while let folder = waiting.popLast() {
            for name in Self.names(in: folder.isEmpty ? path : path + "/" + folder, withHidden: true) {
                let inner = folder.isEmpty ? name : folder + "/" + name
                if Self.isFolder(path + "/" + inner) { waiting.append(inner) } else { texts[inner] = try Self.text(of: path + "/" + inner) }
            }
        }
        return texts
    }

    private static func text(of path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder
    }

    private static func names(in path: String, withHidden: Bool = false) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { withHidden || !$0.hasPrefix(".") }.sorted()
    }

    // MARK: Scanning

    /// What is reported on a copy that lies outside of any git repository.
    private func reported(in fixture: Fixture, by named: Set<String>) throws -> Set<Place> {
        let manager = FileManager.default
        let folder = manager.temporaryDirectory.appendingPathComponent("wattlint-\(UUID().uuidString)")
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? manager.removeItem(at: folder) }
        for (path, text) in try texts(of: fixture) {
            let file = folder.appendingPathComponent(path)
            try manager.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        guard let current = AbsolutePath(folder.path) else { return [] }
        let scope = try Scope(paths: [Array(folder.path.utf8)], currentFolder: current)
        // A pedantic rule is on in its own fixtures, and where it is spoken of.
        let selection = RuleSelection(from: catalog.rules, with: named.union([fixture.rule]))
        let scan = Scan(catalog: catalog, selection: selection, includesTests: true, threads: 1, version: "")
        return Set(scan.run(scope).report.entries.map { entry in
            Place(path: entry.finding.place.path, line: entry.finding.place.start.line, rule: entry.finding.rule.id)
        })
    }
}
