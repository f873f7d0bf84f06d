"""Drafts answers, with the order that they are about."""

import json

from openai import OpenAI

client = OpenAI()


def courier_note(order: dict) -> str:
    prompt = f"Write a polite note to the courier about what is wrong with this order.\n\n{json.dumps(order, indent=2)}"
    reply = client.chat.completions.create(model="gpt-4.1-mini", messages=[{"role": "user", "content": prompt}])
    return reply.choices[0].message.content


def warehouse_note(order: dict) -> str:
    compact = json.dumps(order, separators=(",", ":"))
    reply = client.chat.completions.create(
        model="gpt-4.1-mini", messages=[{"role": "user", "content": f"Write a note to the warehouse about this order.\n\n{compact}"}])
    return reply.choices[0].message.content


def rank(question: str, pages: list[dict]) -> list[dict]:
    for page in pages:
        query = client.embeddings.create(model="text-embedding-3-small", input=question).data[0].embedding
        page["score"] = sum(a * b for a, b in zip(query, page["vector"]))
    return sorted(pages, key=lambda page: page["score"], reverse=True)


def rank_once(question: str, pages: list[dict]) -> list[dict]:
    query = client.embeddings.create(model="text-embedding-3-small", input=question).data[0].embedding
    for page in pages:
        page["score"] = sum(a * b for a, b in zip(query, page["vector"]))
    return sorted(pages, key=lambda page: page["score"], reverse=True)


def order_from(mail: str) -> dict:
    while True:
        reply = client.chat.completions.create(
            model="gpt-4.1-mini", messages=[{"role": "user", "content": f"Read the order from this mail, as JSON.\n{mail}"}])
        try:
            return json.loads(reply.choices[0].message.content)
        except json.JSONDecodeError:
            continue


def address_from(mail: str) -> dict:
    for _ in range(3):
        reply = client.chat.completions.create(
            model="gpt-4.1-mini", messages=[{"role": "user", "content": f"Read the address from this mail, as JSON.\n{mail}"}])
        try:
            return json.loads(reply.choices[0].message.content)
        except json.JSONDecodeError:
            continue
    raise ValueError("no address could be read")
