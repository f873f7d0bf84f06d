import anthropic
from openai import OpenAI

from service import settings as config
from service.settings import ANSWER_MODEL, LABEL_MODEL, MODELS, REQUIRED_MODEL, TITLE_MODEL, settings

client = OpenAI(timeout=settings.timeout)
claude = anthropic.Anthropic()


def _messages(question: str, text: str) -> list[dict]:
    return [{"role": "system", "content": question}, {"role": "user", "content": text}]


def is_complaint(text: str) -> bool:
    reply = client.chat.completions.create(  # wattlint-expect: oversized-model
        model=ANSWER_MODEL,
        max_tokens=1,
        messages=[{"role": "system", "content": "Is this a complaint? Answer yes or no."}, {"role": "user", "content": text}],
    )
    return reply.choices[0].message.content.strip().lower() == "yes"


def classify_topic(text: str) -> str:
    # The environment may say otherwise: found, with less confidence.
    reply = client.chat.completions.create(  # wattlint-expect: oversized-model
        model=LABEL_MODEL,
        max_tokens=3,
        messages=[{"role": "system", "content": "Reply with one word: price, quality or service."}, {"role": "user", "content": text}],
    )
    topic = reply.choices[0].message.content.strip().lower()
    return topic if topic in ("price", "quality", "service") else "other"


def detect_threat(text: str) -> bool:
    # The settings keep guard_model_small for such work, which says more than that this one is large.
    reply = client.chat.completions.create(  # wattlint-expect: strong-slot-for-simple-task
        model=settings.guard_model,
        max_tokens=1,
        messages=[{"role": "system", "content": "Does the text threaten anyone? Answer yes or no."}, {"role": "user", "content": text}],
    )
    return reply.choices[0].message.content.strip().lower() == "yes"


def detect_threat_small(text: str) -> bool:
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=settings.guard_model_small,
        max_tokens=1,
        messages=[{"role": "system", "content": "Does the text threaten anyone? Answer yes or no."}, {"role": "user", "content": text}],
    )
    return reply.choices[0].message.content.strip().lower() == "yes"


def title(text: str) -> str:
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=TITLE_MODEL,
        max_tokens=16,
        messages=[{"role": "system", "content": "Generate a title of at most five words."}, {"role": "user", "content": text}],
    )
    return reply.choices[0].message.content


def is_question(text: str) -> bool:
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=REQUIRED_MODEL,
        max_tokens=1,
        messages=[{"role": "system", "content": "Is this a question? Answer yes or no."}, {"role": "user", "content": text}],
    )
    return reply.choices[0].message.content.strip().lower() == "yes"


def is_sarcastic(text: str) -> bool:
    reply = claude.messages.create(  # wattlint-expect: oversized-model
        model=MODELS["strong"],
        max_tokens=1,
        messages=[{"role": "user", "content": f"Is this sarcastic? Answer yes or no.\n{text}"}],
    )
    return reply.content[0].text.strip().lower() == "yes"


def is_sarcastic_quick(text: str) -> bool:
    reply = claude.messages.create(  # wattlint-ok: oversized-model
        model=config.MODELS["quick"],
        max_tokens=1,
        messages=[{"role": "user", "content": f"Is this sarcastic? Answer yes or no.\n{text}"}],
    )
    return reply.content[0].text.strip().lower() == "yes"


def answer(text: str, history: list[dict]) -> str:
    reply = client.chat.completions.create(model=ANSWER_MODEL, messages=history + _messages("Answer the customer.", text))  # wattlint-ok: oversized-model
    return reply.choices[0].message.content
