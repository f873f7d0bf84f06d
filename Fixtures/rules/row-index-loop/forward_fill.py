"""Cleans minute bars of several exchanges."""
import json

import numpy as np
import pandas as pd
import polars as pl
import requests
from numba import njit
from tqdm import tqdm


def fill_gaps(bars: pd.DataFrame) -> pd.DataFrame:
    for i in range(1, bars.shape[0]):  # wattlint-expect: row-writeback
        if bars.iloc[i]["close"] == 0:
            bars.iloc[i, bars.columns.get_loc("close")] = bars.iloc[i - 1]["close"]
    return bars


def fill_gaps_by_column(bars: pd.DataFrame) -> pd.DataFrame:
    bars["close"] = bars["close"].replace(0, np.nan).ffill()  # wattlint-ok: row-index-loop
    return bars


def true_range(bars: pd.DataFrame) -> list[float]:
    result = []
    for i in tqdm(range(len(bars))):  # wattlint-expect: row-index-loop
        high, low = bars["high"].iloc[i], bars["low"].iloc[i]
        result.append(high - low)
    return result


def mark_gaps(bars: pd.DataFrame) -> pd.DataFrame:
    for i in range(len(bars.index) - 1):  # wattlint-expect: row-writeback
        bars.loc[i, "gap"] = bars.loc[i + 1, "open"] - bars.loc[i, "close"]
    return bars


def count_runs(bars: pd.DataFrame) -> int:
    n = len(bars)
    runs = 0
    for row in range(n):  # wattlint-expect: row-index-loop
        if bars.at[row, "volume"] > 0 and bars.at[row, "close"] > bars.at[row, "open"]:
            runs += 1
    return runs


@njit
def smooth(values, weight):
    result = np.empty_like(values)
    result[0] = values[0]
    for i in range(1, len(values)):  # wattlint-ok: row-index-loop
        result[i] = weight * values[i] + (1 - weight) * result[i - 1]
    return result


def smooth_bars(bars: pd.DataFrame) -> pd.DataFrame:
    bars["smooth"] = smooth(bars["close"].to_numpy(), 0.2)
    return bars


def preview(bars: pd.DataFrame) -> None:
    first = bars.head(5)
    for i in range(len(first)):  # wattlint-ok: row-index-loop
        print(first.iloc[i]["close"])


def preview_rows(bars: pd.DataFrame) -> list[str]:
    few = bars.head(3)
    return [f"{few.iloc[i]['time']}: {few.iloc[i]['close']}" for i in range(len(few))]  # wattlint-ok: row-index-loop


def upload(bars: pd.DataFrame, url: str) -> None:
    # The network is what takes long here.
    for i in range(len(bars)):  # wattlint-ok: row-index-loop
        requests.post(url, data=json.dumps(bars.iloc[i].to_dict(), default=str))


def chunks(bars: pd.DataFrame, size: int = 10_000):
    for start in range(0, len(bars), size):  # wattlint-ok: row-index-loop
        yield bars.iloc[start : start + size]


def windows(bars: pd.DataFrame, size: int) -> list[float]:
    means = []
    for i in range(size, len(bars)):  # wattlint-ok: row-index-loop
        means.append(bars.iloc[i - size : i]["close"].mean())
    return means


def names(df: list[dict]) -> list[str]:
    # A list, whatever it is called.
    return [df[i]["name"] for i in range(len(df))]  # wattlint-ok: row-index-loop


def exchanges() -> None:
    table = pd.DataFrame({"code": ["XETR", "XNYS", "XLON"], "zone": ["CET", "EST", "GMT"]})
    for i in range(len(table)):  # wattlint-ok: row-index-loop
        register(table.loc[i, "code"], table.loc[i, "zone"])


def register(code: str, zone: str) -> None:
    ...


def columns(bars: pd.DataFrame) -> dict[str, float]:
    result = {}
    for i in range(bars.shape[1]):  # wattlint-ok: row-index-loop
        result[bars.columns[i]] = bars.iloc[:, i].max()
    return result


def lazy(path: str) -> pl.DataFrame:
    frame = pl.read_csv(path)
    for i in range(len(frame)):  # wattlint-ok: row-index-loop
        frame[i, "close"] = 0
    return frame
