"""Builds the search index of the help centre. Runs after each publication."""
import json
import logging
import pathlib
import time

import numpy as np
import pandas as pd
from openai import OpenAI
from tqdm import tqdm

log = logging.getLogger(__name__)
client = OpenAI()
MODEL = "text-embedding-3-small"
BATCH = 128


def read_articles(folder: pathlib.Path) -> list[dict]:
    return [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]


def index_articles(articles: list[dict], store) -> None:
    for article in tqdm(articles):
        response = client.embeddings.create(model=MODEL, input=article["body"])  # wattlint-expect: embedding-per-item
        store.add(article["id"], response.data[0].embedding)


def index_articles_in_batches(articles: list[dict], store) -> None:
    for start in tqdm(range(0, len(articles), BATCH)):
        batch = articles[start : start + BATCH]
        response = client.embeddings.create(model=MODEL, input=[article["body"] for article in batch])  # wattlint-ok: embedding-per-item
        for article, item in zip(batch, response.data):
            store.add(article["id"], item.embedding)


def index_by_number(texts: list[str]) -> np.ndarray:
    vectors = np.zeros((len(texts), 1536))
    for i in range(len(texts)):
        vectors[i] = client.embeddings.create(model=MODEL, input=texts[i]).data[0].embedding  # wattlint-expect: embedding-per-item
    return vectors


def index_sections(article: dict) -> list[list[float]]:
    sections = article["body"].split("\n## ")
    return [client.embeddings.create(model=MODEL, input=[section]).data[0].embedding for section in sections]  # wattlint-expect: embedding-per-item


def index_sections_at_once(article: dict) -> list[list[float]]:
    sections = article["body"].split("\n## ")
    return [item.embedding for item in client.embeddings.create(model=MODEL, input=sections).data]  # wattlint-ok: embedding-per-item


def embed_query(query: str) -> list[float]:
    for attempt in range(4):
        try:
            return client.embeddings.create(model=MODEL, input=query).data[0].embedding  # wattlint-ok: embedding-per-item
        except Exception as error:
            log.warning("attempt %d: %s", attempt, error)
            time.sleep(2**attempt)
    raise RuntimeError("no embedding")


def serve() -> None:
    # One question at a time, as people type them.
    while True:
        question = input("> ")
        vector = client.embeddings.create(model=MODEL, input=question).data[0].embedding  # wattlint-ok: embedding-per-item
        print(vector[:4])


def batches(texts: list[str], size: int):
    for start in range(0, len(texts), size):
        yield texts[start : start + size]


def index_batches(texts: list[str]) -> list[list[float]]:
    vectors = []
    for batch in batches(texts, BATCH):
        response = client.embeddings.create(model=MODEL, input=batch)  # wattlint-ok: embedding-per-item
        vectors.extend(item.embedding for item in response.data)
    return vectors


def get_embedding(text: str) -> list[float]:
    text = text.replace("\n", " ")
    return client.embeddings.create(input=[text], model=MODEL).data[0].embedding  # wattlint-ok: embedding-per-item


def embed_reviews(path: str) -> pd.DataFrame:
    frame = pd.read_csv(path)
    frame["embedding"] = frame["text"].apply(get_embedding)  # wattlint-expect: embedding-per-item
    return frame


def embed_reviews_lambda(path: str) -> pd.DataFrame:
    frame = pd.read_csv(path)
    frame["embedding"] = frame.text.apply(lambda text: get_embedding(text))  # wattlint-expect: embedding-per-item
    return frame


def embed_reviews_at_once(path: str) -> pd.DataFrame:
    frame = pd.read_csv(path)
    response = client.embeddings.create(input=frame["text"].tolist(), model=MODEL)  # wattlint-ok: embedding-per-item
    frame["embedding"] = [item.embedding for item in response.data]
    return frame
