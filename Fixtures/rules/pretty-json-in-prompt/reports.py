import json
import logging
from pathlib import Path

from openai import OpenAI
from pydantic import BaseModel

client = OpenAI()
log = logging.getLogger(__name__)

SCHEMA = {"type": "object", "properties": {"title": {"type": "string"}, "score": {"type": "number"}}}
FEW_SHOT = [{"title": "Late parcel", "score": 2}, {"title": "Broken lamp", "score": 1}]


class Ticket(BaseModel):
    title: str
    body: str


def ask(prompt: str, temperature: float = 0.2) -> str:
    reply = client.chat.completions.create(
        model="gpt-4.1-mini", temperature=temperature, messages=[{"role": "user", "content": prompt}]
    )
    return reply.choices[0].message.content


def weekly(rows: list[dict], out: Path) -> str:
    log.debug("rows: %s", json.dumps(rows, indent=2))  # wattlint-ok: pretty-json-in-prompt
    out.write_text(json.dumps(rows, indent=4))  # wattlint-ok: pretty-json-in-prompt
    return ask(f"Write a weekly summary for the team lead.\n\nData:\n{json.dumps(rows, indent=2)}")  # wattlint-expect: pretty-json-in-prompt


def compact(rows: list[dict]) -> str:
    data = json.dumps(rows, separators=(",", ":"))  # wattlint-ok: pretty-json-in-prompt
    return ask("Write a weekly summary for the team lead.\n\nData:\n" + data)


def build_prompt(order: dict, history: list[dict]) -> str:
    parts = ["You help couriers. Summarise what matters for the delivery."]
    parts.append("Order:\n" + json.dumps(order, ensure_ascii=False, indent=2))  # wattlint-expect: pretty-json-in-prompt
    parts.append("History:\n" + json.dumps(history, indent=None))  # wattlint-ok: pretty-json-in-prompt
    return "\n\n".join(parts)


def brief(order: dict, history: list[dict]) -> str:
    return ask(build_prompt(order, history))


TEMPLATE = """You are given a support ticket as JSON.

{ticket}

Say in one sentence what the customer wants."""


def want(ticket: Ticket) -> str:
    prompt = TEMPLATE.format(ticket=ticket.model_dump_json(indent=2))  # wattlint-expect: pretty-json-in-prompt
    reply = client.responses.create(model="gpt-4.1-mini", instructions="Answer briefly.", input=prompt)
    print(ticket.model_dump_json(indent=2))  # wattlint-ok: pretty-json-in-prompt
    return reply.output_text


def extract(text: str) -> str:
    # The layout is what the model shall copy.
    shape = json.dumps({"title": "string", "score": "number"}, indent=2)  # wattlint-ok: pretty-json-in-prompt
    shots = json.dumps(FEW_SHOT, indent=2)  # wattlint-ok: pretty-json-in-prompt
    return ask(f"Extract the fields.\nAnswer like this:\n{shape}\nExamples:\n{shots}\n\nText: {text}")


def converse(history: list[dict], result: dict) -> str:
    messages = list(history)
    messages.append({"role": "tool", "tool_call_id": "1", "content": json.dumps(result, indent=2)})  # wattlint-expect: pretty-json-in-prompt
    reply = client.chat.completions.create(model="gpt-4.1", messages=messages)
    record = json.dumps({"reply": reply.choices[0].message.content, "messages": messages}, indent=2)  # wattlint-ok: pretty-json-in-prompt
    Path("last.json").write_text(record)
    return reply.choices[0].message.content


def show(rows: list[dict], width: int) -> str:
    # How far is somebody else's matter.
    return ask(f"Explain these rows to a customer.\n{json.dumps(rows, indent=width)}")  # wattlint-ok: pretty-json-in-prompt
