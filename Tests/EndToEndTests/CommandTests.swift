import Foundation
import Testing

extension EndToEnd {
    /// The other subcommands.
    @Suite struct Commands {
        private func run(_ arguments: String...) throws -> Program.Result {
            let result = try Program.run(Program.binary(), arguments, in: Program.root)
            #expect(result.code == 0)
            #expect(result.complaints.isEmpty)
            return result
        }

        /// Ids of the rule files in the repository.
        private var shipped: Set<String> {
            get throws {
                let folders = ["caching", "capacity", "data-transfer", "measurement", "quantization", "right-sizing", "runtime", "scheduling"]
                return try folders.reduce(into: []) { ids, folder in
                    let path = Program.root.appending(path: "Rules/\(folder)").path
                    guard FileManager.default.fileExists(atPath: path) else { return }
                    for file in try FileManager.default.contentsOfDirectory(atPath: path) where file.hasSuffix(".yaml") { ids.insert(String(file.dropLast(5))) }
                }
            }
        }

        @Test func rulesListsThemAll() throws {
            let text = try run("rules").text
            for id in try shipped { #expect(text.contains("  \(id) ")) }
            let json = try #require(try JSONSerialization.jsonObject(with: run("rules", "--format", "json").output) as? [[String: Any]])
            #expect(Set(json.compactMap { $0["id"] as? String }) == (try shipped))
            for rule in json { #expect((rule["evidence"] as? [Any])?.isEmpty == false) }
        }

        @Test func rulesSaysWhatIsRefused() throws {
            let text = try run("rules", "--refused").text
            #expect(text.contains("Streaming the answer (stream=True) saves energy."))
            let json = try JSONSerialization.jsonObject(with: run("rules", "--refused", "--format", "json").output) as? [[String: Any]]
            #expect((json?.count ?? 0) >= 10)
        }

        @Test func everyRuleIsExplained() throws {
            for id in try shipped {
                let text = try run("explain", id).text
                for heading in ["Why\n", "Evidence\n", "Wasteful (", "Better\n", "wattlint: ignore[\(id)]"] { #expect(text.contains(heading), "\(id)") }
            }
        }

        @Test func everyExampleHolds() throws {
            let text = try run("test", "Rules").text
            let words = text.split(whereSeparator: \.isWhitespace)
            #expect(words.count == 5 && words[0] == words[2], "\(text)")
            #expect((Int(words[0]) ?? 0) >= (try shipped.count))
        }

        @Test func theMessageSaysWhereAModelIsADefault() throws {
            func program(_ model: String) -> String {
                """
                import os
                from openai import OpenAI
                client = OpenAI()
                def is_spam(mail):
                    answer = client.chat.completions.create(model=\(model), max_tokens=1, messages=[{"role": "user", "content": f"Is this spam? Answer yes or no: {mail}"}])
                    return answer.choices[0].message.content == "yes"
                """
            }
            let folder = try TemporaryFolder(["a.py": program("'gpt-4o'"), "b.py": program("os.getenv('MODEL', 'gpt-4o')")])
            let result = try Program.wattlint("check", "--select", "oversized-model", "--format", "json", in: folder)
            let findings = try #require(try result.field("findings") as? [[String: Any]])
            let messages = findings.compactMap { $0["message"] as? String }
            try #require(messages.count == 2)
            #expect(messages[0].hasPrefix("gpt-4o ("))
            #expect(messages[1].hasPrefix("gpt-4o, the default here ("))
        }

        @Test func factsAreLinesOfJSON() throws {
            let folder = try TemporaryFolder(["app.py": Sample.byAlias, "config.yaml": Sample.aliases, "tests/test_app.py": Sample.wasteful])
            let lines = try Program.wattlint("facts", in: folder).text.split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
            let header = try #require(lines.first)
            #expect(header["version"] as? Int == 1)
            #expect(header["files_read"] as? Int == 2)
            #expect((header["left_out"] as? [String: Int])?["test"] == 1)
            let call = try #require(lines.first { $0["kind"] as? String == "llm-call" })
            let fields = try #require(call["fields"] as? [String: [String: Any]])
            #expect(fields["model"]?["known"] as? String == "gpt-4o")
            #expect(fields["alias"]?["known"] as? String == "classifier")
            #expect(fields["task"]?["known"] as? String == "yes-no")
        }

        @Test func theSchemaNamesEveryFieldOfAFact() throws {
            let schema = try run("facts", "--schema").text
            #expect(schema.contains("llm-call\n"))
            for line in try run("facts", "Fixtures/projects/shop").text.split(separator: "\n").dropFirst() {
                let fact = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
                let kind = try #require(fact["kind"] as? String)
                let section = try #require(("\n" + schema).components(separatedBy: "\n\(kind)\n").dropFirst().first)
                let known = section.components(separatedBy: "\n\n")[0]
                for field in (fact["fields"] as? [String: Any] ?? [:]).keys { #expect(known.contains("  \(field) ("), "\(kind) \(field)") }
            }
        }

        @Test func anEstimateIsAReferenceAndABand() throws {
            let text = try run("estimate", "llm", "--model", "gpt-4o", "--output-tokens", "300").text
            for words in ["reference (EcoLogits 0.11.3)", "estimate (after the error band)", "Assumptions", "Sources"] { #expect(text.contains(words)) }
            let one = try run("estimate", "llm", "--model", "gpt-4o", "--output-tokens", "300", "--format", "json")
            let many = try run("estimate", "llm", "--model", "gpt-4o", "--output-tokens", "300", "--requests", "1000", "--format", "json")
            func quantity(_ result: Program.Result, _ part: String, _ name: String) throws -> (low: Double, high: Double) {
                let found = (try result.field(part) as? [String: Any])?[name] as? [String: Double]
                return (try #require(found?["low"]), try #require(found?["high"]))
            }
            for name in ["energy_kwh", "carbon_kg", "cost_usd"] {
                let (single, thousand) = (try quantity(one, "estimate", name), try quantity(many, "estimate", name))
                #expect(single.low <= single.high)
                #expect(abs(thousand.high / single.high - 1000) < 1e-6)
            }
            let (reference, estimate) = (try quantity(one, "reference", "energy_kwh"), try quantity(one, "estimate", "energy_kwh"))
            #expect(estimate.low < reference.low && reference.high < estimate.high)
            for part in ["model", "assumptions", "sources"] { #expect(try one.field(part) != nil) }
        }

        @Test func helpAndVersion() throws {
            #expect(try run("--version").text.split(separator: ".").count == 3)
            for command in ["check", "facts", "rules", "explain", "test", "estimate"] {
                #expect(try run("--help").text.contains(command))
                #expect(try run(command, "--help").text.contains("USAGE: wattlint \(command)"))
            }
        }
    }
}
