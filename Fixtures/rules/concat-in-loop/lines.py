import pandas as pd


def read_journal(lines) -> pd.DataFrame:
    journal = pd.DataFrame(columns=["unit", "level", "message"])
    for line in lines:
        unit, level, message = line.split("|", 2)
        entry = pd.DataFrame([{"unit": unit, "level": level, "message": message}])
        journal = pd.concat([journal, entry])  # wattlint-expect: concat-in-loop
    return journal


def read_journal_once(lines) -> pd.DataFrame:
    entries = []
    for line in lines:
        unit, level, message = line.split("|", 2)
        entries.append({"unit": unit, "level": level, "message": message})
    return pd.DataFrame(entries)  # wattlint-ok: concat-in-loop


def summary(variants: dict[str, pd.DataFrame]) -> pd.DataFrame:
    table = pd.DataFrame()
    for variant, frame in variants.items():
        row = pd.DataFrame([{"variant": variant, "mean": frame["score"].mean()}])
        table = pd.concat([table, row])  # wattlint-ok: concat-in-loop
    return table
