import Catalog
import CodeModel
import Facts
import Testing

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

@Suite struct SourceModuleTests {
    static let modules = SourceModules(paths: [
        "main.py", "settings.py", "app/__init__.py", "app/llm.py", "app/settings.py", "app/core/__init__.py", "app/core/config.py",
        "src/shop/__init__.py", "src/shop/models.py", "src/shop/llms/__init__.py", "src/shop/llms/openai.py",
        "services/a/util.py", "services/a/main.py", "services/b/util.py", "services/b/main.py", "tests/test_llm.py",
        "tools/anthropic.py", "tools/run.py", "vendor/openai.py",
    ])

    /// name, importing file, file found and the rest, or `-`.
    @Test(arguments: [
        ("app.llm.ask", "main.py", "app/llm.py ask"),
        ("app.llm.ask", "tests/test_llm.py", "app/llm.py ask"),
        ("app.core.config.settings.MODEL", "main.py", "app/core/config.py settings.MODEL"),
        (".llm.ask", "app/settings.py", "app/llm.py ask"),
        ("..settings.MODEL", "app/core/config.py", "app/settings.py MODEL"),
        (".config.settings", "app/core/__init__.py", "app/core/config.py settings"),
        (".core.config.X", "app/__init__.py", "app/core/config.py X"),
        ("shop.models.M", "src/shop/llms/openai.py", "src/shop/models.py M"),
        ("shop.models.M", "tests/test_llm.py", "src/shop/models.py M"),
        ("settings.M", "main.py", "settings.py M"),
        ("util.f", "services/a/main.py", "services/a/util.py f"),
        ("util.f", "services/b/main.py", "services/b/util.py f"),
        ("util.f", "main.py", "-"),
        ("openai.OpenAI", "src/shop/models.py", "-"),
        ("openai.OpenAI", "src/shop/llms/openai.py", "-"),
        ("openai.OpenAI", "main.py", "-"),
        ("anthropic.Anthropic", "tools/run.py", "tools/anthropic.py Anthropic"),
        ("os.getenv", "main.py", "-"),
        ("....x.y", "main.py", "-"),
        ("app", "main.py", "-"),
        ("", "main.py", "-"),
        ("app.core.X", "main.py", "app/core/__init__.py X"),
    ])
    func filesAreFound(name: String, from: String, expected: String) {
        let found = Self.modules.find(name, from: from).map { "\($0.path) \($0.rest.joined(separator: "."))" } ?? "-"
        #expect(found == expected)
    }

    @Test func wrappersAreSpelledAsImportsWriteThem() {
        let names = Self.modules.spellings(of: "ask", in: "app/llm.py", from: "app/core/config.py")
        #expect(names.contains("app.llm.ask") && names.contains("..llm.ask"))
        #expect(Self.modules.spellings(of: "ask", in: "app/core/__init__.py", from: "app/llm.py").contains(".core.ask"))
    }

    /// A wrapper of one file, and its caller in another that names no SDK.
    @Test func callersInOtherFilesAreCalls() throws {
        let library = """
            from openai import OpenAI
            client = OpenAI()
            def ask(prompt, model="gpt-4o", max_tokens=None):
                r = client.chat.completions.create(model=model, messages=[{"role": "user", "content": prompt}], max_tokens=max_tokens)
                return r.choices[0].message.content
            """
        let wrapper = try #require(try CodeRepository.facts(library, path: "app/llm.py").wrappers.first)
        #expect(wrapper.roles.keys.sorted() == ["max-output-tokens", "model", "prompt"])
        #expect(wrapper.returnsAnswer)
        let asked = Asked(wrappers: [".llm.ask": wrapper])
        let caller = """
            from .llm import ask as question
            def is_spam(text):
                return question(f"Is it spam? Answer yes or no: {text}", max_tokens=1) == "yes"
            def other(text):
                return ask(text)
            """
        let facts = try CodeRepository.facts(caller, path: "app/spam.py", asked: asked).facts
        #expect(facts.count == 1)
        #expect(facts.first?["task"].text == "yes-no")
        #expect(facts.first?["max-output-tokens"].number?.high == 1)
        #expect(facts.first?.symbol == "is_spam")
        #expect(facts.first?.related.contains { $0.place.path == "app/llm.py" } == true)
    }

    @Test func importedConstantsAreAsked() throws {
        let text = "from .settings import MODEL\nfrom openai import OpenAI\nOpenAI().chat.completions.create(model=MODEL)"
        let first = try CodeRepository.facts(text)
        #expect(first.references.contains(".settings.MODEL"))
        let answer = Resolver.Answer(value: Located(.text("gpt-4o")))
        let second = try CodeRepository.facts(text, asked: Asked(answers: [".settings.MODEL": answer]))
        #expect(second.facts.first?["model"].text == "gpt-4o")
    }
}

/// Whole files that nobody writes by hand.
@Suite(.serialized) struct HostileExtractionTests {
    static let client = "from openai import OpenAI\nimport pandas as pd\nclient = OpenAI()\n"
    static let wrapper = client + "def ask(p, model='m'):\n    return client.chat.completions.create(model=model, messages=[{'role': 'user', 'content': p}])\n"

    struct Program: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
    }

    static let programs = [
        Program(testDescription: "callers", text: wrapper + String(repeating: "def f(x):\n    return ask(f'is it {x}? yes or no') == 'yes'\n", count: 5_000)),
        Program(testDescription: "direct calls", text: client + String(repeating: "r = client.chat.completions.create(model='m', messages=[], max_tokens=1)\n", count: 2_000)),
        Program(testDescription: "calls in a loop", text: client + "for x in xs:\n" + String(repeating: "    client.embeddings.create(model='m', input=x)\n", count: 1_500)),
        Program(testDescription: "loads", text: "from transformers import AutoModelForCausalLM\n" + String(repeating: "m = AutoModelForCausalLM.from_pretrained('x')\nm.to('cuda')\n", count: 1_500)),
        Program(testDescription: "frame loops", text: client + String(repeating: "for i in range(len(df)):\n    x += df.iloc[i]\n", count: 2_000)),
        Program(testDescription: "constants", text: client + (0..<10_000).map { "M\($0) = 'm'\n" }.joined() + "client.chat.completions.create(model=M1, messages=[])\n"),
    ]

    @Test(arguments: programs) func endsSoon(program: Program) throws {
        let duration = try processorTime { _ = try CodeRepository.facts(program.text) }
        #expect(duration < 10, "\(program.testDescription) took \(duration) s")
    }
}

/// Seconds of processor time that this thread spends, so that tests that run beside it do not count.
private func processorTime(_ body: () throws -> Void) rethrows -> Double {
    func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
    let start = now()
    try body()
    return now() - start
}

@Suite struct ScriptModuleTests {
    static let modules = SourceModules(paths: [
        "src/lib/llm.ts", "src/lib/ai/index.ts", "src/lib/ai/models.ts", "src/features/chat/route.tsx", "src/features/llm.service.ts",
        "packages/core/src/llm.ts", "packages/core/src/index.ts", "apps/web/app/page.tsx", "apps/web/lib/llm.js", "main.js",
    ])

    /// name, importing file, file found and the rest, or `-`.
    @Test(arguments: [
        ("::/::/lib/llm.ask", "src/features/chat/route.tsx", "src/lib/llm.ts ask"),
        (":/llm:service.Llm().ask", "src/features/a.ts", "src/features/llm.service.ts Llm().ask"),
        ("@/lib/llm.MODELS.fast", "src/features/chat/route.tsx", "src/lib/llm.ts MODELS.fast"),
        ("@/lib/llm.ask", "apps/web/app/page.tsx", "apps/web/lib/llm.js ask"),
        ("~/lib/ai.ask", "src/features/chat/route.tsx", "src/lib/ai/index.ts ask"),
        (":/lib/ai/models.M", "src/x.ts", "src/lib/ai/models.ts M"),
        ("@acme/core.ask", "apps/web/app/page.tsx", "packages/core/src/index.ts ask"),
        ("@acme/core/llm.ask", "apps/web/app/page.tsx", "packages/core/src/llm.ts ask"),
        ("openai.default", "src/lib/llm.ts", "-"), ("::/::/::/::/lib/llm.ask", "src/lib/llm.ts", "-"), ("ai.generateText", "src/lib/a.ts", "-"),
        ("@ai-sdk/openai.openai", "src/lib/llm.ts", "-"),
    ])
    func areFound(name: String, path: String, expected: String) {
        let found = Self.modules.find(name, from: path)
        #expect(found.map { "\($0.path) \($0.rest.joined(separator: "."))" } ?? "-" == expected)
    }

    @Test(arguments: [
        ("src/lib/llm.ts", "src/features/chat/route.tsx", "::/::/lib/llm.ask"), ("src/lib/llm.ts", "src/lib/a.ts", ":/llm.ask"),
        ("src/lib/llm.ts", "src/features/a.ts", "@/lib/llm.ask"), ("src/lib/ai/index.ts", "src/main.ts", ":/lib/ai.ask"),
        // Through the folder's index.
        ("src/lib/ai/models.ts", "src/main.ts", ":/lib/ai.ask"),
    ])
    func areSpelled(path: String, other: String, expected: String) {
        let spellings = Self.modules.spellings(of: "ask", in: path, from: other)
        #expect(spellings.contains(expected), "\(spellings)")
    }
}
