"""Is an answer right? One outcome against the expected one, with a sentence when it is not.

The order of the questions is the order in which a student can act on them: did it raise, is it the
right kind of thing, the right shape, the right dtype, finite where it should be, and only then:
are the numbers those of the reference pipeline.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from collections.abc import Collection
from typing import Any

import numpy as np

from autograder.core.answers import Outcome, Raised, Returned
from autograder.core.results import Difference
from autograder.core.specs import Task, Tolerance
from autograder.core.text import plural
from autograder.core.wire import Other
from autograder.core.wire_tables import Frame

ARRAY_LIKE = frozenset({"ndarray", "list", "tuple", "DataFrame", "Series", "EagerTensor", "Tensor"})
_NUMERIC = "biufc"
_NAMES = 8
_NAME_LENGTH = 40
_LIST_LENGTH = 60
_TEXT_LENGTH = 80


@dataclasses.dataclass(frozen=True, kw_only=True)
class Comparison:
    """How an answer compares with the expected one.

    Attributes:
        difference: ``None`` for a right answer.
        notes: What was accepted on the way.
        severity: How far off the numbers are, in units of what is tolerated: at most 1 for a right
            answer, infinite where something other than numbers differs.
    """

    difference: Difference | None
    notes: tuple[str, ...] = ()
    severity: float = math.inf


def compare(task: Task, expected: Outcome, received: Outcome) -> Comparison:
    """Compare what a function did with what the reference does."""
    if isinstance(expected, Raised):
        difference = _compare_raised(expected, received)
        return Comparison(difference=difference, severity=math.inf if difference else 0.0)
    if isinstance(received, Raised):
        return Comparison(difference=_unexpected_error(expected, received))
    if received.changed:
        which = " and ".join(f"argument {i + 1}" for i in received.changed)
        return Comparison(
            difference=Difference(
                kind="changed-input",
                expected="the caller's data stay as they were",
                got=f"{which} was changed in place",
                advice="Work on a copy: the caller still needs the original data.",
            )
        )
    if expected.value is None:  # a function that only has to come back, such as a guard
        return Comparison(difference=None, severity=0.0)
    return _compare_values(task, expected, received)


def describe(value: Any) -> str:  # noqa: PLR0911 - a return for each kind of value
    """A value in a few words: ``array (3, 13) float32``, ``'Gentoo'``, ``dict with 2 keys``.

    A file travels as bytes; its size says more than its first ones.
    """
    if isinstance(value, np.ndarray):
        return f"array {value.shape} {value.dtype}"
    if isinstance(value, Frame):
        return f"DataFrame {(len(value.index), len(value.columns))}"
    if isinstance(value, dict):
        return f"dict with {plural(len(value), 'key')}"
    if isinstance(value, list | tuple):
        text = repr(value)
        name = type(value).__name__
        return text if len(text) <= _LIST_LENGTH else f"{name} of {plural(len(value), 'item')}"
    if isinstance(value, Other):
        return f"{value.type_name}: {value.text[:_TEXT_LENGTH]}"
    if isinstance(value, bytes):
        return f"bytes, {len(value):,} of them"
    text = repr(value)
    return _cut(text, _TEXT_LENGTH)


def _compare_raised(expected: Raised, received: Outcome) -> Difference | None:
    wanted = expected.kinds[0]
    if isinstance(received, Returned):
        return Difference(
            kind="accepted",
            expected=f"{wanted}, because this input must be refused",
            got=f"it was accepted: {describe(received.value)}",
            advice=f"Check the input first and raise {wanted} with a sentence that names the fault.",
        )
    if wanted in received.kinds:
        return None
    return Difference(
        kind="raised",
        expected=f"{wanted} with a sentence that names the fault",
        got=_error_text(received),
        advice=f"Test for this fault before computing with the data, and raise {wanted} yourself.",
    )


def _unexpected_error(expected: Returned, received: Raised) -> Difference:
    if received.kinds[0] == "NotImplementedError":
        advice = "Replace `raise NotImplementedError` with your code."
    elif received.kinds[0] == "KeyboardInterrupt":
        advice = "Look for a loop that never ends."
    elif received.kinds[0] == "TypeError" and "argument" in received.message:
        advice = "Keep the parameters of the function as they were given."
    else:
        advice = "Run the function on this case by itself and read the last line of the error."
    return Difference(
        kind="raised", expected=describe(expected.value), got=_error_text(received), advice=advice
    )


def _error_text(error: Raised) -> str:
    if error.kinds[0] == "KeyboardInterrupt":
        return "it did not come back in time and was interrupted"
    where = f" ({error.where})" if error.where else ""
    message = f": {error.message}" if error.message else ""
    return f"{error.kinds[0]}{message}{where}"


def _compare_values(task: Task, expected: Returned, received: Returned) -> Comparison:
    notes: list[str] = []
    got = received.value
    if isinstance(expected.value, np.ndarray) and not isinstance(got, np.ndarray):
        if "type" in task.require or received.type_name not in ARRAY_LIKE:
            return _wrong_type(expected, received)
        got = _as_array(got)
        if got is None:
            return _wrong_type(expected, received)
        notes.append(f"Your {received.type_name} was read as an array.")
    elif isinstance(expected.value, np.ndarray) and received.type_name != "ndarray":
        if "type" in task.require:
            return _wrong_type(expected, received)
        notes.append(f"Your {received.type_name} was read as an array.")
    comparator = _Comparator(
        task.tolerance, exact_dtype="dtype" in task.require, predictions=task.predictions
    )
    difference = comparator.compare(expected.value, got, "")
    structural = difference is not None and difference.kind != "value"
    severity = math.inf if structural else comparator.severity
    return Comparison(difference=difference, notes=tuple(notes), severity=severity)


def _asked_type(expected: Returned, received: Returned) -> str:
    if received.type_name == "NoneType":
        return "The function returned nothing: is `return` missing?"
    name = "NumPy array" if expected.type_name == "ndarray" else expected.type_name
    return f"Return {'an' if name[0] in 'aeiou' else 'a'} {name}."


def _wrong_type(expected: Returned, received: Returned) -> Comparison:
    return Comparison(
        difference=Difference(
            kind="type",
            expected=f"{expected.type_name}: {describe(expected.value)}",
            got=f"{received.type_name}: {describe(received.value)}",
            advice=_asked_type(expected, received),
        )
    )


def _as_array(value: Any) -> np.ndarray | None:
    """The array that ``value`` is like; ``None`` where no dtype holds its parts: dates and numbers."""
    try:
        if isinstance(value, Frame):
            return np.column_stack(value.data) if value.data else np.empty((len(value.index), 0))
        return np.asarray(value)
    except ValueError:  # rows of different lengths
        return None if isinstance(value, Frame) else np.asarray([repr(item) for item in value])
    except TypeError:
        return None


class _Comparator:
    """Walks two values side by side; remembers the largest severity it met."""

    def __init__(self, tolerance: Tolerance, *, exact_dtype: bool, predictions: bool) -> None:
        self.tolerance = tolerance
        self.exact_dtype = exact_dtype
        self.predictions = predictions
        self.severity = 0.0

    def compare(self, expected: Any, got: Any, path: str) -> Difference | None:  # noqa: C901, PLR0911 - by the kind of what is expected
        if isinstance(expected, np.ndarray):
            return self._arrays(expected, got, path)
        if isinstance(expected, Frame):
            return self._frames(expected, got, path)
        if isinstance(expected, dict):
            return self._dicts(expected, got, path)
        if isinstance(expected, list | tuple):
            return self._sequences(expected, got, path)
        if isinstance(expected, bool | np.bool_) or isinstance(got, bool | np.bool_):
            if isinstance(expected, bool | np.bool_) and isinstance(got, bool | np.bool_) and expected == got:
                return None
            return _different(expected, got, path, kind="item")
        if isinstance(expected, int | float | np.number):
            if isinstance(got, np.ndarray) and got.shape == ():
                got = got[()]
            if not isinstance(got, int | float | np.number):
                return _different(expected, got, path, kind="type")
            return self._numbers(np.asarray(expected), np.asarray(got), path)
        if (
            type(expected) is type(got) or (isinstance(expected, str) and isinstance(got, str))
        ) and expected == got:
            return None
        return _different(expected, got, path, kind="item")

    def _arrays(self, expected: np.ndarray, got: Any, path: str) -> Difference | None:  # noqa: PLR0911 - first fault
        if not isinstance(got, np.ndarray):
            return _different(expected, got, path, kind="type")
        if expected.shape != got.shape:
            return Difference(
                kind="shape",
                expected=f"{_at(path)}shape {expected.shape}",
                got=f"shape {got.shape}",
                advice=_shape_advice(expected.shape, got.shape),
            )
        if self.exact_dtype and expected.dtype != got.dtype:
            return Difference(
                kind="dtype",
                expected=f"{_at(path)}dtype {expected.dtype}",
                got=f"dtype {got.dtype}",
                advice=f"Convert the result: `.astype({str(expected.dtype)!r})`.",
            )
        if expected.dtype.kind in _NUMERIC and got.dtype.kind in _NUMERIC:
            return self._numbers(expected, got, path)
        if expected.dtype.kind in _NUMERIC and got.dtype.kind == "O":
            try:
                return self._numbers(expected, got.astype(float), path)
            except (TypeError, ValueError, OverflowError):
                return _different(expected, got, path, kind="dtype")
        for place in np.ndindex(expected.shape):
            if not _same_item(expected[place], got[place]):
                where = "".join(f"[{i}]" for i in place)
                return _different(expected[place], got[place], f"{path}{where}", kind="item")
        return None

    def _numbers(self, expected: np.ndarray, got: np.ndarray, path: str) -> Difference | None:
        if expected.size == 0:
            return None
        want, have = _wide(expected), _wide(got)
        nan = np.isnan(have) & ~np.isnan(want)
        if nan.any():
            return Difference(
                kind="nan",
                expected=f"{_at(path)}numbers",
                got=f"NaN in {plural(int(nan.sum()), 'place')} of {nan.size}",
                advice="Find the first step whose output holds NaN, and what it was given.",
                **self._flips(want, have),
            )
        with np.errstate(all="ignore"):
            same = (have == want) | (np.isnan(have) & np.isnan(want))
            apart = np.where(same, 0.0, np.abs(have - want))
            apart = np.where(np.isnan(apart), np.inf, apart)
            signed = float(np.mean(np.where(same, 0.0, np.real(have - want))))
            allowed = self.tolerance.atol + self.tolerance.rtol * np.where(np.isfinite(want), np.abs(want), 0)
            severity = float(np.where(apart == 0, 0.0, apart / allowed).max())
        bias = self.tolerance.bias
        biased = bias is not None and not abs(signed) <= bias
        if bias:
            severity = max(severity, abs(signed) / bias)
        elif biased:  # where no bias at all is tolerated
            severity = math.inf
        self.severity = max(self.severity, severity)
        if severity <= 1:
            return None
        place = np.unravel_index(int(np.argmax(apart)), apart.shape)
        where = "".join(f"[{int(i)}]" for i in place)
        lean = f"; on average {signed:+.4g}" if biased else ""
        return Difference(
            kind="value",
            expected=_number(expected[place]),
            got=f"{path or 'result'}{where} = {_number(got[place])}{lean}",
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
                expected=f"{_at(path)}columns {_names(expected.columns)}",
                got=f"columns {_names(got.columns)}",
                advice="Keep the columns, by name and in this order.",
            )
        # A tolerance is for measurements; labels agree or they don't.
        exact = _Comparator(Tolerance(), exact_dtype=self.exact_dtype, predictions=False)
        index = exact.compare(expected.index, got.index, f"{path}.index")
        if index is not None:
            self.severity = math.inf
            return dataclasses.replace(index, advice="Keep the rows, their order and their labels.")
        for name, want, have in zip(expected.columns, expected.data, got.data, strict=True):
            difference = self.compare(want, have, f"{path}[{_name(name)}]")
            if difference is not None:
                return difference
        return None

    def _dicts(self, expected: dict[Any, Any], got: Any, path: str) -> Difference | None:
        if not isinstance(got, dict):
            return _different(expected, got, path, kind="type")
        if expected.keys() != got.keys():
            return Difference(
                kind="keys",
                expected=f"{_at(path)}keys {_names(expected)}",
                got=f"keys {_names(got)}",
                advice="Give the dictionary exactly these keys.",
            )
        for name, want in expected.items():
            difference = self.compare(want, got[name], f"{path}[{_name(name)}]")
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
                expected=f"{_at(path)}{plural(len(expected), 'item')}",
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


def _same_item(want: Any, have: Any) -> bool:
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
        got=f"{_at(path)}{describe(got)}",
        advice="Compare with the example in the task.",
    )


def _shape_advice(expected: tuple[int, ...], got: tuple[int, ...]) -> str:
    if len(got) == len(expected) - 1 and got == expected[1:]:
        return "The batch axis is missing: one row is a batch of one."
    if len(got) != len(expected):
        return f"The result needs {plural(len(expected), 'axis')}.".replace("axiss", "axes")
    if got == expected[::-1]:
        return "The axes are swapped."
    if got[0] != expected[0]:
        return "Return one row for each row of the input, no more and no fewer."
    return "Check which columns or axes the result is made of."


def _at(path: str) -> str:
    return f"{path}: " if path else ""


def _number(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, float | np.floating) else str(value)


def _names(names: Collection[Any]) -> str:
    """The names of columns or keys, as many and as long as fit a sentence."""
    shown = ", ".join(map(_name, itertools.islice(names, _NAMES)))
    return f"{shown}, ... ({len(names)} in all)" if len(names) > _NAMES else shown


def _name(name: Any) -> str:
    return _cut(repr(name), _NAME_LENGTH)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 3] + "..."
