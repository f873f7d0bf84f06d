import Foundation
import Testing

extension EndToEnd {
    /// One file that cannot be read as its name promises must not cost the others.
    @Suite struct HostileFiles {
        struct Case: Sendable, CustomTestStringConvertible {
            var path: String
            /// Words of the reason that the report gives; nil when the file is passed over without one.
            var reason: String?
            var make: @Sendable (URL) throws -> Void

            init(_ path: String, reason: String?, make: @escaping @Sendable (URL) throws -> Void) {
                self.path = path
                self.reason = reason
                self.make = make
            }

            init(_ path: String, reason: String?, data: @escaping @Sendable () -> Data) {
                self.init(path, reason: reason) { try data().write(to: $0) }
            }

            var testDescription: String { path }
        }

        private static let anchors = "import openai  # chat.completions.create, client.embeddings.create\n"
        private static let yamlAnchors = "# model_list litellm_params\n"

        private static func repeated(_ text: String, bytes: Int) -> Data {
            var data = Data(capacity: bytes + text.utf8.count)
            let unit = Data(String(repeating: text, count: 10_000).utf8)
            while data.count < bytes { data.append(unit) }
            return data
        }

        static let cases = [
            Case("huge.py", reason: "larger than the limit") { Data(anchors.utf8) + repeated("x = 1\n", bytes: 60_000_000) },
            Case("huge.yaml", reason: "larger than the limit") { Data(yamlAnchors.utf8) + repeated("- a: b\n", bytes: 60_000_000) },
            Case("line.py", reason: "larger than the limit") { Data(anchors.utf8) + Data("x = '".utf8) + repeated("y", bytes: 5_000_000) + Data("'\n".utf8) },
            Case("line.yaml", reason: "line of more than") { Data(yamlAnchors.utf8) + Data("x: ".utf8) + repeated("y", bytes: 5_000_000) },
            Case("brackets.py", reason: nil) { Data((anchors + nested("[\n", "]\n", 100_000)).utf8) },
            Case("brackets-in-a-line.py", reason: "line of more than") { Data((anchors + nested("[", "]", 100_000)).utf8) },
            Case("brackets.yaml", reason: "nest") { Data((yamlAnchors + "x: " + nested("[\n ", "]\n ", 100_000)).utf8) },
            Case("brackets-in-a-line.yaml", reason: "line of more than") { Data((yamlAnchors + "x: " + nested("[", "]", 100_000)).utf8) },
            Case("open-brackets.yaml", reason: "nest") { Data((yamlAnchors + "x: " + nested("[\n ", "", 100_000)).utf8) },
            Case("blocks.yaml", reason: "nest") { Data((yamlAnchors + (0..<2_000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()).utf8) },
            Case("aliases.yaml", reason: "aliases stand for more than") { Data((yamlAnchors + aliasBomb).utf8) },
            // Commands that are written otherwise than they read: each is looked for.
            Case(".github/workflows/quotes.yml", reason: nil, make: {
                try FileManager.default.createDirectory(at: $0.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(workflow(of: (0..<20_000).map { "          e\"\"cho \($0)\n" }.joined()).utf8).write(to: $0)
            }),
            Case("Dockerfile", reason: "may be a template") { Data("FROM {{ base }}\nRUN make\n".utf8) },
            Case("binary.py", reason: nil) { Data(anchors.utf8) + Data([0, 0, 1, 2]) + Data(Sample.wasteful.utf8) },
            Case("utf-16.py", reason: nil) { Sample.wasteful.data(using: .utf16) ?? Data() },
            Case("dangling.py", reason: nil, make: { try FileManager.default.createSymbolicLink(atPath: $0.path, withDestinationPath: "nowhere.py") }),
            Case("itself.py", reason: nil, make: { try FileManager.default.createSymbolicLink(atPath: $0.path, withDestinationPath: "itself.py") }),
            Case("loop", reason: nil, make: { try FileManager.default.createSymbolicLink(atPath: $0.path, withDestinationPath: ".") }),
            Case("folder.yaml", reason: nil, make: { try FileManager.default.createDirectory(at: $0, withIntermediateDirectories: false) }),
            Case("pipe.py", reason: nil, make: { #expect(mkfifo($0.path, 0o600) == 0) }),
        ]

        private static func workflow(of script: String) -> String {
            "on: pull_request\njobs:\n  quotes:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - run: |\n" + script
        }

        private static func nested(_ open: String, _ close: String, _ depth: Int) -> String {
            String(repeating: open, count: depth) + String(repeating: close, count: depth) + "\n"
        }

        /// Nine to the twentieth nodes.
        private static var aliasBomb: String {
            var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
            for level in 1...20 { text += "a\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n" }
            return text
        }

        @Test(arguments: cases, [false, true]) func theOthersAreReported(_ hostile: Case, _ inGit: Bool) throws {
            let folder = try TemporaryFolder(["app.py": Sample.wasteful])
            try hostile.make(folder.path(hostile.path))
            if inGit { try Program.git("init", in: folder) }
            let result = try Program.wattlint("check", "--format", "json", in: folder)
            #expect(result.code == 1)
            #expect(result.seconds < 20)
            #expect(try result.findings().contains("app.py:7 oversized-model"))
            let skipped = try #require(try result.field("skipped") as? [[String: String]])
            guard let reason = hostile.reason else { return }
            let own = try #require(skipped.first { $0["path"] == hostile.path })
            #expect(own["reason"]?.contains(reason) == true, "\(own)")
            let text = try Program.wattlint("check", in: folder).text
            #expect(text.contains("1 file skipped:") && text.contains("    \(hostile.path)\n"))
        }

        /// What is left out leaves conclusions open: an autoscaler could be in it.
        @Test(arguments: [
            "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec: [\n",
            "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: \(String(repeating: "x", count: 30_000))}\n",
        ])
        func whatWasSkippedMayHoldWhatIsMissing(_ unread: String) throws {
            let deployment = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: rerank}
                spec:
                  replicas: 1
                  selector: {matchLabels: {app: rerank}}
                  template:
                    metadata: {labels: {app: rerank}}
                    spec:
                      containers:
                        - name: server
                          image: registry.example.com/rerank:3.2
                          resources: {limits: {nvidia.com/gpu: "1"}}

                """
            let folder = try TemporaryFolder(["rerank.yaml": deployment])
            func rules() throws -> [String] {
                try Program.wattlint("check", "--format", "json", "--fail-on", "never", "--select", "gpu-always-on", in: folder).findings()
            }
            #expect(try rules() == ["rerank.yaml:3 gpu-always-on"])
            try folder.write(unread, to: "scaling.yaml")
            #expect(try rules().isEmpty)
        }

        @Test(arguments: [
            ("sp ace.py", "sp ace.py"), ("hash#.py", "hash#.py"), ("per%20cent.py", "per%20cent.py"), ("new\nline.py", "new%0Aline.py"),
            ("quo'te\".py", "quo'te\".py"), ("-dash.py", "-dash.py"), ("umläut.py", "umläut.py"), ("日本.py", "日本.py"),
        ])
        func anyNameWillDo(_ name: String, _ shown: String) throws {
            let folder = try TemporaryFolder([name: Sample.wasteful])
            for _ in 0..<2 {
                let concise = try Program.wattlint("check", "--format", "concise", in: folder)
                #expect(concise.code == 1)
                #expect(concise.text.hasPrefix("\(shown):7:14: warning[oversized-model]"))
                #expect(concise.text.split(separator: "\n").count == 1)
                #expect(try Program.wattlint("check", "--format", "json", in: folder).findings().count == 1)
                try expectValidSARIF(in: folder)
                try Program.git("init", in: folder)
            }
        }

        #if os(Linux)
            /// File systems of macOS refuse such a name.
            @Test func aNameThatIsNotUTF8() throws {
                let folder = TemporaryFolder()
                var path = Array(folder.url.path.utf8) + Array("/not-".utf8) + [0xFF] + Array(".py".utf8)
                path.append(0)
                let file = try #require(path.withUnsafeBytes { $0.baseAddress.flatMap { fopen($0.assumingMemoryBound(to: CChar.self), "w") } })
                fputs(Sample.wasteful, file)
                fclose(file)
                for _ in 0..<2 {
                    let result = try Program.wattlint("check", "--format", "concise", in: folder)
                    #expect(result.code == 1)
                    #expect(result.text.hasPrefix("not-%FF.py:7:14: warning[oversized-model]"))
                    #expect(try Program.wattlint("check", "--format", "json", in: folder).findings().count == 1)
                    try expectValidSARIF(in: folder)
                    try Program.git("init", in: folder)
                }
            }
        #endif

        @Test(arguments: [Data([0xFF, 0xFE, 0xC3, 0x28]), Data([0xEF, 0xBB, 0xBF]), Data([0x0D])])
        func bytesThatAreNotQuiteText(_ bytes: Data) throws {
            let folder = TemporaryFolder()
            // In a string, so that nothing else of the file changes; a byte order mark comes first.
            let source = Data(Sample.wasteful.utf8)
            if bytes.first == 0xEF {
                try folder.write(bytes + source, to: "app.py")
            } else {
                try folder.write(Data("NOTE = \"\"\"".utf8) + bytes + Data("\"\"\"\n".utf8) + source, to: "app.py")
            }
            let result = try Program.wattlint("check", "--format", "json", in: folder)
            #expect(try result.findings().count == 1)
            try expectValidSARIF(in: folder)
        }

        private func expectValidSARIF(in folder: TemporaryFolder) throws {
            let logs = TemporaryFolder()
            try Program.wattlint("check", "--format", "sarif", in: folder).output.write(to: logs.path("log.sarif"))
            let script = Program.root.appending(path: "Tests/ReportsTests/validate_sarif.py").path
            let result = try Program.run(Program.python(), [script, logs.path("log.sarif").path], in: logs)
            #expect(result.code == 0, "\(result.text)\(result.complaints)")
        }
    }
}
