from pathlib import Path

import pandas as pd
import polars as pl

WORK = Path("work")
CLEAN = "work/clean.csv"


def clean(raw: pd.DataFrame) -> None:
    raw.dropna().to_csv(CLEAN, index=False)  # wattlint-expect: csv-intermediate


def features() -> pd.DataFrame:
    frame = pd.read_csv(CLEAN)
    frame["ratio"] = frame["a"] / frame["b"]
    frame.to_csv(WORK / "features.csv")  # wattlint-expect: csv-intermediate
    return frame


def split() -> None:
    frame = pd.read_csv(WORK / "features.csv")
    frame.to_csv("work/train.csv", index=False)  # wattlint-expect: csv-intermediate
    frame.to_parquet("work/check.parquet")


def fit() -> None:
    train = pd.read_csv("work/train.csv")
    scores = model(train)
    scores.to_csv("report.csv", index=False)  # wattlint-ok: csv-intermediate
    print(pd.read_csv("report.csv").describe())


def ages(frame: pl.DataFrame) -> pl.DataFrame:
    frame.write_csv("ages.csv")  # wattlint-expect: csv-intermediate
    return pl.read_csv("ages.csv")


def deliver(frame: pd.DataFrame, path: str) -> None:
    frame.to_csv(path)  # wattlint-ok: csv-intermediate
    frame.to_csv("partner/stock.csv")  # wattlint-ok: csv-intermediate
    frame.to_csv("export/rows.csv")  # wattlint-ok: csv-intermediate


def load(path: str) -> pd.DataFrame:
    other = pd.read_csv("partner/prices.csv")
    return pd.concat([pd.read_csv(path), other, pd.read_csv("export/rows.csv")])
