"""A parameter without a type, as scripts have it."""
import pandas


def load(df):
    nodes = []
    for i, row in df.iterrows():  # wattlint-expect: iterrows
        nodes.append({"id": i, "text": row["text"], "source": row.get("source")})
    return nodes


def counts(df):
    return {name: row["n"] for name, row in df["city"].value_counts().iterrows()}  # wattlint-ok: iterrows


def plot(df, axes):
    for _, row in df.iterrows():  # wattlint-ok: iterrows
        axes.annotate(row["name"], (row["x"], row["y"]))
