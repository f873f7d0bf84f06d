import Foundation
import Testing

extension EndToEnd {
    /// Findings in functions that nothing of a larger repository names.
    @Suite struct Reach {
        private static let builder = """
            import json

            from openai import OpenAI

            client = OpenAI()


            class Builder:
                @staticmethod
                def improve_entities(entities: list) -> str:
                    prompt = "Improve these.\\n" + json.dumps(entities, indent=2)
                    reply = client.chat.completions.create(model="gpt-4.1-nano", messages=[{"role": "user", "content": prompt}])
                    return reply.choices[0].message.content


            def rename(entities: list) -> str:
                return Builder.improve_entities(entities)

            """
        private static let finding = "app/builder.py:11 pretty-json-in-prompt"

        /// A repository of many files of which none calls `rename`.
        private func repository(_ more: [String: String] = [:], files: Int = 40) throws -> TemporaryFolder {
            var contents = ["app/builder.py": Self.builder]
            for number in 1..<files { contents["app/part\(number).py"] = "VALUE = \(number)\n" }
            return try TemporaryFolder(contents.merging(more) { $1 })
        }

        private func findings(_ folder: TemporaryFolder, _ arguments: String...) throws -> [String] {
            let plain = try Program.wattlint(["check", "--format", "json", "--plain"] + arguments, in: folder).findings()
            let found = try Program.wattlint(["check", "--format", "json"] + arguments, in: folder).findings()
            #expect(found == plain)
            return found
        }

        @Test func whatNothingNamesIsNoFinding() throws {
            #expect(try findings(repository()).isEmpty)
            // Somebody who wants all of it gets it.
            #expect(try findings(repository(), "--pedantic").contains(Self.finding))
            // Of a few files, nobody can say what uses them.
            #expect(try findings(repository(files: 20)) == [Self.finding])
        }

        @Test(arguments: [
            // Called, handed on, exported, named in a text, a template, a test, a script, a configuration.
            ("app/part1.py", "from app.builder import rename\n"),
            ("app/part1.py", "HANDLERS = {\"a\": \"rename\"}\n"),
            ("app/__init__.py", "__all__ = [\"rename\"]\n"),
            ("web/page.vue", "<script>import { rename } from '../api'</script>\n"),
            ("web/page.html", "<a onclick='rename()'>x</a>\n"),
            ("tests/test_builder.py", "from app import builder\n\ndef test(): builder.rename([])\n"),
            ("serverless.yml", "functions:\n  one:\n    handler: app.builder.rename\n"),
            ("Makefile", "run:\n\tpython -c 'from app.builder import rename; rename([])'\n"),
            // Of the same name elsewhere and called, and only the inner function.
            ("app/part2.py", "class Other:\n    def rename(self): ...\n\n    def run(self): self.rename()\n"),
            ("app/part3.py", "from app.builder import Builder\n\nprint(Builder.improve_entities([]))\n"),
        ])
        func whatSomethingNamesIsOne(_ path: String, _ text: String) throws {
            #expect(try findings(repository([path: text])) == [Self.finding])
        }

        @Test(arguments: [
            // A word within another, the name of a file, the class without the function.
            ("app/part1.py", "def rename_all(): ...\n"),
            ("app/part1.ts", "import type { Entity } from './rename'\n"),
            ("app/part3.py", "from app.builder import Builder\n"),
            // Another definition of the name, and a copy of the function, that nobody calls either.
            ("app/part2.py", "class Other:\n    def rename(self): ...\n"),
            ("copy/part.py", "def rename(entities: list) -> str: ...\n"),
        ])
        func whatOnlyLooksLikeItNamesNothing(_ path: String, _ text: String) throws {
            #expect(try findings(repository([path: text])).isEmpty)
        }

        @Test(arguments: [
            ("    @staticmethod\n    def improve", "    @staticmethod\n    @deprecated(\"use another\")\n    def improve"),
            ("-> str:\n        prompt", "-> str:\n        \"\"\"DEPRECATED: use another.\"\"\"\n        prompt"),
            ("-> str:\n        prompt", "-> str:\n        \"\"\"Improve.\n\n        .. deprecated:: 2.0\n        \"\"\"\n        prompt"),
            ("-> str:\n        prompt", "-> str:\n        # [DEPRECATED] use another\n        prompt"),
            ("class Builder:", "# Deprecated\nclass Builder:"),
        ])
        func whatNobodyShallCallIsNoFinding(_ old: String, _ new: String) throws {
            let text = Self.builder.replacing(old, with: new)
            #expect(text != Self.builder)
            #expect(try findings(repository(["app/builder.py": text], files: 5)).isEmpty)
        }

        @Test(arguments: [
            ("-> str:\n        prompt", "-> str:\n        \"\"\"Improve.\n\n        deprecated: whether old ones count\n        \"\"\"\n        prompt"),
            ("        reply =", "        # Deprecated models answer more slowly.\n        reply ="),
        ])
        func aWordAboutSomethingElseIsNone(_ old: String, _ new: String) throws {
            let text = Self.builder.replacing(old, with: new)
            #expect(text != Self.builder)
            #expect(try findings(repository(["app/builder.py": text], files: 5)).count == 1)
        }

        @Test func whatFrameworksCallIsNamed() throws {
            func replaced(_ old: String, _ new: String) throws -> [String] {
                try findings(repository(["app/builder.py": Self.builder.replacing(old, with: new)]))
            }
            #expect(try replaced("def rename(", "def main(").contains(Self.finding))
            #expect(try replaced("def rename(", "def on_rename(").contains(Self.finding))
            #expect(try replaced("def rename(", "@app.get(\"/rename\")\ndef rename(").contains("app/builder.py:11 pretty-json-in-prompt"))
            #expect(try replaced("class Builder:", "class Builder(Base):").contains(Self.finding))
            #expect(try replaced("def rename(entities: list) -> str:\n    return", "if __name__ == \"__main__\":\n    entities = []\n    print(1)\n   ").contains(Self.finding))
            #expect(try replaced("client = OpenAI()", "client = OpenAI()\nfire.Fire(globals()[\"x\"])").contains("app/builder.py:12 pretty-json-in-prompt"))
        }

        @Test func whatOthersInstallIsNamed() throws {
            let project = "[project]\nname = \"builder\"\nclassifiers = [\"Programming Language :: Python :: 3\"]\n"
            #expect(try findings(repository(["pyproject.toml": project])) == [Self.finding])
            // A program has the same file.
            #expect(try findings(repository(["pyproject.toml": project, "Dockerfile": "FROM python:3.13\nCMD [\"python\"]\n"]), "--ignore", "capacity").isEmpty)
            let publish = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: pypa/gh-action-pypi-publish@v1\n"
            let both = ["pyproject.toml": project, "Dockerfile": "FROM python:3.13\nCMD [\"python\"]\n", ".github/workflows/release.yml": publish]
            #expect(try findings(repository(both), "--ignore", "capacity") == [Self.finding])
        }
    }
}
