"""Expressions as formatters break them, and those that choose or compare."""
import numpy as np
import pandas as pd


def regions(frame: pd.DataFrame) -> pd.DataFrame:
    frame["code"] = frame.apply(lambda r: r.fine if r.coarse == "-" else r.coarse, axis=1)  # wattlint-expect: row-apply-arithmetic
    frame["same"] = frame.apply(lambda r: r["a"] == r["b"] and not r["void"], axis=1)  # wattlint-expect: row-apply-arithmetic
    frame["share"] = frame.loc[  # wattlint-expect: row-apply-arithmetic
        frame["sum"] > 0
    ].apply(
        lambda r: r["part"] / r["sum"], axis=1
    )
    frame["log"] = frame.apply(  # wattlint-expect: row-apply-arithmetic
        lambda r: np.log(
            r["part"]
            + 1,
        ),
        axis=1,
    )
    return frame


def not_so(frame: pd.DataFrame, names: dict) -> pd.DataFrame:
    frame["name"] = frame.apply(lambda r: names[r["key"]] if r["key"] else None, axis=1)  # wattlint-ok: row-apply-arithmetic
    frame["first"] = frame.apply(lambda r: r["words"].split()[0] if r["n"] > 0 else "", axis=1)  # wattlint-ok: row-apply-arithmetic
    frame["of_column"] = frame.apply(lambda c: c / c.sum(), axis=0)  # wattlint-ok: row-apply-arithmetic
    frame["cells"] = frame["part"].apply(lambda value: value if value > 0 else 0)  # wattlint-ok: row-apply-arithmetic
    return frame
