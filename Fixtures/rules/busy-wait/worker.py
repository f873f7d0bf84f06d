"""Starts workers and waits for them."""
import asyncio
import queue
import subprocess
import threading
import time

import requests

READY = False


class Worker:
    def __init__(self):
        self.queue: queue.Queue = queue.Queue()
        self.stopped = threading.Event()
        self.started = False
        self.result = None

    def start(self) -> None:
        threading.Thread(target=self.run).start()
        while not self.started:
            time.sleep(0.001)  # wattlint-expect: busy-wait

    def wait(self) -> None:
        while True:
            if self.result is not None:
                break
            time.sleep(0.05)  # wattlint-expect: busy-wait

    def spin(self) -> None:
        while not self.started:  # wattlint-expect: busy-wait
            pass

    async def drained(self) -> None:
        while not self.queue.empty():
            await asyncio.sleep(0)  # wattlint-expect: busy-wait

    def wait_properly(self) -> None:
        self.stopped.wait()  # wattlint-ok: busy-wait

    def run(self) -> None:
        self.started = True
        while not self.stopped.is_set():
            # Works in each round; the pause is for others.
            self.handle(self.queue.get())
            time.sleep(0.01)  # wattlint-ok: busy-wait

    def handle(self, item) -> None:
        ...

    def heartbeat(self) -> None:
        while not self.stopped.is_set():
            time.sleep(15)  # wattlint-ok: busy-wait

    def slow_look(self) -> None:
        while not self.started:
            time.sleep(0.5)  # wattlint-ok: busy-wait


def build(command: list[str]) -> int:
    process = subprocess.Popen(command)
    while process.poll() is None:
        time.sleep(0.05)  # wattlint-expect: busy-wait
    return process.returncode


def build_patiently(command: list[str]) -> int:
    process = subprocess.Popen(command)
    while process.poll() is None:
        time.sleep(0.1)  # wattlint-ok: busy-wait
    return process.returncode


def wait_for_module() -> None:
    while not READY:
        time.sleep(0.02)  # wattlint-expect: busy-wait


def keep_alive() -> None:
    while True:
        time.sleep(0.1)  # wattlint-ok: busy-wait


def animate(frames: int) -> None:
    frame = 0
    while frame < frames:
        frame += 1
        time.sleep(0.04)  # wattlint-ok: busy-wait


def rest(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.01)  # wattlint-ok: busy-wait


def remote(url: str) -> None:
    # Another system, which can only be asked.
    while requests.get(url).status_code != 200:
        time.sleep(0.1)  # wattlint-ok: busy-wait


def device(port) -> bytes:
    while not port.in_waiting():
        time.sleep(0.01)  # wattlint-ok: busy-wait
    return port.read()


def drain(source) -> None:
    while source.read_next():  # wattlint-ok: busy-wait
        pass


def backoff(worker) -> None:
    pause = 0.01
    while not worker.ping():
        pause *= 2
        time.sleep(pause)  # wattlint-ok: busy-wait


def lock_free(counter) -> None:
    while not counter.compare_and_set(0, 1):  # wattlint-ok: busy-wait
        pass
