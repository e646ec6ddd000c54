"""Inputs for the turns of lesson 03: measurements of penguins with readings lost, and logits."""

from __future__ import annotations

import numpy as np
import pandas as pd

from autograder.core.specs import Case, Cases
from autograder.student.assets import data_path

_COLUMNS = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"]


def make_cases(rng: np.random.Generator) -> Cases:
    """Real birds; which of their readings are lost is fixed, so that every mistake shows."""
    penguins = pd.read_csv(data_path("missing_values/penguins.csv"))
    train = penguins.loc[penguins["split"] == "train", _COLUMNS].reset_index(drop=True)
    whole = train.dropna().reset_index(drop=True)
    stored = train.median()
    birds, few = _some(whole, 8, rng), _some(whole, 3, rng)
    storm = _lose(birds, [(1, 0), (1, 1), (1, 3), (2, 1), (4, 1), (6, 2), (7, 1)])
    dead = _lose(_some(whole, 10, rng), [*((row, 2) for row in range(8)), (0, 0), (9, 1)])
    one = _lose(few.head(1), [(0, 0), (0, 3)])
    right = rng.normal(0.0, 3.0, (9, 3)).round(3)
    turned = right.copy()
    turned[[1, 4, 5]] = np.roll(right[[1, 4, 5]], 1, axis=1)
    nudged = right + 0.125
    nudged[[0, 2, 3, 6, 8]] = np.roll(nudged[[0, 2, 3, 6, 8]], 2, axis=1)
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
            Case(name="three of nine", args=(turned, right)),
            Case(name="five of nine", args=(nudged, right)),
        ),
        "worst_share": (
            Case(name="after the storm", args=(storm,)),
            Case(name="a dead sensor", args=(dead,)),
        ),
    }


def _some(birds: pd.DataFrame, count: int, rng: np.random.Generator) -> pd.DataFrame:
    """So many of the birds, with fresh row labels."""
    return birds.iloc[rng.choice(len(birds), count, replace=False)].reset_index(drop=True)


def _learnt(train: pd.DataFrame) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Median, mean and sd of each column."""
    return train.median(), train.mean(), train.std(ddof=0)


def _lose(frame: pd.DataFrame, places: list[tuple[int, int]]) -> pd.DataFrame:
    """The table without the readings at these places, each a row and a column."""
    lost = frame.astype(float)
    for row, column in places:
        lost.iloc[row, column] = np.nan
    return lost
