"""Goes over orders."""
import math

import pandas as pd
import requests


def total(path: str) -> float:
    df = pd.read_csv(path)
    result = 0.0
    for i, row in df.iterrows():  # wattlint-expect: row-walk-arithmetic
        result += row["price"] * row["quantity"]
    return result


def groups(people: pd.DataFrame) -> list[str]:
    result = []
    for index, row in people.iterrows():  # wattlint-expect: row-walk-arithmetic
        if row["age"] >= 18:
            result.append("adult")
        else:
            result.append("minor")
    return result


def distances(points: pd.DataFrame, x: float, y: float) -> list[float]:
    found = []
    for _, point in points.iterrows():  # wattlint-expect: row-walk-arithmetic
        dx = point.x - x
        dy = point.y - y
        found.append(math.sqrt(dx * dx + dy * dy))
    return found


def late(df: pd.DataFrame) -> int:
    count = 0
    for _, row in df.iterrows():  # wattlint-expect: row-walk-arithmetic
        if float(row["delivered"]) > float(row["promised"]):
            count += 1
    return count


def columns(df: pd.DataFrame) -> float:
    return (df["price"] * df["quantity"]).sum()  # wattlint-ok: row-walk-arithmetic


def names(df: pd.DataFrame) -> list[str]:
    result = []
    # No arithmetic: tolist() is shorter, hardly cheaper.
    for _, row in df.iterrows():  # wattlint-ok: row-walk-arithmetic
        result.append(row["name"])
    return result


def sent(df: pd.DataFrame) -> None:
    for _, row in df.iterrows():  # wattlint-ok: row-walk-arithmetic
        requests.post("https://shop.example/orders", json={"sum": row["price"] * row["quantity"]}, timeout=5)


def by_name(df: pd.DataFrame) -> dict:
    sums = {}
    # groupby does it, but that is another remedy.
    for _, row in df.iterrows():  # wattlint-ok: row-walk-arithmetic
        sums[row["name"]] = sums.get(row["name"], 0) + row["price"]
    return sums


def first_above(df: pd.DataFrame, limit: float) -> float | None:
    # A search that stops at its first hit reads few rows.
    for _, row in df.iterrows():  # wattlint-ok: row-walk-arithmetic
        if row["price"] > limit:
            return row["price"]
    return None


def few(df: pd.DataFrame) -> float:
    result = 0.0
    for _, row in df.head(5).iterrows():  # wattlint-ok: row-walk-arithmetic
        result += row["price"] * row["quantity"]
    return result


def tuples(df: pd.DataFrame) -> float:
    result = 0.0
    for row in df.itertuples():  # wattlint-ok: row-walk-arithmetic
        result += row.price * row.quantity
    return result


def judged(df: pd.DataFrame, judge) -> float:
    result = 0.0
    for _, row in df.iterrows():  # wattlint-ok: row-walk-arithmetic
        result += judge(row) * row["weight"]
    return result


def texts(df: pd.DataFrame) -> list[str]:
    lines = []
    for _, row in df.iterrows():  # wattlint-ok: row-walk-arithmetic
        lines.append(f"{row['name']}: {row['price'] * row['quantity']}")
    return lines
