"""The one way to a model: through the gateway."""

from openai import AsyncOpenAI

from shop.settings import settings

client = AsyncOpenAI(base_url=settings.litellm_url, api_key=settings.litellm_key)


async def ask(prompt: str, model: str, max_tokens: int = 256, temperature: float = 0.0) -> str:
    reply = await client.chat.completions.create(
        model=model,
        messages=[{"role": "user", "content": prompt}],
        max_tokens=max_tokens,
        temperature=temperature,
    )
    return reply.choices[0].message.content.strip()
