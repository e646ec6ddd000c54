"""Inputs for lesson 01: tables of wine analyses, drawn around the real ones.

Which kinds of input there are never depends on the draw; only their values do. Where a verdict hangs on a
limit, such as the 10 deviations of the guard, values stay clear of it by more than ways to compute differ, or
lie on it exactly in each of them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from autograder.core.specs import Asset, Case, Cases
from autograder.student.assets import data_path

Stats = dict[str, dict[str, float]]

_MODEL = Asset("normalization/cultivar")
_CALM = 2.5
"""Drawn values lie within so many deviations of the mean, unless a case is about others."""

_MANY = 150
"""So many rows that one value can lie beyond 10 of the table's own deviations; among 100 rows none can."""


def make_cases(rng: np.random.Generator) -> Cases:
    """Draw every task's cases; the edge cases promised in the exercise are always among them."""
    draw = _Draw(rng)
    stats = _fit(draw.training())
    tasks = (_evidence, _fits, _contract, _predict, _edges, _guard)
    names = ("evidence", "fit", "contract", "predict", "edges", "guard")
    return {name: make(draw, stats) for name, make in zip(names, tasks, strict=True)}


class _Draw:
    """Draws tables of wine analyses.

    Attributes:
        rng: The generator.
        train: The training table of the exercise, of shape (124, 13).
        known: Its statistics, which students have at hand.
    """

    def __init__(self, rng: np.random.Generator) -> None:
        wine = pd.read_csv(data_path("normalization/wine.csv"))
        self.rng = rng
        self.measured = wine.drop(columns=["cultivar", "split"])
        self.train = self.measured[wine["split"] == "train"]
        self.known = _fit(self.train)

    def rows(self, count: int, stats: Stats | None = None) -> pd.DataFrame:
        """Real rows, each value moved by a few per cent, calm by ``stats``; they keep the labels they had."""
        stats = stats or self.known
        chosen = self.measured.iloc[self.rng.permutation(len(self.measured))[:count]]
        moved = chosen * self.rng.normal(1.0, 0.05, chosen.shape)
        mean, std = pd.Series(stats["mean"]), pd.Series(stats["std"])
        return moved.clip(mean - _CALM * std, mean + _CALM * std, axis=1).round(3)

    def exacting_row(self, stats: Stats) -> pd.DataFrame:
        """One row: of sixteen the one that numbers of 16 bits move most, so that they always show."""
        pool = self.rows(16, stats)
        moved = (pool.astype("float16").astype(float) - pool).abs() / pd.Series(stats["std"])
        return pool.loc[[moved.sum(axis=1).idxmax()]]

    def integers(self, count: int, stats: Stats) -> pd.DataFrame:
        """Whole numbers; the first two rows differ in every column."""
        frame = self.rows(count, stats).round().astype("int64")
        frame.iloc[0] = frame.iloc[1] + 2
        return frame

    def outlier(self, count: int, stats: Stats) -> pd.DataFrame:
        """A bottle with far more magnesium, and another with far less alcohol, than any in training."""
        frame = self.rows(count, stats)
        frame.loc[frame.index[2], "magnesium"] = round(self.rng.uniform(185, 200), 1)
        frame.loc[frame.index[1], "alcohol"] = round(self.rng.uniform(8.0, 8.5), 2)
        return frame

    def training(self, count: int = 120) -> pd.DataFrame:
        """A training table of another year."""
        rows = self.rng.integers(0, len(self.train), count)
        year = self.train.iloc[rows] * self.rng.normal(1.0, 0.02, self.train.shape[1])
        return year.reset_index(drop=True)

    def turned(self, columns: list[str]) -> list[str]:
        """The columns from another one on: each has another place than before."""
        first = int(self.rng.integers(1, len(columns)))
        return columns[first:] + columns[:first]

    def with_extra(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Columns that the model does not know, before, among and after those that it does."""
        frame = frame.copy()
        frame.insert(0, "bottle", [f"A-{n}" for n in self.rng.integers(10, 99, len(frame))])
        frame.insert(4, "year", self.rng.integers(2015, 2026, len(frame)))
        frame["returned"] = np.nan
        return frame


def _fit(train: pd.DataFrame) -> Stats:
    std = train.std(ddof=0)
    return {
        "mean": {str(name): float(value) for name, value in train.mean().items()},
        "std": {str(name): float(value) for name, value in std.items()},
    }


def _z(frame: pd.DataFrame, stats: Stats) -> pd.DataFrame:
    return (frame - pd.Series(stats["mean"])) / pd.Series(stats["std"])


def _evidence(draw: _Draw, stats: Stats) -> tuple[Case, ...]:
    harvest = draw.rows(25)
    for column, deviations in (("magnesium", 3.0), ("hue", -2.0)):
        harvest[column] += deviations * stats["std"][column]
    order = draw.turned(list(harvest.columns))
    levels = draw.rng.uniform(1.0, 2.0, (2, 2))
    other = pd.DataFrame(
        {"sulphites": levels[0, 0] + draw.rng.random(6), "density": levels[0, 1] + draw.rng.random(6)}
    )
    later = pd.DataFrame(
        {
            "sulphites": levels[1, 0] + draw.rng.random(9) - 3.0,
            "density": levels[1, 1] + draw.rng.random(9) + 3.0,
        }
    )
    return (
        Case(name="another harvest", args=(draw.training(), harvest)),
        Case(name="raw rows against z-scores", args=(_z(draw.training(), draw.known), draw.rows(40))),
        Case(name="z-scores against raw rows", args=(draw.training(), _z(draw.rows(30), draw.known))),
        Case(name="one served row", args=(draw.training(), draw.rows(1))),
        Case(name="two other columns", args=(other, later)),
        Case(name="columns in another order", args=(draw.training(), draw.rows(25)[order])),
    )


def _fits(draw: _Draw, _: Stats) -> tuple[Case, ...]:
    constant, zeros = draw.training(40), draw.training(40)
    # Quarters: sum, mean and deviation of equal ones are exact in every order of summation.
    constant[str(draw.rng.choice(constant.columns))] = float(draw.rng.integers(5, 12)) / 4
    zeros[str(draw.rng.choice(zeros.columns))] = 0.0
    other = pd.DataFrame(
        {
            # First the column whose deviation is smallest, 0.0017 in each draw: there an epsilon shows.
            "copper": draw.rng.uniform(0.06, 0.07) + draw.rng.permutation([-25, -10, 0, 10, 25]) / 1e4,
            "year": [2015, 2016, 2018, 2021, 2024],
            "sulphites": draw.rng.normal(80.0, 12.0, 5),
            "casks": [int(draw.rng.integers(3, 9)), 4, 8, 15, 17],
        }
    )
    return (
        Case(name="training table", args=(draw.training(),)),
        Case(name="four other columns", args=(other,)),
        Case(name="a column that never varies", args=(constant,)),
        Case(name="a column of zeros", args=(zeros,)),
    )


def _contract(draw: _Draw, stats: Stats) -> tuple[Case, ...]:
    columns = list(stats["mean"])
    order = draw.turned(columns)
    shuffled = {kind: {name: stats[kind][name] for name in order} for kind in stats}
    return (
        Case(name="a few rows", args=(draw.rows(6, stats), stats)),
        Case(name="one row", args=(draw.rows(1, stats), stats)),
        Case(name="one outlier", args=(draw.outlier(6, stats), stats)),
        Case(name="another order", args=(draw.rows(6, stats)[order[::-1]], shuffled)),
        Case(name="extra columns", args=(draw.with_extra(draw.rows(5, stats)), stats)),
        Case(name="integers", args=(draw.integers(6, stats), stats)),
    )


def _predict(draw: _Draw, stats: Stats) -> tuple[Case, ...]:
    twice = draw.rows(5, stats)
    twice.iloc[3] = twice.iloc[0]
    frames = {
        "a small batch": draw.rows(4, stats),
        "a working day": draw.rows(61, stats),
        "one outlier": draw.outlier(5, stats),
        "the same bottle twice": twice,
    }
    return tuple(Case(name=name, args=(frame, stats, _MODEL)) for name, frame in frames.items())


def _edges(draw: _Draw, stats: Stats) -> tuple[Case, ...]:
    frames = {
        "a few rows": draw.rows(5, stats),
        "as many rows as columns": draw.rows(13, stats),
        "one row": draw.exacting_row(stats),
        "no rows": draw.rows(0, stats),
        "columns in another order": draw.rows(5, stats)[draw.turned(list(stats["mean"]))],
        "extra columns": draw.with_extra(draw.rows(5, stats)),
        "integers": draw.integers(5, stats),
    }
    return tuple(Case(name=name, args=(frame, stats, _MODEL)) for name, frame in frames.items())


def _guard(draw: _Draw, _: Stats) -> tuple[Case, ...]:
    cases = {**_good_tables(draw), **_columns_missing(draw), **_not_finite(draw), **_far_values(draw)}
    return tuple(Case(name=name, args=args) for name, args in cases.items())


def _at_guard(draw: _Draw, rows: int) -> pd.DataFrame:
    """Good rows, the first of which has much proline: what judges by another scale always sees it."""
    frame = draw.rows(rows)
    _set(frame, draw.known, 0, "proline", draw.rng.uniform(2.0, 2.4))
    return frame


def _set(frame: pd.DataFrame, stats: Stats, row: int, column: str, z: float) -> None:
    """Set a value to the one with the z-score ``z``."""
    value = stats["mean"][column] + z * stats["std"][column]
    frame.loc[frame.index[row], column] = value


def _good_tables(draw: _Draw) -> dict[str, tuple[Any, ...]]:
    known, rng = draw.known, draw.rng
    columns = list(known["mean"])
    within = _at_guard(draw, 7)
    _set(within, known, 2, "magnesium", rng.uniform(9.2, 9.8))
    _set(within, known, 4, "proline", -rng.uniform(9.2, 9.8))
    # Whole numbers and a half: this z-score comes out as exactly 10 in every precision and order.
    limit = {"mean": {**known["mean"]}, "std": {**known["std"], "alcohol": 0.5}}
    limit["mean"]["alcohol"] = float(rng.integers(12, 15))
    on_it = _at_guard(draw, 6)
    _set(on_it, limit, 1, "alcohol", 10.0)
    _set(on_it, limit, 3, "alcohol", -10.0)
    promille = {kind: {**known[kind], "alcohol": 10 * known[kind]["alcohol"]} for kind in known}
    return {
        "good rows": (_at_guard(draw, 8), known),
        "good rows in another order": (_at_guard(draw, 5)[draw.turned(columns)], known),
        "good rows, extra columns": (draw.with_extra(_at_guard(draw, 4)), known),
        "good rows, other statistics": (
            _at_guard(draw, 5).assign(alcohol=lambda f: f["alcohol"] * 10),
            promille,
        ),
        "no rows": (draw.rows(0), known),
        "within 10 deviations": (within, known),
        "at exactly 10 deviations": (on_it, limit),
    }


def _columns_missing(draw: _Draw) -> dict[str, tuple[Any, ...]]:
    columns = list(draw.known["mean"])
    middle = str(draw.rng.choice(columns[3:-1]))
    return {
        "a missing column": (_at_guard(draw, 5).drop(columns=[middle]), draw.known),
        "a missing column, another name": (
            _at_guard(draw, 4).rename(columns={columns[0]: "ethanol"}),
            draw.known,
        ),
        "a missing column, no rows": (draw.rows(0).drop(columns=["ash", columns[-1]]), draw.known),
    }


def _not_finite(draw: _Draw) -> dict[str, tuple[Any, ...]]:
    def table(column: str, value: float) -> tuple[pd.DataFrame, Stats]:
        frame = _at_guard(draw, 6)
        frame.loc[frame.index[int(draw.rng.integers(1, 5))], column] = value
        return frame, draw.known

    return {
        "a missing value": table(str(draw.rng.choice(["ash", "hue", "flavanoids"])), np.nan),
        "an infinite value": table("proline", np.inf),
        "a negative infinite value": table("alcohol", -np.inf),
    }


def _far_values(draw: _Draw) -> dict[str, tuple[Any, ...]]:
    known, rng = draw.known, draw.rng

    def table(rows: int, column: str, z: float) -> tuple[pd.DataFrame, Stats]:
        frame = _at_guard(draw, rows)
        # All values lie on the far one's side, so that the mean of these rows is never further from it.
        mean = known["mean"][column]
        frame[column] = mean + np.sign(z) * (frame[column] - mean).abs()
        _set(frame, known, int(rng.integers(2, rows - 1)), column, z)
        return frame, known

    # All far values lie on the low side, also by scales that lack the mean or the deviation.
    scaled = _z(draw.rows(7), known).clip(upper=1.0)
    scaled.loc[scaled.index[0], "nonflavanoid_phenols"] = -rng.uniform(2.3, 2.5)
    return {
        "one value beyond 10 deviations": table(9, "magnesium", rng.uniform(10.2, 10.6)),
        "one value below -10 deviations": table(8, "proline", -rng.uniform(10.2, 10.6)),
        "one far value among many rows": table(_MANY, "proline", rng.uniform(2400, 2600)),
        # As many rows as the good ones: what goes by shapes alone is wrong in one of the two.
        "a column in another unit": (
            _at_guard(draw, 8).assign(proline=lambda f: f["proline"] * 1000),
            known,
        ),
        "already z-scores": (scaled, known),
    }
