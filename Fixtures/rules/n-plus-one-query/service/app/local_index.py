"""An index on this machine's disk: SQLite runs in the process, so a query is a function call and no round trip."""
import sqlite3


def titles(path: str, numbers: list[int]) -> list[str]:
    connection = sqlite3.connect(path)
    cursor = connection.cursor()
    found = []
    for number in numbers:
        cursor.execute("SELECT title FROM page WHERE id = ?", (number,))  # wattlint-ok: n-plus-one-query
        found.append(cursor.fetchone()[0])
    return found


def save(path: str, rows: list[tuple]) -> None:
    with sqlite3.connect(path) as connection:
        cursor = connection.cursor()
        for row in rows:
            cursor.execute("INSERT INTO page VALUES (?, ?)", row)  # wattlint-ok: n-plus-one-query
