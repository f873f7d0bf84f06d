"""Whoever makes the configuration may name the model; the class says which it is when nobody does."""
from dataclasses import dataclass

from openai import OpenAI
from pydantic import BaseModel, Field

client = OpenAI()


class TriageConfig(BaseModel):
    model: str = Field(default="gpt-4o", description="The model that sorts mails.")
    limit: int = 1


@dataclass
class SmallConfig:
    model: str = "gpt-4.1-nano"


class OpenConfig(BaseModel):
    # No model unless somebody names one.
    model: str = ""


def is_urgent(mail: str, config: TriageConfig) -> bool:
    reply = client.chat.completions.create(  # wattlint-expect: oversized-model
        model=config.model, max_tokens=config.limit, messages=[{"role": "user", "content": f"Is this mail urgent? Answer only yes or no.\n{mail}"}]
    )
    return reply.choices[0].message.content.lower() == "yes"


class Sorter:
    def __init__(self, config: SmallConfig | None, open_config: OpenConfig):
        self.config = config
        self.open_config = open_config

    def is_invoice(self, mail: str) -> bool:
        reply = client.chat.completions.create(  # wattlint-ok: oversized-model
            model=self.config.model, max_tokens=1, messages=[{"role": "user", "content": f"Is this mail an invoice? Answer only yes or no.\n{mail}"}]
        )
        return reply.choices[0].message.content.lower() == "yes"

    def is_question(self, mail: str) -> bool:
        reply = client.chat.completions.create(  # wattlint-ok: oversized-model
            model=self.open_config.model, max_tokens=1, messages=[{"role": "user", "content": f"Is this mail a question? Answer only yes or no.\n{mail}"}]
        )
        return reply.choices[0].message.content.lower() == "yes"
