import os
from enum import Enum


class Model(str, Enum):
    LARGE = "gpt-4o"
    SMALL = "gpt-4o-mini"


OVERRIDE = os.getenv("LLM_MODEL")
