"""The steps that the depot's models were trained with."""

import numpy as np
import pandas as pd


def cast_loss(values, dtype):
    with np.errstate(all="ignore"):
        before, after = values.tolist(), values.astype(dtype).tolist()
    changed = sum(a != b for a, b in zip(before, after, strict=True))
    return {"changed": changed, "merged": len(set(before)) - len(set(after))}


def to_unit_range(images):
    return np.asarray(images, dtype="float32") / np.float32(127.5) - np.float32(1)


def read_digits(images, model):
    return np.asarray(model(to_unit_range(images)))


def hour_of_day(times):
    if times.dt.tz is not None:
        times = times.dt.tz_convert("UTC")
    return times.dt.hour.fillna(-1).to_numpy("int64")


def encode_ids(ids, vocab):
    number = {known: i for i, known in enumerate(vocab, start=1)}
    return np.array([0 if pd.isna(i) else number.get(int(i), 0) for i in ids], dtype="int64")


def category_codes(codes):
    texts = []
    for code in codes:
        if pd.isna(code):
            texts.append("")
        else:
            texts.append(code if isinstance(code, str) else str(int(code)))
    return texts


def guard(images):
    if images.dtype.kind not in "uif":
        raise ValueError(f"pixels are numbers, not {images.dtype}")
    if images.size == 0:
        return
    if not np.isfinite(images).all():
        raise ValueError("some pixels are missing or infinite")
    if images.min() < 0 or images.max() > 255:
        raise ValueError("some pixels are outside 0 to 255")
    if images.max() <= 1:
        raise ValueError("no pixel is above 1: scaled already?")
