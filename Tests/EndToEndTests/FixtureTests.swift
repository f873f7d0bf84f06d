import Catalog
import Foundation
import Pipeline
import Rules
import Testing

extension EndToEnd {
    /// The fixtures of this repository: `FixtureRun` says how they are marked. The program itself runs them, since a debug build takes minutes.
    @Suite struct Fixtures {
        @Test func reportsWhatIsMarked() throws {
            let result = try Program.run(Program.binary(), ["test", "Fixtures/rules"], in: Program.root)
            #expect(result.code == 0, "\(result.text)")
            let words = result.text.split(whereSeparator: \.isNewline).last?.split(separator: " ") ?? []
            #expect(words.count > 2 && words[0] == words[2] && Int(words[0]) == Fixture.all.count, "\(result.text)")
        }

        /// Suppressing every finding leaves none. What is reported is what is marked so, as the other test shows.
        @Test(arguments: Fixture.all) func findingsCanBeSuppressed(fixture: Fixture) throws {
            let marks = try Fixture.runner.marks(of: fixture.own)
            #expect(!marks.isEmpty, "\(fixture) marks nothing")
            let reported = Set(marks.filter { $0.kind == .expect || $0.kind == .todoOk }.map(\.place))
            guard !reported.isEmpty else { return }
            let copy = TemporaryFolder()
            for (path, text) in try Fixture.runner.texts(of: fixture.own) {
                try copy.write(Self.suppress(reported.filter { $0.path == path }, in: text, of: path), to: path)
            }
            // As in the run itself, pedantic rules are on that the fixture is of or speaks of.
            let named = Set(marks.map(\.place.rule)).union([fixture.own.rule])
            let pedantic = Fixture.catalog.rules.filter { $0.isPedantic && named.contains($0.id) }.map { "  \($0.id): info\n" }
            if !pedantic.isEmpty { try copy.write("rules:\n" + pedantic.joined(), to: ".wattlint.yml") }
            let left = try Program.wattlint(["check", "--include-tests", "--format", "json"], in: copy).findings()
            #expect(left == [], "Reported although suppressed in \(fixture)")
        }

        @Test func everyRuleHasAsManyNegativesAsPositives() throws {
            for rule in Fixture.catalog.rules {
                // Only in its own folder: elsewhere it is a by-product of another rule's fixtures.
                let marks = try Fixture.all.filter { $0.own.rule == rule.id }.flatMap { try Fixture.runner.marks(of: $0.own) }
                let positives = marks.count { $0.kind == .expect && $0.place.rule == rule.id }
                let negatives = marks.count { $0.kind == .ok && $0.place.rule == rule.id }
                #expect(positives >= 4, "\(rule.id) has \(positives) expected findings")
                #expect(negatives >= positives, "\(rule.id) has \(negatives) lines that must stay silent for \(positives) expected ones")
            }
        }

        @Test func everyFixtureIsOfARule() throws {
            let folders = try FileManager.default.contentsOfDirectory(atPath: Fixture.root).filter { !$0.hasPrefix(".") }
            #expect(Set(folders).subtracting(Fixture.catalog.rules.map(\.id)) == [])
        }

        /// Puts a comment above each line that is reported, as the file's language writes one.
        private static func suppress(_ places: Set<FixtureRun.Place>, in text: String, of path: String) -> String {
            guard !places.isEmpty else { return text }
            let rules = Dictionary(grouping: places, by: \.line).mapValues { $0.map(\.rule).sorted().joined(separator: ", ") }
            let isHash = [".py", ".rb", ".yaml", ".yml", ".toml", ".sh", ".ipynb", ".conf", ".conf.template"].contains(where: path.hasSuffix) || path.contains("Dockerfile")
            var lines: [String] = []
            for (index, line) in text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.enumerated() {
                if let rules = rules[index + 1] {
                    let comment = "\(isHash ? "#" : "//") wattlint: ignore[\(rules)] a test of suppression"
                    let indent = line.prefix { $0 == " " || $0 == "\t" }
                    if path.hasSuffix(".ipynb") {
                        lines += notebookLines(String(line), comment, indent: String(indent))
                        continue
                    }
                    lines.append(indent + comment)
                }
                lines.append(String(line))
            }
            return lines.joined(separator: "\n")
        }

        /// In a list of lines, one more string; where the cell is one string, another line in it, before the statement.
        private static func notebookLines(_ line: String, _ comment: String, indent: String) -> [String] {
            guard line.contains("\"source\":"), let call = line.firstRange(of: "\\nreply = ") ?? line.firstRange(of: "\\nletter = ") else {
                let code = line.dropFirst(indent.count + 1).prefix { $0 == " " }
                return [indent + "\"" + code + comment + "\\n\",", line]
            }
            return [String(line[..<call.lowerBound]) + "\\n" + comment + String(line[call.lowerBound...])]
        }
    }
}

/// One repository below Fixtures/rules.
struct Fixture: Sendable, CustomTestStringConvertible, CustomStringConvertible {
    let own: FixtureRun.Fixture

    var description: String { own.path }
    var testDescription: String { own.path }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/rules").path

    static let catalog: Catalog = Catalog.loadAll().catalog
    static let runner = FixtureRun(catalog)

    /// All that there are. A folder that cannot be listed has none, which the count of marks of each rule shows.
    static let all: [Fixture] = runner.fixtures(in: root).map { Fixture(own: $0) }
}
