"""The one function that asks a model."""

from openai import AsyncOpenAI

client = AsyncOpenAI()


async def ask(messages: list[dict], model: str, temperature: float = 0.0) -> str:
    reply = await client.chat.completions.create(model=model, messages=messages, temperature=temperature)
    return reply.choices[0].message.content
