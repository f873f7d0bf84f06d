"""How alike shops are: those with the same pattern of sales share a model."""

import numpy as np


def dissimilarity(patterns: np.ndarray) -> np.ndarray:
    result = np.zeros((patterns.shape[0], patterns.shape[0]))
    for i in range(patterns.shape[0]):
        for j in range(patterns.shape[0]):
            for day in range(patterns.shape[1]):
                result[i, j] += (patterns[i, day] - patterns[j, day]) ** 2
    return np.sqrt(result)


def correlation(patterns: np.ndarray) -> np.ndarray:
    centred = patterns - patterns.mean(axis=1, keepdims=True)
    scaled = centred / np.linalg.norm(centred, axis=1, keepdims=True)
    return scaled @ scaled.T
