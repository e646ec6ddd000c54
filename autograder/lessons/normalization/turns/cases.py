"""Inputs for the turns of lesson 01: cars, statistics of cars, and bottles of wine."""

from __future__ import annotations

import numpy as np
import pandas as pd

from autograder.core.specs import Case, Cases
from autograder.student.assets import data_path

_COLUMNS = ["cylinders", "displacement", "horsepower", "weight", "acceleration", "year"]


def make_cases(rng: np.random.Generator) -> Cases:
    """Real cars, the statistics of those that the network was trained on, and a few answers in mpg."""
    cars = pd.read_csv(data_path("normalization/cars.csv"))
    train = cars.loc[cars["split"] == "train", _COLUMNS].astype(float)
    test = cars.loc[cars["split"] == "test", _COLUMNS].astype(float)
    stored = pd.DataFrame({"mean": train.mean(), "sd": train.std(ddof=0)})
    several, one = _some(test, 6, rng), _some(test, 1, rng)
    heavy = several.assign(weight=several["weight"] + 900.0, year=several["year"] - 4.0)
    light = several.assign(weight=several["weight"] / 2.2046)
    answers = rng.uniform(12.0, 38.0, 5).round(2)
    scaled = (several - stored["mean"]) / stored["sd"]
    shuffled = several[list(reversed(_COLUMNS))].assign(doors=4)
    return {
        "sds": (
            Case(name="the training cars", args=(train,)),
            Case(name="a column that never varies", args=(_some(train, 20, rng).assign(cylinders=4.0),)),
        ),
        "moved": (
            Case(name="heavier and older cars", args=(train, heavy)),
            Case(name="weights in kilograms", args=(train, light)),
        ),
        "prepare": (
            Case(name="several cars", args=(several, stored)),
            Case(name="one car", args=(one, stored)),
            Case(name="another order and one column more", args=(shuffled, stored)),
            Case(name="statistics of another training", args=(several, stored * [1.1, 0.8])),
        ),
        "apart": (
            Case(name="one far too low", args=(answers - [0.25, 0.5, 4.0, -1.0, 1.0], answers)),
            Case(name="two far too low", args=(answers - [3.5, 0.5, 3.0, -0.5, 1.0], answers)),
            Case(name="one far too high", args=(answers - [-0.25, -5.0, 0.75, -0.5, -0.25], answers)),
            Case(name="two far too high", args=(answers - [-2.5, 1.0, -0.75, -0.5, -2.25], answers)),
        ),
        "furthest": (
            Case(name="furthest below", args=(scaled - [0.0, 0.0, 0.0, 7.0, 0.0, 0.0],)),
            Case(name="far below, twice", args=(scaled - [0.0, 9.0, 0.0, 0.0, 8.0, 0.0],)),
            Case(name="furthest above", args=(scaled - [-11.0, 0.0, 0.0, 0.0, 0.0, 0.0],)),
        ),
        "practice": _practice(rng),
    }


def _practice(rng: np.random.Generator) -> tuple[Case, ...]:
    """Real bottles, and training tables that are a part of the lesson's own."""
    wine = pd.read_csv(data_path("normalization/wine.csv"))
    bottles = wine.drop(columns=["cultivar", "split"])
    train, new = bottles[wine["split"] == "train"], bottles[wine["split"] == "test"]
    several = _some(new, 7, rng)
    return (
        Case(name="several bottles", args=(several, _some(train, 60, rng))),
        Case(name="one bottle", args=(_some(new, 1, rng), _some(train, 60, rng))),
        Case(name="the same bottles, another training", args=(several, _some(train, 40, rng))),
    )


def _some(table: pd.DataFrame, count: int, rng: np.random.Generator) -> pd.DataFrame:
    """So many of the rows, in the order of the file, with fresh row labels."""
    chosen = np.sort(rng.choice(len(table), count, replace=False))
    return table.iloc[chosen].reset_index(drop=True)
