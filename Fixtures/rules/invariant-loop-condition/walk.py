def longest(text: str) -> int:
    found = 0
    i = 0
    while i < len(text.splitlines()):  # wattlint-expect: invariant-loop-condition
        found = max(found, len(text.splitlines()[i]))
        i += 1
    return found


def emptied(jobs: dict) -> list:
    done = []
    while len(list(jobs)) > 0:  # wattlint-ok: invariant-loop-condition
        done.append(jobs.popitem())
    return done


def counted(text: str) -> int:
    found = 0
    for i in range(len(text.split())):  # wattlint-ok: invariant-loop-condition
        found += i
    return found


def shortened(text: str, limit: int) -> str:
    while len(text.split()) > limit:  # wattlint-ok: invariant-loop-condition
        text = text[:-1]
    return text
