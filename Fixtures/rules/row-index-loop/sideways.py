"""Tables that lie on their side: each row holds what a whole column is made of."""
import pandas as pd


def attributes(table: pd.DataFrame, plants: pd.DataFrame) -> dict:
    found = {}
    for name in table.index:  # wattlint-ok: row-index-loop
        found[name] = plants.carrier.map(table.loc[name])
    return found


def labels(table: pd.DataFrame) -> dict:
    found = {}
    for name in table.index:  # wattlint-expect: row-index-loop
        found[table.loc[name, "short"]] = table.loc[name, "long"]
    return found
