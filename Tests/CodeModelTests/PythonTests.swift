import CodeModel
import Parsing
import Testing

/// Lowers a text, or fails the test that asks.
func lowered(_ text: String) throws -> CodeUnit {
    guard var parser = SyntaxParser() else { throw ParseError("no parser") }
    return SourceLanguage.python.lower(try parser.parse(SourceText(text), .python))
}

@Suite struct PythonNamesTests {
    @Test(arguments: [
        ("from openai import OpenAI\nclient = OpenAI()\nclient.chat.completions.create()", "openai.OpenAI().chat.completions.create"),
        ("import openai\nopenai.chat.completions.create()", "openai.chat.completions.create"),
        ("import openai as ai\nc = ai.AsyncOpenAI()\nasync def f():\n    await c.responses.create()", "openai.AsyncOpenAI().responses.create"),
        ("from litellm import completion as ask\nask()", "litellm.completion"),
        ("from openai import OpenAI\nclass A:\n    def __init__(self):\n        self.llm = OpenAI()\n    def f(self):\n        self.llm.chat.completions.create()",
         "openai.OpenAI().chat.completions.create"),
        ("from openai import OpenAI\ndef f(client: OpenAI):\n    client.chat.completions.create()", "openai.OpenAI().chat.completions.create"),
        ("from openai import OpenAI\ndef make():\n    return OpenAI()\nmake().chat.completions.create()", "openai.OpenAI().chat.completions.create"),
        ("import aiohttp\nasync def f():\n    async with aiohttp.ClientSession() as s:\n        s.post('x')", "aiohttp.ClientSession().post"),
        ("def f(client):\n    client.chat.completions.create()", "?client.chat.completions.create"),
        ("range(3)", "range"),
        ("from .clients import llm\nllm.chat.completions.create()", ".clients.llm.chat.completions.create"),
    ])
    func calleesAreNamedThroughImportsAndConstructors(text: String, name: String) throws {
        let unit = try lowered(text)
        let resolver = Resolver(unit)
        let names = unit.calls.map { resolver.qualifiedName($0.callee) }
        #expect(names.contains(name), "\(names)")
    }
}
