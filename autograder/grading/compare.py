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
from autograder.core.wire_tables import Frame
from autograder.grading.comparator import Comparator
from autograder.grading.describe import describe

ARRAY_LIKE = frozenset({"ndarray", "list", "tuple", "DataFrame", "Series", "EagerTensor", "Tensor"})
"""The names of types whose values may be read as an array."""


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


def compare(task: Task, expected: Outcome, received: Outcome) -> Comparison:
    """Compare one outcome with the expected one.

    Args:
        task: The task, for its tolerance and for what else it requires.
        expected: What the reference does; where it returns ``None``, any returned value is right.
        received: What the student's function did, its tables as ``Frame`` s.
    """
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
    comparator = Comparator(task.tolerance, exact_dtype="dtype" in task.require, predictions=task.predictions)
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
