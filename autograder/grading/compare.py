"""Compares what a function did in one case with what the reference does.

The order of the questions is the order in which a student can act on them: did it raise, is it the
right kind of thing, the right shape, the right dtype, finite where it should be, and only then:
are the numbers those of the reference pipeline.
"""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import numpy as np

from autograder.core.answers import Outcome, Raised, Returned
from autograder.core.results import Difference
from autograder.core.specs import Task
from autograder.core.text import plural
from autograder.core.wire_tables import Frame
from autograder.grading.advice import error_advice, is_exception
from autograder.grading.comparator import Comparator
from autograder.grading.describe import describe
from autograder.grading.order import Alignment, align, row_text

ARRAY_LIKE = frozenset({"ndarray", "list", "tuple", "DataFrame", "Series", "EagerTensor", "Tensor"})
"""The names of types whose values may be read as an array."""

_IN_ROWS = frozenset({"value", "item", "nan"})
"""Kinds of differences that lie in a row."""

MANNERS = frozenset({"sentence", "returned"})
"""Kinds of differences in how a guard says or hands back what it decided rightly."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Comparison:
    """How an answer compares with the expected one.

    Attributes:
        difference: What is wrong first of all; ``None`` for a right answer.
        notes: Sentences on what was accepted although it is not quite what was asked for.
        severity: How far off the numbers are, in units of what is tolerated: at most 1 for a right
            answer, infinite where something other than numbers differs.
    """

    difference: Difference | None
    notes: tuple[str, ...] = ()
    severity: float = math.inf


def compare(
    task: Task, expected: Outcome, received: Outcome, labels: tuple[tuple[str, ...], ...] = ()
) -> Comparison:
    """Compare one outcome with the expected one.

    Args:
        task: The task, for its tolerance and for what else it requires.
        expected: What the reference does.
        received: What the student's function did, its tables as ``Frame`` s.
        labels: The names along the axes of the result; see :attr:`CaseKey.labels`.
    """
    if isinstance(expected, Raised):
        difference = _compare_raised(task, expected, received)
        return Comparison(difference=difference, severity=math.inf if difference else 0.0)
    if isinstance(received, Raised):
        return Comparison(difference=_unexpected_error(task, expected, received))
    if received.changed:
        parameters = [name.strip() for name in task.signature.split(",")]
        which = [
            f"`{parameters[i]}`" if i < len(parameters) else f"argument {i + 1}" for i in received.changed
        ]
        return Comparison(
            difference=Difference(
                kind="changed-input",
                expected="the caller's data stay as they were",
                got=f"{' and '.join(which)} {'was' if len(which) == 1 else 'were'} changed in place",
                advice="Work on a copy: the caller still needs the original data.",
            )
        )
    if expected.value is None:
        difference = None if received.value is None else _returned_something(received)
        return Comparison(difference=difference, severity=math.inf if difference else 0.0)
    return _compare_values(task, expected, received, labels)


def _returned_something(received: Returned) -> Difference:
    """What is said of a function, such as a guard, that only has to come back."""
    return Difference(
        kind="returned",
        expected="nothing: this input is good, and gets through",
        got=describe(received.value),
        advice="This input is good: no exception belongs here."
        if is_exception(received)
        else "Leave out the `return` for a good input: what is asked for is that no error is raised.",
    )


def _compare_raised(task: Task, expected: Raised, received: Outcome) -> Difference | None:
    wanted = expected.kinds[0]
    if isinstance(received, Returned):
        advice = (
            f"You returned the exception; raise it: `raise {wanted}(...)`."
            if is_exception(received)
            else f"Check the input first and raise {wanted} with a sentence that names the fault."
        )
        return Difference(
            kind="accepted",
            expected=f"{wanted}, because this input must be refused",
            got="no error was raised"
            + ("" if received.value is None else f"; {describe(received.value)} was returned"),
            advice=advice,
        )
    if wanted in received.kinds:
        if "sentence" not in task.require or received.message.strip():
            return None
        return Difference(
            kind="sentence",
            expected=f"{wanted} with a sentence that names the fault",
            got=f"{_error_text(received)}, without a word",
            advice=f'Say what is wrong: `raise {wanted}("...")`.',
        )
    return Difference(
        kind="raised",
        expected=f"{wanted} with a sentence that names the fault",
        got=_error_text(received),
        advice=f"`assert` raises AssertionError; write `if ...: raise {wanted}(...)` in its place."
        if received.kinds[0] == "AssertionError"
        else f"Test for this fault before computing with the data, and raise {wanted} yourself.",
    )


def _unexpected_error(task: Task, expected: Returned, received: Raised) -> Difference:
    good = expected.value is None
    return Difference(
        kind="raised",
        expected="no error: this input is good" if good else describe(expected.value),
        got=_error_text(received),
        advice=error_advice(task, received),
    )


def _error_text(error: Raised) -> str:
    if error.kinds[0] == "KeyboardInterrupt":
        return "it did not come back in time and was interrupted"
    where = f" ({error.where})" if error.where else ""
    message = f": {error.message}" if error.message else ""
    return f"{error.kinds[0]}{message}{where}"


def _compare_values(
    task: Task, expected: Returned, received: Returned, labels: tuple[tuple[str, ...], ...]
) -> Comparison:
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
    comparator = Comparator(
        task.tolerance,
        exact_dtype="dtype" in task.require,
        exact_order="order" in task.require,
        predictions=task.predictions,
        labels=labels,
        ignore=task.ignore,
    )
    alignment = align(task, expected.value, got)
    difference = comparator.compare(expected.value, alignment.value, "")
    if difference is not None and alignment.strange and difference.kind in _IN_ROWS:
        difference = _of_a_row(difference, expected.value, alignment)
    if difference is None and "integer" in task.require and not holds_integers(got):
        difference = Difference(
            kind="dtype",
            expected="integers",
            got=describe(received.value),
            advice="The numbers are right; make them integers: `.astype(int)`.",
        )
    structural = difference is not None and difference.kind != "value"
    severity = math.inf if structural else comparator.severity
    return Comparison(difference=difference, notes=tuple(notes), severity=severity)


def _of_a_row(difference: Difference, expected: Any, alignment: Alignment) -> Difference:
    """The same difference, told of rows: where their order is free, the place of a number says nothing."""
    place, count = alignment.strange[0], len(alignment.strange)
    rows = plural(len(expected.index) if isinstance(expected, Frame) else len(expected), "row")
    got = row_text(alignment.value, place)
    return dataclasses.replace(
        difference,
        expected=f"somewhere the row {row_text(expected, place)}",
        got=f"{got}; {count} of {rows} {'agrees' if count == 1 else 'agree'} with none that is expected",
    )


def holds_integers(value: Any) -> bool:
    """Whether all numbers in an array, a list or a dictionary are integers; an empty array is fine."""
    if isinstance(value, dict):
        return all(map(holds_integers, value.values()))
    array = np.asarray(value)
    if array.dtype.kind == "O":
        return all(isinstance(item, int | np.integer) and not isinstance(item, bool) for item in array.flat)
    return array.dtype.kind in "iu" or array.size == 0


def _asked_type(expected: Returned, received: Returned) -> str:
    if is_exception(received):
        return "This input is good: return its result, and no exception."
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
