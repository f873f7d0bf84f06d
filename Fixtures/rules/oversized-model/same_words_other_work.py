"""The words of small tasks in prompts and code of large ones: nothing here may be reported."""
import asyncio
import json
import os
import sys

from anthropic import Anthropic
from openai import AzureOpenAI, OpenAI

client = OpenAI()
claude = Anthropic()
azure = AzureOpenAI(azure_endpoint="https://contoso.openai.azure.com", api_version="2024-10-21")
local = OpenAI(base_url="http://localhost:11434/v1", api_key="ollama")

PRICES = {"gpt-4o": (2.5, 10.0), "gpt-4o-mini": (0.15, 0.6), "claude-opus-4-5": (5.0, 25.0)}
CLASSIFY_MODEL = "gpt-4o"  # wattlint-ok: oversized-model

REPORT_PROMPT = """You write research reports. First determine whether each source is relevant to the question,
classify it as primary or secondary, and select the best ones. Then write the report with all of its sections,
weigh the evidence, and give references."""


def generate_report(question: str, sources: list[str]) -> str:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o",
        messages=[{"role": "system", "content": REPORT_PROMPT}, {"role": "user", "content": question + "\n".join(sources)}],
    )
    return response.choices[0].message.content


def is_proof_valid(proof: str) -> bool:
    # The verdict comes after a long chain of thought; the last line only carries it.
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4.1",
        messages=[{"role": "user", "content": f"Check this proof step by step, then answer yes or no on the last line.\n{proof}"}],
    )
    return response.choices[0].message.content.splitlines()[-1].strip().lower() == "yes"


def judge_answers(question: str, a: str, b: str) -> str:
    verdict = claude.messages.create(  # wattlint-ok: oversized-model
        model="claude-opus-4-5",
        max_tokens=1,
        messages=[{"role": "user", "content": f"Which assistant's answer is better? Answer A or B only.\n{question}\n{a}\n{b}"}],
    )
    return "first" if verdict.content[0].text == "A" else "second"


def has_damage(photo_url: str) -> bool:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o",
        max_tokens=1,
        messages=[
            {
                "role": "user",
                "content": [
                    {"type": "text", "text": "Is the parcel damaged? Answer yes or no."},
                    {"type": "image_url", "image_url": {"url": photo_url}},
                ],
            }
        ],
    )
    return response.choices[0].message.content == "yes"


def classify_with_deployment(text: str) -> bool:
    # A deployment's name is whatever the owner of the subscription typed.
    response = azure.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": f"Is this spam? Answer yes or no: {text}"}]
    )
    return response.choices[0].message.content == "yes"


def is_spam_local(text: str) -> bool:
    response = local.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": f"Is this spam? Answer yes or no: {text}"}]
    )
    return response.choices[0].message.content == "yes"


def classify_as_told(text: str, model: str) -> bool:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=model, max_tokens=1, messages=[{"role": "user", "content": f"Is this spam? Answer yes or no: {text}"}]
    )
    return response.choices[0].message.content == "yes"


def classify_from_argv(text: str) -> bool:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=sys.argv[1], max_tokens=1, messages=[{"role": "user", "content": f"Is this spam? Answer yes or no: {text}"}]
    )
    return response.choices[0].message.content == "yes"


def cost(model: str, tokens: int) -> float:
    if "gpt-4o" in model and model != "gpt-4o-mini":
        return PRICES["gpt-4o"][0] * tokens / 1e6
    return PRICES.get(model, (1.0, 1.0))[0] * tokens / 1e6


def migrate(snippet: str) -> str:
    """Rewrites old calls.

    Before:
        client.chat.completions.create(model="gpt-4o", max_tokens=1,
            messages=[{"role": "user", "content": "Is this spam? Answer yes or no"}]).strip() == "yes"
    """
    # return client.chat.completions.create(model="gpt-4o", max_tokens=1, messages=[{"role": "user", "content": "yes or no?"}])
    prompt = """Rewrite this call for the new SDK and keep what it does:
    client.chat.completions.create(model="gpt-4", max_tokens=1, messages=[{"content": "Answer yes or no"}])
    """
    response = claude.messages.create(  # wattlint-ok: oversized-model
        model="claude-opus-4-5", max_tokens=4000, messages=[{"role": "user", "content": prompt + snippet}]
    )
    return response.content[0].text


def warm_up() -> None:
    claude.messages.create(model="claude-opus-4-5", max_tokens=1, messages=[{"role": "user", "content": "hi"}])  # wattlint-ok: oversized-model


def translate(text: str, language: str) -> str:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o",
        messages=[{"role": "system", "content": f"Translate the following text to {language}. Output only the translation."}, {"role": "user", "content": text}],
    )
    return response.choices[0].message.content


def triage_symptoms(text: str) -> str:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o",
        max_tokens=5,
        messages=[{"role": "user", "content": f"Clinical triage: classify the urgency as exactly one of red, yellow, green.\n{text}"}],
    )
    return response.choices[0].message.content.strip()


def to_sql(question: str, schema: str) -> str:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o",
        messages=[{"role": "user", "content": f"Write one SQL query. Only the query, no explanation.\n{schema}\n{question}"}],
    )
    text = response.choices[0].message.content
    return text.removeprefix("```sql") if text.startswith("```") else text


def run_agent(task: str, tools: list[dict], messages: list[dict]) -> str:
    for _ in range(12):
        response = client.chat.completions.create(model="gpt-4o", messages=messages, tools=tools)  # wattlint-ok: oversized-model
        choice = response.choices[0]
        if choice.finish_reason == "stop":
            return choice.message.content
        messages.append(choice.message)
    return ""
