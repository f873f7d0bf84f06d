"""Orders of a shop, on Django."""
from functools import lru_cache

from django.db import transaction

from shop.models import Customer, Line, Order, Product


def names(order_ids: list[int]) -> list[str]:
    found = []
    for order_id in order_ids:
        order = Order.objects.get(id=order_id)  # wattlint-expect: n-plus-one-query
        found.append(order.name)
    return found


def lines(orders) -> dict:
    result = {}
    for order in orders:
        for line in Line.objects.filter(order=order):  # wattlint-expect: n-plus-one-query
            result.setdefault(order.id, []).append(line.total)
    return result


def customer_of(order) -> Customer:
    return Customer.objects.get(pk=order.customer_id)  # wattlint-expect: n-plus-one-query


def mail_all(orders, mailer) -> None:
    for order in orders:
        mailer.send(customer_of(order).address, "Your order")


def open_counts(customers) -> list[int]:
    return [Order.objects.filter(customer=c, state="open").count() for c in customers]  # wattlint-expect: n-plus-one-query


@transaction.atomic
def add_lines(order, products) -> None:
    for product in products:
        Line.objects.create(order=order, product=product)  # wattlint-expect: n-plus-one-query


def names_at_once(order_ids: list[int]) -> list[str]:
    return [order.name for order in Order.objects.filter(id__in=order_ids)]  # wattlint-ok: n-plus-one-query


def remembered(ids: list[int]) -> dict:
    known: dict = {}
    for customer_id in ids:
        if customer_id not in known:
            known[customer_id] = Customer.objects.get(pk=customer_id)  # wattlint-ok: n-plus-one-query
    return known


@lru_cache
def product(code: str) -> Product:
    return Product.objects.get(code=code)  # wattlint-ok: n-plus-one-query


def prices(codes: list[str]) -> list[float]:
    return [product(code).price for code in codes]


def chunks(ids: list[int], size: int = 500):
    for start in range(0, len(ids), size):
        yield from Order.objects.filter(id__in=ids[start : start + size])  # wattlint-ok: n-plus-one-query


def lazy(customers):
    # Asks nothing yet.
    return [Order.objects.filter(customer=c) for c in customers]  # wattlint-ok: n-plus-one-query


def states() -> dict:
    return {state: Order.objects.filter(state=state).count() for state in ("open", "paid", "sent")}  # wattlint-ok: n-plus-one-query


def free_code(make) -> str:
    while True:
        code = make()
        if not Product.objects.filter(code=code).exists():  # wattlint-ok: n-plus-one-query
            return code


def first_match(candidates) -> Product | None:
    for candidate in candidates:
        try:
            return Product.objects.get(code=candidate)  # wattlint-ok: n-plus-one-query
        except Product.DoesNotExist:
            continue
    return None


def related(instance, fields) -> list:
    found = []
    for field in fields:
        # Another table each time.
        found.append(field.model.objects.get(pk=getattr(instance, field.name)))  # wattlint-ok: n-plus-one-query
    return found


def release(teams: dict[int, list[int]]) -> None:
    for team, order_ids in teams.items():
        Order.objects.filter(team=team, id__in=order_ids).update(state="free")  # wattlint-ok: n-plus-one-query


def settings(keys: list[str], config: dict) -> list:
    return [config.get(key) for key in keys]  # wattlint-ok: n-plus-one-query
