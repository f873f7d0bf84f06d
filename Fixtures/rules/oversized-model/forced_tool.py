"""Answers in the form of a tool's parameters."""
import anthropic
from openai import OpenAI

client = OpenAI()
claude = anthropic.Anthropic()

LABEL = {
    "type": "function",
    "function": {
        "name": "label",
        "parameters": {
            "type": "object",
            "properties": {"kind": {"type": "string", "enum": ["bug", "question", "praise"]}},
        },
    },
}
SEARCH = {"type": "function", "function": {"name": "search", "parameters": {"type": "object", "properties": {"words": {"type": "string"}}}}}


def classify_ticket(ticket: str) -> str:
    answer = client.chat.completions.create(  # wattlint-expect: oversized-model
        model="gpt-4o",
        messages=[{"role": "user", "content": f"Classify the ticket: {ticket}"}],
        tools=[LABEL],
        tool_choice={"type": "function", "function": {"name": "label"}},
    )
    return answer.choices[0].message.tool_calls[0].function.arguments


def triage(mail: str):
    return claude.messages.create(  # wattlint-expect: oversized-model
        model="claude-opus-4-20250514",
        max_tokens=1024,
        messages=[{"role": "user", "content": f"Classify the mail.\n{mail}"}],
        tools=[{"name": "triage", "input_schema": {"type": "object", "properties": {"urgent": {"type": "boolean"}, "kind": {"type": "string", "enum": ["sales", "support"]}}}}],
        tool_choice={"type": "tool", "name": "triage"},
    )


def classify_with_search(ticket: str):
    # It may search first.
    return client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o", messages=[{"role": "user", "content": f"Classify the ticket: {ticket}"}], tools=[LABEL, SEARCH], tool_choice="auto"
    )


def classify_by_itself(ticket: str):
    return client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o", messages=[{"role": "user", "content": f"Classify the ticket: {ticket}"}], tools=[LABEL], tool_choice="auto"
    )


def plan(ticket: str):
    return client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o",
        messages=[{"role": "user", "content": f"Plan the week around this ticket: {ticket}"}],
        tools=[{"type": "function", "function": {"name": "plan", "parameters": {"type": "object", "properties": {"steps": {"type": "array", "items": {"type": "object"}}}}}}],
        tool_choice={"type": "function", "function": {"name": "plan"}},
    )
