import Foundation
import Testing

extension EndToEnd {
    /// Only what is new: against a baseline, and since a revision of git.
    @Suite struct NewFindings {
        private let folder: TemporaryFolder
        private static let model = "app.py:7 oversized-model"
        private static let batch = "config.yaml:6 peak-hour-batch"

        init() throws {
            folder = try TemporaryFolder(["app.py": Sample.wasteful, "config.yaml": Sample.batch])
            try Program.git("init", in: folder)
            try Program.git("add", ".", in: folder)
            try Program.git("commit", "--message", "first", in: folder)
        }

        private func findings(_ arguments: String...) throws -> [String] {
            try Program.wattlint(["check", "--format", "json"] + arguments, in: folder).findings()
        }

        // MARK: Baseline

        @Test func whatTheBaselineHasIsNotReported() throws {
            #expect(try Program.wattlint("baseline", "--output", "known.json", in: folder).code == 0)
            let first = try Data(contentsOf: folder.path("known.json"))
            let result = try Program.wattlint("check", "--baseline", "known.json", in: folder)
            #expect(result.code == 0 && result.complaints.isEmpty)
            #expect(result.text.contains("2 findings in the baseline"))
            #expect(try Program.wattlint("baseline", "--output", "known.json", in: folder).code == 0)
            #expect(try Data(contentsOf: folder.path("known.json")) == first)
        }

        @Test func movedLinesAndFilesStayKnown() throws {
            _ = try Program.wattlint("baseline", "--output", "known.json", in: folder)
            try folder.write(String(repeating: "# a line\n", count: 20) + Sample.wasteful, to: "app.py")
            #expect(try findings("--baseline", "known.json").isEmpty)
            try Program.git("mv", "app.py", "service.py", in: folder)
            #expect(try findings("--baseline", "known.json").isEmpty)
        }

        @Test func oneMoreOfTheSameIsNew() throws {
            _ = try Program.wattlint("baseline", "--output", "known.json", in: folder)
            // A copy beside the first, which is still there, has no place in the baseline.
            try folder.write(Sample.wasteful, to: "copy.py")
            #expect(try findings("--baseline", "known.json") == ["copy.py:7 oversized-model"])
        }

        @Test func whatIsGoneIsSaid() throws {
            _ = try Program.wattlint("baseline", "--output", "known.json", in: folder)
            try folder.write(Sample.right, to: "app.py")
            let result = try Program.wattlint("check", "--baseline", "known.json", in: folder)
            #expect(result.code == 0)
            #expect(result.complaints == "wattlint: 1 of the baseline's findings is gone; write it anew with `wattlint baseline`\n")
            // Who asks for one rule or file does not hear of others.
            #expect(try Program.wattlint("check", "--baseline", "known.json", "--select", "peak-hour-batch", in: folder).complaints.isEmpty)
            #expect(try Program.wattlint("check", "--baseline", "known.json", "config.yaml", in: folder).complaints.isEmpty)
        }

        @Test(arguments: [
            ("", "known.json is no baseline"), ("[]", "known.json is no baseline: it holds no object"), ("{\"version\": 2}", "its version is not 1"),
            ("{\"version\": 1, \"findings\": [{\"path\": \"a\"}]}", "lacks its path, rule or content"),
        ])
        func whatIsNoBaselineIsRefused(_ text: String, _ complaint: String) throws {
            try folder.write(text, to: "known.json")
            let result = try Program.wattlint("check", "--baseline", "known.json", in: folder)
            #expect(result.code == 2 && result.output.isEmpty)
            #expect(result.complaints.contains(complaint), "\(result.complaints)")
            #expect(try Program.wattlint("check", "--baseline", "missing.json", in: folder).code == 2)
        }

        // MARK: Changed lines

        @Test func onlyWhatTouchesChangedLinesIsReported() throws {
            #expect(try findings("--since", "HEAD").isEmpty)
            try folder.write("# a line\n" + Sample.wasteful, to: "app.py")
            #expect(try findings("--since", "HEAD").isEmpty)
            try folder.write(Sample.wasteful.replacing("max_tokens=1", with: "max_tokens=2"), to: "app.py")
            #expect(try findings("--since", "HEAD") == [Self.model])
            try Program.git("commit", "--all", "--message", "second", in: folder)
            #expect(try findings("--since", "HEAD").isEmpty)
            #expect(try findings("--since", "HEAD~1") == [Self.model])
            #expect(try Program.wattlint("check", "--since", "HEAD~1", in: folder).text.contains("1 finding where nothing has changed"))
        }

        /// A new file is new whether git knows it or not; odd names do not matter.
        @Test(arguments: ["new.py", "a b.py", "ein \"Zitat\".py", "größe.py"]) func newFilesAreNew(_ name: String) throws {
            try folder.write(Sample.wasteful, to: name)
            #expect(try findings("--since", "HEAD") == ["\(name):7 oversized-model"])
            try Program.git("add", ".", in: folder)
            #expect(try findings("--since", "HEAD") == ["\(name):7 oversized-model"])
        }

        /// The code is as it was, but the alias that it asks for leads elsewhere now.
        @Test func whatRestsOnAChangedPlaceIsReported() throws {
            try folder.write(Sample.byAlias, to: "app.py")
            try folder.write(Sample.aliases.replacing("gpt-4o", with: "gpt-4o-mini"), to: "config.yaml")
            try Program.git("commit", "--all", "--message", "small", in: folder)
            #expect(try findings("--since", "HEAD").isEmpty)
            try folder.write(Sample.aliases, to: "config.yaml")
            #expect(try findings("--since", "HEAD").contains(Self.model))
        }

        /// What others did on the main branch meanwhile is not this branch's.
        @Test func theBranchIsComparedWithWhereItBegan() throws {
            try Program.git("checkout", "--quiet", "-b", "topic", in: folder)
            try folder.write("print(1)\n", to: "other.py")
            try Program.git("add", ".", in: folder)
            try Program.git("commit", "--message", "topic", in: folder)
            try Program.git("checkout", "--quiet", "main", in: folder)
            try folder.write(Sample.right, to: "app.py")
            try Program.git("commit", "--all", "--message", "main", in: folder)
            try Program.git("checkout", "--quiet", "topic", in: folder)
            #expect(try findings("--since", "main").isEmpty)
        }

        @Test(arguments: ["nothing", "", "--output=x"]) func whatIsNoRevisionIsRefused(_ revision: String) throws {
            let result = try Program.wattlint("check", "--since=\(revision)", in: folder)
            #expect(result.code == 2 && result.output.isEmpty && !result.complaints.isEmpty)
            #expect(!FileManager.default.fileExists(atPath: folder.path("x").path))
        }

        @Test func withoutGitThereIsNoSince() throws {
            let plain = try TemporaryFolder(["app.py": Sample.wasteful])
            let result = try Program.wattlint("check", "--since", "HEAD", in: plain)
            #expect(result.code == 2)
            #expect(result.complaints.contains("is in no repository of git"))
        }
    }
}
