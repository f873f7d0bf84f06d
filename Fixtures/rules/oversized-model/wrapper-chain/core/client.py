import os

import backoff
import openai
from openai import OpenAI

from .settings import Model

_client = OpenAI()


@backoff.on_exception(backoff.expo, openai.RateLimitError, max_tries=4)
def complete(prompt: str, model: str = Model.SMALL.value, max_tokens: int = 256) -> str:
    reply = _client.chat.completions.create(model=model, max_tokens=max_tokens, messages=[{"role": "user", "content": prompt}])
    return reply.choices[0].message.content


def complete_as_configured(prompt: str, model: str) -> str:
    chosen = os.environ.get("LLM_MODEL", model)
    reply = _client.chat.completions.create(model=chosen, messages=[{"role": "user", "content": prompt}])
    return reply.choices[0].message.content


class ChatClient:
    """Keeps the model, and asks again when the answer is empty."""

    def __init__(self, model: str, retries: int = 2):
        self.model = model
        self.retries = retries

    def ask_once(self, question: str) -> str:
        def attempt() -> str:
            reply = _client.chat.completions.create(model=self.model, messages=[{"role": "user", "content": question}])
            return reply.choices[0].message.content

        return attempt()

    def ask(self, question: str) -> str:
        for _ in range(self.retries):
            answer = self.ask_once(question)
            if answer:
                return answer
        return ""
