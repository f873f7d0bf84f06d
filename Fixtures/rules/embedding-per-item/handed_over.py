"""Methods that embed, handed to what calls them once for each element."""
import pandas as pd
from langchain_openai import OpenAIEmbeddings
from openai import OpenAI

embeddings = OpenAIEmbeddings(model="text-embedding-3-small")


def together(texts: list[str]) -> list[list[float]]:
    return embeddings.embed_documents(texts)  # wattlint-ok: embedding-per-item


def batches_of(batches: list[list[str]]) -> list:
    return list(map(embeddings.embed_documents, batches))  # wattlint-ok: embedding-per-item


def one_by_one(texts: list[str]) -> list[list[float]]:
    return list(map(embeddings.embed_query, texts))  # wattlint-expect: embedding-per-item


def column(frame: pd.DataFrame) -> pd.DataFrame:
    frame["vector"] = frame["text"].apply(embeddings.embed_query)  # wattlint-expect: embedding-per-item
    frame["title_vector"] = frame["title"].apply(lambda title: embeddings.embed_query(title))  # wattlint-expect: embedding-per-item
    frame["length"] = frame["text"].apply(len)  # wattlint-ok: embedding-per-item
    return frame


# A client that is handed over, without a word of what it is.
def vector_of(client, text):
    return client.embeddings.create(input=text, model="text-embedding-3-small").data[0].embedding


def articles(rows: list[dict]) -> list[list[float]]:
    client = OpenAI()
    return [vector_of(client, row["text"]) for row in rows]  # wattlint-expect: embedding-per-item
