"""Sorts what comes in."""

import openai
from openai import OpenAI

from desk.config import cfg
from desk.llm import ask

client = OpenAI()


async def classify_mail(mail: str) -> str:
    prompt = f"Classify the mail into exactly one of: billing, delivery, returns, other. Answer with the label only.\n\n{mail}"
    return await ask(messages=[{"role": "user", "content": prompt}], model=cfg.smart_llm_model)


async def is_angry(mail: str) -> bool:
    prompt = f"Is the writer of this mail angry? Answer only yes or no.\n\n{mail}"
    return await ask(messages=[{"role": "user", "content": prompt}], model=cfg.fast_llm_model) == "yes"


def is_spam(mail: str) -> bool:
    reply = client.chat.completions.create(
        model="gpt-5-mini",
        reasoning_effort="high",
        messages=[{"role": "user", "content": f"Is this mail spam? Answer yes or no.\n\n{mail}"}],
    )
    return reply.choices[0].message.content.strip().lower() == "yes"


def is_vacation_notice(mail: str) -> bool:
    reply = client.chat.completions.create(
        model="gpt-5-mini",
        reasoning_effort="minimal",
        messages=[{"role": "user", "content": f"Is this mail an automatic vacation notice? Answer yes or no.\n\n{mail}"}],
    )
    return reply.choices[0].message.content.strip().lower() == "yes"


def search_words(mail: str) -> str:
    messages = [{"role": "user", "content": "Rephrase what this customer wants as a query for our handbook: " + mail}]
    try:
        reply = client.chat.completions.create(model="gpt-4o", messages=messages)
    except openai.RateLimitError:
        reply = client.chat.completions.create(model="gpt-4o-mini", messages=messages)
    return reply.choices[0].message.content


def repaired(broken: str) -> str:
    reply = client.chat.completions.create(
        model="gpt-4o-mini",
        messages=[{"role": "user", "content": f"Fix the following invalid JSON and return only the JSON:\n{broken}"}],
    )
    return reply.choices[0].message.content


def subject_line(mail: str) -> str:
    reply = client.chat.completions.create(
        model="gpt-4.1-nano",
        n=3,
        max_tokens=16,
        messages=[{"role": "user", "content": f"Write a subject line of at most eight words for this mail:\n\n{mail}"}],
    )
    return reply.choices[0].message.content
