"""Trackers that nobody stops."""
import codecarbon
import eco2ai
from codecarbon import EmissionsTracker, OfflineEmissionsTracker
from zeus.monitor import ZeusMonitor


def train(model, data) -> None:
    tracker = EmissionsTracker(project_name="train")
    tracker.start()  # wattlint-expect: misused-tracker
    model.fit(data)


class Experiment:
    def __init__(self):
        self.energy = OfflineEmissionsTracker(country_iso_code="DEU")

    def run(self, model, data) -> None:
        self.energy.start()  # wattlint-expect: misused-tracker
        model.fit(data)


def rank(model, data) -> None:
    measured = eco2ai.Tracker(project_name="rank")
    measured.start()  # wattlint-expect: misused-tracker
    model.fit(data)


def embed(model, data) -> None:
    t = codecarbon.EmissionsTracker()
    t.start()  # wattlint-expect: misused-tracker
    model.encode(data)


def epochs(model, data, monitor_gpus) -> None:
    monitor = ZeusMonitor(gpu_indices=monitor_gpus)
    monitor.begin_window("training")  # wattlint-expect: misused-tracker
    model.fit(data)
