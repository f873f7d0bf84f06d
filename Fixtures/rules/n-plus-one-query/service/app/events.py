"""Events of a service, on SQLAlchemy and plain drivers."""
import psycopg2
import redis
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Event, User

cache = redis.Redis()


def owners(session: Session, events: list[Event]) -> list[User]:
    found = []
    for event in events:
        found.append(session.get(User, event.owner_id))  # wattlint-expect: n-plus-one-query
    return found


def emails(db: Session, names: list[str]) -> list[str]:
    return [db.query(User).filter(User.name == name).first().email for name in names]  # wattlint-expect: n-plus-one-query


def latest(session: Session, users: list[User]) -> dict:
    result = {}
    for user in users:
        statement = select(Event).where(Event.owner_id == user.id).limit(1)
        result[user.id] = session.scalar(statement)  # wattlint-expect: n-plus-one-query
    return result


def first_of_each(session: Session, users: list[User]) -> list[Event]:
    found = []
    for user in users:
        found.append(session.execute(select(Event).where(Event.owner_id == user.id)).scalar_one())  # wattlint-expect: n-plus-one-query
    return found


def all_of_them(session: Session, users: list[User]) -> list[Event]:
    statement = select(Event).where(Event.owner_id.in_([user.id for user in users]))
    return list(session.execute(statement).scalars())  # wattlint-ok: n-plus-one-query


def call_each(session: Session, procedures: list) -> None:
    for procedure in procedures:
        session.execute(procedure)  # wattlint-ok: n-plus-one-query


def save(path: str, rows: list[tuple]) -> None:
    connection = psycopg2.connect(path)
    cursor = connection.cursor()
    for row in rows:
        cursor.execute("INSERT INTO event VALUES (%s, %s)", row)  # wattlint-expect: n-plus-one-query
    connection.commit()


def rename(connection, changes: dict[int, str]) -> None:
    with connection.cursor() as cursor:
        for key, name in changes.items():
            cursor.execute("UPDATE event SET name = %s WHERE id = %s", (name, key))  # wattlint-expect: n-plus-one-query


def cached(keys: list[str]) -> list:
    return [cache.get(key) for key in keys]  # wattlint-expect: n-plus-one-query


def cached_at_once(keys: list[str]) -> list:
    return cache.mget(keys)  # wattlint-ok: n-plus-one-query


def pipelined(values: dict) -> None:
    pipeline = cache.pipeline()
    for key, value in values.items():
        pipeline.set(key, value)  # wattlint-ok: n-plus-one-query
    pipeline.execute()


def save_many(path: str, rows: list[tuple]) -> None:
    with psycopg2.connect(path).cursor() as cursor:
        cursor.executemany("INSERT INTO event VALUES (%s, %s)", rows)  # wattlint-ok: n-plus-one-query


def run_all(cursor, statements: list[str]) -> None:
    for statement in statements:
        cursor.execute(statement)  # wattlint-ok: n-plus-one-query


def tune(cursor, names: list[str]) -> None:
    for name in names:
        cursor.execute(f"ANALYZE {name}")  # wattlint-ok: n-plus-one-query


def count_tables(cursor, tables: list[str]) -> dict:
    result = {}
    for table in tables:
        # Another statement each time.
        cursor.execute(f"SELECT count(*) FROM {table}")  # wattlint-ok: n-plus-one-query
        result[table] = cursor.fetchone()[0]
    return result


def add_all(session: Session, events: list[dict]) -> None:
    for event in events:
        session.add(Event(**event))  # wattlint-ok: n-plus-one-query
    session.commit()


def by_slices(cursor, ids: list[int], size: int = 1000) -> None:
    for start in range(0, len(ids), size):
        cursor.execute("DELETE FROM event WHERE id = ANY(%s)", (ids[start : start + size],))  # wattlint-ok: n-plus-one-query


def wait_for_database(cursor) -> None:
    for attempt in range(30):
        try:
            cursor.execute("SELECT 1")  # wattlint-ok: n-plus-one-query
            return
        except psycopg2.OperationalError:
            continue


def chain(session: Session, parts: list[Event]) -> None:
    for part in parts:
        before = session.get(Event, part.before_id)  # wattlint-todo-ok: n-plus-one-query what a round writes is not followed
        before.after_id = part.id
        # The next part may come after this one.
        session.commit()


class Cookbooks:
    """Has an `update_one` of its own."""

    def update_all(self, books: list) -> None:
        for book in books:
            self.repository.update_one(book.id, book)  # wattlint-ok: n-plus-one-query
