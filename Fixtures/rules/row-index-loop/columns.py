"""Reads columns by the number of the row."""
import json

import pandas as pd


def faults(readings: pd.DataFrame, limit: float) -> dict[str, int]:
    found: dict[str, int] = {}
    for i in range(readings.shape[0]):  # wattlint-expect: row-index-loop
        if readings["pressure"][i] > limit and readings["state"][i] == "open":
            found[readings["valve"][i]] = found.get(readings["valve"][i], 0) + 1
    return found


def rises(readings: pd.DataFrame) -> int:
    count = 0
    for i in range(1, len(readings["pressure"])):  # wattlint-expect: row-index-loop
        if readings["pressure"][i] > readings["pressure"][i - 1]:
            count += 1
    return count


def clipped(readings: pd.DataFrame, limit: float) -> pd.DataFrame:
    readings["clipped"] = 0.0
    for i in range(len(readings)):  # wattlint-expect: row-writeback
        readings.loc[i, "clipped"] = min(readings.loc[i, "pressure"], limit)
    return readings


def labels(readings: pd.DataFrame) -> list[str]:
    # One look-up in each round, of a column that is there already.
    found = []
    for i in range(len(readings)):  # wattlint-ok: row-index-loop
        found.append(readings["valve"][i])
    return found


def series(path: str) -> float:
    # A dictionary of lists.
    with open(path) as file:
        table = json.load(file)
    total = 0.0
    for i in range(len(table["pressure"])):  # wattlint-ok: row-index-loop
        total += table["pressure"][i] * table["weight"][i]
    return total


def pairs(readings: list[dict]) -> float:
    total = 0.0
    for i in range(len(readings)):  # wattlint-ok: row-index-loop
        total += readings[i]["pressure"] * readings[i]["weight"]
    return total


def groups(names: list[str], readings: pd.DataFrame) -> dict[str, float]:
    means = {}
    for i in range(len(names)):  # wattlint-ok: row-index-loop
        means[names[i]] = readings["pressure"][readings["valve"] == names[i]].mean()
    return means
