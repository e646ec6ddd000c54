"""The pipeline that the sexing model was trained with."""

import numpy as np
import pandas as pd

NUMBERS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "delta_15_n", "delta_13_c"]
TEXTS = ["species", "island"]
CODE = -999
FAR = 5.0


def practice(frame, train):
    return frame.fillna(train.median()).to_numpy("float32")


def numbers_of(column):
    numbers = pd.to_numeric(column, errors="coerce").astype("float64")
    return numbers.mask(numbers == CODE)


def texts_of(column):
    text = column.astype(object)
    return text.where(text.notna() & ~text.isin([""]), None)


def count_missing(frame):
    counts = {name: int(numbers_of(frame[name]).isna().sum()) for name in NUMBERS}
    counts |= {name: int(texts_of(frame[name]).isna().sum()) for name in TEXTS}
    return counts


def fit_params(train):
    numbers = train[NUMBERS].apply(numbers_of)
    texts = train[TEXTS].apply(texts_of)
    median = numbers.median()
    filled = numbers.fillna(median)
    return {
        "median": median.to_dict(),
        "mode": {name: texts[name].mode()[0] for name in TEXTS},
        "mean": filled.mean().to_dict(),
        "std": filled.std(ddof=0).to_dict(),
        "categories": {name: sorted(texts[name].dropna().unique()) for name in TEXTS},
    }


def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name, value in params["median"].items():
        filled[name] = numbers_of(frame[name]).fillna(value)
    for name, value in params["mode"].items():
        text = texts_of(frame[name])
        filled[name] = text.where(text.notna(), value)
    return filled


def encode(filled, params):
    columns = [(filled[name] - params["mean"][name]) / params["std"][name] for name in params["mean"]]
    for name, known in params["categories"].items():
        columns += [filled[name] == value for value in known]
    return np.column_stack(columns).astype("float32")


def predict(frame, params, model):
    return np.asarray(model(encode(impute(frame, params), params)))


def name_sex(frame, params, model):
    logits = predict(frame, params, model)[:, 0]
    numbers = frame[list(params["median"])].apply(numbers_of)
    nothing = numbers.isna().all(axis=1).to_numpy()
    return ["unknown" if none else "male" if logit > 0 else "female" for logit, none in zip(logits, nothing)]


def guard(frame, params):
    lacking = sorted({*params["median"], *params["mode"]} - set(frame.columns))
    if lacking:
        raise ValueError(f"columns are missing: {', '.join(lacking)}")
    numbers = frame[list(params["median"])].apply(numbers_of)
    if len(frame) >= 10 and (numbers.isna().mean() > 0.5).any():
        raise ValueError("a sensor is dead: more than half of a column is missing")
    z = (numbers - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z.abs() > FAR).any(axis=None):
        raise ValueError("some values are far outside the training range: a code that nobody declared?")
