import threading


class Camera:
    def __init__(self, device):
        self.device = device
        self.is_open = False
        self.opened = threading.Event()

    def _open(self):
        self.device.open()
        self.is_open = True
        self.opened.set()

    def start(self):
        threading.Thread(target=self._open, daemon=True).start()
        # wattlint-expect-next: busy-wait
        while not self.is_open:
            pass

    def start_well(self):
        threading.Thread(target=self._open, daemon=True).start()
        self.opened.wait()  # wattlint-ok: busy-wait

    def drain(self):
        # The device alone knows.
        while not self.device.is_empty():  # wattlint-ok: busy-wait
            pass
