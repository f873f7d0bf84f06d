"""Prepares measurements of stations."""
import numpy as np
import pandas as pd
import requests

from stations import describe


def grade(frame: pd.DataFrame) -> pd.DataFrame:
    for index, row in frame.iterrows():  # wattlint-expect: row-writeback
        frame.at[index, "ratio"] = row["value"] / row["limit"]
    return frame


def number(path: str) -> pd.DataFrame:
    frame = pd.read_csv(path)
    for i in range(len(frame)):  # wattlint-expect: row-writeback
        frame.loc[i, "batch"] = i // 100
    return frame


def mark(frame: pd.DataFrame) -> None:
    threshold = frame["value"].mean()
    for i, row in frame.iterrows():  # wattlint-expect: row-writeback
        if row["value"] > threshold:
            frame.loc[i, "high"] = True
        else:
            frame.loc[i, "high"] = False


def spread(df):
    df = df.reset_index(drop=True)
    for label in df.index:  # wattlint-expect: row-writeback
        df.at[label, "half"] = label / 2
    return df


def whole_columns(frame: pd.DataFrame) -> pd.DataFrame:
    frame["ratio"] = frame["value"] / frame["limit"]  # wattlint-ok: row-writeback
    frame["high"] = np.where(frame["value"] > 3, "yes", "no")
    return frame


def describe_stations(frame: pd.DataFrame) -> pd.DataFrame:
    # What `describe` does is another file's matter.
    for index, row in frame.iterrows():  # wattlint-ok: row-writeback
        frame.at[index, "text"] = describe(row["station"])
    return frame


def locate(frame: pd.DataFrame) -> pd.DataFrame:
    for index, row in frame.iterrows():  # wattlint-ok: row-writeback
        frame.at[index, "place"] = requests.request("GET", "https://geo.example.com/" + row["name"]).text
    return frame


def columns(frame: pd.DataFrame) -> pd.DataFrame:
    # One round a column, not one a row.
    for name in frame.columns:  # wattlint-ok: row-writeback
        frame.loc[:, name] = frame[name].fillna(0)
    return frame


def first_rows(frame: pd.DataFrame) -> pd.DataFrame:
    for index, row in frame.head(3).iterrows():  # wattlint-ok: row-writeback
        frame.at[index, "seen"] = row["value"] > 0
    return frame


def records(frame: pd.DataFrame) -> dict:
    result = {}
    for i in frame.index:  # wattlint-ok: row-writeback
        result[i] = i * 2
    return result


def patch(frame: pd.DataFrame, changes: dict) -> pd.DataFrame:
    # Goes over the changes, of which there may be three, and not over the rows.
    for index, value in changes.items():  # wattlint-ok: row-writeback
        frame.at[index, "value"] = value
    return frame
