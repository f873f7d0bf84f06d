"""Waits for jobs of other services."""
import asyncio
import time

import httpx
import requests


def wait_for_export(url: str) -> dict:
    while True:
        job = requests.get(url).json()
        if job["state"] == "finished":
            return job
        time.sleep(1)  # wattlint-expect: short-poll


async def wait_for_index(url: str) -> None:
    async with httpx.AsyncClient() as client:
        while True:
            response = await client.get(url)
            if response.json()["ready"]:
                break
            await asyncio.sleep(0.5)  # wattlint-expect: short-poll


def wait_until_up(url: str) -> None:
    while requests.get(url).status_code != 200:
        time.sleep(2)  # wattlint-ok: short-poll


def wait_for_report(session: requests.Session, url: str) -> str:
    state = "queued"
    while state != "done":
        state = requests.get(url + "/state").text
        time.sleep(1.5)  # wattlint-expect: short-poll
    return requests.get(url).text


def wait_for_build(url: str):
    done = False
    while not done:
        answer = requests.post(url, json={"query": "state"})
        done = answer.json()["done"]
        time.sleep(1)  # wattlint-expect: short-poll


def with_an_end(url: str, timeout: float = 60) -> bool:
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if requests.get(url).ok:
            return True
        time.sleep(1)  # wattlint-ok: short-poll
    return False


def with_a_count(url: str) -> bool:
    attempts = 0
    while attempts < 30:
        attempts += 1
        if requests.get(url).ok:
            return True
        time.sleep(1)  # wattlint-ok: short-poll
    return False


def growing(url: str) -> None:
    pause = 0.5
    while True:
        if requests.get(url).json()["done"]:
            return
        time.sleep(pause)  # wattlint-ok: short-poll
        pause = min(30, pause * 2)


def seldom(url: str) -> None:
    while True:
        if requests.get(url).json()["done"]:
            return
        time.sleep(30)  # wattlint-ok: short-poll


def pages(url: str) -> list:
    found, page = [], 1
    while True:
        items = requests.get(url, params={"page": page}).json()
        if not items:
            return found
        found += items
        page += 1
        time.sleep(1)  # wattlint-ok: short-poll


def given_by_the_service(url: str) -> str:
    while True:
        answer = requests.get(url).json()
        if "token" in answer:
            return answer["token"]
        time.sleep(answer["interval"])  # wattlint-ok: short-poll


def feed(url: str, queue) -> None:
    for item in queue:
        requests.post(url, json=item)
        time.sleep(1)  # wattlint-ok: short-poll


def wait_for_success(url: str) -> dict:
    # "failed" is asked for until somebody ends the program.
    job = requests.get(url).json()
    while job["state"] != "succeeded":
        time.sleep(1)  # wattlint-expect: short-poll
        job = requests.get(url).json()
    return job


def watch(url: str) -> dict:
    # Somebody looks at the line that each answer is.
    while True:
        job = requests.get(url).json()
        print(f"{job['state']}: {job['done']} of {job['all']}")
        if job["state"] == "finished":
            return job
        time.sleep(1)  # wattlint-ok: short-poll


def watch_nothing(url: str) -> dict:
    while True:
        job = requests.get(url).json()
        print("still waiting")
        if job["state"] == "finished":
            return job
        time.sleep(1)  # wattlint-expect: short-poll
