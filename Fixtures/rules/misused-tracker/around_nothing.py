from codecarbon import EmissionsTracker


def train(model, batches) -> float:
    tracker = EmissionsTracker(project_name="tides")
    tracker.start()  # wattlint-expect: misused-tracker
    grams = tracker.stop()
    for batch in batches:
        model.step(batch)
    return grams


def train_measured(model, batches) -> float:
    tracker = EmissionsTracker(project_name="tides")
    tracker.start()  # wattlint-ok: misused-tracker
    for batch in batches:
        model.step(batch)
    return tracker.stop()


def check(is_dry: bool, model, batches) -> None:
    tracker = EmissionsTracker(project_name="tides")
    tracker.start()  # wattlint-ok: misused-tracker
    if is_dry:
        tracker.stop()
        return
    for batch in batches:
        model.step(batch)
    tracker.stop()


def measured():
    tracker = EmissionsTracker(project_name="tides")
    tracker.start()  # wattlint-ok: misused-tracker
    yield
    tracker.stop()
