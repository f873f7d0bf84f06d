from sqlalchemy import select

from library.base import NewSession, NewShelf
from library.models import Loan, Reader


def overdue() -> list[dict]:
    with NewSession() as session:
        rows = []
        for loan in session.scalars(select(Loan).where(Loan.is_overdue)).all():
            reader = session.execute(select(Reader).where(Reader.id == loan.reader_id)).scalar_one()  # wattlint-expect: n-plus-one-query
            rows.append({"loan": loan.id, "reader": reader.name})
        return rows


def overdue_at_once() -> list[dict]:
    with NewSession() as session:
        loans = session.scalars(select(Loan).where(Loan.is_overdue)).all()
        readers = session.execute(select(Reader).where(Reader.id.in_([loan.reader_id for loan in loans]))).scalars()  # wattlint-ok: n-plus-one-query
        names = {reader.id: reader.name for reader in readers}
        return [{"loan": loan.id, "reader": names[loan.reader_id]} for loan in loans]


def in_memory(loans: list[Loan]) -> list[str]:
    with NewShelf() as shelf:
        return [shelf.execute(select(Reader).where(Reader.id == loan.reader_id)) for loan in loans]  # wattlint-ok: n-plus-one-query
