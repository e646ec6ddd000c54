"""Each way in which an answer can be wrong has its own name and its own sentence."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from conftest import make_task, raised, returned

from autograder.core.answers import Outcome
from autograder.core.results import Difference
from autograder.core.specs import Tolerance
from autograder.core.wire import Other
from autograder.core.wire_tables import Frame
from autograder.grading.compare import compare
from autograder.grading.describe import describe

GRID = np.arange(6.0).reshape(2, 3)


def table(
    columns: str = "ab", values: tuple[float, ...] = (1.0, 2.0), index: tuple[Any, ...] = (0, 1)
) -> Frame:
    """A table with the same values in each column."""
    return Frame(tuple(columns), tuple(np.array(values) for _ in columns), np.array(index))


def difference(expected: Any, received: Any, **changes: Any) -> Difference:
    """The difference between two outcomes, or between two returned values; there must be one."""
    one, other = (v if isinstance(v, Outcome) else returned(v) for v in (expected, received))
    found = compare(make_task(**changes), one, other).difference
    assert found is not None
    return found


def same(expected: Any, received: Any, **changes: Any) -> bool:
    """Whether an answer is right."""
    one, other = (v if isinstance(v, Outcome) else returned(v) for v in (expected, received))
    return compare(make_task(**changes), one, other).difference is None


KINDS: dict[str, tuple[Any, Any, str]] = {
    "an error": (GRID, raised("KeyError", "'ash'"), "raised"),
    "another error": (raised("ValueError"), raised("KeyError"), "raised"),
    "an accepted fault": (raised("ValueError"), GRID, "accepted"),
    "input changed in place": (GRID, returned(GRID, changed=(0, 2)), "changed-input"),
    "text for an array": (GRID, "abc", "type"),
    "None for an array": (GRID, None, "type"),
    "an array for a dict": ({"a": 1}, GRID, "type"),
    "a number for a list": ([1], 1, "type"),
    "text for a number": (1.0, "1.0", "type"),
    "an array for a table": (table(), np.ones((2, 2)), "type"),
    "another shape": (GRID, GRID[0], "shape"),
    "a list too short": ([1, 2], [1], "shape"),
    "NaN": (GRID, np.where(GRID > 3, np.nan, GRID), "nan"),
    "a number": (GRID, GRID + 1, "value"),
    "infinite": (GRID, np.where(GRID > 4, np.inf, GRID), "value"),
    "a number for NaN": (np.array([np.nan]), np.array([0.0]), "value"),
    "a complex number": (GRID, GRID + 1j, "value"),
    "a bool for a number": (1, True, "item"),
    "a number for a bool": (True, 1, "item"),
    "another word": ("Gentoo", "Adelie", "item"),
    "another word in an array": (np.array(["a", "b"]), np.array(["a", "c"]), "item"),
    "another date": (np.array(["2026-01-01"], "M8[D]"), np.array(["2026-01-02"], "M8[D]"), "item"),
    "numbers as text": (GRID, GRID.astype(str), "item"),
    "objects for numbers": (GRID, np.full((2, 3), "x", object), "dtype"),
    "an integer beyond any float": (GRID, np.full((2, 3), 10**400, object), "dtype"),
    "other keys": ({"a": 1}, {"b": 1}, "keys"),
    "a key missing": ({"a": 1, "b": 2}, {"a": 1}, "keys"),
    "other columns": (table("ab"), table("ac"), "columns"),
    "columns in another order": (table("ab"), table("ba"), "columns"),
    "other row labels": (table(), table(index=(0, 2)), "value"),
    "fewer rows": (table(), table(values=(1.0,), index=(0,)), "shape"),
    "a number in a table": (table(), table(values=(1.0, 3.0)), "value"),
}


@pytest.mark.parametrize(("expected", "received", "kind"), KINDS.values(), ids=KINDS.keys())
def test_every_difference_has_its_kind(expected: Any, received: Any, kind: str) -> None:
    """What is wrong is named before the numbers are compared, with three sentences."""
    found = difference(expected, received)
    assert kind == found.kind
    assert all((found.expected, found.got, found.advice))


SHAPES = {
    "missing batch axis": ((1, 3), (3,), "The batch axis is missing: one row is a batch of one."),
    "swapped": ((2, 3), (3, 2), "The axes are swapped."),
    "too few rows": ((4, 3), (3, 3), "Return one row for each row of the input, no more and no fewer."),
    "too many rows": ((0, 3), (1, 3), "Return one row for each row of the input, no more and no fewer."),
    "other columns": ((4, 3), (4, 2), "Check which columns or axes the result is made of."),
    "one axis too many": ((3,), (3, 1), "The result needs 1 axis."),
    "two axes too few": ((2, 3, 1), (6,), "The result needs 3 axes."),
    "no axis": ((), (1,), "The result needs 0 axes."),
}


@pytest.mark.parametrize(("expected", "received", "advice"), SHAPES.values(), ids=SHAPES.keys())
def test_shapes_say_what_to_do(expected: tuple[int, ...], received: tuple[int, ...], advice: str) -> None:
    """A wrong shape is told with both shapes, and with the likely reason."""
    found = difference(np.zeros(expected), np.zeros(received))
    assert (f"shape {expected}", f"shape {received}", advice) == (found.expected, found.got, found.advice)


def test_only_predictions_flip() -> None:
    """Rows of something else than class scores are not counted as flipped predictions."""
    assert difference(GRID, GRID[::-1].copy()).flips is None


def test_a_wrong_number_says_where() -> None:
    """The place of the largest difference, both numbers, the distance, and the flipped rows."""
    got = GRID.copy()
    got[1, 0], got[0, 1] = 9.0, 1.5
    found = difference(GRID, got, predictions=True)
    assert ("3", "result[1][0] = 9") == (found.expected, found.got)
    assert (6.0, 1, 2) == (found.distance, found.flips, found.rows)


@pytest.mark.parametrize(
    ("expected", "received", "place"),
    [
        ({"std": {"ash": 1.0}}, {"std": {"ash": 2.0}}, "['std']['ash'] = 2"),
        ([1.0, [2.0]], [1.0, [3.0]], "[1][0] = 3"),
        (table(), table(values=(1.0, 3.0)), "['a'][1] = 3"),
        (table(), table(index=(0, 2)), ".index[1] = 2"),
    ],
    ids=["dict", "list", "table", "row labels"],
)
def test_the_path_leads_to_the_number(expected: Any, received: Any, place: str) -> None:
    """Inside containers, the sentence names the keys on the way."""
    assert place == difference(expected, received).got


def test_nan_says_how_many() -> None:
    """NaN where numbers are expected is counted."""
    assert "NaN in 2 places of 6" == difference(GRID, np.where(GRID > 3, np.nan, GRID)).got


def test_changed_inputs_are_named() -> None:
    """Arguments count from one, as people do."""
    found = difference(GRID, returned(GRID, changed=(0, 2)))
    assert "argument 1 and argument 3 was changed in place" == found.got


ERRORS = {
    "the stub": (raised("NotImplementedError"), "Replace `raise NotImplementedError` with your code."),
    "an endless loop": (raised("KeyboardInterrupt"), "Look for a loop that never ends."),
    "other parameters": (
        raised("TypeError", "f() missing 1 required positional argument: 'y'"),
        "Keep the parameters of the function as they were given.",
    ),
    "anything else": (
        raised("KeyError"),
        "Run the function on this case by itself and read the last line of the error.",
    ),
}


@pytest.mark.parametrize(("error", "advice"), ERRORS.values(), ids=ERRORS.keys())
def test_errors_say_what_to_do(error: Outcome, advice: str) -> None:
    """An unexpected error comes with the next step."""
    assert advice == difference(GRID, error).advice


def test_an_error_is_quoted_with_its_line() -> None:
    """The student reads the kind, the text and the own line of the error."""
    error = raised("KeyError", "'ash'", where="line 4: frame['ash']")
    assert "KeyError: 'ash' (line 4: frame['ash'])" == difference(GRID, error).got


def test_a_fault_must_be_refused_by_name() -> None:
    """Where the reference refuses, the advice names the error to raise and shows what came instead."""
    found = difference(raised("ValueError"), GRID)
    assert "ValueError, because this input must be refused" == found.expected
    assert "it was accepted: array (2, 3) float64" == found.got
    assert "raise ValueError" in found.advice


@pytest.mark.parametrize("kind", ["ValueError", "UnicodeDecodeError"])
def test_a_kind_of_the_expected_error_is_right(kind: str) -> None:
    """A subclass of the expected exception is right, whatever its message."""
    assert same(raised("ValueError", "one text"), raised(kind, "another"))


def test_a_base_of_the_expected_error_is_wrong() -> None:
    """``raise Exception`` is not the error that was asked for."""
    assert not same(raised("ValueError"), raised("Exception"))


@pytest.mark.parametrize(
    "value", [None, GRID, "fine", Other("object", "...")], ids=["None", "array", "text", "other"]
)
def test_a_guard_only_has_to_come_back(value: Any) -> None:
    """Where the reference returns None, any returned value is right."""
    assert same(None, value)


def test_a_guard_must_not_change_its_input() -> None:
    """Where the reference returns None, a changed input is still wrong."""
    assert "changed-input" == difference(None, returned(None, changed=(0,))).kind


@pytest.mark.parametrize(
    ("value", "text"),
    [(GRID, "array (2, 3) float64"), (table(), "DataFrame (2, 2)"), ({"a": 1}, "dict with 1 key"), ([1, 2], "[1, 2]"),
     ([0] * 99, "list of 99 items"), (Other("Model", "<Model>"), "Model: <Model>"), ("x" * 99, "'" + "x" * 76 + "..."),
     (math.nan, "nan")],
    ids=["array", "table", "dict", "short list", "long list", "other", "long text", "number"],
)  # fmt: skip
def test_values_are_described_in_a_few_words(value: Any, text: str) -> None:
    """No description is longer than a line."""
    assert text == describe(value)


def test_the_first_question_is_the_first_answer() -> None:
    """A wrong dtype is told before wrong numbers, where the dtype matters."""
    task: dict[str, Any] = {"require": frozenset({"dtype"}), "tolerance": Tolerance(atol=1e-3)}
    found = difference(GRID.astype("float32"), GRID + 1, **task)
    assert ("dtype", "Convert the result: `.astype('float32')`.") == (found.kind, found.advice)
