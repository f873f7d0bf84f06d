"""Gathers price histories."""
import numpy as np
import pandas as pd
import torch


def gather(tickers, read) -> pd.DataFrame:
    history = pd.DataFrame()
    for ticker in tickers:
        bars = read(ticker)
        bars["ticker"] = ticker
        history = pd.concat([history, bars], ignore_index=True)  # wattlint-expect: concat-in-loop
    return history


def append_all(frames) -> pd.DataFrame:
    df = pd.DataFrame()
    for frame in frames:
        # Nobody knows how many.
        df = df.append(frame)  # wattlint-ok: concat-in-loop
    return df


def first_as_it_is(batches):
    whole = None
    for frame in batches:
        if whole is None:
            whole = frame
        else:
            whole = pd.concat((whole, frame))  # wattlint-expect: concat-in-loop
    return whole


def flattened(loader):
    found = torch.empty(0)
    labels = np.array([])
    for x, y in loader:
        found = torch.cat([found, x.mean(dim=0)])  # wattlint-expect: concat-in-loop
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


def skip_connections(blocks, layer, h, hs):
    for block in blocks:
        # The next round starts from what the layer made of it.
        h = torch.cat([h, hs.pop()], dim=1)  # wattlint-ok: concat-in-loop
        h = layer(block, h)
    return h


def tidied(read, tickers):
    whole = pd.DataFrame()
    for ticker in tickers:
        whole = pd.concat([whole, read(ticker)])  # wattlint-expect: concat-in-loop
        whole = whole.drop_duplicates()
    return whole


def by_kind(tables: dict, new_lines, upgraded):
    for kind, lines in tables.items():
        if kind == "new_lines":
            new_lines = pd.concat([new_lines, lines])  # wattlint-ok: concat-in-loop
        elif kind == "upgraded_lines":
            upgraded = pd.concat([upgraded, lines])  # wattlint-ok: concat-in-loop
    return new_lines, upgraded


def by_row(rows: dict, total):
    for name, row in rows.items():
        if row.kind == "new":
            total = pd.concat([total, row.table])  # wattlint-expect: concat-in-loop
    return total


SHEETS = {"coal": "a.xlsx", "gas": "b.xlsx", "oil": "c.xlsx", "wind": "d.xlsx", "solar": "e.xlsx", "hydro": "f.xlsx", "waste": "g.xlsx", "nuclear": "h.xlsx", "other": "i.xlsx"}


def by_fuel(reader):
    table = pd.DataFrame()
    for fuel, sheet in SHEETS.items():
        table = pd.concat([table, reader(sheet)])  # wattlint-ok: concat-in-loop
    return table


def pages(fetch, total):
    table = pd.DataFrame()
    for page in range(1, total + 1):
        table = pd.concat([table, fetch(page)], ignore_index=True)  # wattlint-ok: concat-in-loop
    return table


def polite(fetch, names, time):
    table = pd.DataFrame()
    for name in names:
        time.sleep(1)
        table = pd.concat([table, fetch(name)], ignore_index=True)  # wattlint-ok: concat-in-loop
    return table


def one_object(part, components):
    table = pd.DataFrame()
    for component in components:
        part["type"] = component
        table = pd.concat([table, part])  # wattlint-ok: concat-in-loop
    return table


def padded(points, missing):
    for _ in range(missing):
        points = np.append(points, [points[-1]], axis=0)  # wattlint-ok: concat-in-loop
    return points


def average(values, times=5):
    weights = np.array([1.0])
    for _ in range(times - 1):
        weights = np.convolve(weights, [1, 1])
    for _ in range(times):
        values = np.append(values, weights.sum())  # wattlint-ok: concat-in-loop
    return values


class Buildings:
    def __init__(self):
        self.kinds = ["office", "school", "hotel", "clinic", "shop", "mall", "restaurant", "warehouse", "hospital", "court", "lab", "depot"]
        self.tokenizers = [self.first, self.second]

    def load(self, reader):
        table = pd.DataFrame()
        for kind in self.kinds:
            table = pd.concat([table, reader(kind)])  # wattlint-ok: concat-in-loop
        return table

    def embed(self, text, state):
        for tokenizer in self.tokenizers:
            state = torch.cat([state, tokenizer(text)])  # wattlint-ok: concat-in-loop
        return state


YEARS = list(range(2013, 2024))


def by_year(reader):
    table = pd.DataFrame()
    for year in YEARS:
        table = pd.concat([table, reader(year)])  # wattlint-ok: concat-in-loop
    return table


def configured(params, reader):
    table = pd.DataFrame()
    for country in params.countries:
        table = pd.concat([table, reader(country)])  # wattlint-ok: concat-in-loop
    return table


def fitted(regions, model):
    table = pd.DataFrame()
    for region in regions:
        table = pd.concat([table, model.fit(region).params_frame()])  # wattlint-ok: concat-in-loop
    return table


def sheets(paths):
    table = pd.DataFrame()
    for path in paths:
        # To unpack a spreadsheet takes far longer.
        table = pd.concat([table, pd.read_excel(path)])  # wattlint-ok: concat-in-loop
    return table


def flushed(events, table):
    part = []
    for count, event in enumerate(events):
        part.append(event)
        if count % 100_000 == 0:
            table = pd.concat([table, pd.DataFrame(part)])  # wattlint-ok: concat-in-loop
            part = []
    return table


def programs(subprocess, regions_of_tiles):
    table = pd.DataFrame()
    for tile in regions_of_tiles:
        subprocess.run(["gdal_calc", tile])
        table = pd.concat([table, tile.table])  # wattlint-ok: concat-in-loop
    return table


def sets(config, build):
    table = pd.DataFrame()
    for features in config.get("feature_sets"):
        table = pd.concat([table, build(features)], axis=1)  # wattlint-ok: concat-in-loop
    return table


def answers(table, ask):
    found = pd.DataFrame()
    for row in table.itertuples():
        found = pd.concat([found, ask(row.context, row.category)])  # wattlint-expect: concat-in-loop
    return found
