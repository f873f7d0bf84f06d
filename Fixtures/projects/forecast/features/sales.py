"""Tables that the models are trained on."""

from pathlib import Path

import pandas as pd


def read_days(folder: Path) -> pd.DataFrame:
    sales = pd.DataFrame()
    for path in sorted(folder.glob("*.csv")):
        sales = pd.concat([sales, pd.read_csv(path)])
    return sales


def read_weather(folder: Path) -> pd.DataFrame:
    days = [pd.read_csv(path) for path in sorted(folder.glob("*.csv"))]
    return pd.concat(days, ignore_index=True)


def mark_promotions(sales: pd.DataFrame) -> pd.DataFrame:
    for index, row in sales.iterrows():
        sales.at[index, "promoted"] = row["price"] < row["list_price"] * 0.9
    return sales


def mark_holidays(sales: pd.DataFrame, holidays: set[str]) -> pd.DataFrame:
    sales["holiday"] = sales["day"].isin(holidays)
    return sales


def add_revenue(sales: pd.DataFrame) -> pd.DataFrame:
    sales["revenue"] = sales.apply(lambda row: row["price"] * row["quantity"], axis=1)
    sales["margin"] = sales["price"] - sales["cost"]
    return sales


def usual_price(sales: pd.DataFrame) -> dict[str, float]:
    prices = {}
    for product_id in sales["product_id"].unique():
        prices[product_id] = sales[sales["product_id"] == product_id]["price"].median()
    return prices


def usual_quantity(sales: pd.DataFrame) -> dict[str, float]:
    return sales.groupby("product_id")["quantity"].median().to_dict()


def rebates(sales: pd.DataFrame) -> float:
    total = 0.0
    for _, row in sales.iterrows():
        total += (row["list_price"] - row["price"]) * row["quantity"]
    return total
