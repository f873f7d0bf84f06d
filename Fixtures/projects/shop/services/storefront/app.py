"""What the browser talks to."""

import httpx
from fastapi import FastAPI

app = FastAPI(title="storefront")


@app.post("/checkout")
async def checkout(basket: dict) -> dict:
    async with httpx.AsyncClient() as http:
        placed = await http.post("http://orders.shop.svc.cluster.local:8080/orders", json=basket)
    return placed.json()


@app.post("/newsletter")
async def subscribe(address: dict) -> dict:
    # One replica, a few requests an hour: JSON is right here.
    async with httpx.AsyncClient() as http:
        answer = await http.post("http://newsletter.shop.svc.cluster.local:8080/addresses", json=address)
    return answer.json()
