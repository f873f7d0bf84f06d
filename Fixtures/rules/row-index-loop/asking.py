import pandas as pd


def ask_for_prices(path: str) -> pd.DataFrame:
    prices = pd.read_csv(path)
    answer = input("Carry the last price on? [y/n] ")
    closes = []
    for i in range(1, len(prices)):  # wattlint-ok: row-index-loop
        closes.append(prices.iloc[i]["close"] - prices.iloc[i - 1]["close"])
    prices["step"] = [0.0] + closes if answer == "y" else 0.0
    return prices


def labels(sheet: pd.DataFrame) -> list[tuple[str, int]]:
    # One cell a round, without an object for the row.
    found = []
    for i in sheet.index:  # wattlint-ok: row-index-loop
        found.append((str(sheet.at[i, "label"]).strip(), i))
    return found


def spread(sheet: pd.DataFrame) -> list[float]:
    found = []
    for i in sheet.index:  # wattlint-expect: row-index-loop
        found.append(float(sheet.at[i, "high"]) - float(sheet.at[i, "low"]))
    return found


def steps(prices: pd.DataFrame) -> list[float]:
    found = []
    for i in range(1, len(prices)):  # wattlint-expect: row-index-loop
        found.append(prices.iloc[i]["close"] - prices.iloc[i - 1]["close"])
    return found
