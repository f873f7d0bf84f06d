"""Reads tables of cities."""
import pandas as pd
import polars as pl
import sqlite3
from tqdm import tqdm


def by_name(frame: pd.DataFrame) -> dict:
    result = {}
    for _, row in frame.iterrows():  # wattlint-expect: iterrows
        result[row["name"]] = row["population"]
    return result


def as_dicts(path: str) -> list[dict]:
    frame = pd.read_csv(path)
    return [{"name": row["name"]} for _, row in frame.iterrows()]  # wattlint-expect: iterrows


class Index:
    def __init__(self, path: str):
        self.table = pd.read_parquet(path)
        self.places: list = []

    def fill(self) -> None:
        for number, row in tqdm(self.table.iterrows(), total=len(self.table)):  # wattlint-expect: iterrows
            self.places.append((number, row["lat"], row["lon"]))


def area(frame: pd.DataFrame) -> float:
    total = 0.0
    for index, row in frame.iterrows():  # wattlint-expect: row-walk-arithmetic
        if row["width"] > 0:
            total += row["width"] * row["height"]
    return total


def geocode(frame: pd.DataFrame, geocoder) -> list:
    found = []
    for _, row in frame.iterrows():  # wattlint-ok: iterrows
        found.append(geocoder.locate(row["name"]))
    return found


def tuples(frame: pd.DataFrame) -> list:
    return [(row.name, row.lat) for row in frame.itertuples()]  # wattlint-ok: iterrows


def records(frame: pd.DataFrame) -> list[dict]:
    return [record for record in frame.to_dict("records")]  # wattlint-ok: iterrows


def show(frame: pd.DataFrame) -> None:
    for _, row in frame.iterrows():  # wattlint-ok: iterrows
        print(row["name"], row["population"])


def store(frame: pd.DataFrame, database: sqlite3.Connection) -> None:
    for _, row in frame.iterrows():  # wattlint-ok: iterrows
        database.execute("insert into city values (?, ?)", (row["name"], row["population"]))


def largest(frame: pd.DataFrame) -> list[str]:
    return [row["name"] for _, row in frame.nlargest(10, "population").iterrows()]  # wattlint-ok: iterrows


def first(frame: pd.DataFrame) -> list[str]:
    few = frame.sort_values("population").tail(20)
    names = []
    for _, row in few.iterrows():  # wattlint-ok: iterrows
        names.append(row["name"])
    return names


def written_out() -> list[str]:
    table = pd.DataFrame([{"code": "DE"}, {"code": "FR"}])
    return [row["code"] for _, row in table.iterrows()]  # wattlint-ok: iterrows


def lazy(path: str) -> list:
    frame = pl.read_csv(path)
    return [row[0] for row in frame.iter_rows()]  # wattlint-ok: iterrows
