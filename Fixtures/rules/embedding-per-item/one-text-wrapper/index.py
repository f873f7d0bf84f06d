import sys

from vectors import Vectors

vectors = Vectors()


def pieces(text: str) -> list[str]:
    return [text[start : start + 800] for start in range(0, len(text), 800)]


def index(text: str) -> list[tuple[str, list[float]]]:
    rows = []
    for chunk in pieces(text):
        rows.append((chunk, vectors.of(chunk)))  # wattlint-expect: embedding-per-item
    return rows


def index_at_once(text: str) -> list[list[float]]:
    found = []
    chunks = pieces(text)
    for start in range(0, len(chunks), 64):
        found += vectors.of_all(chunks[start : start + 64])  # wattlint-ok: embedding-per-item
    return found


if __name__ == "__main__":
    print(len(index(sys.stdin.read())), len(index_at_once(sys.stdin.read())))
