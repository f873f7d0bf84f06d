"""What somebody draws into a picture."""
import cv2
import numpy as np


def planes(self, strokes):
    drawn = np.concatenate(strokes)
    whole = np.zeros((2, 0))
    for plane in np.unique(drawn[:, 0]):
        inside = np.zeros(0)
        for stroke in strokes:
            inside = np.concatenate((inside, stroke[stroke[:, 0] == plane, 1]))  # wattlint-ok: concat-in-loop
        whole = np.append(whole, np.vstack((inside, inside)), axis=-1)  # wattlint-ok: concat-in-loop
    return whole


def chosen(points, files):
    found = np.zeros((0, 2))
    for point in points:
        found = np.vstack([found, point])  # wattlint-ok: concat-in-loop
    for file in files:
        found = np.vstack([found, np.load(file)])  # wattlint-expect: concat-in-loop
    return found
