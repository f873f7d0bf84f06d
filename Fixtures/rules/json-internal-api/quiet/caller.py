"""Internal by name, but nothing says that much happens there."""
import requests


def refresh(table: str) -> None:
    requests.post("http://catalogue.internal:8080/refresh", json={"table": table})  # wattlint-ok: json-internal-api


def report(numbers: dict) -> None:
    requests.post("http://10.2.3.4:9000/report", json=numbers)  # wattlint-ok: json-internal-api


def local(numbers: dict) -> None:
    requests.post("http://localhost:8000/report", json=numbers)  # wattlint-ok: json-internal-api


def with_retries(numbers: dict) -> None:
    for _ in range(5):
        if requests.post("http://reports.default.svc.cluster.local/report", json=numbers).ok:  # wattlint-ok: json-internal-api
            return


def migrate(rows: list[dict]) -> None:
    # Once, by hand: a loop alone is no volume.
    for row in rows:
        requests.post("http://catalogue.internal:8080/rows", json=row)  # wattlint-ok: json-internal-api
