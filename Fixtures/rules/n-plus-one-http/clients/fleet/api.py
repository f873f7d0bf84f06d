from fastapi import FastAPI

from fleet.vehicles import Vehicles, Weather, mileage

app = FastAPI()
vehicles = Vehicles()
weather = Weather()
DEPOTS = ["north", "south", "harbour"]


@app.post("/tours")
def tours(plates: list[str]) -> list[dict]:
    found = []
    for plate in plates:
        vehicle = vehicles.one(plate)  # wattlint-expect: n-plus-one-http
        found.append({"plate": plate, "seats": vehicle["seats"]})
    return found


@app.post("/mileages")
def mileages(plates: list[str]) -> dict[str, int]:
    return {plate: mileage(plate) for plate in plates}  # wattlint-expect: n-plus-one-http


@app.post("/tours-at-once")
def tours_at_once(plates: list[str]) -> list[dict]:
    return [{"plate": found["plate"], "seats": found["seats"]} for found in vehicles.many(plates)]  # wattlint-ok: n-plus-one-http


@app.post("/kept")
def kept(plates: list[str]) -> list[dict]:
    return [vehicles.kept(plate) for plate in plates] + [vehicles.known(plate) for plate in plates]  # wattlint-ok: n-plus-one-http


@app.get("/depots/{day}")
def depots(day: str) -> list[dict]:
    # Three of them, written above.
    return [vehicles.depot(name, day) for name in DEPOTS]  # wattlint-ok: n-plus-one-http


@app.post("/weather")
def conditions(places: list[str]) -> list[dict]:
    # Somebody else's service takes one place at a time.
    return [weather.at(place) for place in places]  # wattlint-ok: n-plus-one-http


@app.get("/vehicle/{plate}")
def vehicle(plate: str) -> dict:
    for _ in range(3):
        found = vehicles.one(plate)  # wattlint-ok: n-plus-one-http
        if found:
            return found
    return {}


@app.post("/lookup")
def lookup(plates: list[str], table: dict[str, dict]) -> list[dict]:
    # A dictionary's own method.
    return [table.get(plate) for plate in plates]  # wattlint-ok: n-plus-one-http
