"""Takes reviews in, keeps spam out, and tells how customers like a product."""

from fastapi import FastAPI
from pydantic import BaseModel

from shop import prompts
from shop.llm import ask
from shop.settings import settings

app = FastAPI(title="reviews")


class Review(BaseModel):
    product_id: int
    text: str


@app.post("/reviews")
async def add_review(review: Review) -> dict:
    if await is_spam(review.text):
        return {"accepted": False}
    return {"accepted": True, "sentiment": await sentiment(review.text)}


async def is_spam(text: str) -> bool:
    # `classifier` is a name of the gateway's: what it costs is written in gateway/litellm.yaml.
    answer = await ask(prompts.IS_SPAM.format(review=text), model=settings.classifier_model, max_tokens=1)
    return answer.lower() == "yes"


async def sentiment(text: str) -> str:
    # The same kind of question on a model of the right size.
    answer = await ask(prompts.SENTIMENT.format(review=text), model="small", max_tokens=2)
    return answer if answer in ("positive", "negative", "neutral") else "neutral"
