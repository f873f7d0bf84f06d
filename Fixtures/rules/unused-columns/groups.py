import pandas as pd


def weight_by_harbour(path: str) -> pd.Series:
    landings = pd.read_parquet(path)  # wattlint-expect: unused-columns
    return landings.groupby("harbour")["weight"].sum()


def weight_by_two(path: str) -> pd.DataFrame:
    landings = pd.read_parquet(path)  # wattlint-expect: unused-columns
    return landings.groupby(["harbour", "species"], as_index=False)[["weight", "price"]].mean()


def everything(path: str) -> pd.DataFrame:
    landings = pd.read_parquet(path)  # wattlint-ok: unused-columns
    return landings.groupby("harbour").sum()


def by_key(path: str, key: str) -> pd.Series:
    landings = pd.read_parquet(path)  # wattlint-ok: unused-columns
    return landings.groupby(key)["weight"].sum()


def named(path: str) -> pd.Series:
    landings = pd.read_parquet(path, columns=["harbour", "weight"])  # wattlint-ok: unused-columns
    return landings.groupby("harbour")["weight"].sum()
