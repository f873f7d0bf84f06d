from fields.prices import price_of


def yield_per_hectare(row):
    """Tonnes a hectare, water taken out."""
    dry = row["tonnes"] * (1 - row["moisture"])
    return dry / row["hectares"]


def grade(field):
    if field["protein"] > 13:
        return "A"
    elif field["protein"] > 11.5:
        return "B"
    return "C"


def worth(row):
    return row["tonnes"] * price_of(row["crop"])


def label(row):
    return f"{row['crop']} on {row['name']}"


def share(row, total):
    return row["hectares"] / total
