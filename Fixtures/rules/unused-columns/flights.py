import pandas as pd


def delay(path: str) -> float:
    flights = pd.read_csv(path)  # wattlint-expect: unused-columns
    flights["delay"] = flights["arrived"] - flights["planned"]
    return flights["delay"].mean()


def share(path: str) -> float:
    visits = pd.read_parquet(path)  # wattlint-expect: unused-columns
    return visits["paid"].sum() / len(visits)


def both(path: str):
    table = pd.read_csv(path, sep=";")  # wattlint-expect: unused-columns
    pairs = table[["from", "to"]].drop_duplicates()
    return list(pairs.itertuples())


def cleaned(path: str):
    table = pd.read_csv(path)  # wattlint-expect: unused-columns
    table["name"] = table["name"].str.strip()
    return table["name"].unique()


def named(path: str) -> float:
    flights = pd.read_csv(path, usecols=["delay"])  # wattlint-ok: unused-columns
    return flights["delay"].mean()


def returned(path: str) -> pd.DataFrame:
    flights = pd.read_csv(path)  # wattlint-ok: unused-columns
    flights["day"] = flights["at"].dt.date
    return flights


def shown(path: str) -> None:
    flights = pd.read_csv(path)  # wattlint-ok: unused-columns
    print(flights.head())
    print(flights["delay"].mean())


def chosen(path: str, column: str) -> float:
    flights = pd.read_csv(path)  # wattlint-ok: unused-columns
    return flights[column].mean()


def filtered(path: str):
    flights = pd.read_csv(path)  # wattlint-ok: unused-columns
    late = flights[flights["delay"] > 15]
    return late


def handed(path: str, plot) -> None:
    flights = pd.read_csv(path)  # wattlint-ok: unused-columns
    plot(flights)
    flights["delay"].mean()


def walked(path: str) -> list:
    flights = pd.read_csv(path)  # wattlint-ok: unused-columns
    return [row for row in flights.to_dict("records")]


def first(path: str) -> float:
    flights = pd.read_csv(path, nrows=1)  # wattlint-ok: unused-columns
    return flights["delay"].mean()


def again(path: str, other: str) -> float:
    flights = pd.read_csv(path)  # wattlint-ok: unused-columns
    if flights["delay"].isna().all():
        flights = pd.read_csv(other)  # wattlint-ok: unused-columns
    return flights["delay"].mean()
