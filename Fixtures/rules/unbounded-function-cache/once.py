"""It ends, and with it what it kept."""
import argparse
from functools import cache


@cache
def stem(text: str) -> str:  # wattlint-ok: unbounded-function-cache
    return text.rstrip("s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("words", nargs="+")
    for word in parser.parse_args().words:
        print(stem(word))
