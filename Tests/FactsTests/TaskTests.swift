import Catalog
import CodeModel
import Facts
import Testing

/// A prompt and the code around one call of a model; `ask` is what the rows call.
struct TaskRow: Sendable, CustomTestStringConvertible {
    var program: String
    var task: String
    var testDescription: String { program }

    /// - Parameter call: code with `ASK(prompt, options…)` where the model is called.
    init(_ task: String, _ code: String) {
        self.task = task
        var program = "import json, os\nfrom enum import Enum\nfrom typing import Literal\nfrom pydantic import BaseModel\nfrom openai import OpenAI\nclient = OpenAI()\n"
        program += code
        self.program = program
    }
}

@Suite struct TaskTests {
    @Test(arguments: positives + negatives) func tasksAreConcluded(row: TaskRow) throws {
        let fact = try #require(try CodeRepository.facts(row.program).facts.last { $0.kind == .llmCall })
        let found = fact["task"].text ?? "none"
        #expect(found == row.task, "found \(found): \(fact["task.evidence"].text ?? "")")
    }

    /// A function around one call, whose answer's text is `r`.
    private static func function(
        _ header: String, _ prompt: String, _ options: String = "", then: String = "return r", before: String = ""
    ) -> String {
        """
        \(before)
        \(header)
            response = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": \(prompt)}]\(options))
            r = response.choices[0].message.content
            \(then.replacing("\n", with: "\n    "))
        """
    }

    static let positives = [
        TaskRow("yes-no", function("def is_spam(text):", "f'Is this spam? Answer yes or no: {text}'", then: "return r.strip().lower() == 'yes'")),
        TaskRow("yes-no", function("def is_relevant(doc) -> bool:", "f'Is it relevant? {doc}'", then: "return 'yes' in r.lower()")),
        TaskRow("yes-no", function("def check(doc):", "f'Determine whether it is on topic. Reply yes or no. {doc}'", then: "return r.lower().startswith('y')")),
        TaskRow("yes-no", function("def needs_search(q) -> bool:", "f'Answer true or false: {q}'", ", max_tokens=2", then: "return r == 'true'")),
        TaskRow("yes-no", function("def moderate(text):", "f'Is it toxic? yes/no {text}'", ", max_tokens=1", then: "return r == 'no'")),
        TaskRow("classification", function("def classify(text):", "f'Classify the ticket. Respond with one word. {text}'")),
        TaskRow("classification", function("def f(text):", "f'Classify as spam, ham or other. {text}'", then: "if r == 'spam':\n    return 1\nelif r == 'ham':\n    return 2\nreturn 3")),
        TaskRow("classification", function("def sentiment(text):", "f'positive, negative, or neutral? {text}'", ", temperature=0")),
        TaskRow("classification", function("def get_intent(text):", "f'Identify the intent. {text}'", then: "return HANDLERS[r.strip()](text)", before: "HANDLERS = {'buy': a, 'sell': b}")),
        TaskRow("classification", function("def triage(text):", "PROMPT.format(text=text)", then: "return Kind(r)", before: "class Kind(Enum):\n    A = 'a'\nPROMPT = 'Assign one category to this ticket: {text}'")),
        TaskRow("classification", function("def label(text):", "f'Label the text. {text}'", then: "match r:\n    case 'news':\n        return 1\n    case 'sport':\n        return 2")),
        TaskRow("classification", function("def categorize(t) -> Literal['a', 'b']:", "f'{t}'", then: "return r")),
        TaskRow("classification", function("def detect_language(t):", "f'Which language? Answer with one word. {t}'", ", max_tokens=5")),
        TaskRow("classification", "class Out(BaseModel):\n    label: Literal['a', 'b']\n    reason: str\n" + "def classify(t):\n    r = client.beta.chat.completions.parse(model='gpt-4o', messages=[{'role': 'user', 'content': t}], response_format=Out)\n    return r"),
        TaskRow("yes-no", "class Out(BaseModel):\n    duplicate: bool\n" + "def is_duplicate(t):\n    r = client.beta.chat.completions.parse(model='gpt-4o', messages=[{'role': 'user', 'content': t}], response_format=Out)\n    return r"),
        TaskRow("scoring", function("def score_answer(t):", "f'Rate from 1 to 10. {t}'", then: "return int(r)")),
        TaskRow("scoring", function("def importance(t) -> int:", "f'Give a single number. {t}'", ", max_tokens=2", then: "return int(r.strip())")),
        TaskRow("scoring", function("def grade(t) -> float:", "f'Score it on a scale of 1 to 5. {t}'", then: "return float(r)")),
        TaskRow("routing", function("def route(q):", "f'Choose the best agent; respond with only the name. {q}'")),
        TaskRow("routing", function("def pick_agent(q):", "f'Which one? Return only the name. {q}'", ", max_tokens=10")),
        TaskRow("extraction", function("def extract_keywords(t):", "f'Extract keywords from this. Return only the keywords. {t}'")),
        TaskRow("extraction", function("def keywords(t):", "f'List the keywords as a comma-separated list of keywords: {t}'")),
        TaskRow("title", function("def generate_title(t):", "f'Write a short title for it. {t}'", ", max_tokens=20")),
        TaskRow("title", function("def name_chat(t):", "f'Generate a concise title for this conversation. {t}'", ", max_tokens=16")),
        TaskRow("short-summary", function("def tldr(t):", "f'Summarize in one sentence. {t}'")),
        TaskRow("classification", function("def LLMSentiment(t):", "f'Respond with a single word. {t}'")),
        TaskRow("yes-no", function("def is_toxic(t):", "PROMPT + t", then: "return r in ('yes', 'Yes')", before: "PROMPT = 'Answer yes or no.'")),
        TaskRow("yes-no", "def ask(prompt):\n    r = client.chat.completions.create(model='gpt-4o', messages=[{'role': 'user', 'content': prompt}])\n    return r.choices[0].message.content\ndef is_spam(t):\n    return ask(f'Is it spam? Answer yes or no. {t}') == 'yes'"),
    ]

    static let negatives = [
        TaskRow("none", function("def generate_report(q):", "f'Determine relevant sources, classify them, then write the report. {q}'")),
        TaskRow("none", function("def answer(q):", "f'Answer the question. {q}'")),
        TaskRow("none", function("def summarize(t):", "f'Summarize this document. {t}'")),
        TaskRow("none", function("def is_valid(p):", "f'Think step by step, then answer yes or no: {p}'", then: "return 'yes' in r.lower()")),
        TaskRow("none", function("def judge(a, b):", "f'Which answer is better? Answer yes or no. {a} {b}'", then: "return r == 'yes'")),
        TaskRow("none", function("def score(a):", "f'You are an impartial judge. Rate from 1 to 10. {a}'", then: "return int(r)")),
        TaskRow("none", function("def classify(t):", "f'Classify it. Respond with one word. {t}'", ", tools=[search]")),
        TaskRow("none", function("def is_cat(u):", "[{'type': 'text', 'text': 'Answer yes or no'}, {'type': 'image_url', 'image_url': {'url': u}}]", then: "return r == 'yes'")),
        TaskRow("none", function("def ping():", "'ping'", ", max_tokens=1")),
        TaskRow("none", function("def f(p):", "p", ", max_tokens=1, temperature=0")),
        TaskRow("none", function("def f(p):", "p", then: "if response.choices[0].finish_reason == 'stop':\n    return r")),
        TaskRow("none", function("def f(p):", "p", then: "if r.strip() == '':\n    return None\nreturn r")),
        TaskRow("none", function("def parse(p):", "p", then: "if r.startswith('```json'):\n    r = r[7:]\nreturn json.loads(r)")),
        TaskRow("none", function("def f(p):", "p", then: "if r.startswith(\"I'm sorry\"):\n    raise Error()\nreturn r")),
        TaskRow("none", function("def chat_loop(p):", "p", then: "if 'TERMINATE' in r:\n    return\nreturn r")),
        TaskRow("none", function("def step(p):", "p", then: "if 'FINAL ANSWER' in r:\n    return r")),
        TaskRow("none", function("def f(p):", "p", then: "if r == 'done':\n    return r")),
        TaskRow("none", function("def translate(t):", "f'Translate the following: {t}'")),
        TaskRow("none", function("def write_title_page(t):", "f'Write the page in detail. {t}'")),
        TaskRow("none", function("def draft_email(t):", "f'Draft an email. One of the following categories applies: a, b. {t}'")),
        TaskRow("none", function("def sql(t):", "f'Write the SQL query only. {t}'", then: "return r.startswith('SELECT')")),
        TaskRow("none", function("def diagnose(t):", "f'Give the medical diagnosis. Respond with one word. {t}'", then: "return r == 'flu'")),
        TaskRow("none", function("def what_is_the_weather(t):", "f'Tell about {t}'")),
        TaskRow("none", function("def get_history(t):", "f'{t}'", then: "return len(r) > 0")),
        TaskRow("none", function("def evaluate(t):", "f'Is the AI response correct? Answer yes or no. {t}'", then: "return r == 'yes'")),
        TaskRow("none", function("def complete(t):", "f'{t}'", ", max_tokens=2000, temperature=0")),
        TaskRow("none", function("def plan_route(t):", "f'Plan the route. {t}'")),
        TaskRow("none", function("def explain(t):", "f'In one sentence? No: explain your reasoning. {t}'")),
        TaskRow("none", function("def refactor(t):", "f'Refactor. Output exactly one of the files. {t}'")),
        TaskRow("none", "class Out(BaseModel):\n    answer: str\n    sources: list[str]\n    steps: list[dict]\ndef f(t):\n    return client.beta.chat.completions.parse(model='gpt-4o', messages=[{'role': 'user', 'content': t}], response_format=Out)"),
        TaskRow("none", function("def extract_tables(t):", "f'{t}'")),
        TaskRow("none", function("def f(q, m):", "f'Answer: {q}'", then: "if m == 'yes':\n    return r\nreturn None")),
        TaskRow("none", function("def f(t):", "f'{t}'", then: "r = other()\nreturn r == 'yes'")),
    ]
}
