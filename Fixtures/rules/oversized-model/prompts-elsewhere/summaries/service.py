from openai import OpenAI

from summaries import prompts
from summaries.prompts import NAME_CONVERSATION, ONE_SENTENCE, PLAN, Prompts

client = OpenAI()


def _complete(system: str, user: str, model: str, limit: int) -> str:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=model, max_tokens=limit, messages=[{"role": "system", "content": system}, {"role": "user", "content": user}]
    )
    return response.choices[0].message.content


def one_sentence(note: str) -> str:
    response = client.chat.completions.create(  # wattlint-expect: oversized-model
        model="gpt-4o",
        max_tokens=60,
        messages=[{"role": "system", "content": ONE_SENTENCE}, {"role": "user", "content": note}],
    )
    return response.choices[0].message.content


def one_sentence_small(note: str) -> str:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4o-mini",
        max_tokens=60,
        messages=[{"role": "system", "content": ONE_SENTENCE}, {"role": "user", "content": note}],
    )
    return response.choices[0].message.content


def name_conversation(conversation: str) -> str:
    response = client.responses.create(  # wattlint-expect: oversized-model
        model="gpt-4.1", input=prompts.NAME_CONVERSATION.format(conversation=conversation), max_output_tokens=20
    )
    return response.output_text


def extract_keywords(text: str) -> list[str]:
    return _complete(Prompts.keywords, text, "gpt-4o", 64).split(", ")  # wattlint-expect: oversized-model


def extract_keywords_small(text: str) -> list[str]:
    return _complete(Prompts.keywords, text, "gpt-4o-mini", 64).split(", ")  # wattlint-ok: oversized-model


def plan(notes: str) -> str:
    return _complete("You run the releases.", PLAN.format(notes=notes), "gpt-4o", 4000)  # wattlint-ok: oversized-model
