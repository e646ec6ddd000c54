"""The pipeline that the paving sorter was trained with, and scores that pair rows."""

import numpy as np
import pandas as pd


def moved(raw, batch):
    apart = np.abs(batch[..., 0] - np.moveaxis(raw, -1, 0).astype(float))
    return apart.max(axis=(1, 2))


def to_delivery(raw):
    if isinstance(raw, list):
        return np.stack(raw, axis=-1) if raw else np.zeros((8, 8, 0))
    return raw[:, :, np.newaxis] if raw.ndim == 2 else raw


def to_batch(raw):
    return np.moveaxis(to_delivery(raw), -1, 0)[..., np.newaxis].astype("float32")


def predict(raw, model):
    x = to_batch(raw)
    if len(x) == 0:  # a convolution can't take an empty batch
        return np.zeros((0, model.output_shape[-1]), "float32")
    return np.asarray(model(x))


def one_column(values):
    column = np.asarray(values, dtype=float)
    if column.ndim == 2 and column.shape[1] == 1:
        column = column[:, 0]
    if column.ndim != 1 or len(column) == 0:
        raise ValueError(f"expected shape (n,) or (n, 1), got {np.shape(values)}")
    return column


def rmse(y, p):
    y, p = one_column(y), one_column(p)
    if len(y) != len(p):
        raise ValueError(f"{len(y)} values against {len(p)}")
    return float(np.sqrt(np.mean((y - p) ** 2)))


def class_labels(logits):
    if logits.shape[1] == 1:
        return (logits[:, 0] > 0).astype(int)
    return logits.argmax(axis=1)


def check_input(x, shape):
    if len(x.shape) != len(shape):
        raise ValueError(f"expected {len(shape)} axes, {shape}, got shape {x.shape}")
    for axis, (have, want) in enumerate(zip(x.shape, shape)):
        if want is not None and have != want:
            raise ValueError(f"axis {axis} should have length {want}, got {have}")
