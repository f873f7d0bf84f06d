"""What turns text into vectors."""
from openai import OpenAI


class Embedder:
    def __init__(self, model: str = "text-embedding-3-small"):
        self._client = OpenAI()
        self._model = model

    def embed_text(self, text: str) -> list[float]:
        return self._client.embeddings.create(model=self._model, input=text).data[0].embedding  # wattlint-ok: embedding-per-item

    def embed_texts(self, texts: list[str], size: int = 200) -> list[list[float]]:
        vectors: list[list[float]] = []
        for start in range(0, len(texts), size):
            response = self._client.embeddings.create(model=self._model, input=texts[start : start + size])  # wattlint-ok: embedding-per-item
            vectors += [item.embedding for item in response.data]
        return vectors


def embed_one(text: str) -> list[float]:
    return OpenAI().embeddings.create(model="text-embedding-3-small", input=text).data[0].embedding  # wattlint-ok: embedding-per-item
