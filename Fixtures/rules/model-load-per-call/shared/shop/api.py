from fastapi import FastAPI

from shop.models import new_encoder, ranker, shared_encoder

app = FastAPI()
encoder = new_encoder()  # wattlint-ok: model-load-per-call


@app.post("/vectors")
def vectors(texts: list[str]) -> list[list[float]]:
    own = new_encoder()  # wattlint-expect: model-load-per-call
    return own.encode(texts).tolist()


@app.post("/vectors-shared")
def vectors_shared(texts: list[str]) -> list[list[float]]:
    return shared_encoder().encode(texts).tolist()  # wattlint-ok: model-load-per-call


@app.post("/ranks")
def ranks(texts: list[str]) -> list[list[float]]:
    return ranker().encode(texts).tolist()  # wattlint-ok: model-load-per-call


@app.post("/vectors-once")
def vectors_once(texts: list[str]) -> list[list[float]]:
    return encoder.encode(texts).tolist()  # wattlint-ok: model-load-per-call


@app.post("/admin/reload")
def reload_encoder() -> None:
    global encoder
    encoder = new_encoder()  # wattlint-ok: model-load-per-call
