"""Runs a web server beside the program. The library's class sets `started`, and offers nothing else to wait for."""
import threading
import time

import uvicorn


class ThreadedServer(uvicorn.Server):
    def run_in_thread(self) -> None:
        self.thread = threading.Thread(target=self.run)
        self.thread.start()
        while not self.started:  # wattlint-ok: busy-wait
            time.sleep(0.001)
