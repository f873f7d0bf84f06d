import os

from openai import OpenAI

client = OpenAI()
SPAM_MODEL = os.environ["SPAM_MODEL"]


def is_spam(text: str) -> bool:
    reply = client.chat.completions.create(  # wattlint-expect: oversized-model
        model=SPAM_MODEL, max_tokens=1, messages=[{"role": "user", "content": f"Is this mail spam? Answer yes or no.\n\n{text}"}]
    )
    return reply.choices[0].message.content.strip().lower() == "yes"


def is_about_invoices(text: str) -> bool:
    # What the program takes by default is another model; the manifest says which runs.
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=os.getenv("TOPIC_MODEL", "gpt-4o"),
        max_tokens=1,
        messages=[{"role": "user", "content": f"Is this mail about an invoice? Answer yes or no.\n\n{text}"}],
    )
    return reply.choices[0].message.content.strip().lower() == "yes"


def is_urgent(text: str) -> bool:
    # The value stands in a ConfigMap that is not here.
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=os.getenv("URGENCY_MODEL"),
        max_tokens=1,
        messages=[{"role": "user", "content": f"Is this mail urgent? Answer yes or no.\n\n{text}"}],
    )
    return reply.choices[0].message.content.strip().lower() == "yes"


def is_german(text: str) -> bool:
    # Set only for the server.
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=os.getenv("LANGUAGE_MODEL"),
        max_tokens=1,
        messages=[{"role": "user", "content": f"Is this mail in German? Answer yes or no.\n\n{text}"}],
    )
    return reply.choices[0].message.content.strip().lower() == "yes"


def has_title(text: str) -> bool:
    # Two deployments, of which one has a small model: which of them runs this, nobody can tell.
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=os.environ.get("TITLE_MODEL"),
        max_tokens=1,
        messages=[{"role": "user", "content": f"Does this mail have a title? Answer yes or no.\n\n{text}"}],
    )
    return reply.choices[0].message.content.strip().lower() == "yes"
