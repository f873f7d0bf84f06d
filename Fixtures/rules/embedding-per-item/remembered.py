"""Texts whose vectors are remembered."""
from openai import OpenAI

client = OpenAI()


def vectors(texts: list[str], known: dict[str, list[float]]) -> list[list[float]]:
    found = []
    for text in texts:
        vector = known.get(text)
        if vector is None:
            # Once the dictionary is warm, hardly any.
            vector = client.embeddings.create(model="text-embedding-3-small", input=text).data[0].embedding  # wattlint-ok: embedding-per-item
            known[text] = vector
        found.append(vector)
    return found


def all_of_them(texts: list[str]) -> list[list[float]]:
    found = []
    for text in texts:
        found.append(client.embeddings.create(model="text-embedding-3-small", input=text).data[0].embedding)  # wattlint-expect: embedding-per-item
    return found
