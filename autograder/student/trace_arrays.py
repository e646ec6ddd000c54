"""Reads what a pipeline passes on: an array, list, tensor, Series or DataFrame. None of it raises."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


def is_frame(x: object) -> bool:
    """Whether ``x`` is a DataFrame (duck-typed, so that pandas need not be imported)."""
    return hasattr(x, "columns") and hasattr(x, "to_numpy")


def column_names(x: Any) -> tuple[str, ...]:
    """The names of a DataFrame's columns in order; empty for everything else."""
    return tuple(str(name) for name in x.columns) if is_frame(x) else ()


def dtype_name(x: Any) -> str:
    """The dtype; for a DataFrame each dtype that occurs, in order of first occurrence."""
    if is_frame(x):
        return ", ".join(dict.fromkeys(str(dtype) for dtype in x.dtypes)) or "no columns"
    return str(getattr(x, "dtype", None) or to_array(x).dtype)


def to_array(x: Any) -> NDArray[Any]:
    """``x`` as an array of any dtype and shape; ragged input becomes an array of objects."""
    if hasattr(x, "to_numpy"):
        return np.asarray(x.to_numpy())
    try:
        return np.asarray(x)
    except (TypeError, ValueError):  # ragged: NumPy refuses to guess a shape
        items = list(x) if hasattr(x, "__iter__") else [x]
        ragged = np.empty(len(items), dtype=object)
        for i, item in enumerate(items):
            ragged[i] = item
        return ragged


def to_numbers(x: Any) -> FloatArray | None:
    """``x`` as float64 in its own shape, missing values as NaN; None if it isn't numeric."""
    array = to_array(x)
    if array.dtype.kind in "biuf":
        return array.astype(np.float64)
    if array.dtype.kind != "O":
        return None
    out = np.empty(array.shape, dtype=np.float64)
    for index, value in np.ndenumerate(array):
        if is_missing(value):
            out[index] = np.nan
        elif isinstance(value, (bool, int, float, np.number, np.bool_)):
            out[index] = float(np.real(value))
        else:
            return None
    return out


def is_missing(value: Any) -> bool:
    """Whether one value is None, NaN, NaT or pandas' NA (no part of which needs pandas)."""
    if value is None:
        return True
    try:
        return bool(np.ndim(value) == 0 and value != value)  # noqa: PLR0124 - true of NaN and NaT
    except TypeError:  # bool(pandas.NA) is refused
        return True
    except ValueError:
        return False


def count_missing(x: Any) -> int:
    """How many values of ``x`` are missing."""
    array = to_array(x)
    if array.dtype.kind in "biu":
        return 0
    if array.dtype.kind in "fc":
        return int(np.isnan(array).sum())
    if array.dtype.kind in "mM":
        return int(np.isnat(array).sum())
    return sum(is_missing(value) for value in array.ravel())


def max_difference(a: Any, b: Any) -> float:
    """Largest absolute difference, in the unit of the values.

    NaN on both sides counts as equal; infinity stands for another shape, for NaN on one side
    only, and for text that differs.
    """
    left, right = to_array(a), to_array(b)
    if left.shape != right.shape:
        return math.inf
    x, y = to_numbers(left), to_numbers(right)
    if x is None or y is None:
        same = [str(p) == str(q) for p, q in zip(left.ravel(), right.ravel(), strict=True)]
        return 0.0 if all(same) else math.inf
    with np.errstate(invalid="ignore", over="ignore"):
        gap = np.where((x == y) | (np.isnan(x) & np.isnan(y)), 0.0, np.abs(x - y))
    return float(np.nan_to_num(gap, nan=np.inf, posinf=np.inf).max(initial=0.0))


def is_close(a: Any, b: Any, *, relative: float = 1e-5) -> bool:
    """Whether two arrays agree within ``relative`` times their largest finite magnitude."""
    sizes = [np.abs(v[np.isfinite(v)]) for v in (to_numbers(a), to_numbers(b)) if v is not None]
    scale = max((float(size.max(initial=0.0)) for size in sizes), default=0.0)
    return max_difference(a, b) <= relative * scale
