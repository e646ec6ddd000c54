"""Inputs for the turns of lesson 03: penguins with readings lost, logits, and the patients of a clinic."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes

from autograder.core.specs import Case, Cases
from autograder.student.assets import data_path

_COLUMNS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]


def make_cases(rng: np.random.Generator) -> Cases:
    """Real birds; which of their readings are lost is fixed, so that every mistake shows."""
    penguins = pd.read_csv(data_path("missing_values/penguins.csv"))
    train = penguins.loc[penguins["split"] == "train", _COLUMNS].reset_index(drop=True)
    whole = train.dropna().reset_index(drop=True)
    stored = train.median()
    few = _some(whole, 3, rng)
    # No two counts of these tables are equal: rows, gaps, rows with gaps, rows without any reading.
    storm = _lose(
        _some(whole, 23, rng),
        {0: [*range(5), 20], 1: [*range(3, 10), 20], 2: [11, 12, 20], 3: [0, 9, 13, 20]},
    )
    dead = _lose(
        _some(whole, 31, rng),
        {0: [5, 26, 28, 29], 1: [1, 2, 27, 28, 29], 2: [*range(24), 28, 29], 3: [1, 28, 29]},
    )
    one = _lose(few.head(1), {0: [0], 3: [0]})
    right = np.sort(rng.normal(0.0, 3.0, (11, 3)).round(3), axis=1) + np.array([0.0, 0.25, 0.5])
    upper, lower, nudged = right.copy(), right.copy(), right + 0.125
    upper[:4] = right[:4][:, [0, 2, 1]]  # the larger two change places, so the label does
    lower[[1, 4, 5, 8, 9]] = right[[1, 4, 5, 8, 9]][:, [1, 0, 2]]  # the smaller two, so it does not
    lower[6] = right[6][[2, 0, 1]]
    nudged[[0, 2, 3, 6, 8, 10]] = np.roll(nudged[[0, 2, 3, 6, 8, 10]], 2, axis=1)
    return {
        "fill_value": (
            Case(name="birds of one year", args=_learnt(_some(whole, 31, rng))),
            Case(name="birds of another year", args=_learnt(_some(whole, 44, rng))),
        ),
        "rows_with_gaps": (
            Case(name="after the storm", args=(storm,)),
            Case(name="a dead sensor", args=(dead,)),
            Case(name="nothing is missing", args=(few,)),
        ),
        "fill": (
            Case(name="after the storm", args=(storm, stored)),
            Case(name="one bird", args=(one, stored)),
        ),
        "changed": (
            Case(name="four of eleven", args=(upper, right)),
            Case(name="one of eleven", args=(lower, right)),
            Case(name="six of eleven", args=(nudged, right)),
        ),
        "worst_share": (
            Case(name="after the storm", args=(storm.drop(index=20),)),
            Case(name="a dead sensor", args=(dead.drop(index=[28, 29]),)),
        ),
        "practice": _clinic(rng),
    }


def _clinic(rng: np.random.Generator) -> tuple[Case, ...]:
    """Real patients; some rows have the labels of training's, others have not."""
    clinic = load_diabetes(as_frame=True, scaled=False).data
    drawn = _some(clinic, 80, rng)
    # Training has gaps, too, but none in its first nine rows: so every cell of these can be lent.
    train = _lose(drawn.head(61), {i: [*range(10 + i, 61, 9)] for i in range(10)})
    rest = drawn.tail(19)
    few = _lose(
        rest.head(9).reset_index(drop=True), {0: [0, 4], 2: [1, 8], 3: [4], 4: [0, 5, 6], 7: [2], 9: [8]}
    )
    one = _lose(rest.iloc[9:10], {2: [0], 4: [0], 8: [0]})
    empty = _lose(rest.iloc[10:17], {3: [*range(7)], 5: [0, 3], 6: [6], 9: [4]})
    return (
        Case(name="a few patients", args=(few, train)),
        Case(name="one patient", args=(one, train)),
        Case(name="nobody's blood pressure was taken", args=(empty, train)),
    )


def _some(birds: pd.DataFrame, count: int, rng: np.random.Generator) -> pd.DataFrame:
    """So many of the birds, with fresh row labels."""
    return birds.iloc[rng.choice(len(birds), count, replace=False)].reset_index(drop=True)


def _learnt(train: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Median, mean and sd of each column."""
    return train.median(), train.mean(), train.std(ddof=0)


def _lose(frame: pd.DataFrame, places: dict[int, list[int]]) -> pd.DataFrame:
    """The table without some readings: for each column, by its position, the rows."""
    lost = frame.astype(float)
    for column, rows in places.items():
        lost.iloc[rows, column] = np.nan
    return lost
