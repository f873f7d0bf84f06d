"""Trackers as they should be."""
import threading

from codecarbon import EmissionsTracker, track_emissions
from zeus.monitor import ZeusMonitor


def train(model, data) -> float:
    tracker = EmissionsTracker()
    tracker.start()  # wattlint-ok: misused-tracker
    try:
        model.fit(data)
    finally:
        emissions = tracker.stop()
    return emissions


def with_context(model, data) -> None:
    with EmissionsTracker() as around:
        model.fit(data)  # wattlint-ok: misused-tracker


@track_emissions
def decorated(model, data) -> None:
    model.fit(data)  # wattlint-ok: misused-tracker


def begin() -> EmissionsTracker:
    begun = EmissionsTracker()
    begun.start()  # wattlint-ok: misused-tracker
    return begun


def handed(model, run) -> None:
    given = EmissionsTracker()
    given.start()  # wattlint-ok: misused-tracker
    run(model, given)


def thread(work) -> None:
    worker = threading.Thread(target=work)
    worker.start()  # wattlint-ok: misused-tracker


def windows(model, data) -> float:
    monitor = ZeusMonitor(gpu_indices=[0])
    monitor.begin_window("training")  # wattlint-ok: misused-tracker
    model.fit(data)
    return monitor.end_window("training").total_energy
