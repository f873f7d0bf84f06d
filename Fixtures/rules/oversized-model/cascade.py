"""The small model answers; the large one is asked only where the small one is unsure."""
import math

from langchain_openai import ChatOpenAI
from openai import OpenAI, RateLimitError

client = OpenAI()
QUESTION = "Is this review about the delivery? Answer yes or no.\n\n"


def about_delivery(review: str) -> bool:
    first = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4.1-nano", max_tokens=1, logprobs=True, messages=[{"role": "user", "content": QUESTION + review}]
    )
    token = first.choices[0].logprobs.content[0]
    if math.exp(token.logprob) > 0.9:
        return token.token.strip().lower() == "yes"
    second = client.chat.completions.create(  # wattlint-ok: oversized-model
        model="gpt-4.1", max_tokens=1, messages=[{"role": "user", "content": QUESTION + review}]
    )
    return second.choices[0].message.content.strip().lower() == "yes"


def _ask(model: str, review: str) -> str:
    response = client.chat.completions.create(  # wattlint-ok: oversized-model
        model=model, max_tokens=1, messages=[{"role": "user", "content": QUESTION + review}]
    )
    return response.choices[0].message.content


def about_delivery_with_retry(review: str) -> bool:
    try:
        return _ask("gpt-4.1-nano", review) == "yes"  # wattlint-ok: oversized-model
    except RateLimitError:
        return _ask("gpt-4.1", review) == "yes"  # wattlint-ok: oversized-model


small = ChatOpenAI(model="gpt-4.1-nano", max_tokens=1)
classifier = small.with_fallbacks([ChatOpenAI(model="gpt-4.1", max_tokens=1)])


def classify(review: str) -> bool:
    return classifier.invoke(QUESTION + review).content == "yes"  # wattlint-ok: oversized-model
