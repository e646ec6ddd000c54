"""Computes answer keys: what the reference and each misconception do with drawn inputs.

This module runs the lessons' own code and TensorFlow, and never a student's code. The grader starts it in
another process (:mod:`autograder.keys.cache`) and reads the result.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from autograder.core import answers, wire
from autograder.core.answers import Answers
from autograder.core.errors import AnswersError, CourseError
from autograder.core.results import AnswerKey, CaseKey, TaskKey
from autograder.core.specs import Asset, EncodedCase, Task
from autograder.grading.describe import describe
from autograder.grading.grade import agree
from autograder.lessons import Lesson
from autograder.student.call import call_all

PUBLIC_SEED = 0
"""The seed of the public cases, which are the same for every student."""

Inputs = Mapping[str, list[EncodedCase]]
"""By the name of a task, its encoded cases."""


def draw_inputs(lesson: Lesson, seed: int) -> Inputs:
    """Draw the cases of every task of a lesson.

    Args:
        lesson: The lesson.
        seed: The seed of NumPy's generator; the same seed gives the same cases.

    Raises:
        CourseError: a case holds what does not reach a student's kernel as it is, such as a named index.
    """
    cases = lesson.make_cases(np.random.default_rng(seed))
    return {
        task: [
            {"name": case.name, "args": [_carried(arg, f"{task}, {case.name}") for arg in case.args]}
            for case in drawn
        ]
        for task, drawn in cases.items()
    }


def _carried(arg: Any, where: str) -> Any:
    """Return an argument encoded, after a test that decoding gives back the same.

    Args:
        arg: An argument of a case.
        where: The task and the case, for the message.

    Raises:
        CourseError: decoding gives something else.
    """
    # Otherwise a student's function would get another input than the reference, and lose points for it.
    encoded = wire.encode(arg, memory=True)
    try:
        fault = _lost(arg, wire.decode(encoded, pandas=True))
    except (AnswersError, TypeError, ValueError) as error:  # the last two: pandas refuses the record
        fault = str(error)
    if fault is not None:
        msg = f"{where}: this input does not travel to a student's kernel as it is: {fault}"
        raise CourseError(msg)
    return encoded


def _lost(sent: Any, arrived: Any) -> str | None:  # noqa: PLR0911 - a return for each way to differ
    """Return how a decoded value differs from the original, as a clause; ``None`` if they are the same."""
    import pandas as pd

    if type(sent) is not type(arrived):
        return f"{type(sent).__name__} arrives as {type(arrived).__name__}"
    if isinstance(sent, pd.DataFrame | pd.Series):
        one, other = (pd.DataFrame(item) for item in (sent, arrived))
        try:
            pd.testing.assert_frame_equal(one, other, check_exact=True, check_freq=False)
        except AssertionError as error:
            return " ".join(str(error).split())
        return None
    if isinstance(sent, np.ndarray):
        if (sent.dtype, sent.shape) != (arrived.dtype, arrived.shape):
            return f"an array of {sent.dtype} arrives as one of {arrived.dtype}"
        if sent.dtype != object:  # bytes are compared since NaN is not equal to itself
            return None if sent.tobytes() == arrived.tobytes() else "an array's numbers change"
        sent, arrived = sent.ravel().tolist(), arrived.ravel().tolist()
    if isinstance(sent, dict):
        sent, arrived = list(sent.items()), list(arrived.items())
    if isinstance(sent, list | tuple):
        if len(sent) != len(arrived):
            return f"{len(sent)} items arrive as {len(arrived)}"
        return next(filter(None, map(_lost, sent, arrived)), None)
    return None if repr(sent) == repr(arrived) else f"{sent!r:.80} arrives as {arrived!r:.80}"


def answer(lesson: Lesson, functions: Mapping[str, Callable[..., Any]], inputs: Inputs) -> dict[str, Answers]:
    """Call the functions of one pipeline on inputs.

    Args:
        lesson: The lesson.
        functions: The pipeline's functions, by name.
        inputs: The encoded cases, by task.

    Returns:
        By task, what came of each case: a value or the exception that was raised.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # wrong pipelines divide by zero; that is their point
        return {
            task.name: {
                name: answers.outcome_from_json(outcome)
                for name, outcome in call_all(functions[task.entry_point], inputs[task.name]).items()
            }
            for task in lesson.spec.tasks
        }


def make_key(lesson: Lesson, inputs: Inputs) -> AnswerKey:
    """Compute the answer key of inputs.

    Args:
        lesson: The lesson.
        inputs: The encoded cases, by task.

    Returns:
        For each task, the reference's answers, and those of each misconception that differ from them.
    """
    expected = answer(lesson, lesson.functions(), inputs)
    wrong = {
        name: answer(lesson, lesson.functions(patch, name), inputs)
        for name, patch in lesson.misconceptions().items()
    }
    tasks = {}
    for task in lesson.spec.tasks:
        cases = tuple(
            CaseKey(
                name=case["name"], call=_call_text(task, case), expected=expected[task.name][case["name"]]
            )
            for case in inputs[task.name]
        )
        right = TaskKey(task=task, cases=cases, misconceptions={})
        tasks[task.name] = TaskKey(
            task=task,
            cases=cases,
            misconceptions={
                name: given[task.name]
                for name, given in wrong.items()
                if not all(agree(right, case.expected, given[task.name][case.name]) for case in cases)
            },
        )
    return AnswerKey(slug=lesson.spec.slug, tasks=tasks, words=lesson.words())


def _call_text(task: Task, case: EncodedCase) -> str:
    """Return a call of a task's function in words, for the card.

    An example is ``predict(frame: DataFrame (1, 13), stats: dict with 2 keys, model)``.
    """
    names = [name.strip() for name in task.signature.split(",")]
    parts = []
    for name, encoded in zip(names, case["args"], strict=True):
        value = wire.decode(encoded)
        parts.append(name if isinstance(value, Asset) else f"{name}: {describe(value)}")
    return f"{task.entry_point}({', '.join(parts)})"
