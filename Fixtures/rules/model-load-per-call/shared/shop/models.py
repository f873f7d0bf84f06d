import functools

import joblib
from sentence_transformers import SentenceTransformer

_ranker = None


def new_encoder() -> SentenceTransformer:
    return SentenceTransformer("intfloat/e5-base-v2")


@functools.cache
def shared_encoder() -> SentenceTransformer:
    return SentenceTransformer("intfloat/e5-base-v2")


def ranker():
    global _ranker
    if _ranker is None:
        _ranker = SentenceTransformer("intfloat/e5-small-v2")
    return _ranker
