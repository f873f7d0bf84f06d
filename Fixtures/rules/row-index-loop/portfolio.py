"""Back-test of one strategy; the state of a day depends on the day before."""
import pandas as pd


class Backtest:
    def __init__(self, path: str, cash: float = 10_000):
        self.prices = pd.read_parquet(path)
        self.cash = cash
        self.shares = 0

    def run(self) -> list[float]:
        values = []
        for day in range(len(self.prices)):  # wattlint-expect: row-index-loop
            price = self.prices.iloc[day]["close"]
            if self.prices["signal"].iloc[day] > 0 and self.cash > price:
                self.shares += 1
                self.cash -= price
            values.append(self.cash + self.shares * price)
        return values

    def run_on_arrays(self) -> list[float]:
        values = []
        prices = self.prices["close"].to_numpy()
        signals = self.prices["signal"].to_numpy()
        for day in range(len(prices)):  # wattlint-ok: row-index-loop
            if signals[day] > 0 and self.cash > prices[day]:
                self.shares += 1
                self.cash -= prices[day]
            values.append(self.cash + self.shares * prices[day])
        return values

    def run_on_tuples(self) -> list[float]:
        values = []
        for row in self.prices.itertuples():  # wattlint-ok: row-index-loop
            if row.signal > 0:
                self.shares += 1
            values.append(self.shares * row.close)
        return values

    def last_days(self, count: int = 10) -> float:
        recent = self.prices.tail(10)
        total = 0.0
        for i in range(len(recent)):  # wattlint-ok: row-index-loop
            total += recent.iloc[i]["close"]
        return total / count

    def drawdown(self) -> float:
        worst, top = 0.0, 0.0
        i = 0
        while i < len(self.prices):  # wattlint-expect: row-index-loop
            top = max(top, self.prices.iloc[i]["close"])
            worst = min(worst, self.prices.iloc[i]["close"] / top - 1)
            i += 1
        return worst

    def returns(self) -> list[float]:
        return [self.prices.iloc[i]["close"] / self.prices.iloc[i - 1]["close"] for i in range(1, len(self.prices))]  # wattlint-expect: row-index-loop

    def labels(self) -> None:
        for i in self.prices.index:  # wattlint-expect: row-writeback
            self.prices.loc[i, "label"] = "up" if self.prices.loc[i, "close"] > self.prices.loc[i, "open"] else "down"

    def closes(self) -> list[float]:
        return [price for price in self.prices["close"]]  # wattlint-ok: row-index-loop
