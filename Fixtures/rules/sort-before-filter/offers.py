from fastapi import APIRouter, FastAPI

from .store import load_offers, load_orders

app = FastAPI()
router = APIRouter()


@app.get("/offers")
def offers(city: str):
    found = load_offers()
    return [offer.name for offer in sorted(found, key=lambda offer: offer.price) if offer.city == city]  # wattlint-expect: sort-before-filter


@router.get("/open")
async def open_orders():
    waiting = [o for o in sorted(load_orders(), key=lambda o: o.at) if not o.shipped and o.code.startswith("A")]  # wattlint-expect: sort-before-filter
    return {"orders": waiting}


@app.get("/first")
def first_of_each():
    seen = set()
    # The first of each city in the order of prices.
    return [o for o in sorted(load_offers(), key=lambda o: o.price) if not (o.city in seen or seen.add(o.city))]  # wattlint-ok: sort-before-filter


@app.get("/top")
def top(city: str):
    return [o for o in sorted(load_offers(), key=lambda o: o.price)[:10] if o.city == city]  # wattlint-ok: sort-before-filter


@app.get("/good")
def good(city: str):
    return sorted((o for o in load_offers() if o.city == city), key=lambda o: o.price)  # wattlint-ok: sort-before-filter


@app.get("/all")
def everything():
    return [o.name for o in sorted(load_offers(), key=lambda o: o.price)]  # wattlint-ok: sort-before-filter


@app.get("/columns")
def columns(header: str):
    headers = header.split(",")
    return [name for name in sorted(headers) if name != "id"]  # wattlint-ok: sort-before-filter


def report(city: str):
    # Nobody asks for it again and again.
    return [o for o in sorted(load_offers(), key=lambda o: o.price) if o.city == city]  # wattlint-ok: sort-before-filter
