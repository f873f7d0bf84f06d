import Catalog
import Facts
import Testing

/// What a call asks for beyond its answer: a call's arguments, and what is found of them.
@Suite struct SizingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var arguments: String
        var expected: String
        var testDescription: String { arguments }

        init(_ arguments: String, _ expected: String) {
            self.arguments = arguments
            self.expected = expected
        }
    }

    private static let chat = "from openai import OpenAI\nimport os\nclient = OpenAI()\n"

    @Test(arguments: levels) func levelsOfReasoningAreRead(row: Row) throws {
        let found = try CodeRepository.fields(
            ["reasoning", "reasoning.budget"], of: .llmCall,
            in: Self.chat + "def f(level, effort='high'):\n    client.chat.completions.create(model='m', messages=[], \(row.arguments))")
        #expect(found == row.expected, "found \(found)")
    }

    static let levels = [
        Row("reasoning_effort='high'", "reasoning=high reasoning.budget=?"),
        Row("reasoning_effort='xhigh'", "reasoning=high reasoning.budget=?"),
        Row("reasoning_effort='minimal'", "reasoning=off reasoning.budget=?"),
        Row("reasoning_effort='none'", "reasoning=off reasoning.budget=?"),
        Row("reasoning_effort='LOW'", "reasoning=low reasoning.budget=?"),
        Row("reasoning_effort='default'", "reasoning=? reasoning.budget=?"),
        Row("reasoning_effort=level", "reasoning=? reasoning.budget=?"),
        Row("reasoning_effort=effort", "reasoning=~high reasoning.budget=?"),
        Row("reasoning_effort=os.getenv('E', 'medium')", "reasoning=~medium reasoning.budget=?"),
        Row("reasoning_effort='low' if x else 'high'", "reasoning=high|low reasoning.budget=?"),
        Row("extra_body={'reasoning': {'effort': 'high'}}", "reasoning=high reasoning.budget=?"),
        Row("extra_body={'reasoning': {'max_tokens': 2000}}", "reasoning=on reasoning.budget=2000"),
        Row("temperature=0", "reasoning=? reasoning.budget=?"),
    ]

    @Test(arguments: budgets) func budgetsOfThinkingAreRead(row: Row) throws {
        let found = try CodeRepository.fields(
            ["reasoning", "reasoning.budget"], of: .llmCall,
            in: "import anthropic\nclient = anthropic.Anthropic()\nclient.messages.create(model='m', max_tokens=9, messages=[], thinking=\(row.arguments))")
        #expect(found == row.expected, "found \(found)")
    }

    static let budgets = [
        Row("{'type': 'enabled', 'budget_tokens': 4000}", "reasoning=on reasoning.budget=4000"),
        Row("{'type': 'enabled', 'budget_tokens': budget}", "reasoning=on reasoning.budget=?"),
        Row("{'type': 'disabled'}", "reasoning=off reasoning.budget=?"),
        Row("{'type': 'adaptive'}", "reasoning=? reasoning.budget=?"),
        Row("anthropic.types.ThinkingConfigEnabledParam(type='enabled', budget_tokens=1024)", "reasoning=on reasoning.budget=1024"),
    ]

    @Test(arguments: loops) func loopsThatGiveUpAreTold(row: Row) throws {
        let found = try CodeRepository.fields(
            ["loop.bounded", "loop.until"], of: .llmCall,
            in: "import json\n" + Self.chat + row.arguments.replacing("ASK", with: "client.chat.completions.create(model='m', messages=[{'role': 'user', 'content': 'x'}])"))
        #expect(found == row.expected, "found \(found)")
    }

    private static let parsed = "the_answer_can_be_parsed"
    static let loops = [
        Row("while True:\n    r = ASK\n    try:\n        x = json.loads(r.choices[0].message.content)\n        break\n    except ValueError:\n        pass", "loop.bounded=false loop.until=\(parsed)"),
        Row("n = 0\nwhile True:\n    n += 1\n    r = ASK\n    x = json.loads(r.choices[0].message.content)\n    break", "loop.bounded=true loop.until=\(parsed)"),
        Row("while attempts:\n    r = ASK\n    x = json.loads(r.choices[0].message.content)", "loop.bounded=true loop.until=\(parsed)"),
        Row("for i in range(3):\n    r = ASK\n    x = json.loads(r.choices[0].message.content)\n    break", "loop.bounded=? loop.until=?"),
        Row("r = ASK", "loop.bounded=? loop.until=?"),
    ]

    @Test(arguments: checks) func healthChecksAreFound(row: Row) throws {
        let program = "from fastapi import FastAPI\napp = FastAPI()\n" + Self.chat
            + row.arguments.replacing("ASK", with: "client.chat.completions.create(model='m', messages=[{'role': 'user', 'content': 'ping'}])")
        let found = try CodeRepository.facts(program).facts.filter { $0.kind == .healthProbe }.map { $0["path"].text ?? "?" }
        #expect(found.joined(separator: " ") == row.expected, "found \(found)")
    }

    static let checks = [
        Row("@app.get('/health')\ndef f():\n    ASK", "/health"),
        Row("@app.get('/api/v1/healthz')\ndef f():\n    ASK", "/api/v1/healthz"),
        Row("@app.route('/ready', methods=['GET'])\ndef f():\n    ASK", "/ready"),
        Row("@app.route('/ready', methods=['POST'])\ndef f():\n    ASK", ""),
        Row("@app.post('/health')\ndef f():\n    ASK", ""),
        Row("@app.get('/health/llm')\ndef f():\n    ASK", "/health/llm"),
        Row("@app.get('/health/advice')\ndef f():\n    ASK", ""),
        Row("def g():\n    ASK\n@app.get('/live')\ndef f():\n    g()", "/live"),
        Row("@app.get('/live')\ndef f(deep=False):\n    if deep:\n        ASK", ""),
        Row("@app.get('/live')\ndef f():\n    try:\n        ASK\n    except Exception:\n        return 1", "/live"),
        Row("@app.get('/greeting')\ndef f():\n    ASK", ""),
    ]
}
