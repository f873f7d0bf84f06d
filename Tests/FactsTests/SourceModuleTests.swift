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
        let found = Self.modules.find(name, from: from).first.map { "\($0.path) \($0.rest.joined(separator: "."))" } ?? "-"
        #expect(found == expected)
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
        let asked = Asked(wrappers: KnownWrappers([wrapper], modules: SourceModules(paths: ["app/llm.py", "app/spam.py"])))
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
        #expect(duration < 90, "\(program.testDescription) took \(duration) s")
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
        let found = Self.modules.find(name, from: path).first
        #expect(found.map { "\($0.path) \($0.rest.joined(separator: "."))" } ?? "-" == expected)
    }
}

@Suite struct ModuleLookupTests {
    static let modules = SourceModules(paths: [
        "src/main/java/com/acme/llm/LlmClient.java", "src/main/java/com/acme/web/Desk.java", "src/main/java/com/other/LlmClient.java",
        "kt/src/main/kotlin/llm/Ask.kt", "kt/src/main/kotlin/llm/Models.kt", "kt/src/main/kotlin/web/Desk.kt",
        "cmd/app/main.go", "internal/llm/client.go", "internal/llm/models.go", "internal/llm/client_test.go", "internal/web/desk.go",
        "vendored/llm/llm.go", "app.py", "a.ts",
        "src/main.rs", "src/llm/mod.rs", "src/llm/client.rs", "src/web.rs", "crates/ai-core/src/lib.rs", "crates/ai-core/src/models.rs",
        "app/Services/Llm.php", "app/Services/Other.php", "app/Http/Llm.php", "app/Http/Desk.php",
        "lib/support/llm_client.rb", "app/services/mail_sorter.rb", "app/services/llm_client.rb",
    ])

    /// name, importing file, files found with the rest, or `-`.
    @Test(arguments: [
        ("com.acme.llm.LlmClient.MODEL", "src/main/java/com/acme/web/Desk.java", "src/main/java/com/acme/llm/LlmClient.java LlmClient.MODEL"),
        ("com.acme.llm.LlmClient().ask", "src/main/java/com/acme/web/Desk.java", "src/main/java/com/acme/llm/LlmClient.java LlmClient().ask"),
        // A file of Kotlin may declare a class of another name; it is asked.
        ("com.acme.web.LlmClient().ask", "src/main/java/com/acme/web/Desk.java", "kt/src/main/kotlin/web/Desk.kt LlmClient().ask"),
        ("dev.langchain4j.model.openai.OpenAiChatModel", "src/main/java/com/acme/web/Desk.java", "-"),
        // Kotlin: the shared root of the packages has no folder, and functions lie in any file.
        ("com.acme.llm.ask", "kt/src/main/kotlin/web/Desk.kt", "kt/src/main/kotlin/llm/Ask.kt ask, kt/src/main/kotlin/llm/Models.kt ask"),
        ("com.acme.llm.LARGE", "kt/src/main/kotlin/web/Desk.kt", "kt/src/main/kotlin/llm/Ask.kt LARGE, kt/src/main/kotlin/llm/Models.kt LARGE"),
        ("ask", "kt/src/main/kotlin/llm/Models.kt", "kt/src/main/kotlin/llm/Ask.kt ask"),
        // Go: a package is a folder.
        ("github.com/acme/shop/internal/llm.Ask", "cmd/app/main.go", "internal/llm/client.go Ask, internal/llm/models.go Ask"),
        ("github.com/acme/shop/internal/llm.New().Ask", "internal/web/desk.go", "internal/llm/client.go New().Ask, internal/llm/models.go New().Ask"),
        ("package.defaultModel", "internal/llm/client.go", "internal/llm/models.go defaultModel"),
        ("github.com/else/where/pkg/llm.Ask", "cmd/app/main.go", "-"),
        ("os.Getenv", "cmd/app/main.go", "-"), ("llm.Ask", "cmd/app/main.go", "-"),
        ("crate.llm.client.ask", "src/web.rs", "src/llm/client.rs ask"), ("super.ask", "src/llm/client.rs", "src/llm/mod.rs ask"),
        ("llm.client.Client.new().ask", "src/main.rs", "src/llm/client.rs Client.new().ask"), ("crate.llm.Kind", "src/web.rs", "src/llm/mod.rs Kind"),
        ("ai_core.models.LARGE", "src/web.rs", "crates/ai-core/src/models.rs LARGE"), ("async_openai.Client", "src/web.rs", "-"),
        ("App.Services.Llm().ask", "app/Http/Desk.php", "app/Services/Llm.php Llm().ask"), ("Llm().ask", "app/Services/Other.php", "app/Services/Llm.php Llm().ask"),
        ("OpenAI.client", "app/Http/Desk.php", "-"),
        ("Support.LlmClient.ask", "app/services/mail_sorter.rb", "lib/support/llm_client.rb LlmClient.ask"),
        ("LlmClient().ask", "app/services/mail_sorter.rb", "app/services/llm_client.rb LlmClient().ask"),
        ("OpenAI.Client", "app/services/mail_sorter.rb", "-"),
    ])
    func filesAreFound(name: String, from: String, expected: String) {
        let found = Self.modules.find(name, from: from).map { "\($0.path) \($0.rest.joined(separator: "."))" }
        #expect((found.isEmpty ? "-" : found.joined(separator: ", ")) == expected)
    }

    @Test func onlyFilesOfOneLanguageFamilyImportEachOther() {
        let modules = Self.modules
        #expect(modules.family(of: "kt/src/main/kotlin/web/Desk.kt") == modules.family(of: "src/main/java/com/acme/web/Desk.java"))
        #expect(modules.family(of: "app.py") != modules.family(of: "a.ts"))
        #expect(modules.family(of: "README.md") == nil)
    }
}
