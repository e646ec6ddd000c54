"""Compares two values and names the first difference that a student can act on."""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Callable, Collection
from typing import Any

import numpy as np

from autograder.core.results import Difference, Figure
from autograder.core.specs import Ignored, Tolerance
from autograder.core.text import plural
from autograder.core.wire_tables import Frame
from autograder.grading.advice import BOOLEAN, NUMBER, key_advice, kind_advice
from autograder.grading.describe import at, describe, name, names, number
from autograder.grading.distances import bias_severity, distances, in_tolerances, is_biased, wide
from autograder.grading.shapes import shape_advice

_NUMERIC = "biufc"
_DRAWN = "biuf"


Compare = Callable[[Any, Any, str], Difference | None]
"""Compares values of one kind: what is expected, what came, and its path in the result."""


class Comparator:
    """Compares an expected value with a received one, part by part.

    Attributes:
        tolerance: When two numbers agree.
        exact_dtype: Whether arrays must have the expected dtype.
        exact_order: Whether dictionaries within the result must have their keys in the expected order.
        predictions: Whether rows of arrays of shape (n, k) are scores of k classes.
        labels: The names along each axis, see :attr:`CaseKey.labels`, of the part of the result at ``root``.
        root: The path of that part; empty for the whole.
        ignore: Whose order does not count, for the advice: what comes is in the expected order already.
        severity: The largest distance of numbers met so far, in units of what is tolerated: 0 when all
            are equal, at most 1 when all agree, infinite without a limit.
    """

    def __init__(
        self,
        tolerance: Tolerance,
        *,
        exact_dtype: bool,
        predictions: bool,
        exact_order: bool = False,
        labels: tuple[tuple[str, ...], ...] = (),
        root: str = "",
        ignore: Collection[Ignored] = (),
    ) -> None:
        self.tolerance = tolerance
        self.exact_dtype = exact_dtype
        self.exact_order = exact_order
        self.predictions = predictions
        self.labels = labels
        self.root = root
        self.ignore = ignore
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
            (BOOLEAN, _booleans),
            (NUMBER, self._scalars),
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
            return self._entries(expected, got, path)
        if got.dtype.kind == "O":
            if any(isinstance(item, str) for item in got.flat):  # "45.1" is a text, however it looks
                return _different(expected, got, path, kind="dtype")
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
                advice=shape_advice(expected.shape, got.shape),
                figure=self._figure(expected, got, None, path),
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
        if isinstance(got, BOOLEAN):
            return _different(expected, got, path, kind="item")
        if isinstance(got, np.ndarray) and got.shape == ():
            got = got[()]
        if not isinstance(got, NUMBER):
            return _different(expected, got, path, kind="type")
        return self._numbers(np.asarray(expected), np.asarray(got), path)

    def _numbers(self, expected: np.ndarray, got: np.ndarray, path: str) -> Difference | None:
        """Compare two arrays of numbers of one shape."""
        if expected.size == 0:
            return None
        want, have = wide(expected), wide(got)
        nan = np.isnan(have) & ~np.isnan(want)
        if nan.any():
            return Difference(
                kind="nan",
                expected=f"{at(path)}numbers",
                got=f"NaN in {plural(int(nan.sum()), 'place')} of {nan.size}{self._columns_of(nan, path)}",
                advice="Find the first step whose output holds NaN, and what it was given.",
                figure=self._figure(expected, got, nan, path),
                **self._flips(want, have),
            )
        apart, mean = distances(want, have)
        units = in_tolerances(apart, want, self.tolerance)
        severity = max(float(units.max()), bias_severity(mean, self.tolerance))
        self.severity = max(self.severity, severity)
        if severity <= 1:
            return None
        place = np.unravel_index(int(np.argmax(apart)), apart.shape)
        lean = f"; on average {mean:+.4g}" if is_biased(mean, self.tolerance) else ""
        wrong = units > 1
        return Difference(
            kind="value",
            expected=number(expected[place]),
            got=f"{path or 'result'}{self._place(place, path)} = {number(got[place])}{lean}",
            advice="",
            distance=float(apart.max()),
            # Where only the mean is off, each number leans a little.
            figure=self._figure(expected, got, wrong if wrong.any() else apart > 0, path),
            **self._flips(want, have),
        )

    def _figure(
        self, expected: np.ndarray, got: np.ndarray, wrong: np.ndarray | None, path: str
    ) -> Figure | None:
        """The figure of two arrays, if they hold numbers that can be drawn."""
        if expected.dtype.kind not in _DRAWN or got.dtype.kind not in _DRAWN:
            return None
        names = self.labels[-1] if self._is_labelled(path) else ()
        return Figure(expected=expected, got=got, wrong=wrong, names=names, predictions=self.predictions)

    def _is_labelled(self, path: str) -> bool:
        return bool(self.labels) and path == self.root

    def _place(self, place: tuple[Any, ...], path: str) -> str:
        """Where an entry lies in an array or list: ``[2][12] (row '17', column 'proline')``."""
        where = "".join(f"[{int(i)}]" for i in place)
        if not self._is_labelled(path):
            return where
        return where + _by_name([(axis, int(i)) for axis, i in enumerate(place)], self.labels)

    def _columns_of(self, nan: np.ndarray, path: str) -> str:
        """The names of the columns that hold some of these places, where columns have names."""
        if not self._is_labelled(path) or not self.labels[-1]:
            return ""
        held = set(np.nonzero(nan)[-1].tolist())
        return f": {names([label for i, label in enumerate(self.labels[-1]) if i in held])}"

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
                advice="Return these columns, by name; their order is free."
                if "column order" in self.ignore
                else "Keep the columns, by name and in this order.",
            )
        # A tolerance is for measurements; labels agree or they don't.
        exact = Comparator(Tolerance(), exact_dtype=self.exact_dtype, predictions=False)
        index = exact.compare(expected.index, got.index, f"{path}.index")
        if index is not None:
            self.severity = math.inf
            what = " and" if "row order" in self.ignore else ", their order and"
            return dataclasses.replace(index, advice=f"Keep the rows{what} their labels.")
        for column, want, have in zip(expected.columns, expected.data, got.data, strict=True):
            difference = self._column(expected, want, have, f"{path}[{name(column)}]")
            if difference is not None:
                return self._with_table(difference, expected, got)
        return None

    def _column(self, table: Frame, want: np.ndarray, have: np.ndarray, path: str) -> Difference | None:
        """The first difference in a column; its rows have the table's labels, if these are not 0, 1, ..."""
        labels = tuple(map(str, table.index.tolist()))
        inner = Comparator(
            self.tolerance,
            exact_dtype=self.exact_dtype,
            predictions=self.predictions,
            labels=() if labels == tuple(map(str, range(len(labels)))) else (labels, ()),
            root=path,
        )
        difference = inner.compare(want, have, path)
        self.severity = max(self.severity, inner.severity)
        return difference

    def _with_table(self, difference: Difference, expected: Frame, got: Frame) -> Difference:
        """The same difference of one column, with the numbers of all columns for its figure."""
        numeric = [
            (column, want, have)
            for column, want, have in zip(expected.columns, expected.data, got.data, strict=True)
            if want.dtype.kind in "iuf" and have.dtype.kind in "iuf"
        ]
        if difference.figure is None or not numeric:
            return difference
        columns, want, have = zip(*numeric, strict=True)
        return dataclasses.replace(
            difference, figure=self._drawn(np.column_stack(want), np.column_stack(have), columns)
        )

    def _drawn(self, expected: np.ndarray, got: np.ndarray, names: tuple[str, ...]) -> Figure:
        """The figure of numbers that are parts of a container, by name."""
        want, have = wide(expected), wide(got)
        units = in_tolerances(distances(want, have)[0], want, self.tolerance)
        return Figure(expected=expected, got=got, wrong=units > 1, names=names)

    def _dicts(self, expected: dict[Any, Any], got: Any, path: str) -> Difference | None:
        if not isinstance(got, dict):
            return _different(expected, got, path, kind="type")
        if expected.keys() != got.keys():
            return Difference(
                kind="keys",
                expected=f"{at(path)}keys {names(expected)}",
                got=f"keys {names(got)}",
                advice=key_advice(expected, got),
            )
        if self.exact_order and path and list(expected) != list(got):
            return Difference(
                kind="keys",
                expected=f"{at(path)}keys in the order {names(expected)}",
                got=f"the order {names(got)}",
                advice="Keep the order: others rely on it.",
            )
        for key, want in expected.items():
            difference = self.compare(want, got[key], f"{path}[{name(key)}]")
            if difference is not None:
                return self._with_entries(difference, expected, got)
        return None

    def _with_entries(
        self, difference: Difference, expected: dict[Any, Any], got: dict[Any, Any]
    ) -> Difference:
        """The same difference of one entry, with the numbers of all entries for its figure."""
        pairs = [(expected[key], got[key]) for key in expected]
        if difference.kind not in ("value", "nan") or not all(map(is_real, itertools.chain(*pairs))):
            return difference
        want, have = (np.array([float(number_) for number_ in side]) for side in zip(*pairs, strict=True))
        return dataclasses.replace(difference, figure=self._drawn(want, have, tuple(map(str, expected))))

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
                advice="Return as many rows as are asked for; their order is free."
                if "row order" in self.ignore and not path
                else "Return one item for each row, in the order of the rows.",
            )
        for i, (want, have) in enumerate(zip(expected, got, strict=True)):
            difference = self.compare(want, have, f"{path}{self._place((i,), path)}")
            if difference is not None:
                return difference
        return None

    def _entries(self, expected: np.ndarray, got: np.ndarray, path: str) -> Difference | None:
        """Compare arrays of one shape that hold words, dates or objects, entry by entry."""
        for place in np.ndindex(expected.shape):
            if not _same_entry(expected[place], got[place]):
                where = f"{path}{self._place(place, path)}"
                return _different(expected[place], got[place], where, kind="item")
        return None


def _by_name(place: list[tuple[int, int]], labels: tuple[tuple[str, ...], ...]) -> str:
    """An entry by the names along its axes, the last of which is that of columns, if it has any."""
    words = [
        f"{'row' if axis == 0 else 'column'} {name(labels[axis][i])}"
        for axis, i in place
        if axis < len(labels) and labels[axis]
    ]
    if (
        len(labels) == 1
    ):  # one line of numbers: whether it has one for each row or each column, the names tell
        words = [name(labels[axis][i]) for axis, i in place if labels[axis]]
    return f" ({', '.join(words)})" if words else ""


def is_real(value: Any) -> bool:
    """Whether a value is a number that a float can hold, at least roughly."""
    if isinstance(value, BOOLEAN) or not isinstance(value, int | float | np.integer | np.floating):
        return False
    return not isinstance(value, int) or abs(value) < 2**1000


def _booleans(expected: Any, got: Any, path: str) -> Difference | None:
    if isinstance(got, BOOLEAN) and expected == got:
        return None
    return _different(expected, got, path, kind="item")


def _items(expected: Any, got: Any, path: str) -> Difference | None:
    """Compare what is no number and has no parts, such as words; subclasses of ``str`` are words too."""
    alike = type(expected) is type(got) or (isinstance(expected, str) and isinstance(got, str))
    return None if alike and _equal(expected, got) else _different(expected, got, path, kind="item")


def _same_entry(want: Any, have: Any) -> bool:
    if want is None or have is None:
        return _missing(want) and _missing(have)
    if _missing(want) and _missing(have):
        return True
    return _equal(want, have)


def _equal(want: Any, have: Any) -> bool:
    """Whether two entries are equal; what can't be compared, such as years with days, is not."""
    try:
        same = want == have
    except TypeError:
        return False
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
        advice=kind_advice(expected, got, "here" if path else ""),
    )
