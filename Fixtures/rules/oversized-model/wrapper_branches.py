"""One function, several calls: what its callers get depends on which of them is made."""
import logging

from anthropic import Anthropic
from openai import OpenAI

openai_client = OpenAI()
claude = Anthropic()
ALIASES = {"gpt-4o": "gpt-4o-mini"}


def ask_either(prompt: str, careful: bool) -> str:
    if careful:
        reply = openai_client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}])
    else:
        reply = openai_client.chat.completions.create(model="gpt-4o-mini", messages=[{"role": "user", "content": prompt}])
    return reply.choices[0].message.content


def ask_any(prompt: str, model: str) -> str:
    if model.startswith("claude"):
        message = claude.messages.create(model=model, max_tokens=64, messages=[{"role": "user", "content": prompt}])
        return message.content[0].text
    reply = openai_client.chat.completions.create(model=model, messages=[{"role": "user", "content": prompt}])
    return reply.choices[0].message.content


def ask_with_spare(prompt: str, model: str = "gpt-4o-mini") -> str:
    try:
        reply = openai_client.chat.completions.create(model=model, messages=[{"role": "user", "content": prompt}])
    except Exception:
        logging.exception("trying the spare model")
        reply = openai_client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}])
    return reply.choices[0].message.content


def ask_mapped(prompt: str, model: str) -> str:
    if model in ALIASES:
        model = ALIASES[model]
    reply = openai_client.chat.completions.create(model=model, messages=[{"role": "user", "content": prompt}])
    return reply.choices[0].message.content


def publish_step(topic: str, model: str) -> bool:
    draft = openai_client.chat.completions.create(
        model=model, messages=[{"role": "user", "content": f"Write three pages about {topic} for readers who know nothing of it yet."}]
    )
    text = draft.choices[0].message.content
    check = openai_client.chat.completions.create(
        model=model, max_tokens=1, messages=[{"role": "user", "content": f"Is this text about sports? Answer yes or no.\n{text}"}]
    )
    return check.choices[0].message.content == "yes"


def is_open(shop: str) -> bool:
    return ask_either(f"Is the shop open? Answer yes or no.\n{shop}", careful=False) == "yes"  # wattlint-ok: oversized-model


def is_near(shop: str) -> bool:
    return ask_any(f"Is the shop near? Answer yes or no.\n{shop}", "claude-opus-4-5") == "yes"  # wattlint-expect: oversized-model


def is_large(shop: str) -> bool:
    return ask_any(f"Is the shop large? Answer yes or no.\n{shop}", "claude-haiku-4-5") == "yes"  # wattlint-ok: oversized-model


def is_new(shop: str) -> bool:
    return ask_with_spare(f"Is the shop new? Answer yes or no.\n{shop}") == "yes"  # wattlint-ok: oversized-model


def is_old(shop: str) -> bool:
    return ask_with_spare(f"Is the shop old? Answer yes or no.\n{shop}", "gpt-4o") == "yes"  # wattlint-expect: oversized-model


def is_cheap(shop: str) -> bool:
    return ask_mapped(f"Is the shop cheap? Answer yes or no.\n{shop}", "gpt-4o") == "yes"  # wattlint-ok: oversized-model


def article(topic: str) -> bool:
    return publish_step(topic, "gpt-4o")  # wattlint-expect: oversized-model
