"""A service that embeds, labels and transcribes."""
from contextlib import asynccontextmanager
from functools import lru_cache

import spacy
import whisper
from fastapi import APIRouter, FastAPI
from flask import Flask
from sentence_transformers import CrossEncoder, SentenceTransformer
from transformers import pipeline

MODELS: dict = {}
_ranker = None


@asynccontextmanager
async def lifespan(app: FastAPI):
    MODELS["encoder"] = SentenceTransformer("all-MiniLM-L6-v2")  # wattlint-ok: model-load-per-call
    yield


app = FastAPI(lifespan=lifespan)
router = APIRouter()
site = Flask(__name__)
tagger = spacy.load("en_core_web_sm")  # wattlint-ok: model-load-per-call


@app.post("/embed")
def embed(text: str) -> list[float]:
    model = SentenceTransformer("all-mpnet-base-v2")  # wattlint-expect: model-load-per-call
    return model.encode(text).tolist()


@site.route("/label", methods=["POST"])
def label() -> dict:
    classify = pipeline("text-classification", model="distilbert-base-uncased", device=0)  # wattlint-expect: model-load-per-call
    return classify("text")[0]


def make_ranker() -> CrossEncoder:
    return CrossEncoder("cross-encoder/ms-marco-MiniLM-L-6-v2")  # wattlint-expect: model-load-per-call


@router.get("/rank")
async def rank(query: str, passage: str) -> float:
    ranker = make_ranker()
    return float(ranker.predict([(query, passage)])[0])


def transcribe(paths: list[str]) -> list[str]:
    texts = []
    for path in paths:
        model = whisper.load_model("base")  # wattlint-expect: model-load-per-call
        texts.append(model.transcribe(path)["text"])
    return texts


@lru_cache(maxsize=1)
def encoder() -> SentenceTransformer:
    return SentenceTransformer("all-MiniLM-L6-v2")  # wattlint-ok: model-load-per-call


@app.get("/similar")
def similar(text: str) -> list[float]:
    return encoder().encode(text).tolist()


@app.get("/rerank")
def rerank(query: str) -> str:
    global _ranker
    if _ranker is None:
        _ranker = CrossEncoder("cross-encoder/ms-marco-MiniLM-L-6-v2")  # wattlint-ok: model-load-per-call
    return str(_ranker.predict([(query, query)]))


@app.post("/admin/load_model")
def load_model(name: str) -> None:
    MODELS["chosen"] = SentenceTransformer(name)  # wattlint-ok: model-load-per-call


@app.get("/chosen")
def chosen(name: str) -> None:
    if name not in MODELS:
        MODELS[name] = SentenceTransformer(name)  # wattlint-ok: model-load-per-call


def compare(names: list[str], texts: list[str]) -> dict:
    scores = {}
    for name in names:
        model = SentenceTransformer(name)  # wattlint-ok: model-load-per-call
        scores[name] = model.encode(texts).mean()
    return scores


class Worker:
    def __init__(self):
        self.model = SentenceTransformer("all-MiniLM-L6-v2")  # wattlint-ok: model-load-per-call


def main() -> None:
    model = whisper.load_model("large-v3")  # wattlint-ok: model-load-per-call
    print(model.transcribe("talk.mp3")["text"])
