"""Goes over the groups of tables."""
import matplotlib.pyplot as plt
import pandas as pd


def returns(prices: pd.DataFrame) -> dict:
    result = {}
    for ticker in prices["ticker"].unique():  # wattlint-expect: filter-per-group
        part = prices[prices["ticker"] == ticker]
        result[ticker] = part["close"].pct_change().mean()
    return result


def by_number(df: pd.DataFrame):
    tickers = sorted(df.tic.unique())
    for i in range(len(tickers)):  # wattlint-expect: filter-per-group
        yield df.loc[df.tic == tickers[i], ["date", "close"]].dropna()


def last_seen(events: pd.DataFrame) -> list:
    return [events.loc[events.user_id == user, "time"].max() for user in events.user_id.unique()]  # wattlint-expect: filter-per-group


def of_two(df: pd.DataFrame, orders: pd.DataFrame) -> dict:
    found = {}
    for key in df["customer_id"].unique().tolist():  # wattlint-expect: filter-per-group
        found[key] = (df[(df["customer_id"] == key) & (df["paid"])], orders[orders["customer_id"] == key])
    return found


class Environment:
    def __init__(self, data: pd.DataFrame):
        self.data = data

    def first_days(self) -> list:
        return [self.data[self.data.tic == tic].iloc[0] for tic in self.data.tic.unique()]  # wattlint-expect: filter-per-group


def grouped(prices: pd.DataFrame) -> dict:
    return {ticker: part["close"].mean() for ticker, part in prices.groupby("ticker")}  # wattlint-ok: filter-per-group


def few(df: pd.DataFrame) -> dict:
    # A handful of regions.
    return {region: df[df.region == region].sales.sum() for region in df.region.unique()}  # wattlint-ok: filter-per-group


def unknown(df: pd.DataFrame) -> dict:
    # Nobody knows how many of these there are.
    return {value: df[df.voltage == value].length.sum() for value in df.voltage.unique()}  # wattlint-ok: filter-per-group


def drawn(df: pd.DataFrame) -> None:
    for user in df["user"].unique():  # wattlint-ok: filter-per-group
        plt.plot(df[df["user"] == user].score)
        plt.savefig(f"{user}.png")


def shrinking(df: pd.DataFrame) -> pd.DataFrame:
    for user in df["user"].unique():  # wattlint-ok: filter-per-group
        # The frame is another one in each round.
        df = df[df["user"] != user]
        rest = df[df["user"] == user]
        print(len(rest))
    return df


def other_column(df: pd.DataFrame) -> list:
    # Who replied to whom is no group of the column that is gone over.
    return [len(df[df["parent_id"] == user]) for user in df["user_id"].unique()]  # wattlint-ok: filter-per-group


def without_search(df: pd.DataFrame) -> list:
    return [user.lower() for user in df["user"].unique()]  # wattlint-ok: filter-per-group


def own_rows(users: list[str], tables: dict) -> int:
    total = 0
    for user in users:  # wattlint-ok: filter-per-group
        frame = tables[user]
        total += len(frame[frame["user"] == user])
    return total


def head(df: pd.DataFrame) -> list:
    top = df.head(10)
    return [top[top.user_id == user] for user in top.user_id.unique()]  # wattlint-ok: filter-per-group


def different(df: pd.DataFrame) -> list:
    # All but one: groupby has no such part.
    return [df[df["user"] != user].score.mean() for user in df["user"].unique()]  # wattlint-ok: filter-per-group


def summed(df: pd.DataFrame) -> list:
    totals = df.groupby(["user", "year"]).sum().reset_index()
    return [totals[totals.user == user].score.max() for user in totals.user.unique()]  # wattlint-ok: filter-per-group


def window(prices: pd.DataFrame, day: int) -> list:
    recent = prices.loc[day - 10 : day]
    return [recent[recent.ticker == ticker].close.mean() for ticker in recent.ticker.unique()]  # wattlint-ok: filter-per-group


def fitted(df: pd.DataFrame, model) -> dict:
    found = {}
    for ticker in df.ticker.unique():  # wattlint-ok: filter-per-group
        part = df[df.ticker == ticker]
        found[ticker] = model.fit(part[["day"]], part["close"])
    return found


def rolled(df: pd.DataFrame) -> dict:
    # Python for each window is what takes the time.
    return {t: df[df.ticker == t].close.rolling(20).apply(lambda w: w.max() - w.min()) for t in df.ticker.unique()}  # wattlint-ok: filter-per-group


def filled(df: pd.DataFrame) -> None:
    for user in df["user"].unique():  # wattlint-ok: filter-per-group
        df.loc[df["user"] == user, "rank"] = len(user)
