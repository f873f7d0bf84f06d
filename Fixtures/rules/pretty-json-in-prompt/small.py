import json
from collections import Counter, defaultdict

from openai import OpenAI

client = OpenAI()


def ask(prompt: str) -> str:
    reply = client.chat.completions.create(model="gpt-4.1-mini", messages=[{"role": "user", "content": prompt}])
    return reply.choices[0].message.content


def compare(pairs: list[tuple[dict, dict]]) -> str:
    # A handful of counters: their white space is a few tokens.
    stats = defaultdict(int)
    for before, after in pairs:
        if before == after:
            stats["same"] += 1
        else:
            stats["changed"] += 1
    return ask(f"Say what changed between the two exports.\n{json.dumps(stats, indent=2)}")  # wattlint-ok: pretty-json-in-prompt


def by_path(changes: list[str]) -> str:
    # As many entries as there are paths, but one number each.
    counts = defaultdict(int)
    for path in changes:
        counts[path] += 1
    return ask(f"Which part of the tree changes most?\n{json.dumps(counts, indent=2)}")  # wattlint-ok: pretty-json-in-prompt


def greet(name: str, visits: int, tags: list[str]) -> str:
    card = {"name": name, "visits": visits, "tags": len(tags), "regular": visits > 10, "note": f"since {visits} visits"}
    return ask("Greet this guest in one sentence.\n" + json.dumps(card, indent=2))  # wattlint-ok: pretty-json-in-prompt


def greet_all(name: str, visits: list[dict]) -> str:
    # One of the values is as long as it likes to be.
    card = {"name": name, "visits": visits}
    return ask("Greet this guest and say what they liked.\n" + json.dumps(card, indent=2))  # wattlint-expect: pretty-json-in-prompt


def cities(origin: str, target: str) -> str:
    return ask(f"Which train goes here?\n{json.dumps([origin, target], indent=2)}")  # wattlint-ok: pretty-json-in-prompt


def record(name: str, rows: list[dict]) -> str:
    entry = {"name": name}
    entry["rows"] = rows
    return ask(f"What is odd about this?\n{json.dumps(entry, indent=2)}")  # wattlint-expect: pretty-json-in-prompt


def labelled(name: str, total: float) -> str:
    entry = {"name": name}
    entry["total"] = round(total, 2)
    return ask(f"Write the line for the receipt.\n{json.dumps(entry, indent=2)}")  # wattlint-ok: pretty-json-in-prompt


def words(text: str) -> str:
    counts = Counter(text.split())
    return ask(f"Which words are typical?\n{json.dumps(counts, indent=2)}")  # wattlint-expect: pretty-json-in-prompt


def grouped(rows: list[dict]) -> str:
    groups = defaultdict(list)
    for row in rows:
        groups["all"].append(row)
    return ask(f"Describe the groups.\n{json.dumps(groups, indent=2)}")  # wattlint-expect: pretty-json-in-prompt


def handed(order: dict, customer: dict) -> str:
    return ask(f"Explain the order.\n{json.dumps({'order': order, 'customer': customer}, indent=2)}")  # wattlint-expect: pretty-json-in-prompt


def upper(names: list[str]) -> str:
    return ask(f"Translate these.\n{json.dumps({name: '' for name in names}, indent=2)}")  # wattlint-ok: pretty-json-in-prompt


def filled(name: str, more: dict) -> str:
    entry = {"name": name}
    entry.update(more)
    return ask(f"Write the line for the receipt.\n{json.dumps(entry, indent=2)}")  # wattlint-expect: pretty-json-in-prompt


def remediate(alert_data: dict) -> str:
    labels = alert_data.get("labels", {})
    annotations = alert_data.get("annotations", {})
    return ask(
        "Choose what mends this.\n"
        f"{json.dumps(labels, indent=2)}"  # wattlint-ok: pretty-json-in-prompt
        f"{json.dumps(annotations, indent=2)}"  # wattlint-ok: pretty-json-in-prompt
        f"{json.dumps(alert_data, indent=2)}"  # wattlint-expect: pretty-json-in-prompt
    )


def annotate(document: dict) -> str:
    # Records of a document, each with a place and a label.
    annotations = document.get("annotations", [])
    return ask(f"Which are doubtful?\n{json.dumps(annotations, indent=2)}")  # wattlint-expect: pretty-json-in-prompt


def fields(defaults: dict) -> str:
    described = json.dumps({name: f"default: {value}" for name, value in defaults.items()}, indent=2)  # wattlint-ok: pretty-json-in-prompt
    return ask(f"Take these from the message.\n{described}")


def nested(defaults: dict) -> str:
    described = json.dumps({name: {"default": value, "name": name} for name, value in defaults.items()}, indent=2)  # wattlint-expect: pretty-json-in-prompt
    return ask(f"Take these from the message.\n{described}")


def named(rows: list[dict]) -> str:
    prices = {}
    for row in rows:
        prices[row["name"]] = round(row["price"], 2)
    return ask(f"Which is odd?\n{json.dumps(prices, indent=2)}")  # wattlint-ok: pretty-json-in-prompt


def kept(rows: list[dict]) -> str:
    by_name = {}
    for row in rows:
        by_name[row["name"]] = row
    return ask(f"Which is odd?\n{json.dumps(by_name, indent=2)}")  # wattlint-expect: pretty-json-in-prompt
