"""The checkout: what happens between the basket and the confirmation."""
import asyncio
import logging

import httpx
import requests
from fastapi import FastAPI, HTTPException

from settings import CARRIER_URL, PRICING_URL, STOCK_URL

log = logging.getLogger(__name__)
app = FastAPI()
session = requests.Session()
pricing = httpx.AsyncClient(base_url="http://pricing", timeout=2)
payments = httpx.AsyncClient(base_url="https://api.payments.example.com/v2", headers={"Authorization": "Bearer x"})


def reserve(order: dict) -> dict:
    reply = session.post("http://stock/reservations", json={"lines": order["lines"]}, timeout=3)  # wattlint-expect: json-internal-api
    reply.raise_for_status()
    return reply.json()


def release(reservation: str) -> None:
    requests.put(f"{STOCK_URL}/reservations/{reservation}", json={"state": "released"}, timeout=3)  # wattlint-expect: json-internal-api


async def quote(basket: dict) -> float:
    reply = await pricing.post("/quotes", json=basket)  # wattlint-expect: json-internal-api
    return reply.json()["total"]


def quote_again(basket: dict) -> float:
    return requests.post(PRICING_URL + "/quotes", json=basket).json()["total"]  # wattlint-expect: json-internal-api


def levels(article: str) -> int:
    # A read without a body.
    return session.get(f"http://stock/levels/{article}").json()["level"]  # wattlint-ok: json-internal-api


def print_letter(order: dict) -> None:
    requests.post("http://letters/print", json={"order": order["id"]})  # wattlint-ok: json-internal-api


def redeem(code: str) -> None:
    requests.post("http://vouchers/redeem", json={"code": code})  # wattlint-ok: json-internal-api


async def pay(order: dict) -> None:
    await payments.post("/charges", json={"amount": order["total"]})  # wattlint-ok: json-internal-api


def book_carrier(order: dict) -> None:
    requests.post(f"{CARRIER_URL}/shipments", json={"order": order["id"]})  # wattlint-ok: json-internal-api


def notify(order: dict, hook: str) -> None:
    requests.post(hook, json={"order": order["id"]})  # wattlint-ok: json-internal-api


def upload_invoice(order: dict, pdf: bytes) -> None:
    requests.post("http://stock/invoices", data=pdf, headers={"Content-Type": "application/pdf"})  # wattlint-ok: json-internal-api


def slack(text: str) -> None:
    requests.post("https://hooks.slack.com/services/T0/B0/x", json={"text": text})  # wattlint-ok: json-internal-api


def warehouse_of_partner(order: dict) -> None:
    # Another company's machine that happens to be called stock.
    requests.post("https://stock.partner.example.com/orders", json=order)  # wattlint-ok: json-internal-api


@app.post("/orders")
async def place(order: dict):
    try:
        order["total"] = await quote(order)
        await asyncio.to_thread(reserve, order)
        await pay(order)
    except httpx.HTTPError as error:
        log.exception("order failed")
        raise HTTPException(502) from error
    return {"state": "placed"}
