from openai import OpenAI

NAMES = {"fast": "gpt-4o", "strong": "gpt-4-turbo"}
client = OpenAI()


def is_spam(kind: str, text: str) -> bool:
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=NAMES.get(kind, "gpt-4.1-nano"), max_tokens=1, messages=[{"role": "user", "content": f"Is this spam? Answer only yes or no.\n{text}"}]
    )
    return reply.choices[0].message.content == "yes"


def is_urgent(kind: str, text: str) -> bool:
    reply = client.chat.completions.create(  # wattlint-expect: oversized-model
        model=NAMES.get(kind, "gpt-4o"), max_tokens=1, messages=[{"role": "user", "content": f"Is this urgent? Answer only yes or no.\n{text}"}]
    )
    return reply.choices[0].message.content == "yes"


def is_invoice(model: str, text: str) -> bool:
    reply = client.chat.completions.create(  # wattlint-ok: oversized-model
        # Any other name comes through; without one it is the small model.
        model=NAMES.get(model, model or "gpt-4.1-nano"), max_tokens=1, messages=[{"role": "user", "content": f"Is this an invoice? Answer only yes or no.\n{text}"}]
    )
    return reply.choices[0].message.content == "yes"
