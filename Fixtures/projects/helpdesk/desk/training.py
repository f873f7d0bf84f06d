"""What the jobs do."""


def retrain() -> None:
    raise NotImplementedError


def rebuild_index() -> None:
    raise NotImplementedError
