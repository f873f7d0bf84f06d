"""Walks and queues over graphs and logs."""
import sys
import urllib.request
from collections import deque

import pandas as pd

sys.path.insert(0, "src")


def discounted(rewards, gamma):
    returns = []
    total = 0
    for reward in rewards[::-1]:
        total = reward + gamma * total
        returns.insert(0, total)  # wattlint-expect: list-insert-front-in-loop
    return returns


def newest_first(events: list[dict]) -> list[dict]:
    ordered: list[dict] = []
    for event in events:
        ordered.insert(0, event)  # wattlint-expect: list-insert-front-in-loop
    return ordered


def levels(tree, root):
    queue = [(root, 0)]
    depth = {}
    while len(queue) > 0:
        node, level = queue.pop(0)  # wattlint-expect: list-insert-front-in-loop
        depth[node] = level
        for child in tree.children(node):
            queue.append((child, level + 1))
    return depth


def ready_order(tasks, after):
    ready = [task for task in tasks if not after[task]]
    order = []
    while ready:
        task = ready.pop(0)  # wattlint-expect: list-insert-front-in-loop
        order.append(task)
        for other in tasks:
            after[other].discard(task)
            if not after[other] and other not in order:
                ready += [other]
    return order


def merge(left: list, right: list) -> list:
    rest = list(right)
    merged = []
    while rest:
        merged.append(rest.pop(0))  # wattlint-expect: list-insert-front-in-loop
    return left + merged


def with_deque(graph, start):
    queue = deque([start])
    order = deque()
    while queue:
        node = queue.popleft()
        order.appendleft(node)  # wattlint-ok: list-insert-front-in-loop
        queue.extend(graph[node])
    return list(order)


def parse(arguments: list[str]) -> dict:
    args = list(arguments)
    options = {}
    while args:
        name = args.pop(0)  # wattlint-ok: list-insert-front-in-loop
        options[name] = args.pop(0)  # wattlint-ok: list-insert-front-in-loop
    return options


def path_to(node):
    names = []
    while node is not None:
        names.insert(0, node.name)  # wattlint-ok: list-insert-front-in-loop
        node = node.parent
    return names


def moving_average(values, size: int):
    window = []
    for value in values:
        window.append(value)
        if len(window) > size:
            window.pop(0)  # wattlint-ok: list-insert-front-in-loop
        yield sum(window) / len(window)


def recent(lines, count):
    latest = []
    for line in lines:
        latest.insert(0, line)  # wattlint-ok: list-insert-front-in-loop
        if len(latest) > count:
            latest.pop()
    return latest


def limited(stamps: list[float], now, period):
    while stamps and stamps[0] < now - period:
        stamps.pop(0)  # wattlint-ok: list-insert-front-in-loop
    return len(stamps)


def add_columns(frame: pd.DataFrame, names):
    for name in names:
        frame.insert(0, name, 0)  # wattlint-ok: list-insert-front-in-loop
    return frame


def drop(table: dict, keys):
    for key in keys:
        table.pop(0)  # wattlint-ok: list-insert-front-in-loop


def titles(rows):
    result = []
    for row in rows:
        if row.is_header:
            # Rarely.
            result.insert(0, row.title)  # wattlint-ok: list-insert-front-in-loop
        else:
            result.append(row.title)
    return result


def three() -> list[str]:
    result = []
    for name in ("red", "green", "blue"):
        result.insert(0, name)  # wattlint-ok: list-insert-front-in-loop
    result.insert(0, "none")  # wattlint-ok: list-insert-front-in-loop
    return result


def words(lines):
    for line in lines:
        parts = line.split()
        parts.insert(0, "-")  # wattlint-ok: list-insert-front-in-loop
        own = []
        own.insert(0, parts)  # wattlint-ok: list-insert-front-in-loop
        yield own


def crawl(start):
    urls = [start]
    while urls:
        url = urls.pop(0)  # wattlint-ok: list-insert-front-in-loop
        page = urllib.request.urlopen(url).read()
        urls.extend(links(page))


def steps():
    steps = ["fetch", "build", "test"]
    while steps:
        run_step(steps.pop(0))  # wattlint-ok: list-insert-front-in-loop


class Unknown:
    def drain(self, queue):
        while queue:
            # Nobody says what it is.
            yield queue.pop(0)  # wattlint-ok: list-insert-front-in-loop


def loaded(sources):
    read = []
    for source in sources:
        # Its own work is what counts.
        settings = load_settings(source)
        read.insert(0, settings)  # wattlint-ok: list-insert-front-in-loop
    return read


def within(messages, budget: int):
    kept = []
    for message in reversed(messages):
        budget -= len(message)
        if budget < 0:
            break
        kept.insert(0, message)  # wattlint-ok: list-insert-front-in-loop
    return kept


def first_new(pending: list[str], known: set):
    while pending:
        name = pending.pop(0).strip()  # wattlint-ok: list-insert-front-in-loop
        if name not in known:
            return name
    return None


def of_each(groups):
    for group in groups:
        rest = sorted(group)
        while rest:
            print(rest.pop(0))  # wattlint-ok: list-insert-front-in-loop
