import os

DESK_MODEL = os.getenv("DESK_MODEL")
PRIORITY_MODEL = os.getenv("PRIORITY_MODEL", "gpt-4.1-nano")
