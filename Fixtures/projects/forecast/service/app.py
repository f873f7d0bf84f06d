"""Answers the other services."""

import threading
import time

import requests
from fastapi import FastAPI
from sentence_transformers import SentenceTransformer
from sqlalchemy import select
from sqlalchemy.orm import Session

from service.tables import Forecast, Shop

app = FastAPI(title="forecast")
encoder = SentenceTransformer("all-MiniLM-L6-v2")


@app.post("/similar")
def similar(text: str) -> list[float]:
    model = SentenceTransformer("all-mpnet-base-v2")
    return model.encode(text).tolist()


@app.post("/vectors")
def vectors(texts: list[str]) -> list[list[float]]:
    return encoder.encode(texts, batch_size=64).tolist()


def vectors_of(products: list) -> dict:
    found = {}
    for product in products:
        found[product.id] = encoder.encode(product.description)
    return found


def stock(shops: list[Shop]) -> dict[int, int]:
    found = {}
    for shop in shops:
        found[shop.id] = requests.get(f"http://stock-service:8080/shops/{shop.id}", timeout=2).json()["stock"]
    return found


def weather(shops: list[Shop]) -> list[dict]:
    return requests.post("http://weather-service:8080/query", json={"shops": [shop.id for shop in shops]}, timeout=5).json()


def forecasts(session: Session, products: list) -> list[Forecast]:
    found = []
    for product in products:
        found.append(session.execute(select(Forecast).where(Forecast.product == product.id)).scalar_one())
    return found


def shops(session: Session, numbers: list[int]) -> list[Shop]:
    return list(session.scalars(select(Shop).where(Shop.id.in_(numbers))))


class Refresher:
    """Loads the newest model in the background."""

    def start(self) -> None:
        self.ready = False
        threading.Thread(target=self.load).start()
        while not self.ready:
            time.sleep(0.01)

    def load(self) -> None:
        self.ready = True


def wait_for_training(job: str) -> dict:
    while True:
        state = requests.get(f"http://training-service:8080/jobs/{job}", timeout=2).json()
        if state["status"] in ("done", "failed"):
            return state
        time.sleep(1)
