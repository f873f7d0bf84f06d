class Shelf:
    """Books that are in memory."""

    def __enter__(self):
        return self

    def __exit__(self, *problem):
        return False

    def execute(self, wanted):
        return wanted.among([])
