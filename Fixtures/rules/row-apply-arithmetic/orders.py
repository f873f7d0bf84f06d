"""Totals of orders."""
import json

import numpy as np
import pandas as pd

RATE = 0.19


def totals(orders: pd.DataFrame) -> pd.DataFrame:
    orders["net"] = orders.apply(lambda row: row["price"] * row["count"], axis=1)  # wattlint-expect: row-apply-arithmetic
    orders["gross"] = orders.apply(lambda o: o.net * (1 + RATE), axis="columns")  # wattlint-expect: row-apply-arithmetic
    orders["free"] = orders.apply(lambda o: 0 if o["net"] > 50 and o["zone"] == "EU" else 4.9, axis=1)  # wattlint-expect: row-apply-arithmetic
    orders["scaled"] = orders.apply(lambda r: np.log(r["net"] + 1), 1)  # wattlint-expect: row-apply-arithmetic
    return orders


def columns(orders: pd.DataFrame) -> pd.DataFrame:
    orders["net"] = orders["price"] * orders["count"]  # wattlint-ok: row-apply-arithmetic
    return orders


def others(orders: pd.DataFrame, labels: dict) -> pd.DataFrame:
    orders["label"] = orders.apply(lambda row: labels.get(row["code"]), axis=1)  # wattlint-ok: row-apply-arithmetic
    orders["key"] = orders.apply(lambda row: f"{row['shop']}-{row['id']}", axis=1)  # wattlint-ok: row-apply-arithmetic
    orders["json"] = orders.apply(lambda row: json.dumps(row.to_dict()), axis=1)  # wattlint-ok: row-apply-arithmetic
    orders["sum"] = orders["net"].apply(lambda value: value * 2)  # wattlint-ok: row-apply-arithmetic
    orders["has"] = orders.apply(lambda row: row["name"] in row["text"], axis=1)  # wattlint-ok: row-apply-arithmetic
    orders["area"] = orders.apply(lambda row: area(row["shape"]) * 2, axis=1)  # wattlint-ok: row-apply-arithmetic
    orders["copy"] = orders.apply(lambda row: row, axis=1)  # wattlint-ok: row-apply-arithmetic
    orders["column"] = orders.apply(lambda column: column - column.mean(), axis=0)  # wattlint-ok: row-apply-arithmetic
    small = orders.head(5)
    small["net"] = small.apply(lambda row: row["price"] * row["count"], axis=1)  # wattlint-ok: row-apply-arithmetic
    return orders


def area(shape) -> float:
    return shape.area
