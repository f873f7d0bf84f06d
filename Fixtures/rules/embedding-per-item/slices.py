"""Texts that go out many at a time, under names that do not say so."""
import itertools

import ollama
from more_itertools import chunked
from openai import AzureOpenAI, OpenAI
from pydantic import BaseModel

client = OpenAI()
azure = AzureOpenAI()
MODEL = "text-embedding-3-small"
MOST = 500


def written_out(lines: list[str]) -> list[list[float]]:
    vectors = []
    for some in [lines[at : at + MOST] for at in range(0, len(lines), MOST)]:
        answer = client.embeddings.create(model=MODEL, input=some)  # wattlint-ok: embedding-per-item
        vectors += [item.embedding for item in answer.data]
    return vectors


def lazily(lines: list[str]) -> list[list[float]]:
    portions = (lines[at : at + MOST] for at in range(0, len(lines), MOST))
    vectors = []
    for portion in portions:
        answer = client.embeddings.create(model=MODEL, input=portion)  # wattlint-ok: embedding-per-item
        vectors += [item.embedding for item in answer.data]
    return vectors


def with_numbers(lines: list[str], store) -> None:
    for number, portion in enumerate([lines[at : at + MOST] for at in range(0, len(lines), MOST)]):
        store[number] = client.embeddings.create(model=MODEL, input=portion).data  # wattlint-ok: embedding-per-item


def standard(lines: list[str], store) -> None:
    for portion in itertools.batched(lines, MOST):
        store.add(client.embeddings.create(model=MODEL, input=portion).data)  # wattlint-ok: embedding-per-item
    portions = list(chunked(lines, MOST))
    for portion in portions:
        store.add(client.embeddings.create(model=MODEL, input=portion).data)  # wattlint-ok: embedding-per-item


def windows_of(lines: list[str], size: int):
    for at in range(0, len(lines), size):
        yield lines[at : at + size]


def own_helper(lines: list[str], store) -> None:
    for portion in windows_of(lines, MOST):
        store.add(client.embeddings.create(model=MODEL, input=portion).data)  # wattlint-ok: embedding-per-item


def by_the_answer(pages: dict, store) -> None:
    # What a page holds is not written here; that it is many texts, the answer's list says.
    for page in pages.values():
        answer = client.embeddings.create(model=MODEL, input=page)  # wattlint-ok: embedding-per-item
        for place, item in enumerate(answer.data):
            store.add(page[place], item.embedding)


def one_of_the_answer(pages: dict, store) -> None:
    for page in pages.values():
        answer = client.embeddings.create(model=MODEL, input=page)  # wattlint-expect: embedding-per-item
        for value in answer.data[0].embedding:
            store.add(value)


def two_clients(lines: list[str], is_azure: bool) -> list:
    # One thing to change, though it stands there twice.
    vectors = []
    for line in lines:
        if is_azure:
            answer = azure.embeddings.create(model=MODEL, input=line)  # wattlint-expect: embedding-per-item
        else:
            answer = client.embeddings.create(model=MODEL, input=line)  # wattlint-ok: embedding-per-item
        vectors.append(answer.data[0].embedding)
    return vectors


def two_parts(rows: list[dict]) -> list:
    # Both are sent for each row: two things.
    vectors = []
    for row in rows:
        title = client.embeddings.create(model=MODEL, input=row["title"])  # wattlint-expect: embedding-per-item
        body = client.embeddings.create(model=MODEL, input=row["body"])  # wattlint-expect: embedding-per-item
        vectors.append((title.data[0].embedding, body.data[0].embedding))
    return vectors


def in_thirds(text: str) -> list:
    # Parts of one text are texts of their own, with a list of them to send.
    third = max(1, len(text) // 3)
    sections = [text[at : at + third] for at in range(0, len(text), third)]
    return client.embeddings.create(model=MODEL, input=sections).data  # wattlint-ok: embedding-per-item


class Local(BaseModel):
    name: str = "nomic-embed-text"

    def all(self, lines: list[str]) -> list:
        return [ollama.embeddings(model=self.name, prompt=line)["embedding"] for line in lines]  # wattlint-expect: embedding-per-item
