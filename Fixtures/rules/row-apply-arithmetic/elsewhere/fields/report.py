import pandas as pd

from fields import formulas
from fields.formulas import grade, label, worth, yield_per_hectare


def report(harvest: pd.DataFrame) -> pd.DataFrame:
    harvest["yield"] = harvest.apply(yield_per_hectare, axis=1)  # wattlint-expect: row-apply-arithmetic
    harvest["grade"] = harvest.apply(grade, axis="columns")  # wattlint-expect: row-apply-arithmetic
    harvest["worth"] = harvest.apply(worth, axis=1)  # wattlint-ok: row-apply-arithmetic
    harvest["label"] = harvest.apply(label, axis=1)  # wattlint-ok: row-apply-arithmetic
    harvest["share"] = harvest.apply(formulas.share, axis=1, args=(harvest["hectares"].sum(),))  # wattlint-ok: row-apply-arithmetic
    return harvest


def bonuses(harvest: pd.DataFrame, floor: float) -> pd.DataFrame:
    def bonus(row):
        if pd.isna(row["protein"]):
            return 0.0
        extra = row["protein"] - floor
        return extra * row["tonnes"] if extra > 0 else 0.0

    def noted(row):
        row["seen"] = True
        return row["protein"] * 2

    def found(row):
        for name in ("protein", "moisture"):
            if row[name] > floor:
                return row[name]
        return None

    harvest["bonus"] = harvest.apply(bonus, axis="columns")  # wattlint-expect: row-apply-arithmetic
    harvest["noted"] = harvest.apply(noted, axis=1)  # wattlint-ok: row-apply-arithmetic
    harvest["found"] = harvest.apply(found, axis=1)  # wattlint-ok: row-apply-arithmetic
    harvest["by_column"] = harvest.apply(bonus, axis="index")  # wattlint-ok: row-apply-arithmetic
    return harvest
