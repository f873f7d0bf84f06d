"""Until it parses: with and without an end."""
import json
import time

import backoff
from openai import OpenAI
from pydantic import BaseModel, ValidationError
from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_exponential

client = OpenAI()


class Order(BaseModel):
    item: str
    count: int


def order_from(mail: str) -> dict:
    while True:
        response = client.chat.completions.create(  # wattlint-expect: unbounded-retry
            model="gpt-4o-mini", messages=[{"role": "user", "content": f"Read the order, as JSON.\n{mail}"}]
        )
        try:
            return json.loads(response.choices[0].message.content)
        except json.JSONDecodeError:
            continue


def label_of(mail: str) -> str:
    label = ""
    while label not in ("order", "return", "other"):
        response = client.chat.completions.create(  # wattlint-expect: unbounded-retry
            model="gpt-4o-mini", max_tokens=3, messages=[{"role": "user", "content": f"What does the customer write about: order, return, other?\n{mail}"}]
        )
        label = response.choices[0].message.content.strip()
    return label


@retry(wait=wait_exponential(max=60))
def order_with_patience(mail: str) -> Order:
    response = client.chat.completions.create(  # wattlint-expect: unbounded-retry
        model="gpt-4o-mini", messages=[{"role": "user", "content": f"Read the order, as JSON.\n{mail}"}]
    )
    return Order.model_validate_json(response.choices[0].message.content)


@backoff.on_exception(backoff.expo, (ValueError, ValidationError))
def order_with_backoff(mail: str) -> Order:
    response = client.chat.completions.create(  # wattlint-expect: unbounded-retry
        model="gpt-4o-mini", messages=[{"role": "user", "content": f"Read the order, as JSON.\n{mail}"}]
    )
    return Order.model_validate_json(response.choices[0].message.content)


@retry(stop=stop_after_attempt(3), wait=wait_exponential(max=60))
def order_three_times(mail: str) -> Order:
    response = client.chat.completions.create(  # wattlint-ok: unbounded-retry
        model="gpt-4o-mini", messages=[{"role": "user", "content": f"Read the order, as JSON.\n{mail}"}]
    )
    return Order.model_validate_json(response.choices[0].message.content)


@retry(retry=retry_if_exception_type(ConnectionError), wait=wait_exponential(max=60))
def order_when_connected(mail: str) -> Order:
    # Only what generates nothing is tried again.
    response = client.chat.completions.create(  # wattlint-ok: unbounded-retry
        model="gpt-4o-mini", messages=[{"role": "user", "content": f"Read the order, as JSON.\n{mail}"}]
    )
    return Order.model_validate_json(response.choices[0].message.content)


def order_counted(mail: str) -> dict | None:
    order = None
    left = 3
    # Looks endless, but the body counts.
    while order is None:
        response = client.chat.completions.create(  # wattlint-ok: unbounded-retry
            model="gpt-4o-mini", messages=[{"role": "user", "content": f"Read the order, as JSON.\n{mail}"}]
        )
        try:
            order = json.loads(response.choices[0].message.content)
        except json.JSONDecodeError:
            left -= 1
            if not left:
                return None
    return order


def order_until_late(mail: str, deadline: float) -> dict | None:
    while time.monotonic() < deadline:
        response = client.chat.completions.create(  # wattlint-ok: unbounded-retry
            model="gpt-4o-mini", messages=[{"role": "user", "content": f"Read the order, as JSON.\n{mail}"}]
        )
        try:
            return json.loads(response.choices[0].message.content)
        except json.JSONDecodeError:
            continue
    return None


def work(queue) -> None:
    # A new mail in each round.
    while True:
        mail = queue.get()
        response = client.chat.completions.create(  # wattlint-ok: unbounded-retry
            model="gpt-4o-mini", messages=[{"role": "user", "content": f"Read the order, as JSON.\n{mail}"}]
        )
        print(json.loads(response.choices[0].message.content))


def connect(mail: str) -> str:
    # Errors of the network generate nothing.
    while True:
        try:
            response = client.chat.completions.create(  # wattlint-ok: unbounded-retry
                model="gpt-4o-mini", messages=[{"role": "user", "content": f"Answer kindly.\n{mail}"}]
            )
            return response.choices[0].message.content
        except ConnectionError:
            time.sleep(5)
