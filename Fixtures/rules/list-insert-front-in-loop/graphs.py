"""Walks over graphs."""
from collections import deque

import pandas as pd


def breadth_first(graph: dict, start: str) -> list[str]:
    queue = [start]
    seen = []
    while queue:
        node = queue.pop(0)  # wattlint-expect: list-insert-front-in-loop
        seen.append(node)
        queue.extend(n for n in graph[node] if n not in seen)
    return seen


def path(parents: dict, node: str) -> list[str]:
    found: list[str] = []
    while node:
        found.insert(0, node)  # wattlint-expect: list-insert-front-in-loop
        node = parents.get(node)
    return found


def lines(text: str) -> list[str]:
    rest = text.splitlines()
    out = []
    while rest:
        out.append(rest.pop(0))  # wattlint-expect: list-insert-front-in-loop
    return out


def newest_first(events) -> list:
    result = list()
    for event in events:
        result.insert(0, event)  # wattlint-expect: list-insert-front-in-loop
    return result


def with_a_deque(graph: dict, start: str) -> None:
    queue = deque([start])
    while queue:
        node = queue.popleft()  # wattlint-ok: list-insert-front-in-loop
        queue.extend(graph[node])


def from_the_end(stack: list) -> None:
    stack = [1, 2]
    while stack:
        stack.pop()  # wattlint-ok: list-insert-front-in-loop


def once(items: list) -> list:
    items = [3, 4]
    items.insert(0, "head")  # wattlint-ok: list-insert-front-in-loop
    return items


def columns(frames: list[pd.DataFrame]) -> None:
    for frame in frames:
        frame.insert(0, "id", range(len(frame)))  # wattlint-ok: list-insert-front-in-loop


def own(rows) -> list:
    out = []
    for row in rows:
        cells = [cell for cell in row]
        cells.insert(0, "#")  # wattlint-ok: list-insert-front-in-loop
        out.append(cells)
    return out


def second(items: list, extra) -> None:
    items = [1]
    for e in extra:
        items.insert(1, e)  # wattlint-ok: list-insert-front-in-loop
