"""Gathers price histories."""
import numpy as np
import pandas as pd
import torch


def download(tickers, client) -> pd.DataFrame:
    history = pd.DataFrame()
    for ticker in tickers:
        bars = client.bars(ticker)
        bars["ticker"] = ticker
        history = pd.concat([history, bars], ignore_index=True)  # wattlint-expect: concat-in-loop
    return history


def append_all(frames) -> pd.DataFrame:
    df = pd.DataFrame()
    for frame in frames:
        df = df.append(frame)  # wattlint-expect: concat-in-loop
    return df


def first_as_it_is(frames):
    whole = None
    for frame in frames:
        if whole is None:
            whole = frame
        else:
            whole = pd.concat((whole, frame))  # wattlint-expect: concat-in-loop
    return whole


def predictions(model, loader):
    found = torch.empty(0)
    labels = np.array([])
    for x, y in loader:
        found = torch.cat([found, model(x)])  # wattlint-expect: concat-in-loop
        labels = np.concatenate([labels, y])  # wattlint-expect: concat-in-loop
    return found, labels


def collected(frames) -> pd.DataFrame:
    parts = []
    for frame in frames:
        parts.append(frame.dropna())
    return pd.concat(parts)  # wattlint-ok: concat-in-loop


def groups(frame: pd.DataFrame) -> dict:
    result = {}
    for name, group in frame.groupby("ticker"):
        result[name] = pd.concat([group.head(1), group.tail(1)])  # wattlint-ok: concat-in-loop
    return result


def write(model, tokens, count: int):
    for _ in range(count):
        logits = model(tokens)
        chosen = logits[:, -1].argmax(dim=-1, keepdim=True)
        # Each round reads all that was written so far.
        tokens = torch.cat([tokens, chosen], dim=1)  # wattlint-ok: concat-in-loop
    return tokens


def two_sides(buys: pd.DataFrame, sells: pd.DataFrame) -> pd.DataFrame:
    both = pd.DataFrame()
    for side in (buys, sells):
        both = pd.concat([both, side])  # wattlint-ok: concat-in-loop
    return both


def own_in_each_round(paths: list[str], extra: pd.DataFrame):
    for path in paths:
        frame = pd.read_csv(path)
        frame = pd.concat([frame, extra])  # wattlint-ok: concat-in-loop
        frame.to_parquet(path + ".parquet")


def window(stream, size: int):
    recent = np.zeros(size)
    for value in stream:
        # A window: it does not grow.
        recent = np.append(recent[1:], value)  # wattlint-ok: concat-in-loop
        yield recent.mean()


def names(items: list[str]) -> list[str]:
    result: list[str] = []
    for item in items:
        result.append(item)  # wattlint-ok: concat-in-loop
    return result
