"""Sorts incoming support tickets before a person sees them."""
import json
import logging
from enum import Enum

from openai import OpenAI

log = logging.getLogger(__name__)

QUEUES = {"billing": 1, "shipping": 2, "returns": 3, "other": 9}

TRIAGE_PROMPT = """You sort tickets of a web shop.
Classify the ticket into exactly one of: billing, shipping, returns, other.
Answer with the label only."""

REPLY_PROMPT = """You are a friendly support agent. Answer the customer in their own language.
Be exact about dates and amounts, and classify nothing: the queue is known."""


class Mood(Enum):
    ANGRY = "angry"
    CALM = "calm"
    HAPPY = "happy"


class TicketTriage:
    def __init__(self, api_key: str, cheap: bool = False):
        self.client = OpenAI(api_key=api_key, timeout=20)
        self.model = "gpt-4o"
        self.small_model = "gpt-4o-mini"

    def queue_for(self, ticket: str) -> int:
        response = self.client.chat.completions.create(  # wattlint-expect: oversized-model
            model=self.model,
            temperature=0,
            max_tokens=5,
            messages=[
                {"role": "system", "content": TRIAGE_PROMPT},
                {"role": "user", "content": ticket},
            ],
        )
        label = response.choices[0].message.content.strip().lower()
        return QUEUES.get(label, QUEUES["other"])

    def queue_for_cheaply(self, ticket: str) -> int:
        response = self.client.chat.completions.create(  # wattlint-ok: oversized-model
            model=self.small_model,
            temperature=0,
            max_tokens=5,
            messages=[
                {"role": "system", "content": TRIAGE_PROMPT},
                {"role": "user", "content": ticket},
            ],
        )
        label = response.choices[0].message.content.strip().lower()
        return QUEUES.get(label, QUEUES["other"])

    def detect_mood(self, ticket: str) -> Mood:
        response = self.client.chat.completions.create(  # wattlint-expect: oversized-model
            model="gpt-4.1",
            temperature=0,
            messages=[{"role": "user", "content": f"Reply with one word, angry, calm or happy.\n\n{ticket}"}],
        )
        return Mood(response.choices[0].message.content.strip().lower())

    def is_urgent(self, ticket: str) -> bool:
        messages = [{"role": "system", "content": "Does the customer need help today? Reply only yes or no."}]
        messages.append({"role": "user", "content": ticket})
        response = self.client.chat.completions.create(  # wattlint-expect: oversized-model
            model=self.model, messages=messages, max_tokens=3
        )
        answer = response.choices[0].message.content or ""
        log.info("urgency: %s", answer)
        return answer.lower().startswith("yes")

    def draft_reply(self, ticket: str, queue: str) -> str:
        response = self.client.chat.completions.create(  # wattlint-ok: oversized-model
            model=self.model,
            temperature=0.4,
            messages=[{"role": "system", "content": REPLY_PROMPT}, {"role": "user", "content": ticket}],
        )
        text = response.choices[0].message.content
        if text is None or text.strip() == "":
            raise ValueError("the model said nothing")
        if response.choices[0].finish_reason == "length":
            log.warning("reply was cut short")
        return text
