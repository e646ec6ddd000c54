"""Computes answer keys: what the reference and each misconception do with drawn inputs.

This module runs the lessons' own code and TensorFlow, and never a student's code. The grader starts it in
another process (:mod:`autograder.keys.cache`) and reads the result.
"""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import typing
import warnings
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from autograder.core import answers, wire
from autograder.core.answers import Answers, Outcome, Raised
from autograder.core.environment import data_from
from autograder.core.errors import AnswersError, CourseError
from autograder.core.results import AnswerKey, CaseKey, TaskKey, names_in
from autograder.core.specs import Asset, EncodedCase, Ignored, Task
from autograder.core.wire_tables import Frame
from autograder.grading.describe import describe
from autograder.grading.diagnose import agree, is_pattern
from autograder.keys.labels import axis_names
from autograder.lessons import Lesson
from autograder.lessons.reach import redefined
from autograder.student.call import call_all

PUBLIC_SEED = 0
"""The seed of the public cases, which are the same for every student."""

Inputs = Mapping[str, list[EncodedCase]]
"""By the name of a task, its encoded cases."""

Watch = Callable[[str], contextlib.AbstractContextManager[None]]
"""Given the name of a lesson's file, perhaps with a patch: what stands around the work with it."""


def unwatched(_: str) -> contextlib.AbstractContextManager[None]:
    """A :data:`Watch` that does nothing."""
    return contextlib.nullcontext()


def draw_inputs(lesson: Lesson, seed: int, watch: Watch = unwatched) -> Inputs:
    """Draw the cases of every task of a lesson.

    Args:
        lesson: The lesson.
        seed: The seed of NumPy's generator; the same seed gives the same cases.
        watch: What stands around the drawing.

    Raises:
        CourseError: a case holds what does not reach a student's kernel as it is, such as a named index.
    """
    with watch("cases.py"):
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


class Tables:
    """Decodes arguments; tables are decoded once, which takes longer than all else, and then copied."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Any, Any]] = {}

    def __call__(self, item: Any) -> Any:
        """A fresh copy of an argument.

        Args:
            item: The argument, encoded. It is kept, so that no other one gets its identity.
        """
        if id(item) not in self._kept:
            decoded = wire.decode(item, pandas=True)
            if not isinstance(decoded, pd.DataFrame | pd.Series):
                return decoded
            self._kept[id(item)] = (item, decoded)
        return self._kept[id(item)][1].copy()


def answer(
    lesson: Lesson,
    functions: Mapping[str, Callable[..., Any]],
    inputs: Inputs,
    *,
    tasks: Collection[str] | None = None,
    models: dict[str, Any] | None = None,
    tables: Tables | None = None,
) -> dict[str, Answers]:
    """Call the functions of one pipeline on inputs.

    Args:
        lesson: The lesson.
        functions: The pipeline's functions, by name.
        inputs: The encoded cases, by task.
        tasks: The names of the tasks to answer; ``None`` for all.
        models: The models that are loaded already, by name; those that are loaded now are added.
        tables: What decoded these inputs before, for whoever asks many pipelines.

    Returns:
        By task, what came of each case: a value or the exception that was raised.
    """
    models = {} if models is None else models
    decode = tables or Tables()
    with data_from(lesson.data), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # wrong pipelines divide by zero; that is their point
        return {
            task.name: {
                name: answers.outcome_from_json(outcome)
                for name, outcome in call_all(
                    functions[task.entry_point], inputs[task.name], models, decode
                ).items()
            }
            for task in lesson.spec.tasks
            if tasks is None or task.name in tasks
        }


def make_key(lesson: Lesson, inputs: Inputs, *, composed: bool = True, watch: Watch = unwatched) -> AnswerKey:
    """Compute the answer key of inputs.

    Args:
        lesson: The lesson.
        inputs: The encoded cases, by task.
        composed: Whether to compose misconceptions of different functions into pairs, which takes as long as
            all else.
        watch: What stands around the work of each pipeline.

    Returns:
        For each task, the reference's answers, and those of each misconception that differ from them: of all
        spellings, of the mixtures that are headed by two misconceptions, and of composed pairs.
    """
    models: dict[str, Any] = {}
    tables = Tables()
    with watch("reference.py"):
        expected = answer(lesson, lesson.functions(), inputs, models=models, tables=tables)
    uses = lesson.uses()
    keys = {}
    for task in lesson.spec.tasks:
        _check_ignored(lesson, task, expected[task.name])
        cases = tuple(_case_key(task, case, expected[task.name][case["name"]]) for case in inputs[task.name])
        keys[task.name] = TaskKey(task=task, cases=cases, misconceptions={}, uses=uses[task.name])
    wrong: dict[str, dict[str, Answers]] = {name: {} for name in keys}
    words = {name for name, key in keys.items() if is_pattern(key)}
    pairs = _composed(lesson, words) if composed else ()
    for heading, patch, tasks in itertools.chain(_written(lesson), pairs):
        with watch(f"misconceptions.py, {heading}"):
            functions = lesson.functions(patch, heading)
            given = answer(lesson, functions, inputs, tasks=tasks, models=models, tables=tables)
        for name in tasks:
            differing = {
                case.name: given[name][case.name]
                for case in keys[name].cases
                if not agree(keys[name], case.expected, given[name][case.name])
            }
            if differing and _is_new(keys[name], differing, heading, wrong[name]):
                wrong[name][heading] = differing
    return AnswerKey(
        slug=lesson.spec.slug,
        tasks={name: dataclasses.replace(key, misconceptions=wrong[name]) for name, key in keys.items()},
        words=lesson.words(),
    )


def _check_ignored(lesson: Lesson, task: Task, expected: Answers) -> None:
    """Refuse to ignore both orders where columns have no names.

    Raises:
        CourseError: an answer of the reference is no table.
    """
    if len(task.ignore) < len(typing.get_args(Ignored)):
        return
    for name, outcome in expected.items():
        if not isinstance(outcome, Raised) and not isinstance(outcome.value, Frame):
            where = f"{lesson.folder.name}/spec.py, task {task.name}"
            msg = (
                f"{where}: both orders, of rows and of columns, can be ignored in tables alone. In {name!r} "
                f"the reference returns {describe(outcome.value)}. Let it return a DataFrame, or ignore one."
            )
            raise CourseError(msg)


def _written(lesson: Lesson) -> Iterator[tuple[str, str, frozenset[str]]]:
    """The heading, the patch and the tasks of each misconception, and of each mixture that names two."""
    pairs = {heading: patch for heading, patch in lesson.mixtures().items() if len(names_in(heading)) > 1}
    for heading, patch in (lesson.misconceptions() | pairs).items():
        yield heading, patch, lesson.reached_by(patch)


def _composed(lesson: Lesson, words: Collection[str]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Two misconceptions of different functions, with the tasks in which they meet.

    Tasks that are answered in words alone are left out: :func:`autograder.grading.diagnose.is_pattern`. Of
    several tasks of one function the first is enough to name a pair.
    """
    earliest = {task.entry_point: task.name for task in reversed(lesson.spec.tasks)}
    numbers = frozenset(earliest.values()).difference(words)
    patches = {
        heading: (patch, names, lesson.reached_by(patch) & numbers)
        for heading, patch in lesson.misconceptions().items()
        # A second spelling gives other answers in few cases, and would square the work.
        if ":" not in heading and (names := redefined(lesson.source("reference.py"), patch)) is not None
    }
    pairs = itertools.combinations(patches.items(), 2)
    for (one, (first, defs, tasks)), (other, (second, more, others)) in pairs:
        if not defs & more and tasks & others:
            yield f"{one} + {other}", f"{first}\n{second}", tasks & others


def _is_new(key: TaskKey, answers: Answers, heading: str, known: Mapping[str, Answers]) -> bool:
    """Whether a pair gives other answers than each of its two misconceptions alone."""
    names = names_in(heading)
    return len(names) == 1 or not any(
        answers.keys() == known[name].keys() and all(agree(key, known[name][c], answers[c]) for c in answers)
        for name in names
        if name in known
    )


def _case_key(task: Task, case: EncodedCase, expected: Outcome) -> CaseKey:
    args = [wire.decode(item, pandas=True) for item in case["args"]]
    value = None if task.predictions or isinstance(expected, Raised) else expected.value
    return CaseKey(
        name=case["name"],
        call=_call_text(task, args),
        expected=expected,
        labels=axis_names(args, value),
    )


def _call_text(task: Task, args: list[Any]) -> str:
    """Return a call of a task's function in words, for the card.

    An example is ``predict(frame: DataFrame (1, 13) float64, stats: dict with 2 keys, model)``.
    """
    names = [name.strip() for name in task.signature.split(",")]
    parts = [
        name if isinstance(value, Asset) else f"{name}: {describe(value)}"
        for name, value in zip(names, args, strict=True)
    ]
    return f"{task.entry_point}({', '.join(parts)})"
