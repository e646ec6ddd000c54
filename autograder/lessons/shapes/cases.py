"""Inputs for lesson 05: pictures of pavements as a camera delivers them, and numbers to score."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from autograder.core.specs import Asset, Case, Cases
from autograder.student.assets import data_path

_MODEL = Asset("shapes/paving_sorter")
_PICTURES = (None, 8, 8, 1)
_TABLE = (None, 6)


def make_cases(rng: np.random.Generator) -> Cases:
    """Draw every task's cases; the edge cases promised in the exercise are always among them."""
    with np.load(data_path("shapes/paving.npz")) as data:
        stock = np.concatenate([np.moveaxis(data["train_images"], 0, -1), data["delivery"]], axis=-1)

    def draw(count: int) -> np.ndarray:
        """Real pictures (8, 8, count) uint8, each a little brighter or darker."""
        chosen = stock[:, :, rng.integers(0, stock.shape[-1], count)].astype(float)
        return np.clip((chosen * rng.normal(1.0, 0.1, count)).round(), 0, 255).astype("uint8")

    def batch(raw: np.ndarray) -> np.ndarray:
        return np.moveaxis(raw, -1, 0)[..., np.newaxis].astype("float32")

    def at_evidence(name: str, count: int, change: Any) -> Case:
        raw = draw(count)
        return Case(name=name, args=(raw, np.ascontiguousarray(change(raw), dtype="float32")))

    def swap_two(raw: np.ndarray) -> np.ndarray:
        x = batch(raw)
        x[[1, 4]] = x[[4, 1]]
        return x

    def on_service(name: str, raw: Any) -> Case:
        return Case(name=name, args=(raw, _MODEL))

    def as_list(raw: np.ndarray) -> list[np.ndarray]:
        return [raw[:, :, i].copy() for i in range(raw.shape[-1])]

    def at_guard(name: str, got: tuple[int, ...], shape: tuple[int | None, ...]) -> Case:
        return Case(name=name, args=(rng.integers(0, 9, got).astype("float32"), shape))

    return {
        "practice": (
            Case(name="a few photos", args=(rng.integers(0, 256, (4, 3, 5, 7)).astype("uint8"),)),
            Case(name="one photo", args=(rng.integers(0, 256, (3, 5, 7)).astype("uint8"),)),
        ),
        "evidence": (
            at_evidence("reshaped", 9, lambda raw: raw.reshape(-1, 8, 8, 1)),
            at_evidence("transposed", 8, lambda raw: raw.T[..., np.newaxis]),
            at_evidence("two pictures swapped", 6, swap_two),
            at_evidence("nothing moved", 5, batch),
            at_evidence("one picture, upside down", 1, lambda raw: batch(raw[::-1])),
        ),
        "contract": (
            Case(name="a few pictures", args=(draw(5),)),
            Case(name="eight pictures", args=(draw(8),)),
            Case(name="grey levels as floats", args=(draw(3).astype("float64") + 0.25,)),
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
            on_service("a list of three", as_list(draw(3))),
            on_service("a list of eight", as_list(draw(8))),
            on_service("a list of one", as_list(draw(1))),
            on_service("an empty delivery (8, 8, 0)", draw(0)),
            on_service("an empty list", []),
        ),
        "rmse": _rmse_cases(rng),
        "labels": (
            Case(name="three columns", args=(_logits(rng, 9, 3),)),
            Case(name="one column", args=(_logits(rng, 9, 1),)),
            Case(name="three rows, three columns", args=(_logits(rng, 3, 3),)),
            Case(name="one row, three columns", args=(_logits(rng, 1, 3),)),
            Case(name="one row, one column", args=(np.array([[rng.uniform(1, 3)]], "float32"),)),
            Case(name="no rows, three columns", args=(_logits(rng, 0, 3),)),
            Case(name="no rows, one column", args=(_logits(rng, 0, 1),)),
        ),
        "guard": (
            at_guard("good pictures", (5, 8, 8, 1), _PICTURES),
            at_guard("good, eight pictures", (8, 8, 8, 1), _PICTURES),
            at_guard("good, one picture", (1, 8, 8, 1), _PICTURES),
            at_guard("good, no pictures", (0, 8, 8, 1), _PICTURES),
            at_guard("good table", (4, 6), _TABLE),
            at_guard("good, one row", (1, 6), _TABLE),
            at_guard("one picture without a batch axis", (8, 8, 1), _PICTURES),
            at_guard("one bare picture", (8, 8), _PICTURES),
            at_guard("no channel axis", (5, 8, 8), _PICTURES),
            at_guard("a spare axis", (5, 8, 8, 1, 1), _PICTURES),
            at_guard("a batch of batches", (2, 5, 8, 8, 1), _PICTURES),
            at_guard("channels first", (5, 1, 8, 8), _PICTURES),
            at_guard("another size", (5, 10, 8, 1), _PICTURES),
            at_guard("as many pixels, another form", (5, 4, 16, 1), _PICTURES),
            at_guard("flattened", (5, 64), _PICTURES),
            at_guard("one row of a table", (6,), _TABLE),
            at_guard("a column too few", (4, 5), _TABLE),
            at_guard("a table on its side", (6, 4), _TABLE),
        ),
    }


def _logits(rng: np.random.Generator, rows: int, columns: int) -> np.ndarray:
    """Logits; with several rows, every sign and a small positive value are among them."""
    logits = rng.normal(0, 2, (rows, columns)).astype("float32")
    if rows > 1:
        logits[:2, 0] = rng.uniform(0.1, 0.4), rng.uniform(-2, -1)
    return logits


def _rmse_cases(rng: np.random.Generator) -> tuple[Case, ...]:
    """Truth and estimate, such as the width of a road in metres."""

    def pair(rows: int) -> tuple[np.ndarray, np.ndarray]:
        y = rng.uniform(3, 12, rows).round(1)
        return y, (y + rng.normal(0, 0.8, rows)).round(2)

    def case(name: str, y: Any, p: Any) -> Case:
        return Case(name=name, args=(y, p))

    def shuffled(values: np.ndarray) -> pd.Series:
        return pd.Series(values, index=rng.permutation(len(values)))

    y, p = pair(9)
    many_y, many_p = pair(40)
    return (
        case("(n,) and (n,)", y, p),
        case("(n,) and (n, 1)", many_y, many_p[:, np.newaxis]),
        case("(n, 1) and (n,)", y[:, np.newaxis], p),
        case("(n, 1) and (n, 1)", y[:, np.newaxis], p[:, np.newaxis]),
        case("lists", y.tolist(), p.tolist()),
        case("a list of lists and a list", [[v] for v in y.tolist()], p.tolist()),
        case("a shuffled Series and (n, 1)", shuffled(many_y), many_p[:, np.newaxis]),
        case("a shuffled Series and a fresh one", shuffled(y), pd.Series(p)),
        case("one row", y[:1], p[:1, np.newaxis]),
        case("refuse: (n,) and (n + 1,)", y, np.append(p, 4.0)),
        case("refuse: one truth for all", y[:1], p),
        case("refuse: (1, n) and (n,)", y[np.newaxis, :], p),
        case("refuse: (n, 2) and (2n,)", many_y.reshape(20, 2), many_p),
        case("refuse: nothing to compare", y[:0], p[:0]),
    )
