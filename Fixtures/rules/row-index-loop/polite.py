"""Walks over frames that cost nothing worth changing, or that are no frames."""
import geopandas as gpd
import pandas as pd
import pyspark.sql
import sqlite3
import torch

LABELS = ["low", "mid", "high"]


def sample(frame: pd.DataFrame) -> list:
    chosen = frame.sample(20)
    rows = []
    for i in range(len(chosen)):  # wattlint-ok: row-index-loop
        rows.append(chosen.iloc[i].to_dict())
    return rows


def best(frame: pd.DataFrame) -> float:
    top = frame.nlargest(10, "score")
    total = 0.0
    for i in range(len(top)):  # wattlint-ok: row-index-loop
        total += top.iloc[i]["score"]
    return total


def insert(frame: pd.DataFrame, database: sqlite3.Connection) -> None:
    for i in range(len(frame)):  # wattlint-ok: row-index-loop
        database.execute("insert into bars values (?, ?)", tuple(frame.iloc[i][["time", "close"]]))


def plot(frame: pd.DataFrame, axes) -> None:
    for i in range(len(frame)):  # wattlint-ok: row-index-loop
        axes.text(frame.iloc[i]["x"], frame.iloc[i]["y"], str(i))


def matrix(frame: pd.DataFrame) -> float:
    values = frame.to_numpy()
    total = 0.0
    for i in range(len(values)):  # wattlint-ok: row-index-loop
        total += values[i][0] * values[i][1]
    return total


def tensor(rows: torch.Tensor) -> float:
    total = 0.0
    for i in range(rows.shape[0]):  # wattlint-ok: row-index-loop
        total += rows[i].norm().item()
    return total


def folds(frame: pd.DataFrame, splits) -> list:
    scores = []
    for train, test in splits.split(frame):
        scores.append(len(frame.iloc[train]) - len(frame.iloc[test]))  # wattlint-ok: row-index-loop
    return scores


def other_frame(frame: pd.DataFrame, lookup: pd.DataFrame) -> list:
    # Counts one thing and reads another: once for each label.
    result = []
    for i in range(len(LABELS)):  # wattlint-ok: row-index-loop
        result.append(lookup.iloc[i]["name"])
    return result


class Bars(torch.utils.data.Dataset):
    def __init__(self, frame: pd.DataFrame):
        self.frame = frame

    def __len__(self) -> int:
        return len(self.frame)

    def __getitem__(self, i: int):
        return self.frame.iloc[i]["close"]  # wattlint-ok: row-index-loop


def warm(frame: pd.DataFrame) -> list:
    values = []
    for i in range(3):  # wattlint-ok: row-index-loop
        values.append(frame.iloc[i]["close"])
    return values


def spread(frame: pd.DataFrame) -> pd.DataFrame:
    spread = []
    for i in range(0, len(frame)):  # wattlint-expect: row-index-loop
        spread.append(frame["high"][i] - frame["low"].iloc[i])
    frame["spread"] = spread
    return frame


def first_price(frame: pd.DataFrame) -> float | None:
    # Stops at the first row that has one.
    for i in range(len(frame)):  # wattlint-ok: row-index-loop
        if not pd.isna(frame.iloc[i]["close"]):
            return frame.iloc[i]["close"]
    return None


def identify(frame: pd.DataFrame, hasher) -> pd.DataFrame:
    # The hash of a long text is what takes long.
    for i in range(len(frame)):  # wattlint-ok: row-index-loop
        if pd.isna(frame.loc[i, "id"]):
            frame.loc[i, "id"] = hasher.digest(frame.loc[i, "content"])
    return frame


def outline(table: pd.DataFrame) -> list[str]:
    # A table of a document, cell by cell into text.
    lines = []
    for i in range(1, len(table)):  # wattlint-ok: row-index-loop
        cells = []
        for j in range(table.shape[1]):
            text = str(table.iloc[i, j]).strip()
            if text and text not in cells:
                cells.append(text)
        lines.append("; ".join(cells))
    return lines


def shortlist(frame: pd.DataFrame) -> str:
    lines = [f"- {frame.iloc[i]['name']}: {frame.iloc[i]['score']:.2f}" for i in range(len(frame))]  # wattlint-ok: row-index-loop
    return "\n".join(lines)


def scale(frame: pd.DataFrame) -> pd.DataFrame:
    for i in range(len(frame)):  # wattlint-expect: row-writeback
        for column in ["open", "close"]:
            frame.loc[i, column] = frame.loc[i, column] / frame.loc[0, "close"]
        if frame.loc[i, "close"] < 0:
            raise ValueError(f"row {i} is negative")
    return frame
