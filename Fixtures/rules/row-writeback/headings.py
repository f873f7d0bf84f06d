"""Tables whose rows are told apart by headings between them: a round needs what an earlier one has read."""
import pandas as pd


def with_headings(path: str) -> pd.DataFrame:
    table = pd.read_csv(path)
    heading = ""
    for index, row in table.iterrows():  # wattlint-ok: row-writeback
        if row["level"] == 1:
            heading = row["name"]
        else:
            table.at[index, "name"] = f"{heading}, {row['name']}"
    return table


def with_groups(path: str) -> pd.DataFrame:
    table = pd.read_csv(path)
    for position in range(len(table)):  # wattlint-ok: row-writeback
        if table.loc[position, "kind"] == "group":
            group = table.loc[position, "name"]
        elif table.loc[position, "kind"] == "member":
            table.loc[position, "group"] = group
    return table


def rounded(path: str) -> pd.DataFrame:
    table = pd.read_csv(path)
    for position in range(len(table)):  # wattlint-expect: row-writeback
        if table.loc[position, "price"] > 100:
            price = 100
        else:
            price = table.loc[position, "price"]
        table.loc[position, "price"] = price
    return table


if __name__ == "__main__":
    with_headings("a.csv").to_csv("b.csv")
    with_groups("b.csv").to_csv("c.csv")
    rounded("c.csv").to_csv("d.csv")
