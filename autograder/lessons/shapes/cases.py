"""Inputs for lesson 05: pictures of pavements as a camera delivers them, and numbers to score."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from autograder.core.specs import Asset, Case, Cases
from autograder.student.assets import data_path

_MODEL = Asset("shapes/paving_sorter")
_PICTURES = (None, 8, 8, 1)
_TABLE = (None, 6)


def make_cases(rng: np.random.Generator) -> Cases:
    """Draw every task's cases; what kind each of them is never depends on the draw."""
    with np.load(data_path("shapes/paving.npz")) as data:
        stock = np.concatenate([np.moveaxis(data["train_images"], 0, -1), data["delivery"]], axis=-1)

    def draw(count: int) -> np.ndarray:
        """Real pictures (8, 8, count) uint8, each a little brighter or darker."""
        chosen = stock[:, :, rng.choice(stock.shape[-1], count, replace=False)].astype(float)
        return np.clip((chosen * rng.normal(1.0, 0.1, count)).round(), 0, 255).astype("uint8")

    def on_service(name: str, raw: Any) -> Case:
        return Case(name=name, args=(raw, _MODEL))

    return {
        "evidence": _evidence_cases(rng, draw),
        "contract": (
            Case(name="a few pictures", args=(draw(5),)),
            Case(name="eight pictures", args=(draw(8),)),
            Case(name="grey levels as floats", args=(draw(3).astype("float64") + 0.25,)),
            Case(name="one picture (8, 8)", args=(draw(1)[:, :, 0],)),
            Case(name="a delivery of one (8, 8, 1)", args=(draw(1),)),
            Case(name="a list of three", args=(_listed(draw(3)),)),
            Case(name="a list of eight", args=(_listed(draw(8)),)),
            Case(name="an empty list", args=([],)),
            Case(name="an empty delivery (8, 8, 0)", args=(draw(0),)),
        ),
        "predict": (
            on_service("a few pictures", draw(5)),
            on_service("a street", draw(60)),
            on_service("twelve pictures", draw(12)),
        ),
        "edges": (
            on_service("one picture (8, 8)", draw(1)[:, :, 0]),
            on_service("a delivery of one (8, 8, 1)", draw(1)),
            on_service("a delivery of eight (8, 8, 8)", draw(8)),
            on_service("column-major memory", np.asfortranarray(draw(7))),
            on_service("a list of three", _listed(draw(3))),
            on_service("a list of eight", _listed(draw(8))),
            on_service("a list of one", _listed(draw(1))),
            on_service("an empty delivery (8, 8, 0)", draw(0)),
            on_service("an empty list", []),
        ),
        "rmse": _rmse_cases(rng),
        "labels": _label_cases(rng),
        "guard": _guard_cases(rng),
    }


def _listed(raw: np.ndarray) -> list[np.ndarray]:
    return [raw[:, :, i].copy() for i in range(raw.shape[-1])]


def _evidence_cases(rng: np.random.Generator, draw: Callable[[int], np.ndarray]) -> tuple[Case, ...]:
    """Deliveries, and batches that a service made of them: in each, other pixels have moved."""

    def batch(raw: np.ndarray) -> np.ndarray:
        return np.moveaxis(raw, -1, 0)[..., np.newaxis].astype("float32")

    def swap_two(raw: np.ndarray) -> np.ndarray:
        x = batch(raw)
        x[[1, 4]] = x[[4, 1]]
        return x

    def shade(raw: np.ndarray) -> np.ndarray:
        """Every second picture darker, the others brighter: a difference of each sign."""
        x = batch(raw)
        x[::2] *= 0.6
        x[1::2] += 0.3 * (255 - x[1::2])
        return x.round()

    def shift_places(by: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        """One place of each picture darker or brighter by some levels; in the first two it is in a corner."""
        pictures, (rows, columns) = np.arange(len(by)), rng.integers(0, 8, (2, len(by)))
        rows[:2] = columns[:2] = 0, 7

        def change(raw: np.ndarray) -> np.ndarray:
            raw[rows, columns, pictures] = 128  # far enough from 0 and from 255
            x = batch(raw)
            x[pictures, rows, columns, 0] += np.where(pictures % 2, by, -by)
            return x

        return change

    def largest(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        """The largest difference of each of two batches' pictures."""
        found: np.ndarray = np.abs(one - other).max(axis=(1, 2, 3))
        return found

    def many_levels(raw: np.ndarray, x: np.ndarray) -> bool:
        """Whether the largest difference could not be a number of pixels."""
        return bool(largest(x, batch(raw)).max() > 64)

    def not_by_turning(raw: np.ndarray, x: np.ndarray) -> bool:
        """Whether a yardstick turned on its side, or its first row alone, or a count of pixels, differs."""
        right = largest(x, batch(raw))[0]
        wrong = largest(x, raw.T[..., np.newaxis])[0], np.abs(x[0, ..., 0] - raw[0]).max()
        return many_levels(raw, x) and right not in wrong

    def case(
        name: str,
        count: int,
        change: Callable[[np.ndarray], np.ndarray],
        shows: Callable[[np.ndarray, np.ndarray], bool] = lambda *_: True,
    ) -> Case:
        while True:
            raw = draw(count)
            x = np.ascontiguousarray(change(raw), dtype="float32")
            if shows(raw, x):
                return Case(name=name, args=(raw, x))

    return (
        case("reshaped", 9, lambda raw: raw.reshape(-1, 8, 8, 1)),
        case("transposed", 8, lambda raw: raw.T[..., np.newaxis]),
        case("two pictures swapped", 6, swap_two, many_levels),
        case("nothing moved", 5, batch),
        case("some darker, some brighter", 7, shade),
        case("one place in each picture", 6, shift_places(rng.integers(20, 90, 6))),
        case("one picture, upside down", 1, lambda raw: batch(raw[::-1]), not_by_turning),
        case("off by a fraction of a level", 4, shift_places(rng.uniform(0.2, 0.45, 4))),
    )


def _rmse_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    """Truth and estimate, such as the width of a road in metres."""

    def pair(rows: int) -> tuple[np.ndarray, np.ndarray]:
        """Errors with a mean, and too small for their mean square to be near its own root."""
        y = rng.uniform(3, 12, rows).round(1)
        return y, (y + rng.uniform(0.3, 0.9, rows) * np.where(np.arange(rows) % 5, 1, -1)).round(2)

    def case(name: str, y: Any, p: Any) -> Case:
        return Case(name=name, args=(y, p))

    def shuffled(values: np.ndarray) -> pd.Series:
        return pd.Series(values, index=np.roll(rng.permutation(len(values)), 1))

    y, p = pair(9)
    many_y, many_p = pair(40)
    levels = rng.integers(20, 200, 8)
    apart = rng.integers(3, 50, 8) * np.where(np.arange(8) % 3, 1, -1)
    table = many_y.reshape(20, 2)
    named = [f"km {i}" for i in rng.choice(99, 9, replace=False)]
    return (
        case("(n,) and (n,)", y, p),
        case("(n,) and (n, 1)", many_y, many_p[:, np.newaxis]),
        case("(n, 1) and (n,)", y[:, np.newaxis], p),
        case("(n, 1) and (n, 1)", y[:, np.newaxis], p[:, np.newaxis]),
        case("refuse: one row more", y, np.append(p, 4.0)),
        case("lists", y.tolist(), p.tolist()),
        case("a list of lists and a list", [[v] for v in y.tolist()], p.tolist()),
        case("unsigned bytes", levels.astype("uint8"), (levels + apart).clip(0, 255).astype("uint8")),
        case("a shuffled Series and (n, 1)", shuffled(many_y), many_p[:, np.newaxis]),
        case("a shuffled Series and a fresh one", shuffled(y), pd.Series(p)),
        case("two Series of other labels", pd.Series(y, index=named), pd.Series(p)),
        case("refuse: one truth for all", y[:1], p),
        case("refuse: one estimate for all", y, p[:1, np.newaxis]),
        case("refuse: (1, n) and (n,)", y[np.newaxis, :], p),
        case("refuse: (n,) and (1, n)", y, p[np.newaxis, :]),
        case("refuse: (1, n) and (1, n)", y[np.newaxis, :], p[np.newaxis, :]),
        case("refuse: (n, 2) and (2n,)", table, many_p),
        case("refuse: (n, 2) and (n,)", table, many_p[:20]),
        case("refuse: (n,) and (n, 2)", many_y[:20], many_p.reshape(20, 2)),
        case("refuse: (n, 2) and (n, 2)", table, many_p.reshape(20, 2)),
        case("refuse: (n, 1, 1) and (n,)", y.reshape(-1, 1, 1), p),
        case("one row", y[:1], p[:1, np.newaxis]),
        case("refuse: nothing to compare", y[:0], p[:0]),
        case("refuse: empty columns (0, 1)", y[:0, np.newaxis], p[:0, np.newaxis]),
    )


def _label_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    """Logits of networks with one column and with several."""

    def case(name: str, logits: Any) -> Case:
        return Case(name=name, args=(np.asarray(logits, dtype="float32"),))

    def scores(rows: int, columns: int) -> np.ndarray:
        """From row to row the largest stands one column further; where it begins is drawn."""
        logits = rng.uniform(-3, 0.4, (rows, columns))
        best = (np.arange(rows) + rng.integers(1, columns)) % columns
        logits[np.arange(rows), best] = rng.uniform(0.6, 0.95, rows)
        logits[0] -= 1  # all of them are below 0 here
        logits[1, (best[1] + 1) % columns] = -4  # and here the one farthest from 0 is not the largest
        return logits

    def column(*logits: tuple[float, float]) -> np.ndarray:
        low, high = np.transpose(logits)
        return rng.permutation(rng.uniform(low, high))[:, np.newaxis]

    small, large, below = (0.1, 0.4), (0.7, 3), (-3, -0.1)
    signs = [[1, 1], [-1, -1], [-1, 1], [1, -1], [1, 1], [-1, -1]]
    two = np.transpose([rng.uniform(0.6, 1, 6), rng.uniform(0.1, 0.5, 6)]) * signs
    last = rng.uniform([-2, 0.1, 0.6], [-0.1, 0.5, 0.9])
    return (
        case("three columns", rng.permutation(scores(9, 3))),
        case("five rows, five columns", scores(5, 5)),
        case("two columns", rng.permutation(two)),
        case("ten columns", rng.permutation(scores(12, 10))),
        case("one column", column(small, below, large, below, small, large, below)),
        case("one row, three columns", [last]),
        case("one row, one column", column(large)),
        case("no rows, three columns", np.zeros((0, 3))),
        case("no rows, one column", np.zeros((0, 1))),
        case("a logit of exactly 0", rng.permutation([[0.0], *column(large, below, small)])),
    )


def _guard_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    """Arrays that fit a shape, and arrays that don't."""

    def case(name: str, got: tuple[int, ...], shape: tuple[int | None, ...], dtype: str = "float32") -> Case:
        return Case(name=name, args=(rng.integers(0, 9, got).astype(dtype), shape))

    lengths = [int(n) for n in rng.permutation([4, 5, 7, 9])]  # none of them divides a product of others
    some, (few, high, wide) = lengths[0], sorted(lengths[1:])
    camera = (None, high, wide, 3)
    columns = int(rng.integers(10, 20))
    return (
        case("good pictures", (5, 8, 8, 1), _PICTURES),
        case("good, eight pictures", (8, 8, 8, 1), _PICTURES),
        case("good, one picture", (1, 8, 8, 1), _PICTURES),
        case("good, another camera", (some, high, wide, 3), camera),
        case("good table", (4, 6), _TABLE),
        case("good, one row", (1, columns), (None, columns)),
        case("six columns, five asked", (4, 6), (None, 5)),
        case("one picture without a batch axis", (8, 8, 1), _PICTURES),
        case("one bare picture", (8, 8), _PICTURES),
        case("no channel axis", (5, 8, 8), _PICTURES),
        case("a spare axis", (5, 8, 8, 1, 1), _PICTURES),
        case("a batch of batches", (2, 5, 8, 8, 1), _PICTURES),
        case("channels first", (5, 1, 8, 8), _PICTURES),
        case("larger pictures", (5, 10, 8, 1), _PICTURES),
        case("height and width exchanged", (some, wide, high, 3), camera),
        case("flattened", (5, 64), _PICTURES),
        case("one row of a table", (6,), _TABLE),
        case("a column too few", (4, columns - 1), (None, columns)),
        case("a table on its side", (6, 4), _TABLE),
        case("good, no pictures", (0, 8, 8, 1), _PICTURES),
        case("good, None in the middle", (high, some, 11), (high, None, 11)),
        case("good, no None", (high, wide), (high, wide)),
        case("another first length", (wide, some, 11), (high, None, 11)),
        case("another length after a None", (high, some, 13), (high, None, 11)),
        case("another length and no None", (high, few), (high, wide)),
        case("good pictures of bytes", (5, 8, 8, 1), _PICTURES, "uint8"),
        case("length 1 where 8 is asked", (5, 1, 8, 1), _PICTURES),
        case("as many pixels, another form", (5, 4, 16, 1), _PICTURES),
        case("length 6 where 0 is asked", (4, 6), (None, 0)),
        case("good, 0 asked", (4, 0), (None, 0)),
    )
