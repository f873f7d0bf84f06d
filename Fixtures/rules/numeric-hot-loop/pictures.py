import numpy as np
from PIL import Image


def reach(stations: np.ndarray) -> np.ndarray:
    count = stations.shape[0]
    squared = np.zeros((count, count))
    for i in range(count):  # wattlint-expect: numeric-hot-loop
        for j in range(count):
            east = stations[i, 0] - stations[j, 0]
            north = stations[i, 1] - stations[j, 1]
            squared[i, j] = east * east + north * north
    return squared


def warm(path: str) -> np.ndarray:
    photo = np.array(Image.open(path).convert("RGB"))
    height, width, _ = photo.shape
    tint = np.empty((height, width), dtype=np.uint8)
    for y in range(height):  # wattlint-expect: numeric-hot-loop
        for x in range(width):
            red, green, blue = photo[y, x]
            tint[y, x] = int(0.6 * red + 0.3 * green + 0.1 * blue)
    return tint


def marks(path: str, names: dict) -> list[str]:
    # Looks up a name for each picture element, and works nothing out.
    photo = np.array(Image.open(path).convert("L"))
    height, width = photo.shape
    found = []
    for y in range(height):  # wattlint-ok: numeric-hot-loop
        for x in range(width):
            level = photo[y, x]
            if level in names:
                found.append(names[level])
    return found


def tiles(photo: np.ndarray, size: int) -> list[np.ndarray]:
    found = []
    for i in range(photo.shape[0] // size):  # wattlint-ok: numeric-hot-loop
        for j in range(photo.shape[1] // size):
            found.append(photo[i * size : (i + 1) * size, j * size : (j + 1) * size].mean())
    return found


def small_kernel(photo: np.ndarray) -> np.ndarray:
    kernel = np.zeros((3, 3))
    for i in range(3):  # wattlint-ok: numeric-hot-loop
        for j in range(3):
            kernel[i, j] = photo[i, j] / 9
    return kernel
