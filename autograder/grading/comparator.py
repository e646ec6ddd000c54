"""Compares two values and names the first difference that a student can act on."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.core.results import Difference
from autograder.core.specs import Tolerance
from autograder.core.text import plural
from autograder.core.wire_tables import Frame
from autograder.grading.describe import at, describe, name, names, number

_NUMERIC = "biufc"
_BOOLEAN = (bool, np.bool_)
_NUMBER = (int, float, np.number)


Compare = Callable[[Any, Any, str], Difference | None]
"""Compares values of one kind: what is expected, what came, and its path in the result."""


class Comparator:
    """Compares an expected value with a received one, part by part.

    Attributes:
        tolerance: When two numbers agree.
        exact_dtype: Whether arrays must have the expected dtype.
        predictions: Whether rows of arrays of shape (n, k) are scores of k classes.
        severity: The largest distance of numbers met so far, in units of what is tolerated: 0 when all
            are equal, at most 1 when all agree, infinite without a limit.
    """

    def __init__(self, tolerance: Tolerance, *, exact_dtype: bool, predictions: bool) -> None:
        self.tolerance = tolerance
        self.exact_dtype = exact_dtype
        self.predictions = predictions
        self.severity = 0.0

    def compare(self, expected: Any, got: Any, path: str) -> Difference | None:
        """The first difference, or ``None``.

        Args:
            expected: What the reference returned, or a part of it.
            got: What the student's function returned, or the same part of it.
            path: Where the part lies in the result, such as ``['std'][2]``; empty for the whole.
        """
        by_kind: tuple[tuple[Any, Compare], ...] = (
            (np.ndarray, self._arrays),
            (Frame, self._frames),
            (dict, self._dicts),
            ((list, tuple), self._sequences),
            (_BOOLEAN, _booleans),
            (_NUMBER, self._scalars),
        )
        for kinds, compare in by_kind:
            if isinstance(expected, kinds):
                return compare(expected, got, path)
        return _items(expected, got, path)

    def _arrays(self, expected: np.ndarray, got: Any, path: str) -> Difference | None:
        if not isinstance(got, np.ndarray):
            return _different(expected, got, path, kind="type")
        layout = self._layout(expected, got, path)
        if layout is not None:
            return layout
        if expected.dtype.kind not in _NUMERIC or got.dtype.kind not in _NUMERIC + "O":
            return _entries(expected, got, path)
        if got.dtype.kind == "O":
            try:
                got = got.astype(float)
            except (TypeError, ValueError, OverflowError):
                return _different(expected, got, path, kind="dtype")
        return self._numbers(expected, got, path)

    def _layout(self, expected: np.ndarray, got: np.ndarray, path: str) -> Difference | None:
        if expected.shape != got.shape:
            return Difference(
                kind="shape",
                expected=f"{at(path)}shape {expected.shape}",
                got=f"shape {got.shape}",
                advice=_shape_advice(expected.shape, got.shape),
            )
        if self.exact_dtype and expected.dtype != got.dtype:
            return Difference(
                kind="dtype",
                expected=f"{at(path)}dtype {expected.dtype}",
                got=f"dtype {got.dtype}",
                advice=f"Convert the result: `.astype({str(expected.dtype)!r})`.",
            )
        return None

    def _scalars(self, expected: Any, got: Any, path: str) -> Difference | None:
        if isinstance(got, _BOOLEAN):
            return _different(expected, got, path, kind="item")
        if isinstance(got, np.ndarray) and got.shape == ():
            got = got[()]
        if not isinstance(got, _NUMBER):
            return _different(expected, got, path, kind="type")
        return self._numbers(np.asarray(expected), np.asarray(got), path)

    def _numbers(self, expected: np.ndarray, got: np.ndarray, path: str) -> Difference | None:
        """Compare two arrays of numbers of one shape."""
        if expected.size == 0:
            return None
        want, have = _wide(expected), _wide(got)
        nan = np.isnan(have) & ~np.isnan(want)
        if nan.any():
            return Difference(
                kind="nan",
                expected=f"{at(path)}numbers",
                got=f"NaN in {plural(int(nan.sum()), 'place')} of {nan.size}",
                advice="Find the first step whose output holds NaN, and what it was given.",
                **self._flips(want, have),
            )
        apart, mean = _distances(want, have)
        severity = max(_severity(apart, want, self.tolerance), _bias_severity(mean, self.tolerance))
        self.severity = max(self.severity, severity)
        if severity <= 1:
            return None
        place = np.unravel_index(int(np.argmax(apart)), apart.shape)
        where = "".join(f"[{int(i)}]" for i in place)
        lean = f"; on average {mean:+.4g}" if _is_biased(mean, self.tolerance) else ""
        return Difference(
            kind="value",
            expected=number(expected[place]),
            got=f"{path or 'result'}{where} = {number(got[place])}{lean}",
            advice="Compare your pipeline with the training pipeline step by step.",
            distance=float(apart.max()),
            **self._flips(want, have),
        )

    def _flips(self, want: np.ndarray, have: np.ndarray) -> dict[str, int]:
        """How many rows of class scores change their class: the largest column, or one column's sign."""
        if not self.predictions or want.ndim != 2 or want.shape[1] == 0:  # noqa: PLR2004 - rows of scores
            return {}
        want, have = np.real(want), np.real(have)
        if want.shape[1] == 1:
            flips = (want[:, 0] > 0) != (have[:, 0] > 0)
        else:
            flips = want.argmax(axis=1) != have.argmax(axis=1)
        return {"flips": int(flips.sum()), "rows": len(want)}

    def _frames(self, expected: Frame, got: Any, path: str) -> Difference | None:
        if not isinstance(got, Frame):
            return _different(expected, got, path, kind="type")
        if expected.columns != got.columns:
            return Difference(
                kind="columns",
                expected=f"{at(path)}columns {names(expected.columns)}",
                got=f"columns {names(got.columns)}",
                advice="Keep the columns, by name and in this order.",
            )
        # A tolerance is for measurements; labels agree or they don't.
        exact = Comparator(Tolerance(), exact_dtype=self.exact_dtype, predictions=False)
        index = exact.compare(expected.index, got.index, f"{path}.index")
        if index is not None:
            self.severity = math.inf
            return dataclasses.replace(index, advice="Keep the rows, their order and their labels.")
        for column, want, have in zip(expected.columns, expected.data, got.data, strict=True):
            difference = self.compare(want, have, f"{path}[{name(column)}]")
            if difference is not None:
                return difference
        return None

    def _dicts(self, expected: dict[Any, Any], got: Any, path: str) -> Difference | None:
        if not isinstance(got, dict):
            return _different(expected, got, path, kind="type")
        if expected.keys() != got.keys():
            return Difference(
                kind="keys",
                expected=f"{at(path)}keys {names(expected)}",
                got=f"keys {names(got)}",
                advice="Give the dictionary exactly these keys.",
            )
        for key, want in expected.items():
            difference = self.compare(want, got[key], f"{path}[{name(key)}]")
            if difference is not None:
                return difference
        return None

    def _sequences(self, expected: Any, got: Any, path: str) -> Difference | None:
        if isinstance(got, np.ndarray):
            got = got.tolist()
        if not isinstance(got, list | tuple):
            return _different(expected, got, path, kind="type")
        if len(expected) != len(got):
            return Difference(
                kind="shape",
                expected=f"{at(path)}{plural(len(expected), 'item')}",
                got=plural(len(got), "item"),
                advice="Return one item for each row, in the order of the rows.",
            )
        for i, (want, have) in enumerate(zip(expected, got, strict=True)):
            difference = self.compare(want, have, f"{path}[{i}]")
            if difference is not None:
                return difference
        return None


def _wide(array: np.ndarray) -> np.ndarray:
    """The numbers at a precision that holds them: exact for integers of 64 bits on most machines."""
    return array.astype(np.complex128 if array.dtype.kind == "c" else np.longdouble)


def _distances(want: np.ndarray, have: np.ndarray) -> tuple[np.ndarray, float]:
    """``|have - want|`` of each pair, infinite where one side is NaN, and the mean of ``have - want``."""
    with np.errstate(all="ignore"):
        same = (have == want) | (np.isnan(have) & np.isnan(want))
        apart = np.where(same, 0.0, np.abs(have - want))
        apart = np.where(np.isnan(apart), np.inf, apart)
        return apart, float(np.mean(np.where(same, 0.0, np.real(have - want))))


def _severity(apart: np.ndarray, want: np.ndarray, tolerance: Tolerance) -> float:
    """The largest distance, in units of what is tolerated where it was met."""
    with np.errstate(all="ignore"):
        allowed = tolerance.atol + tolerance.rtol * np.where(np.isfinite(want), np.abs(want), 0)
        return float(np.where(apart == 0, 0.0, apart / allowed).max())


def _is_biased(mean: float, tolerance: Tolerance) -> bool:
    return tolerance.bias is not None and not abs(mean) <= tolerance.bias


def _bias_severity(mean: float, tolerance: Tolerance) -> float:
    """The mean difference in units of the tolerated bias."""
    if tolerance.bias:
        return abs(mean) / tolerance.bias
    return math.inf if _is_biased(mean, tolerance) else 0.0


def _booleans(expected: Any, got: Any, path: str) -> Difference | None:
    if isinstance(got, _BOOLEAN) and expected == got:
        return None
    return _different(expected, got, path, kind="item")


def _items(expected: Any, got: Any, path: str) -> Difference | None:
    """Compare what is no number and has no parts, such as words; subclasses of ``str`` are words too."""
    alike = type(expected) is type(got) or (isinstance(expected, str) and isinstance(got, str))
    return None if alike and expected == got else _different(expected, got, path, kind="item")


def _entries(expected: np.ndarray, got: np.ndarray, path: str) -> Difference | None:
    """Compare arrays of one shape that hold words, dates or objects, entry by entry."""
    for place in np.ndindex(expected.shape):
        if not _same_entry(expected[place], got[place]):
            where = "".join(f"[{i}]" for i in place)
            return _different(expected[place], got[place], f"{path}{where}", kind="item")
    return None


def _same_entry(want: Any, have: Any) -> bool:
    if want is None or have is None:
        return _missing(want) and _missing(have)
    if _missing(want) and _missing(have):
        return True
    same = want == have
    return bool(same) if isinstance(same, bool | np.bool_) else False


def _missing(item: Any) -> bool:
    return item is None or bool(
        isinstance(item, float | np.floating | np.datetime64 | np.timedelta64) and np.isnan(item)
    )


def _different(expected: Any, got: Any, path: str, kind: str) -> Difference:
    return Difference(
        kind=kind,
        expected=describe(expected),
        got=f"{at(path)}{describe(got)}",
        advice="Compare with the example in the task.",
    )


def _shape_advice(expected: tuple[int, ...], got: tuple[int, ...]) -> str:
    if len(got) == len(expected) - 1 and got == expected[1:]:
        return "The batch axis is missing: one row is a batch of one."
    if len(got) != len(expected):
        return f"The result needs {plural(len(expected), 'axis', 'axes')}."
    if got == expected[::-1]:
        return "The axes are swapped."
    if got[0] != expected[0]:
        return "Return one row for each row of the input, no more and no fewer."
    return "Check which columns or axes the result is made of."
