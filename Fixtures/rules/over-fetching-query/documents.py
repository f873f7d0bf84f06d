import asyncpg
import psycopg2


def titles(connection):
    cursor = connection.cursor()
    cursor.execute("SELECT * FROM documents WHERE published ORDER BY at")  # wattlint-expect: over-fetching-query
    return [row["title"] for row in cursor.fetchall()]


async def sizes(pool):
    rows = await pool.fetch("select * from files")  # wattlint-expect: over-fetching-query
    total = 0
    for row in rows:
        total += row["size"] * row["copies"]
    return total


def walk(connection):
    cursor = connection.cursor()
    cursor.execute("""
        SELECT *
        FROM documents
    """)  # wattlint-ok: over-fetching-query
    for row in cursor:
        yield row


def by_key(connection, id):
    cursor = connection.cursor()
    cursor.execute("SELECT * FROM documents WHERE id = %s", (id,))  # wattlint-ok: over-fetching-query
    for row in cursor.fetchall():
        print(row["title"])


def count(connection):
    cursor = connection.cursor()
    cursor.execute("SELECT COUNT(*) FROM documents")  # wattlint-ok: over-fetching-query
    return cursor.fetchone()[0]


def exists(connection):
    cursor = connection.cursor()
    cursor.execute("SELECT EXISTS (SELECT * FROM documents)")  # wattlint-ok: over-fetching-query
    for row in cursor.fetchall():
        return row["exists"]


def handed_on(connection, write):
    cursor = connection.cursor()
    cursor.execute("SELECT * FROM documents")  # wattlint-ok: over-fetching-query
    rows = cursor.fetchall()
    for row in rows:
        print(row["title"])
    write(rows)


def whole_rows(connection):
    cursor = connection.cursor()
    cursor.execute("SELECT * FROM documents")  # wattlint-ok: over-fetching-query
    return [dict(row, title=row["title"].strip()) for row in cursor.fetchall()]


def named(connection):
    cursor = connection.cursor()
    cursor.execute("SELECT title FROM documents")  # wattlint-ok: over-fetching-query
    return [row["title"] for row in cursor.fetchall()]


def migrate_titles(connection):
    cursor = connection.cursor()
    cursor.execute("SELECT * FROM documents")  # wattlint-ok: over-fetching-query
    for row in cursor.fetchall():
        print(row["title"])
