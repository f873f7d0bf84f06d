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
        ("import openai\nclient = openai.OpenAI() if x else None\nclient.chat.completions.create()", "openai.OpenAI().chat.completions.create"),
        ("from openai import OpenAI\nclient = None\ndef get():\n    global client\n    if client is None:\n        client = OpenAI()\n    return client\nget().responses.create()", "openai.OpenAI().responses.create"),
        ("from openai import OpenAI\nclient = None\ndef init():\n    global client\n    client = OpenAI()\ndef f():\n    client.responses.create()", "openai.OpenAI().responses.create"),
        ("from typing import Optional\nfrom openai import OpenAI\ndef f(client: Optional[OpenAI] = None):\n    client = client or OpenAI()\n    client.responses.create()", "openai.OpenAI().responses.create"),
        ("from openai import OpenAI\ndef f(client: OpenAI | None):\n    client.responses.create()", "openai.OpenAI().responses.create"),
        ("from openai import OpenAI\ndef f(client: \"OpenAI\"):\n    client.responses.create()", "openai.OpenAI().responses.create"),
        ("from openai import OpenAI\nclass A:\n    client: OpenAI\n    def f(self):\n        self.client.responses.create()", "openai.OpenAI().responses.create"),
        ("from openai import OpenAI\nclass A:\n    @property\n    def client(self):\n        return OpenAI()\n    def f(self):\n        self.client.responses.create()", "openai.OpenAI().responses.create"),
        ("from openai import OpenAI\nclass A:\n    def __init__(self, client=None):\n        self.client = client or OpenAI()\n    def f(self):\n        self.client.responses.create()", "openai.OpenAI().responses.create"),
        ("from openai import OpenAI\nclass Base:\n    def __init__(self):\n        self.client = OpenAI()\nclass A(Base):\n    def f(self):\n        self.client.responses.create()", "openai.OpenAI().responses.create"),
        ("from openai import OpenAI\nwith OpenAI() as c:\n    c.responses.create()", "openai.OpenAI().responses.create"),
        ("import google.generativeai as genai\nm = genai.GenerativeModel('x')\nm.generate_content()", "google.generativeai.GenerativeModel().generate_content"),
        ("from google import genai\nc = genai.Client()\nc.aio.models.generate_content()", "google.genai.Client().aio.models.generate_content"),
        ("from openai import OpenAI\ndef f(OpenAI):\n    OpenAI().responses.create()", "?OpenAI().responses.create"),
        ("import openai\nf = lambda openai: openai.create()", "?openai.create"),
        ("from openai import OpenAI\nc = OpenAI().with_options(timeout=3)\nc.responses.create()", "openai.OpenAI().with_options().responses.create"),
        ("import a.b.c\na.b.c.d()", "a.b.c.d"),
        ("try:\n    from openai import OpenAI\nexcept ImportError:\n    OpenAI = None\nOpenAI().responses.create()", "openai.OpenAI().responses.create"),
    ])
    func calleesAreNamedThroughImportsAndConstructors(text: String, name: String) throws {
        let unit = try lowered(text)
        let resolver = Resolver(unit)
        let names = unit.calls.map { resolver.qualifiedName($0.callee) }
        #expect(names.contains(name), "\(names)")
    }
}
