import Foundation
import Testing

extension EndToEnd {
    /// The hook under the real pre-commit program, without a network.
    @Suite struct PreCommit {
        @Test func aWastefulCommitIsRefused() throws {
            let tools = TemporaryFolder()
            // The hook is a repository of its own, as it is for users.
            try FileManager.default.copyItem(
                at: Program.root.appending(path: ".pre-commit-hooks.yaml"), to: tools.path(".pre-commit-hooks.yaml"))
            try Program.git("init", in: tools)
            try Program.git("add", ".pre-commit-hooks.yaml", in: tools)
            try Program.git("commit", "-m", "Hooks", in: tools)
            try Program.git("tag", "v1", in: tools)

            let repository = try TemporaryFolder([
                ".pre-commit-config.yaml": """
                    repos:
                      - repo: \(tools.url.path)
                        rev: v1
                        hooks:
                          - id: wattlint

                    """,
                "gateway/litellm.yaml": Sample.aliases,
                "old.py": Sample.wasteful,
            ])
            try Program.git("init", in: repository)
            try Program.git("add", ".", in: repository)
            try Program.git("commit", "-m", "Before", in: repository)

            // Judged by what an unchanged file binds the alias to; the unchanged old.py is none of this commit's business.
            try repository.write(Sample.byAlias, to: "app.py")
            try Program.git("add", "app.py", in: repository)
            let refused = try hook(in: repository)
            #expect(refused.code == 1, "\(refused.text)\(refused.complaints)")
            #expect(refused.text.contains("warning[oversized-model]"))
            #expect(refused.text.contains("app.py:7:14"))
            #expect(!refused.text.contains("old.py"))

            try repository.write(Sample.right, to: "app.py")
            try Program.git("add", "app.py", in: repository)
            let accepted = try hook(in: repository)
            #expect(accepted.code == 0, "\(accepted.text)\(accepted.complaints)")
            #expect(accepted.text.contains("Passed"))

            // The options that a team gives come before the files.
            try repository.write(
                String(contentsOf: repository.path(".pre-commit-config.yaml"), encoding: .utf8) + "        args: [--select, caching]\n",
                to: ".pre-commit-config.yaml")
            try repository.write(Sample.byAlias, to: "app.py")
            try Program.git("add", ".", in: repository)
            #expect(try hook(in: repository).code == 0)
        }

        private func hook(in repository: TemporaryFolder) throws -> Program.Result {
            let program = try Program.binary()
            // The binary's own folder may hold others; a link named wattlint is what PATH should find.
            let bin = TemporaryFolder()
            try FileManager.default.createSymbolicLink(at: bin.path("wattlint"), withDestinationURL: program)
            return try Program.run(
                Program.python(), ["-m", "pre_commit", "run"], in: repository,
                environment: [
                    "PATH": bin.url.path + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? ""), "PRE_COMMIT_HOME": bin.path("home").path,
                    // Whatever tries to fetch something fails at once.
                    "HTTPS_PROXY": "http://127.0.0.1:9", "HTTP_PROXY": "http://127.0.0.1:9", "PIP_NO_INDEX": "1",
                    "GIT_ALLOW_PROTOCOL": "file",
                ])
        }
    }
}
