from openai import OpenAI

client = OpenAI()
MODEL = "text-embedding-3-large"


def embed(texts: list[str]) -> list[list[float]]:
    response = client.embeddings.create(model="text-embedding-3-large", input=texts)  # wattlint-expect: oversized-embedding
    return [item.embedding for item in response.data]


def embed_query(text: str) -> list[float]:
    return client.embeddings.create(model=MODEL, input=[text]).data[0].embedding  # wattlint-expect: oversized-embedding


def embed_as_floats(texts: list[str]) -> list[list[float]]:
    response = client.embeddings.create(model=MODEL, input=texts, encoding_format="float")  # wattlint-expect: oversized-embedding
    return [item.embedding for item in response.data]


def embed_shorter(texts: list[str]) -> list[list[float]]:
    response = client.embeddings.create(model=MODEL, input=texts, dimensions=512)  # wattlint-ok: oversized-embedding
    return [item.embedding for item in response.data]


def embed_small(texts: list[str]) -> list[list[float]]:
    response = client.embeddings.create(model="text-embedding-3-small", input=texts)  # wattlint-ok: oversized-embedding
    return [item.embedding for item in response.data]


def embed_with(texts: list[str], model: str) -> list[list[float]]:
    response = client.embeddings.create(model=model, input=texts)  # wattlint-ok: oversized-embedding
    return [item.embedding for item in response.data]


def embed_as_told(texts: list[str], **options) -> list[list[float]]:
    response = client.embeddings.create(model=MODEL, input=texts, **options)  # wattlint-ok: oversized-embedding
    return [item.embedding for item in response.data]
