"""Identities of unknown answers: two students whose results share one have made the same mistake.

A result whose mistake has no name gets at most three: two of its answers, and one of its code. An identity
depends on the task, the wrong cases and what was done there, and on nothing else. So it says nothing of the
student, and it outlives another version of the grader.

- Answers: the same wrong answers in the same cases, but for the noise of arithmetic. Numbers are put on a
  grid. A number on the edge of a cell could fall to either side of it, so there are two grids, shifted by
  half a cell, and an identity of each: equal answers share at least one.
- Code: the same function, up to names, comments and layout (:mod:`autograder.grader.code_path`). It also
  joins students who have other inputs.

Bare exceptions without a text, ``None``, words and yes or no are no evidence: many mistakes give the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.core.answers import Answers, NoAnswers, Outcome, Raised
from autograder.core.results import Claim, TaskResult
from autograder.core.wire_tables import Frame
from autograder.grader import code_path

NAMELESS = (Claim.UNKNOWN, Claim.MEASURED)
"""The claims that give the mistake no name, so that the instructor may."""

_DIGITS = 16
"""Hexadecimal digits of an identity."""

_CELL = 1e-3
"""The width of the grid's cells: relative for numbers far above the tolerance."""

_FINE = 100.0
"""Numbers below so many tolerances are told apart by their difference, those above by their ratio."""

_NO_TOLERANCE = 1e-6
"""What stands for the tolerance of a task whose answers must be exact."""

_PACES = (0.0, 1.0, 2**0.5)
"""Radians from one number's weight to the next: the plain sum, and two that tell the order of numbers."""

_LARGEST = 1e300
"""Beyond this all numbers are the same; divided by a tolerance, larger ones would be infinite."""

_DEEPEST = 20
"""Containers within each other that are looked into."""


def identities_of(
    result: TaskResult, answers: Answers | NoAnswers, atol: float, sources: Sequence[str], entry_point: str
) -> tuple[str, ...]:
    """Return the identities of a result; none where its mistake has a name, or nothing is wrong.

    Args:
        result: The result of a task.
        answers: What the student's function did.
        atol: The task's absolute tolerance, in the unit of the answers.
        sources: The texts of the code cells above the task's check, in order.
        entry_point: The name of the task's function.
    """
    diagnosis = result.diagnosis
    if diagnosis is None or diagnosis.claim not in NAMELESS or isinstance(answers, NoAnswers):
        return ()
    wrong = [case.name for case in result.cases if case.difference is not None and case.name in answers]
    found: list[str] = []
    if any(_tells(answers[name]) for name in wrong):
        fine, places = _FINE * (atol or _NO_TOLERANCE), list[float]()
        written = [part for name in wrong for part in (name, _written(answers[name], fine, places))]
        for shift in (0.0, 0.5) if places else (0.0,):
            cells = [int(np.floor(place + shift)) for place in places]
            found.append(_hash(result.task_id, *written, str(cells)))
    code = code_path.normalised(sources, entry_point)
    return (*found, _hash(result.task_id, "code", code)) if code else tuple(found)


def _hash(*parts: str) -> str:
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        made.update(b"%d:" % len(data) + data)
    return made.hexdigest()[:_DIGITS]


def _tells(outcome: Outcome) -> bool:
    """Return whether an outcome is evidence of one mistake: it holds a number, or an error's own text."""
    return bool(outcome.message) if isinstance(outcome, Raised) else _has_number(outcome.value, 0)


def _has_number(value: Any, depth: int) -> bool:
    if isinstance(value, np.ndarray | np.generic):
        return value.dtype.kind in "iufc" and value.size > 0
    if isinstance(value, Frame):
        return any(_has_number(array, depth) for array in value.data)
    if isinstance(value, list | tuple | dict) and depth < _DEEPEST:
        return any(_has_number(v, depth + 1) for v in (value.values() if isinstance(value, dict) else value))
    return isinstance(value, int | float) and not isinstance(value, bool)


def _written(outcome: Outcome, fine: float, places: list[float]) -> str:
    """Return all of an outcome but its floats, whose places on the grid are appended to ``places``."""
    if isinstance(outcome, Raised):
        return f"raised {outcome.kinds[0]}: {outcome.message}"
    return f"{list(outcome.changed)} {_value(outcome.value, fine, places, 0)}"


def _value(value: Any, fine: float, places: list[float], depth: int) -> str:
    if depth > _DEEPEST:
        return "deep"
    if isinstance(value, Frame):
        columns = [_array(array, fine, places, depth) for array in value.data]
        return f"table {value.columns} {_array(value.index, fine, places, depth)} {columns}"
    if isinstance(value, dict):
        items = sorted(value.items(), key=lambda item: repr(item[0]))
        return f"dict {[(repr(key), _value(item, fine, places, depth + 1)) for key, item in items]}"
    if isinstance(value, list | tuple) and not (value and all(type(x) in (int, float) for x in value)):
        return f"list {[_value(item, fine, places, depth + 1) for item in value]}"
    if isinstance(value, np.ndarray | np.generic | float | list | tuple):
        return _array(np.asarray(value), fine, places, depth)
    return repr(value)


def _array(array: np.ndarray, fine: float, places: list[float], depth: int) -> str:
    """Write an array: floats by where a few weighted sums of them fall on the grid, all else exactly.

    It is rare that one of so few lies on the edge of a cell, however large the array is.
    """
    if array.dtype.kind == "O":
        return f"{array.shape} {[_value(item, fine, places, depth + 1) for item in array.ravel()]}"
    if array.dtype.kind == "c":
        array = np.stack([array.real, array.imag])
    if array.dtype.kind != "f":
        return f"{array.shape} {array.dtype.kind} {_digest(array)}"
    numbers = array.astype(np.float64).ravel()
    finite = np.isfinite(numbers)
    odd = "" if finite.all() else _digest(np.where(finite, 0.0, np.nan_to_num(numbers, nan=1.0)))
    levels = np.arcsinh(np.clip(np.where(finite, numbers, 0.0), -_LARGEST, _LARGEST) / fine)
    order = np.arange(len(levels))
    cell = _CELL * max(1.0, len(levels) ** 0.5)  # the noise of a sum grows like this
    places += [float(np.cos(pace * order) @ levels) / cell for pace in _PACES]
    return f"{array.shape} f {odd}"


def _digest(array: np.ndarray) -> str:
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()
