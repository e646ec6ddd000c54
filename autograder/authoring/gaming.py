"""Answers of submissions that do no work: none of them may earn anything."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.core import wire
from autograder.core.answers import Answers, Outcome, Raised, Returned, outcome_from_json
from autograder.core.results import AnswerKey, TaskKey
from autograder.core.specs import EncodedCase
from autograder.core.wire_tables import Frame
from autograder.keys.compute import Inputs
from autograder.student.call import call_all

_NOTHING = Returned(value=None, type_name="NoneType")
_REFUSED = Raised(kinds=tuple(kind.__name__ for kind in ValueError.__mro__[:-1]), message="no", own=True)


def gaming_answers(
    key: AnswerKey, inputs: Inputs, public: AnswerKey, public_inputs: Inputs, models: dict[str, Any]
) -> dict[str, dict[str, Answers]]:
    """What each way to do no work answers.

    Args:
        key: The key of some inputs, which tells the shape of the answers.
        inputs: These inputs.
        public: The key of the public cases, which students have.
        public_inputs: The public cases.
        models: The models that are loaded already, by name; those that are loaded now are added.

    Returns:
        By the name of the way, the answers to the graded tasks, by the task's name.
    """
    found: dict[str, dict[str, Answers]] = {}
    for name, task_key in key.tasks.items():
        if not task_key.task.points:
            continue
        known = _by_shape(public.tasks[name], public_inputs[name])
        cases = {case["name"]: case for case in inputs[name]}
        first = call_all(lambda *args: args[0], inputs[name], models)
        ways: dict[str, dict[str, Outcome]] = {
            "returns-nothing": dict.fromkeys(cases, _NOTHING),
            "returns-its-first-argument": {case: outcome_from_json(given) for case, given in first.items()},
            "always-raises": dict.fromkeys(cases, _REFUSED),
            "zeros": {case.name: _filled(case.expected, 0) for case in task_key.cases},
            "ones": {case.name: _filled(case.expected, 1) for case in task_key.cases},
            "public-answers": {name: known.get(_shapes(case), _NOTHING) for name, case in cases.items()},
        }
        for way, answers in ways.items():
            found.setdefault(way, {})[name] = answers
    return found


def _by_shape(key: TaskKey, cases: list[EncodedCase]) -> Mapping[str, Outcome]:
    """The public answers, by the shapes of the inputs; of two inputs of equal shapes the first counts."""
    expected = {case.name: case.expected for case in key.cases}
    return {_shapes(case): expected[case["name"]] for case in reversed(cases)}


def _shapes(case: EncodedCase) -> str:
    """The kinds, dtypes and sizes of a case's arguments: what a look-up could go by."""
    return repr([_shape(wire.decode(arg)) for arg in case["args"]])


def _shape(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return str(value.dtype), value.shape
    if isinstance(value, Frame):
        return value.columns, [_shape(column) for column in value.data]
    if isinstance(value, dict):
        return {str(name): _shape(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_shape(item) for item in value]
    return type(value).__name__


def _filled(outcome: Outcome, number: int) -> Outcome:
    """An outcome of the same kind and shape, filled with one number; ``None`` where an error is expected."""
    if isinstance(outcome, Raised):
        return _NOTHING
    return dataclasses.replace(outcome, value=_constant(outcome.value, number))


def _constant(value: Any, number: int) -> Any:
    if isinstance(value, np.ndarray):
        fill: Any = str(number) if value.dtype.kind in "OU" else number
        return np.full(value.shape, fill, value.dtype if value.dtype.kind != "U" else object)
    if isinstance(value, Frame):
        return dataclasses.replace(value, data=tuple(_constant(column, number) for column in value.data))
    if isinstance(value, dict):
        return {name: _constant(item, number) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_constant(item, number) for item in value)
    if value is None or isinstance(value, bytes):
        return value
    return str(number) if isinstance(value, str) else type(value)(number)
