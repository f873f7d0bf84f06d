"""Loops by position whose whole-column form differs: a list, a dictionary, neighbours, a search."""
import pandas as pd


def labels(frame: pd.DataFrame) -> list[str]:
    return [str(frame.iloc[i]["label"]) for i in range(len(frame))]  # wattlint-expect: row-index-loop


def lookup(frame: pd.DataFrame) -> dict:
    found = {}
    for i in range(len(frame)):  # wattlint-expect: row-index-loop
        found[frame.loc[i, "model"]] = frame.loc[
            i, "rate"
        ]
    return found


def rises(frame: pd.DataFrame) -> int:
    count = 0
    for i in range(len(frame) - 1):  # wattlint-expect: row-index-loop
        if frame.iloc[i + 1]["value"] > frame.iloc[i]["value"]:
            count += 1
    return count


def sums(groups: pd.DataFrame, plants: pd.DataFrame) -> list:
    totals = []
    for key in groups.index:  # wattlint-expect: row-index-loop
        bus = groups.at[key, "bus"]
        mask = plants["bus"] == bus
        totals.append(plants[mask]["power"].sum())
    return totals


def whole(frame: pd.DataFrame) -> tuple:
    return frame["label"].astype(str).tolist(), dict(zip(frame["model"], frame["rate"]))  # wattlint-ok: row-index-loop


def first_rows(frame: pd.DataFrame) -> None:
    for i in range(min(3, len(frame))):  # wattlint-ok: row-index-loop
        print(frame.iloc[i]["label"])
