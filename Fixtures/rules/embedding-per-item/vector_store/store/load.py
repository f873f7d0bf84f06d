from dataclasses import dataclass

from store.embedder import Embedder, embed_one


@dataclass
class Document:
    id: str
    text: str


def load(documents: list[Document], table) -> None:
    embedder = Embedder()
    for document in documents:
        table.insert(document.id, embedder.embed_text(document.text))  # wattlint-expect: embedding-per-item


def load_in_batches(documents: list[Document], table) -> None:
    embedder = Embedder()
    vectors = embedder.embed_texts([document.text for document in documents])  # wattlint-ok: embedding-per-item
    table.insert_many(zip((document.id for document in documents), vectors))


def load_titles(documents: list[Document], table) -> None:
    table.insert_many([(document.id, embed_one(document.text[:80])) for document in documents])  # wattlint-expect: embedding-per-item


def search(table, question: str):
    return table.nearest(embed_one(question))  # wattlint-ok: embedding-per-item


def search_with_retries(table, question: str):
    for _ in range(3):
        found = table.nearest(embed_one(question))  # wattlint-ok: embedding-per-item
        if found:
            return found
    return None
