"""Inputs for lesson 01: tables of wine analyses, drawn around the real ones."""

from __future__ import annotations

import numpy as np
import pandas as pd

from autograder.core.specs import Asset, Case, Cases
from autograder.student.assets import data_path

_MODEL = Asset("normalization/cultivar")
_TRAINED_ROWS = 120


def make_cases(rng: np.random.Generator) -> Cases:
    """Draw every task's cases; the edge cases promised in the exercise are always among them."""
    wine = pd.read_csv(data_path("normalization/wine.csv"))
    train = wine[wine["split"] == "train"].drop(columns=["cultivar", "split"])
    stats = {"mean": train.mean().to_dict(), "std": train.std(ddof=0).to_dict()}

    def draw(rows: int) -> pd.DataFrame:
        """Real rows, each value moved by a few per cent."""
        chosen = wine.drop(columns=["cultivar", "split"]).iloc[rng.integers(0, len(wine), rows)]
        moved = chosen * rng.normal(1.0, 0.05, chosen.shape)
        return moved.round(3).reset_index(drop=True)

    def resample() -> pd.DataFrame:
        rows = rng.integers(0, len(train), _TRAINED_ROWS)
        return (train.iloc[rows] * rng.normal(1.0, 0.02, train.shape[1])).reset_index(drop=True)

    constant = resample()
    constant["ash"] = 2.5
    shuffled = list(rng.permutation(train.columns))
    outlier = draw(5)
    outlier.loc[2, "magnesium"] = float(round(rng.uniform(185, 200), 1))
    scaled = pd.DataFrame((train - train.mean()) / train.std(ddof=0))

    def on_service(name: str, frame: pd.DataFrame) -> Case:
        return Case(name=name, args=(frame, stats, _MODEL))

    def at_guard(name: str, frame: pd.DataFrame) -> Case:
        return Case(name=name, args=(frame, stats))

    def with_value(column: str, value: float) -> pd.DataFrame:
        frame = draw(6)
        frame.loc[int(rng.integers(0, 6)), column] = value
        return frame

    return {
        "practice": (
            Case(name="a few rows", args=(draw(7), train)),
            Case(name="one row", args=(draw(1), train)),
        ),
        "evidence": (
            Case(name="raw rows against z-scores", args=(scaled, draw(40))),
            Case(name="another harvest", args=(train, draw(25))),
            Case(name="columns in another order", args=(train, draw(25)[shuffled])),
        ),
        "fit": (
            Case(name="training table", args=(resample(),)),
            Case(name="a column that never varies", args=(constant,)),
        ),
        "contract": (
            at_guard("a few rows", draw(6)),
            at_guard("integers", draw(6).round().astype("int64")),
            at_guard("one outlier", outlier),
        ),
        "predict": (
            on_service("a small batch", draw(4)),
            on_service("a working day", draw(64)),
            on_service("one outlier", outlier),
        ),
        "edges": (
            on_service("one row", draw(1)),
            on_service("as many rows as columns", draw(13)),
            on_service("columns in another order", draw(5)[shuffled]),
            on_service("extra columns", draw(5).assign(bottle="A-17", year=2025)),
            on_service("integers", draw(5).round().astype("int64")),
            on_service("no rows", draw(0)),
        ),
        "guard": (
            at_guard("good rows", draw(8)),
            at_guard("good rows, columns in another order", draw(5)[shuffled]),
            at_guard("good rows, an extra text column", draw(3).assign(bottle="A-17")),
            at_guard("no rows", draw(0)),
            at_guard("a missing column", draw(5).drop(columns=[str(rng.choice(train.columns))])),
            at_guard("a missing value", with_value("ash", float("nan"))),
            at_guard("an infinite value", with_value("hue", float("inf"))),
            at_guard("alcohol in per mille", draw(4).assign(alcohol=lambda f: f["alcohol"] * 10)),
            at_guard("already z-scores", scaled.iloc[rng.integers(0, len(scaled), 5)]),
        ),
    }
