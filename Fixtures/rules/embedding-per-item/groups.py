"""Loops whose elements are lists, or that have a reason to go one by one."""
import asyncio
import itertools
import json
from functools import lru_cache

from langchain_openai import OpenAIEmbeddings
from openai import AsyncOpenAI, OpenAI
from torch.utils.data import DataLoader

client = OpenAI()
aclient = AsyncOpenAI()
embeddings = OpenAIEmbeddings(model="text-embedding-3-small")
MODEL = "text-embedding-3-small"


def by_author(posts_by_author: dict[str, list[str]]) -> dict[str, list]:
    result = {}
    for author, posts in posts_by_author.items():
        result[author] = client.embeddings.create(model=MODEL, input=posts).data  # wattlint-ok: embedding-per-item
    return result


def by_group(groups):
    return [client.embeddings.create(model=MODEL, input=group).data for group in groups]  # wattlint-ok: embedding-per-item


def from_loader(dataset) -> list:
    vectors = []
    for texts in DataLoader(dataset, batch_size=64):
        vectors += client.embeddings.create(model=MODEL, input=texts).data  # wattlint-ok: embedding-per-item
    return vectors


def in_chunks(texts: list[str]) -> list:
    iterator = iter(texts)
    vectors = []
    while part := list(itertools.islice(iterator, 100)):
        vectors += client.embeddings.create(model=MODEL, input=part).data  # wattlint-ok: embedding-per-item
    return vectors


def token_windows(text: str, windows: list[list[int]]) -> list:
    # Lists of tokens are a text each; only this many fit.
    return [client.embeddings.create(model=MODEL, input=window).data for window in windows]  # wattlint-ok: embedding-per-item


@lru_cache(maxsize=4096)
def cached(text: str) -> tuple[float, ...]:
    return tuple(client.embeddings.create(model=MODEL, input=text).data[0].embedding)  # wattlint-ok: embedding-per-item


def without_notes(texts):
    vectors = []
    for text in texts:
        vectors.append(client.embeddings.create(model=MODEL, input=text).data[0].embedding)  # wattlint-expect: embedding-per-item
    return vectors


def missing_only(texts, cache: dict):
    for text in texts:
        if text not in cache:
            # Once it is warm, hardly any.
            cache[text] = client.embeddings.create(model=MODEL, input=text).data[0].embedding  # wattlint-ok: embedding-per-item
    return cache


def with_langchain(rows: list[dict]) -> list:
    return [embeddings.embed_query(row["title"]) for row in rows]  # wattlint-expect: embedding-per-item


def with_langchain_at_once(rows: list[dict]) -> list:
    return embeddings.embed_documents([row["title"] for row in rows])  # wattlint-ok: embedding-per-item


async def with_semaphore(texts: list[str]) -> list:
    gate = asyncio.Semaphore(8)
    vectors = []
    for text in texts:
        async with gate:
            response = await aclient.embeddings.create(model=MODEL, input=text)  # wattlint-expect: embedding-per-item
            vectors.append(response.data[0].embedding)
    return vectors


def rows_of_file(path: str) -> list:
    with open(path) as lines:
        return [client.embeddings.create(model=MODEL, input=json.loads(line)["text"]).data for line in lines]  # wattlint-expect: embedding-per-item
