"""Waits, each for something of its own kind: what a wait may be turned into depends on who ends it, and with which answer."""
import asyncio
import multiprocessing
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import kernels
import peers
import settings
import webserver


class Printer:
    """Lines go through a queue to a thread that prints them."""

    def __init__(self) -> None:
        self.lines: queue.Queue = queue.Queue()
        self.closed = False
        self.width = None
        self.from_file = True
        self.thread = threading.Thread(target=self.run)

    def run(self) -> None:
        while not self.closed:
            print(self.lines.get())
            self.lines.task_done()

    def first_line(self) -> None:
        while self.lines.empty():
            time.sleep(0.02)  # wattlint-expect: busy-wait

    def counted(self) -> None:
        while self.lines.qsize() == 0:
            time.sleep(0.02)  # wattlint-expect: busy-wait

    def flush(self) -> None:
        # Until the other side has taken them all: get() here would take a line away from it.
        while not self.lines.empty():
            time.sleep(0.02)  # wattlint-ok: busy-wait

    async def flush_while_open(self) -> None:
        while not self.closed:
            if self.lines.empty():
                break
            await asyncio.sleep(0.02)  # wattlint-ok: busy-wait

    def flush_hot(self) -> None:
        while self.lines.qsize() > 0:  # wattlint-expect: busy-wait
            pass

    def finish(self) -> None:
        while self.thread.is_alive():
            time.sleep(0.01)  # wattlint-expect: busy-wait

    def until_it_runs(self) -> None:
        # join() would wait for the end, not for the beginning.
        while not self.thread.is_alive():
            time.sleep(0.01)  # wattlint-ok: busy-wait

    def settle(self) -> None:
        # Several of its own: one of them is what changes.
        while self.from_file and self.width is None:
            time.sleep(0.01)  # wattlint-expect: busy-wait

    def measure(self) -> None:
        self.width = 80

    def give_up(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while not self.closed and time.monotonic() < end:
            time.sleep(0.01)  # wattlint-ok: busy-wait

    def give_up_inside(self, seconds: float) -> None:
        begin = time.monotonic()
        while not self.closed:
            if time.monotonic() - begin > seconds:
                raise TimeoutError
            time.sleep(0.01)  # wattlint-ok: busy-wait

    def count_down(self) -> None:
        looks = 100
        while looks > 0 and not self.closed:
            looks -= 1
            time.sleep(0.01)  # wattlint-ok: busy-wait

    def or_dead(self) -> None:
        # Two different things at once, which no single call waits for.
        while not self.closed and self.thread.is_alive():
            time.sleep(0.01)  # wattlint-ok: busy-wait


class Background(webserver.Server):
    """Says itself when it has stopped; that it has started, only the library says."""

    def start(self) -> None:
        self.halted = False
        threading.Thread(target=self.go).start()
        while not self.started and not self.halted:
            time.sleep(0.001)  # wattlint-ok: busy-wait

    def stop(self) -> None:
        while not self.halted:
            time.sleep(0.001)  # wattlint-expect: busy-wait

    def go(self) -> None:
        self.run()
        self.halted = True


class Reader(threading.Thread):
    def __init__(self) -> None:
        super().__init__()
        self.loaded = False

    def run(self) -> None:
        self.loaded = True


def read() -> None:
    reader = Reader()
    reader.start()
    while not reader.loaded:
        time.sleep(0.01)  # wattlint-expect: busy-wait
    while reader.is_alive():
        time.sleep(0.01)  # wattlint-expect: busy-wait


def kernel() -> None:
    client = kernels.Manager().client()
    while not client.is_alive():
        time.sleep(0.05)  # wattlint-ok: busy-wait


async def serve() -> None:
    server = webserver.Server()
    task = asyncio.create_task(server.serve())
    while not server.started and not task.done():
        await asyncio.sleep(0.05)  # wattlint-ok: busy-wait


async def gather_addresses() -> None:
    peer = peers.Connection()
    while peer.state != "complete":
        await asyncio.sleep(0.05)  # wattlint-ok: busy-wait


async def signalled(session) -> None:
    # Whatever that object is, nothing here sets it.
    while not session.signalled:
        await asyncio.sleep(0.05)  # wattlint-ok: busy-wait


def switched_on() -> None:
    while not settings.ENABLED:
        time.sleep(0.05)  # wattlint-ok: busy-wait


async def one_task(work) -> None:
    task = asyncio.create_task(work())
    while not task.done():
        await asyncio.sleep(0.01)  # wattlint-expect: busy-wait


def one_future(work) -> None:
    with ThreadPoolExecutor() as pool:
        future = pool.submit(work)
        while not future.done():
            time.sleep(0.01)  # wattlint-expect: busy-wait


def somebodys_future(future) -> None:
    while not future.done():
        time.sleep(0.01)  # wattlint-ok: busy-wait


def child(work) -> None:
    process = multiprocessing.Process(target=work)
    process.start()
    while process.is_alive():
        time.sleep(0.05)  # wattlint-expect: busy-wait


class Guard:
    def __init__(self) -> None:
        self.running: dict[str, float] = {}
        self.stop = threading.Event()

    def leave(self, name: str) -> None:
        self.running.pop(name, None)

    async def until_left(self, name: str) -> None:
        while name in self.running:
            await asyncio.sleep(0.02)  # wattlint-expect: busy-wait

    async def until_left_or_late(self, name: str) -> None:
        deadline = time.monotonic() + 5
        while name in self.running and time.monotonic() < deadline:
            await asyncio.sleep(0.02)  # wattlint-ok: busy-wait

    def park(self) -> None:
        while not self.stop.is_set():
            time.sleep(0.02)  # wattlint-expect: busy-wait
