"""Parts of an assistant whose names and prompts sound small and whose work is not: nothing here may be reported."""
import argparse
import json
import os

import litellm
from anthropic import Anthropic
from openai import OpenAI

client = OpenAI()
claude = Anthropic()


class RouterAgent:
    """Answers itself, or hands over."""

    def __init__(self, tools: list[dict], model: str = "gpt-4o"):
        self.tools = tools
        self.model = model

    def route(self, history: list[dict]) -> dict:
        response = client.chat.completions.create(  # wattlint-ok: oversized-model
            model=self.model, messages=history, tools=self.tools, tool_choice="auto"
        )
        return response.choices[0].message.model_dump()


def compact_history(history: list[dict]) -> str:
    # What is lost here is lost for the rest of the session.
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o",
        max_tokens=3000,
        messages=history + [{"role": "user", "content": "Summarize the work so far: decisions, open questions, file names, next steps."}],
    )
    return response.choices[0].message.content


def meeting_minutes(transcript: str) -> str:
    response = claude.messages.create(  # wattlint-ok: oversized-model
        model="claude-opus-4-5",
        max_tokens=4000,
        system="Summarise the meeting: decisions, owners, dates, dissent. Quote what was promised.",
        messages=[{"role": "user", "content": transcript}],
    )
    return response.content[0].text


def is_safe_migration(diff: str) -> bool:
    response = claude.messages.create(  # wattlint-ok: oversized-model
        model="claude-opus-4-5",
        max_tokens=8000,
        thinking={"type": "enabled", "budget_tokens": 6000},
        messages=[{"role": "user", "content": f"Review this source code of a migration. Reason through locks and rollbacks, then end with SAFE or UNSAFE.\n{diff}"}],
    )
    return response.content[-1].text.strip().endswith("SAFE")


def solve(task: str) -> int:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4.1",
        messages=[{"role": "user", "content": f"Solve the mathematical problem. End with the number.\n{task}"}],
    )
    return int(response.choices[0].message.content.split()[-1])


def review_contract(clause: str) -> str:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4.1",
        max_tokens=10,
        messages=[{"role": "user", "content": f"Is this contract clause enforceable in Germany? Answer yes, no or unclear.\n{clause}"}],
    )
    return response.choices[0].message.content.strip().lower()


def next_action(observation: str) -> dict:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o",
        response_format={"type": "json_object"},
        messages=[{"role": "system", "content": "You operate a browser. Think step by step, then give the next action as JSON."}, {"role": "user", "content": observation}],
    )
    return json.loads(response.choices[0].message.content)


def complete(messages: list[dict], model: str | None = None, **options):
    """A library's pass-through: whatever the caller wants."""
    return litellm.completion(model=model or os.environ["MODEL"], messages=messages, **options)  # wattlint-ok: oversized-model


def label_training_data(texts: list[str], model: str) -> list[str]:
    # The teacher of a small model.
    return [
        complete([{"role": "user", "content": f"Label as positive or negative. One word only.\n{text}"}], model).choices[0].message.content  # wattlint-ok: oversized-model
        for text in texts
    ]


def extract_graph(text: str) -> dict:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o",
        response_format={
            "type": "json_schema",
            "json_schema": {
                "name": "graph",
                "schema": {
                    "type": "object",
                    "properties": {
                        "nodes": {"type": "array", "items": {"type": "object", "properties": {"id": {"type": "string"}}}},
                        "edges": {"type": "array", "items": {"type": "object", "properties": {"from": {"type": "string"}, "to": {"type": "string"}}}},
                    },
                },
            },
        },
        messages=[{"role": "system", "content": "Build the graph of companies, people and payments."}, {"role": "user", "content": text}],
    )
    return json.loads(response.choices[0].message.content)


def query_rewrite(question: str, history: str) -> str:
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    options = parser.parse_args()
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=options.model, max_tokens=30, messages=[{"role": "user", "content": f"Only the search query for: {question}\n{history}"}]
    )
    return response.choices[0].message.content


def stream_answer(question: str):
    for chunk in client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o", stream=True, messages=[{"role": "user", "content": question}]
    ):
        yield chunk.choices[0].delta.content or ""


def titles_for_film(script: str) -> str:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o",
        max_tokens=2000,
        temperature=0.9,
        messages=[{"role": "user", "content": f"Write the opening titles of this film as a scene, with music and camera moves.\n{script}"}],
    )
    return response.choices[0].message.content


def name_product(brief: str) -> list[str]:
    response = claude.messages.create(  # wattlint-ok: oversized-model
        model="claude-opus-4-5",
        max_tokens=1500,
        temperature=1.0,
        messages=[{"role": "user", "content": f"Invent forty names for this product and explain the sound of each in detail.\n{brief}"}],
    )
    return response.content[0].text.splitlines()
