import os

import httpx


class Stores:
    def __init__(self):
        self.http = httpx.Client(base_url=os.getenv("STORES_URL", "http://stores:8080"), timeout=2)
        self.maps = httpx.Client(base_url="https://maps.example.com")

    def one(self, number: str) -> dict:
        return self.http.get(f"/v2/stores/{number}").json()  # wattlint-expect: n-plus-one-http

    def place(self, number: str) -> dict:
        return self.maps.get(f"/places/{number}").json()  # wattlint-ok: n-plus-one-http

    def opening_hours(self, numbers: list[str]) -> dict[str, str]:
        hours = {}
        for number in numbers:
            hours[number] = self.one(number)["hours"]
        return hours

    def places(self, numbers: list[str]) -> list[dict]:
        found = []
        for number in numbers:
            found.append(self.place(number))
        return found

    def pages(self) -> list[dict]:
        found, page = [], 1
        while True:
            part = self.http.get("/v2/stores", params={"page": page}).json()  # wattlint-ok: n-plus-one-http
            if not part:
                return found
            found += part
            page += 1
