import Foundation
import Testing

extension EndToEnd {
    /// The reports on the example projects, word for word. WATTLINT_UPDATE_GOLDEN=1 writes them anew; read the difference before it is
    /// committed.
    @Suite struct Golden {
        static let formats = [("text", "txt"), ("concise", "concise.txt"), ("json", "json"), ("sarif", "sarif.json"), ("github", "github.txt"), ("gitlab", "gitlab.json"), ("rdjson", "rdjson.json"), ("markdown", "md")]
        static let projects = Program.root.appending(path: "Fixtures/projects")
        static let golden = projects.appending(path: "shop.golden")
        /// The other projects, each with the golden report of its findings by line.
        static let others: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: projects.path)) ?? [])
            .filter { !$0.hasPrefix(".") && !$0.hasSuffix(".golden") && $0 != "shop" }.sorted()

        /// Copies outside of any repository: what lies around a project must not matter.
        private let copy = TemporaryFolder()

        init() throws {
            for project in Self.others + ["shop"] {
                try FileManager.default.copyItem(at: Self.projects.appending(path: project), to: copy.path(project))
            }
        }

        private func report(_ format: String, _ arguments: [String] = [], of project: String = "shop") throws -> Program.Result {
            try Program.wattlint(["check", "--format", format] + arguments, in: copy, at: project)
        }

        @Test(arguments: formats) func theReportIsAsItWas(_ format: String, _ suffix: String) throws {
            let result = try report(format)
            #expect(result.code == 1)
            #expect(result.complaints.isEmpty)
            try compare(result, with: Self.golden.appending(path: "report.\(suffix)"))
        }

        @Test(arguments: others) func theFindingsOfTheOthersAreAsTheyWere(_ project: String) throws {
            try compare(report("concise", of: project), with: Self.projects.appending(path: "\(project).golden/report.concise.txt"))
        }

        private func compare(_ result: Program.Result, with file: URL) throws {
            if ProcessInfo.processInfo.environment["WATTLINT_UPDATE_GOLDEN"] == "1" {
                try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
                try result.output.write(to: file)
                return
            }
            let expected = try Data(contentsOf: file)
            guard result.output != expected else { return }
            try copy.write(result.output, to: "report")
            let difference = try Program.run(URL(filePath: "/usr/bin/env"), ["diff", "-u", file.path, copy.path("report").path], in: copy)
            Issue.record("The report differs; after reading, run the tests with WATTLINT_UPDATE_GOLDEN=1.\n\(difference.text)")
        }

        /// The same bytes for any number of threads, and again; inside git as outside.
        @Test(arguments: formats.map(\.0)) func theReportIsTheSameEachTime(_ format: String) throws {
            let first = try report(format).output
            for threads in ["1", "2", "8"] {
                #expect(try report(format, ["--threads", threads]).output == first, "\(threads) threads")
            }
            #expect(try report(format).output == first)
            try Program.git("init", in: copy, at: "shop")
            #expect(try report(format).output == first)
        }

        /// The README shows a real screenful.
        @Test func theReadmeShowsWhatIsReported() throws {
            let readme = try String(contentsOf: Program.root.appending(path: "README.md"), encoding: .utf8)
            let screen = try #require(readme.components(separatedBy: "```text\n").dropFirst().first?.components(separatedBy: "\n```").first)
            let report = try String(contentsOf: Self.golden.appending(path: "report.txt"), encoding: .utf8)
            for block in screen.components(separatedBy: "\n\n") where block != "…" {
                #expect(report.contains(block), "The README's screenful is not what Fixtures/projects/shop.golden/report.txt says.")
            }
        }

        /// The example projects show the whole catalogue, but for what is off unless asked for.
        @Test func everyRuleFires() throws {
            let json = try JSONSerialization.jsonObject(with: Program.wattlint("rules", "--format", "json", in: copy).output) as? [[String: Any]]
            let rules = try #require(json).filter { $0["pedantic"] as? Bool == false }.compactMap { $0["id"] as? String }
            let fired = try (Self.others + ["shop"]).flatMap { try report("json", of: $0).findings() }
            #expect(Set(fired.compactMap { $0.split(separator: " ").last.map(String.init) }) == Set(rules))
        }

        /// Each finding lies within its file, and the aliases and hosts are joined.
        @Test func findingsLieInTheirFiles() throws {
            let findings = try #require(try report("json").field("findings") as? [[String: Any]])
            for finding in findings {
                let path = try #require(finding["path"] as? String)
                let lines = try String(contentsOf: copy.path("shop/\(path)"), encoding: .utf8).components(separatedBy: "\n")
                for end in ["start", "end"] {
                    let position = try #require(finding[end] as? [String: Int])
                    let line = try #require(position["line"]), column = try #require(position["column"])
                    #expect(line >= 1 && line <= lines.count && column >= 1 && column <= lines[line - 1].unicodeScalars.count + 1, "\(path)")
                }
            }
            func related(_ path: String) -> [String] {
                findings.filter { $0["path"] as? String == path }.flatMap { $0["related"] as? [[String: Any]] ?? [] }.compactMap { $0["path"] as? String }
            }
            #expect(related("services/reviews/app.py").contains("gateway/litellm.yaml"))
            #expect(related("services/storefront/app.py").contains("deploy/orders.yaml"))
            #expect(related("deploy/litellm.yaml").contains("gateway/litellm.yaml"))
        }

        @Test func theSARIFIsValid() throws {
            let log = copy.path("log.sarif")
            try report("sarif").output.write(to: log)
            let script = Program.root.appending(path: "Tests/ReportsTests/validate_sarif.py").path
            let result = try Program.run(Program.python(), [script, log.path], in: copy)
            #expect(result.code == 0, "\(result.text)\(result.complaints)")
        }
    }
}
