import Foundation
import Testing

extension EndToEnd {
    /// 0 nothing at or above --fail-on, 1 something, 2 wrong arguments, configuration or rules, 3 a fault; whatever the format.
    @Suite struct ExitCodes {
        @Test(arguments: ["text", "concise", "json", "sarif"])
        func theFormatChangesNothing(_ format: String) throws {
            let folder = try TemporaryFolder(["app.py": Sample.wasteful])
            #expect(try Program.wattlint("check", "--format", format, in: folder).code == 1)
            try folder.write(Sample.right, to: "app.py")
            #expect(try Program.wattlint("check", "--format", format, in: folder).code == 0)
        }

        /// A warning and an info.
        @Test(arguments: [("error", 0), ("warning", 1), ("info", 1), ("never", 0)] as [(String, Int32)])
        func aWarningCounts(_ threshold: String, _ code: Int32) throws {
            let folder = try TemporaryFolder(["app.py": Sample.wasteful, "config.yaml": Sample.batch])
            #expect(try Program.wattlint("check", "--fail-on", threshold, in: folder).code == code)
            try folder.write("fail-on: \(threshold)\n", to: ".wattlint.yml")
            #expect(try Program.wattlint("check", in: folder).code == code)
        }

        @Test(arguments: [("warning", 0), ("info", 1)] as [(String, Int32)])
        func anInfoCounts(_ threshold: String, _ code: Int32) throws {
            let folder = try TemporaryFolder(["config.yaml": Sample.batch])
            #expect(try Program.wattlint("check", "--fail-on", threshold, in: folder).code == code)
        }

        @Test func checkIsWhatItDoesUnasked() throws {
            let folder = try TemporaryFolder(["app.py": Sample.wasteful])
            let asked = try Program.wattlint("check", in: folder)
            #expect(try Program.wattlint(in: folder).output == asked.output)
            #expect(try Program.wattlint("app.py", in: folder).output == asked.output)
        }

        @Test func anEmptyFolderIsFine() throws {
            let folder = TemporaryFolder()
            let result = try Program.wattlint("check", in: folder)
            #expect(result.code == 0)
            #expect(result.text.contains("No wasted energy found in 0 files"))
        }

        struct Mistake: Sendable, CustomTestStringConvertible {
            var arguments: [String]
            var configuration: String?
            /// What the complaint must say, the nearest right spelling among it.
            var says: [String]

            init(_ arguments: [String], configuration: String? = nil, says: String...) {
                self.arguments = arguments
                self.configuration = configuration
                self.says = says
            }

            var testDescription: String { arguments.joined(separator: " ") + (configuration.map { " with " + $0 } ?? "") }
        }

        @Test(arguments: [
            Mistake(["check", "--select", "oversized-modle"], says: "oversized-modle", "did you mean `oversized-model`"),
            Mistake(["check", "--select", "oversized-model,cachng"], says: "cachng", "did you mean `caching`"),
            Mistake(["check", "--ignore", "row-index-lop"], says: "row-index-lop", "did you mean `row-index-loop`"),
            Mistake(["check", "--format", "jsn"], says: "jsn", "- json"),
            Mistake(["check", "--fail-on", "warn"], says: "warn", "'warning'"),
            Mistake(["check", "--regon", "FRA"], says: "--regon", "--region"),
            Mistake(["check", "--region", "eu-cental-1"], says: "eu-cental-1", "did you mean `eu-central-1`"),
            Mistake(["check", "nowhere"], says: "nowhere does not exist"),
            Mistake(["check", "--config", "nowhere.yml"], says: "nowhere.yml"),
            Mistake(["check", "--rules", "nowhere"], says: "nowhere"),
            Mistake(["explain", "oversizd-model"], says: "oversizd-model", "did you mean `oversized-model`"),
            Mistake(["estimate", "llm", "--model", "gpt-4p", "--output-tokens", "300"], says: "gpt-4p", "`gpt-4o`"),
            Mistake(["estimate", "llm", "--model", "gpt-4o", "--output-tokens", "0"], says: "at least 1"),
            Mistake(["estimate", "llm", "--model", "gpt-4o", "--output-tokens", "300", "--region", "nowhere"], says: "nowhere"),
            Mistake(["check"], configuration: "exclud: [a]", says: ".wattlint.yml:1:1", "exclud", "did you mean `exclude`"),
            Mistake(["check"], configuration: "rules:\n  oversized-modle: off", says: ".wattlint.yml:2:3", "did you mean `oversized-model`"),
            Mistake(["check"], configuration: "rules:\n  oversized-model: eror", says: ".wattlint.yml:2:20", "did you mean `error`"),
            Mistake(
                ["check"], configuration: "rules:\n  oversized-model: {taskss: [title]}", says: ".wattlint.yml:2:21", "did you mean `tasks`"),
            Mistake(["check"], configuration: "rules:\n  oversized-model: {tasks: [titel]}", says: ".wattlint.yml:2:", "did you mean `title`"),
            Mistake(["check"], configuration: "region: eu-cental-1", says: "eu-cental-1", "did you mean `eu-central-1`"),
            Mistake(["check"], configuration: "fail-on: warnig", says: ".wattlint.yml:1:10", "did you mean `warning`"),
            Mistake(["check"], configuration: "exclude: [", says: ".wattlint.yml:"),
        ])
        func aMistakeIsNamedAndNothingIsReported(_ mistake: Mistake) throws {
            let folder = try TemporaryFolder(["app.py": Sample.wasteful])
            if let configuration = mistake.configuration { try folder.write(configuration + "\n", to: ".wattlint.yml") }
            let result = try Program.wattlint(mistake.arguments, in: folder)
            #expect(result.code == 2)
            #expect(result.text.isEmpty)
            for words in mistake.says { #expect(result.complaints.contains(words)) }
        }

        @Test func whatCannotBeWrittenIsAFault() throws {
            let folder = try TemporaryFolder(["app.py": Sample.wasteful])
            let result = try Program.wattlint("check", "--output", "no/such/folder.json", in: folder)
            #expect(result.code == 3)
            #expect(result.complaints.contains("no/such/folder.json cannot be written"))
            #expect(result.text.isEmpty)
        }

        #if os(Linux)
            /// Findings that did not arrive must not look like none.
            @Test(arguments: ["text", "json"]) func aFullDiskIsAFault(_ format: String) throws {
                let folder = try TemporaryFolder(["app.py": Sample.wasteful])
                let full = URL(filePath: "/dev/full")
                let result = try Program.run(Program.binary(), ["check", "--format", format], in: folder, output: full)
                #expect(result.code == 3)
                #expect(!result.complaints.isEmpty)
                #expect(try Program.wattlint("check", "--output", "/dev/full", in: folder).code == 3)
            }
        #endif
    }
}
