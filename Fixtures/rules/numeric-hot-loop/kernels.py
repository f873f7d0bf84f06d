"""Kernels on images and matrices."""
import matplotlib.pyplot as plt
import numpy as np
from numba import njit


def gamma(image: np.ndarray, weight: np.ndarray) -> np.ndarray:
    out = np.zeros_like(image)
    for y in range(image.shape[0]):  # wattlint-expect: numeric-hot-loop
        for x in range(image.shape[1]):
            out[y, x] = image[y, x] * weight[y, x]
    return out


def trace(a: np.ndarray, b: np.ndarray, n: int) -> float:
    total = 0.0
    for i in range(n):  # wattlint-expect: numeric-hot-loop
        for j in range(n):
            total += a[i, j] * b[j, i]
    return total


def warp(cost: np.ndarray) -> np.ndarray:
    n, m = cost.shape
    table = np.full((n + 1, m + 1), np.inf)
    table[0, 0] = 0
    for i in range(1, n + 1):  # wattlint-expect: numeric-hot-loop
        for j in range(1, m + 1):
            table[i, j] = cost[i - 1, j - 1] + min(table[i - 1, j], table[i, j - 1], table[i - 1, j - 1])
    return table


def heat(grid: np.ndarray, steps: int) -> np.ndarray:
    rows, columns = grid.shape
    for _ in range(steps):
        for r in range(1, rows - 1):  # wattlint-expect: numeric-hot-loop
            for c in range(1, columns - 1):
                grid[r, c] = 0.25 * (grid[r - 1, c] + grid[r + 1, c] + grid[r, c - 1] + grid[r, c + 1])
    return grid


@njit(cache=True)
def compiled(a, b):
    total = 0.0
    for i in range(a.shape[0]):  # wattlint-ok: numeric-hot-loop
        for j in range(a.shape[1]):
            total += a[i, j] * b[i, j]
    return total


def whole(a: np.ndarray, b: np.ndarray) -> float:
    return float((a * b).sum())  # wattlint-ok: numeric-hot-loop


def small(kernel: np.ndarray) -> float:
    total = 0.0
    for i in range(3):  # wattlint-ok: numeric-hot-loop
        for j in range(3):
            total += kernel[i, j] * (i + j)
    return total


def draw(matrix: np.ndarray) -> None:
    for i in range(matrix.shape[0]):  # wattlint-ok: numeric-hot-loop
        for j in range(matrix.shape[1]):
            plt.text(j, i, matrix[i, j] * 100)


def lists(table: list[list[float]]) -> float:
    total = 0.0
    for i in range(len(table)):  # wattlint-ok: numeric-hot-loop
        for j in range(len(table[i])):
            total += table[i][j] * 2
    return total


def rows(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    out = np.zeros((len(a), len(b)))
    for i in range(len(a)):  # wattlint-ok: numeric-hot-loop
        for j in range(len(b)):
            out[i, j] = np.dot(a[i], b[j]) + 1
    return out


def fit_all(models, scores: np.ndarray, folds: int) -> np.ndarray:
    for i in range(len(models)):  # wattlint-ok: numeric-hot-loop
        for j in range(folds):
            scores[i, j] = scores[i, j] + models[i].fit(j)
    return scores


def fill(names: list[str], grid: np.ndarray) -> np.ndarray:
    for i in range(len(names)):  # wattlint-ok: numeric-hot-loop
        for j in range(len(names)):
            grid[i, j] = len(names[i])
    return grid
