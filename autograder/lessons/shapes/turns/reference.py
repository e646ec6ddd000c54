"""What the turns of lesson 05 do, as the lesson itself would write it."""

import numpy as np


def as_batch(picture):
    return picture[np.newaxis, ..., np.newaxis]


def worst_pixel(one, other):
    return np.abs(one.astype(float) - other).max(axis=(1, 2))


def repaired(raw):
    return np.moveaxis(raw, -1, 0)[..., np.newaxis]


def gap(answers, golden):
    return float(np.abs(answers - golden).max())


def rmse_of(y, p):
    return float(np.sqrt(np.mean((y - p[:, 0]) ** 2)))


def practice(photos):
    if photos.ndim == 3:
        photos = photos[np.newaxis]
    return np.transpose(photos, (0, 2, 3, 1))
