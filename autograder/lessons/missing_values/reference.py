"""The pipeline that the sexing model was trained with."""

import numpy as np
import pandas as pd

NUMBERS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "delta_15_n", "delta_13_c"]
TEXTS = ["species", "island"]
CODE = -999
FAR = 5.0


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


def learn_numbers(train):
    return train[NUMBERS].apply(numbers_of)


def learn_texts(train):
    return train[TEXTS].apply(texts_of)


def middle_of(numbers):
    return numbers.median()


def scale_of(numbers, filled):
    return filled.mean(), filled.std(ddof=0)


def mode_of(text):
    return text.mode()[0]


def categories_of(text):
    return sorted(text.dropna().unique())


def fit_params(train):
    numbers, texts = learn_numbers(train), learn_texts(train)
    median = middle_of(numbers)
    mean, std = scale_of(numbers, numbers.fillna(median))
    return {
        "median": median.to_dict(),
        "mode": {name: mode_of(texts[name]) for name in texts},
        "mean": mean.to_dict(),
        "std": std.to_dict(),
        "categories": {name: categories_of(texts[name]) for name in texts},
    }


def fill_number(column, name, params):
    return numbers_of(column).fillna(params["median"][name])


def fill_text(column, name, params):
    text = texts_of(column)
    return text.where(text.notna(), params["mode"][name])


def impute(frame, params):
    filled = pd.DataFrame(index=frame.index)
    for name in params["median"]:
        filled[name] = fill_number(frame[name], name, params)
    for name in params["mode"]:
        filled[name] = fill_text(frame[name], name, params)
    return filled


def encode(filled, params):
    columns = [(filled[name] - params["mean"][name]) / params["std"][name] for name in NUMBERS]
    for name in TEXTS:
        columns += [filled[name] == value for value in params["categories"][name]]
    return np.column_stack(columns).astype("float32")


def predict(frame, params, model):
    return np.asarray(model(encode(impute(frame, params), params)))


def nothing_known(frame):
    return frame[NUMBERS].apply(numbers_of).isna().all(axis=1)


def word_for(logit):
    return "male" if logit > 0 else "female"


def name_sex(frame, params, model):
    logits = predict(frame, params, model)[:, 0]
    return ["unknown" if none else word_for(logit) for logit, none in zip(logits, nothing_known(frame))]


def refuse_columns(frame, params):
    lacking = sorted({*params["median"], *params["mode"]} - set(frame.columns))
    if lacking:
        raise ValueError(f"columns are missing: {', '.join(lacking)}")


def refuse_dead_sensors(frame):
    numbers = frame[NUMBERS].apply(numbers_of)
    if len(frame) >= 10 and (numbers.isna().mean() > 0.5).any():
        raise ValueError("a sensor is dead: more than half of a column is missing")


def refuse_far_values(frame, params):
    z = (frame[NUMBERS].apply(numbers_of) - pd.Series(params["mean"])) / pd.Series(params["std"])
    if (z.abs() > FAR).any(axis=None):
        raise ValueError("some values are far outside the training range: a code that nobody declared?")


def guard(frame, params):
    refuse_columns(frame, params)
    refuse_dead_sensors(frame)
    refuse_far_values(frame, params)
