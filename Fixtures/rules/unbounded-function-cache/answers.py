import functools
from enum import Enum
from functools import cache, lru_cache

from fastapi import FastAPI

app = FastAPI()


@cache  # wattlint-expect: unbounded-function-cache
def tokens(text: str) -> list[str]:
    return text.split()


@lru_cache(maxsize=None)  # wattlint-expect: unbounded-function-cache
def language_of(message: str) -> str:
    return "de" if "ß" in message else "en"


@app.post("/count")
def count(text: str) -> int:
    return len(tokens(text))


class Order:
    def __init__(self, items):
        self.items = items

    @functools.cache  # wattlint-expect: unbounded-function-cache
    def total(self):
        return sum(self.items)

    @lru_cache(None)  # wattlint-expect: unbounded-function-cache
    def price(self, index: int):
        return self.items[index]

    @functools.cached_property
    def first(self):  # wattlint-ok: unbounded-function-cache
        return self.items[0]

    @staticmethod
    @cache  # wattlint-ok: unbounded-function-cache
    def rate(country: str):
        return {"de": 0.19}.get(country, 0)

    @classmethod
    @cache  # wattlint-ok: unbounded-function-cache
    def table(cls):
        return {}


@lru_cache(maxsize=512)  # wattlint-ok: unbounded-function-cache
def words(text: str) -> int:
    return len(text.split())


@lru_cache  # wattlint-ok: unbounded-function-cache
def letters(text: str) -> int:
    return len(text)


@cache  # wattlint-ok: unbounded-function-cache
def model():
    return object()


@cache  # wattlint-ok: unbounded-function-cache
def tokenizer(name: str):
    return object()


class Color(Enum):
    RED = 1

    @cache  # wattlint-ok: unbounded-function-cache
    def shade(self):
        return self.value * 2


class Registry:
    @cache  # wattlint-ok: unbounded-function-cache
    def load(self, name: str):
        return object()


registry = Registry()


def sized(limit):
    @lru_cache(maxsize=limit)  # wattlint-ok: unbounded-function-cache
    def parse(text: str):
        return text.split()

    return parse
