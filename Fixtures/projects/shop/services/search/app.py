"""Search over the catalogue, and answers to questions about a product."""

from fastapi import FastAPI

from services.search.index import client
from shop import prompts
from shop.llm import ask
from shop.settings import settings

app = FastAPI(title="search")


@app.get("/search")
def search(query: str, limit: int = 20) -> dict:
    # One query, one vector: there is nothing to batch.
    vector = client.embeddings.create(model=settings.embedding_model, input=query).data[0].embedding
    return {"products": nearest(vector, limit)}


@app.get("/products/{product_id}/answers")
async def is_answered(product_id: int, question: str) -> bool:
    answer = await ask(
        prompts.PRODUCT_QUESTION.format(description=description(product_id), question=question), model="small", max_tokens=1)
    return answer.lower() == "yes"


def nearest(vector: list[float], limit: int) -> list[int]:
    raise NotImplementedError


def description(product_id: int) -> str:
    raise NotImplementedError
