from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

app = FastAPI()


@app.get("/tasks")
def tasks():
    return []


app.mount("/assets", StaticFiles(directory="frontend/dist/assets"), name="assets")  # wattlint-expect: uncached-static-content
app.mount("/pictures", StaticFiles(directory="pictures"), name="pictures")  # wattlint-ok: uncached-static-content
app.mount("/old", StaticFiles(directory="frontend/dist/assets"), name="old")  # wattlint-ok: uncached-static-content
