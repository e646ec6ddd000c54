"""The pipeline that the cultivar model was trained with."""

import numpy as np
import pandas as pd

FAR = 10.0


def skew(train, served):
    shift = served[train.columns].mean() - train.mean()
    return (shift / train.std(ddof=0)).to_numpy()


def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}


def standardize(frame, stats):
    columns = list(stats["mean"])
    mean = np.array([stats["mean"][name] for name in columns])
    std = np.array([stats["std"][name] for name in columns])
    return ((frame[columns].to_numpy(float) - mean) / std).astype("float32")


def predict(frame, stats, model):
    return np.asarray(model(standardize(frame, stats)))


def guard(frame, stats):
    missing = sorted(set(stats["mean"]) - set(frame.columns))
    if missing:
        raise ValueError(f"columns are missing: {', '.join(missing)}")
    z = standardize(frame, stats)
    if not np.isfinite(z).all():
        raise ValueError("some values are missing or infinite")
    if (np.abs(z) > FAR).any():
        raise ValueError("some values are far outside the training range")
