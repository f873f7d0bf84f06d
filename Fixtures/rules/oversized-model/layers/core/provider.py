"""Connections to the providers; made once."""
from anthropic import Anthropic

llm = Anthropic()


def send(system: str, text: str, model: str, limit: int) -> str:
    message = llm.messages.create(  # wattlint-ok: oversized-model
        model=model, max_tokens=limit, system=system, messages=[{"role": "user", "content": text}]
    )
    return message.content[0].text
