"""Measures how far serving data have moved, and whether the answer to a row depends on other rows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.student.trace_arrays import is_frame, max_difference, to_array
from autograder.student.trace_card import card

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


def skew_table(train_df: Any, serving_df: Any) -> pd.DataFrame:
    """Per feature, the statistics of both sides and how far the mean has moved.

    Args:
        train_df: DataFrame or array (n, k) that the model was trained on.
        serving_df: DataFrame or array (m, k) that the service received; columns go by name.

    Returns:
        One row per feature, the most moved first: ``side`` (both, training only, serving only),
        then mean, sd (``ddof=0``), min, max and share of missing values of each side, and
        ``abs_dz``: |serving mean - training mean| in training standard deviations.
    """
    import pandas as pd

    sides = {"train": _columns(train_df), "serving": _columns(serving_df)}
    rows = []
    for feature in dict.fromkeys([*sides["train"], *sides["serving"]]):
        row: dict[str, Any] = {"feature": feature, "side": "both"}
        if feature not in sides["serving"]:
            row["side"] = "training only"
        elif feature not in sides["train"]:
            row["side"] = "serving only"
        for side, columns in sides.items():
            row |= _statistics(side, columns.get(feature))
        moved, sd = abs(row["serving_mean"] - row["train_mean"]), row["train_sd"]
        row["abs_dz"] = moved / sd if sd else (math.inf if moved > 0 else moved)
        rows.append(row)
    names = ["feature", "side"]
    names += [f"{s}_{v}" for v in ("mean", "sd", "min", "max", "missing") for s in sides]
    table = pd.DataFrame(rows, columns=[*names, "abs_dz"]).set_index("feature")
    return table.sort_values("abs_dz", ascending=False, kind="stable")


def alone_and_in_batch(fn: Callable[[Any], Any], batch: Any, *, rows: int = 8) -> float:
    """Check that a row gets the same answer alone as inside its batch.

    Args:
        fn: takes rows (n, ...) and returns one result per row (n, ...).
        batch: array, list or DataFrame with n rows.
        rows: how many rows to try, spread evenly over the batch.

    Returns:
        The largest absolute difference in the unit of the results: 0.0 or rounding (below 1e-4
        or so) when rows don't depend on each other, infinity when even the shapes disagree.
    """
    count = len(batch)
    if count == 0:
        return 0.0
    together = to_array(fn(batch))
    if together.ndim == 0 or len(together) != count:
        return math.inf
    take = batch.iloc if hasattr(batch, "iloc") else batch
    tried = sorted({round(i) for i in np.linspace(0, count - 1, min(rows, count))})
    return max((max_difference(fn(take[i : i + 1]), together[i : i + 1]) for i in tried), default=0.0)


def _columns(x: Any) -> dict[str, Any]:
    """The columns of a DataFrame by name, those of an array by number."""
    if is_frame(x):
        return {str(name): x.iloc[:, i] for i, name in enumerate(x.columns)}
    array = to_array(x)
    table = array.reshape(len(array), -1) if array.ndim > 1 and array.size else array.reshape(-1, 1)
    return {str(i): table[:, i] for i in range(table.shape[1])}


def _statistics(side: str, column: Any) -> dict[str, float]:
    c = None if column is None else card(column)
    values = (None, None, None, None) if c is None else (c.mean, c.sd, c.minimum, c.maximum)
    named = zip(("mean", "sd", "min", "max"), values, strict=True)
    out = {f"{side}_{key}": math.nan if value is None else value for key, value in named}
    missing = c.nan_count / c.shape[0] if c is not None and c.shape[0] else math.nan
    return out | {f"{side}_missing": missing}
