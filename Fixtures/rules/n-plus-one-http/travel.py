"""Asks other services of the same cluster."""
import os
import time

import httpx
import requests

USERS = os.environ.get("USER_SERVICE_URL", "http://users:8080")


def stations(codes: list[str]) -> list[dict]:
    found = []
    for code in codes:
        found.append(requests.get(f"http://station-service:8080/stations/{code}").json())  # wattlint-expect: n-plus-one-http
    return found


def user(user_id: int) -> dict:
    return requests.get(f"{USERS}/users/{user_id}", timeout=2).json()  # wattlint-expect: n-plus-one-http


def authors(posts: list) -> list[dict]:
    return [user(post.author_id) for post in posts]


async def prices(products: list) -> dict:
    result = {}
    async with httpx.AsyncClient() as client:
        for product in products:
            response = await client.get("http://pricing.shop.svc.cluster.local/price", params={"sku": product.sku})  # wattlint-expect: n-plus-one-http
            result[product.sku] = response.json()["price"]
    return result


def report(events: list[dict]) -> None:
    for event in events:
        requests.post("http://10.0.3.7:9000/events", json=event)  # wattlint-expect: n-plus-one-http


def third_party(cities: list[str]) -> list[dict]:
    return [requests.get(f"https://api.weather.example.com/v1/{city}").json() for city in cities]  # wattlint-ok: n-plus-one-http


def at_once(codes: list[str]) -> list[dict]:
    return requests.post("http://station-service:8080/query", json=codes).json()  # wattlint-ok: n-plus-one-http


def wait(job: str) -> dict:
    while True:
        state = requests.get(f"http://jobs:8080/{job}").json()  # wattlint-ok: n-plus-one-http
        if state["done"]:
            return state
        time.sleep(5)


def pages() -> list[dict]:
    found, page = [], 0
    while True:
        part = requests.get(f"http://catalog:8080/items?page={page}").json()  # wattlint-ok: n-plus-one-http
        if not part:
            return found
        found += part
        page += 1


def try_again(code: str) -> dict | None:
    for attempt in range(3):
        try:
            return requests.get(f"http://station-service:8080/stations/{code}").json()  # wattlint-ok: n-plus-one-http
        except requests.ConnectionError:
            time.sleep(1)
    return None


def healthy(hosts: list[str]) -> list[bool]:
    # Each is another service.
    return [requests.get(f"http://{host}/health").ok for host in hosts]  # wattlint-ok: n-plus-one-http


def slices(codes: list[str]) -> list[dict]:
    found = []
    for start in range(0, len(codes), 100):
        found += requests.get("http://station-service:8080/many", params={"codes": codes[start : start + 100]}).json()  # wattlint-ok: n-plus-one-http
    return found


def three() -> list[dict]:
    return [requests.get(f"http://config:8080/{name}").json() for name in ("app", "db", "mail")]  # wattlint-ok: n-plus-one-http
