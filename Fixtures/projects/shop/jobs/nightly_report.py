"""Figures of the day, for the morning's meeting."""

import os

import pandas as pd


def running_stock(movements: pd.DataFrame) -> pd.DataFrame:
    stock = [0]
    for i in range(1, len(movements)):
        stock.append(stock[-1] + movements.iloc[i]["received"] - movements.iloc[i]["sold"])
    movements["stock"] = stock
    return movements


def revenue(orders: pd.DataFrame) -> pd.DataFrame:
    paid = orders[orders["status"] == "paid"]
    return (paid["price"] * paid["quantity"]).groupby(paid["day"]).sum().reset_index(name="revenue")


def main() -> None:
    database = os.environ["DATABASE_URL"]
    running_stock(pd.read_sql("select * from movements", database)).to_sql("stock", database, if_exists="replace")
    revenue(pd.read_sql("select * from orders", database)).to_sql("revenue", database, if_exists="replace")


if __name__ == "__main__":
    main()
