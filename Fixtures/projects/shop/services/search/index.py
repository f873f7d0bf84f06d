"""The search index: one vector for each product."""

from dataclasses import dataclass

from openai import OpenAI

from shop.settings import settings

client = OpenAI()
BATCH = 256


@dataclass
class Product:
    id: int
    name: str
    description: str


def add_products(products: list[Product], store) -> None:
    """New products, as the catalogue service announces them."""
    for product in products:
        vector = client.embeddings.create(model=settings.embedding_model, input=f"{product.name}\n{product.description}").data[0].embedding
        store.put(product.id, vector)


def rebuild(products: list[Product], store) -> None:
    """The whole catalogue, every night: many texts in one request."""
    for start in range(0, len(products), BATCH):
        batch = products[start : start + BATCH]
        response = client.embeddings.create(model=settings.embedding_model, input=[f"{product.name}\n{product.description}" for product in batch])
        for product, item in zip(batch, response.data):
            store.put(product.id, item.embedding)
