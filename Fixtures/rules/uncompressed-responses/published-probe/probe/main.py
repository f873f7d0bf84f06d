from fastapi import FastAPI

app = FastAPI()  # wattlint-ok: uncompressed-responses


@app.get("/health")
def health():
    return {"ok": True}
