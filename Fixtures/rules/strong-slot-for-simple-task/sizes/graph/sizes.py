from enum import Enum


class ModelSize(Enum):
    small = "small"
    large = "large"
