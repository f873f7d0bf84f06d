import os

from openai import OpenAI

from config import DESK_MODEL, PRIORITY_MODEL

client = OpenAI()


def is_refund(text: str) -> bool:
    reply = client.chat.completions.create(  # wattlint-expect: oversized-model
        model=DESK_MODEL, max_tokens=1, messages=[{"role": "user", "content": f"Does the customer want a refund? Answer yes or no.\n\n{text}"}]
    )
    return reply.choices[0].message.content.strip().lower() == "yes"


def is_important(text: str) -> bool:
    # The service that is built from this folder has the large one.
    reply = client.chat.completions.create(  # wattlint-expect: oversized-model
        model=PRIORITY_MODEL, max_tokens=1, messages=[{"role": "user", "content": f"Is this ticket important? Answer yes or no.\n\n{text}"}]
    )
    return reply.choices[0].message.content.strip().lower() == "yes"


def has_label(text: str) -> bool:
    # Set for a service that is built from another folder.
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=os.getenv("LABEL_MODEL"), max_tokens=1, messages=[{"role": "user", "content": f"Does it have a label? Answer yes or no.\n\n{text}"}]
    )
    return reply.choices[0].message.content.strip().lower() == "yes"
