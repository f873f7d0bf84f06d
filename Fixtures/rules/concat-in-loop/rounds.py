"""Loops that gather tables. What a round does beside the copy decides whether the copy matters."""
import subprocess

import cv2
import numpy as np
import pandas as pd
import requests as web
import torch
from scipy import ndimage


def from_a_broker(tickers, client) -> pd.DataFrame:
    history = pd.DataFrame()
    for ticker in tickers:
        history = pd.concat([history, client.bars(ticker)])  # wattlint-ok: concat-in-loop
    return history


class Downloader:
    def __init__(self, api):
        self.api = api

    def run(self, tickers):
        bars = pd.DataFrame()
        for ticker in tickers:
            bars = pd.concat([bars, self.api.kbars(ticker)])  # wattlint-ok: concat-in-loop
        return bars


def site(name: str) -> pd.DataFrame:
    return pd.DataFrame(web.get("https://rivers.example/" + name).json())


def through_a_helper(names):
    found = pd.DataFrame()
    for name in names:
        found = pd.concat([found, site(name)])  # wattlint-ok: concat-in-loop
    return found


def by_address(load, metadata_url, chunks):
    found = pd.DataFrame()
    for chunk in chunks:
        found = pd.concat([found, load(metadata_url, chunk)])  # wattlint-ok: concat-in-loop
    return found


def by_verb(fetch_site, names):
    found = pd.DataFrame()
    for name in names:
        found = pd.concat([found, fetch_site(name)])  # wattlint-ok: concat-in-loop
    return found


def with_a_program(elevation_files):
    areas = pd.DataFrame()
    for file in elevation_files:
        subprocess.run(["gdal_polygonize.py", file], check=True)
        areas = pd.concat([areas, pd.read_csv(file + ".csv")])  # wattlint-ok: concat-in-loop
    return areas


def of_each_table(handler, tables: dict):
    rows = pd.DataFrame()
    for table_name, table_class in tables.items():
        rows = pd.concat([rows, pd.DataFrame([table_class(handler).describe()])])  # wattlint-ok: concat-in-loop
    return rows


def predictions(model, loader):
    found = torch.empty(0)
    for batch in loader:
        # The forward pass is what takes the time.
        found = torch.cat([found, model(batch)])  # wattlint-ok: concat-in-loop
    return found


def cell_by_cell(tables):
    whole = pd.DataFrame()
    for part in tables.values():
        for i in range(part.shape[0]):  # wattlint-expect: row-writeback
            part.iloc[i, 0] = str(part.iloc[i, 1]).strip()
        whole = pd.concat([whole, part])  # wattlint-ok: concat-in-loop
    return whole


def searched(prices, tickers):
    closes = np.empty((250, 0))
    for ticker in tickers:
        # Each search goes over all rows, as the copy does.
        part = prices[prices.ticker == ticker][["close"]]
        closes = np.hstack([closes, part])  # wattlint-ok: concat-in-loop
    return closes


def broken(rows, whole):
    for row in rows:
        # Fails in the first round.
        whole = pd.concat([whole, {"name": row}])  # wattlint-ok: concat-in-loop
    return whole


def padded(missing: int):
    kinds = np.array([])
    for _ in range(missing):
        # The same each time: numpy.full, no list.
        kinds = np.append(kinds, "int")  # wattlint-ok: concat-in-loop
    return kinds


def visits(patients) -> pd.DataFrame:
    first = pd.DataFrame()
    later = pd.DataFrame()
    for _, group in patients.groupby("subject"):
        if len(group) == 1:
            first = first.append(group.iloc[0])  # wattlint-expect: concat-in-loop
        else:
            for index in range(len(group) - 1):  # wattlint-expect: row-index-loop
                later = later.append(group.iloc[index])  # wattlint-expect: concat-in-loop
            first = first.append(group.iloc[-1])  # wattlint-expect: concat-in-loop
    return pd.concat([first, later])


def summed(events):
    found = pd.DataFrame()
    for start in events["hour"].unique():
        # The sums are as long as the events, so that the copies are the larger part.
        part = events[events["hour"] == start].groupby("stay").agg({"value": "mean"})
        found = pd.concat([found, part])  # wattlint-expect: concat-in-loop
    return found


def stations(csv_files):
    whole = pd.DataFrame()
    for path in csv_files:
        whole = pd.concat([whole, pd.read_csv(path)], ignore_index=True)  # wattlint-expect: concat-in-loop
    return whole


def beside_each_other(config: dict, df: pd.DataFrame):
    whole = None
    for part in config["bodyparts"]:
        whole = pd.concat([whole, df[part]], axis=1)  # wattlint-ok: concat-in-loop
    return whole


def levels(df: pd.DataFrame):
    whole = pd.DataFrame()
    for part in df.columns.get_level_values("bodyparts").unique():
        whole = pd.concat([whole, df[part]])  # wattlint-ok: concat-in-loop
    return whole


class Split(torch.nn.Module):
    def forward(self, images):
        whole = torch.empty(0)
        for image in images:
            whole = torch.cat([whole, image.mean(dim=0)])  # wattlint-ok: concat-in-loop
        return whole


def pairs(candidates_a, rows):
    connection = np.zeros((0, 4))
    for i, j in rows:
        # Each round has to know what is there.
        if i not in connection[:, 0]:
            connection = np.vstack([connection, [i, j, 0, 0]])  # wattlint-ok: concat-in-loop
    return connection


def outlines(images):
    outline = np.zeros((0, 2))
    for image in images:
        shapes, _ = cv2.findContours(image, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        outline = np.vstack([outline, shapes[0][:, 0]])  # wattlint-ok: concat-in-loop
    return outline


def smoothed(images):
    rows = np.zeros((0, 2))
    for image in images:
        rows = np.vstack([rows, ndimage.gaussian_filter(image, 2)])  # wattlint-ok: concat-in-loop
    return rows


def drawn(canvas, records):
    rows = np.zeros((0, 2))
    for record in records:
        canvas.draw_mask(record)
        rows = np.vstack([rows, record])  # wattlint-ok: concat-in-loop
    return rows


def read(paths):
    rows = np.zeros((0, 2))
    for path in paths:
        rows = np.vstack([rows, cv2.imread(path)])  # wattlint-expect: concat-in-loop
    return rows


def days_ahead(load, forecast_dates):
    whole = pd.DataFrame()
    for date in np.unique(forecast_dates.date).tolist():
        whole = pd.concat([whole, load.at_time(date)])  # wattlint-ok: concat-in-loop
    return whole


def kinds(table, rows_of):
    whole = pd.DataFrame()
    for value in table["plane"].unique():
        whole = pd.concat([whole, rows_of(value)])  # wattlint-ok: concat-in-loop
    return whole


def sensors(table, rows_of):
    whole = pd.DataFrame()
    for value in table["sensor_id"].unique():
        whole = pd.concat([whole, rows_of(value)])  # wattlint-expect: concat-in-loop
    return whole
