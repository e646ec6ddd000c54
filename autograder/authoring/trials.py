"""Runs every known pipeline of a lesson through the grading that students get.

A trial is one pipeline on one set of inputs: the solution, the skeleton, a right alternative, a
misconception. The gates of :mod:`autograder.authoring.contract` read trials; they run nothing.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import itertools
import json
import math
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from autograder.authoring.notebooks import convert
from autograder.core import wire
from autograder.core.answers import Answers, Returned
from autograder.core.results import AnswerKey, Status, TaskResult
from autograder.core.specs import Task
from autograder.grading.compare import compare
from autograder.grading.grade import grade
from autograder.keys.compute import Inputs, answer, draw_inputs, make_key
from autograder.lessons import Lesson

SEEDS = (1, 2, 3)
"""The seeds of the inputs that ``verify`` draws: fixed, so that everybody gets the same truth table."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Trial:
    """One pipeline on one set of inputs.

    Attributes:
        kind: ``solution``, ``skeleton``, ``alternative``, ``misconception`` or ``mixture``.
        name: The pipeline's name: that of its patch, or again the kind.
        seed: The seed that the inputs were drawn with.
        results: The result of each graded task, by the task's name.
        severity: For each task, practice included, how far its worst case is from the reference, in units of
            the task's tolerance: up to 1 is right; infinite when the answer is of another kind.
    """

    kind: str
    name: str
    seed: int
    results: Mapping[str, TaskResult]
    severity: Mapping[str, float]

    @property
    def score(self) -> float:
        """The points of all tasks together."""
        return sum(result.score for result in self.results.values())

    @property
    def diagnoses(self) -> tuple[str, ...]:
        """The diagnoses, each once, in the order of the tasks; ``unknown`` is left out.

        Where several misconceptions fit, they are one diagnosis: ``"a or b"``.
        """
        found = [r.diagnosis.names for r in self.results.values() if r.diagnosis and r.diagnosis.names]
        return tuple(dict.fromkeys(" or ".join(names) for names in found))

    @property
    def statuses(self) -> frozenset[Status]:
        """The statuses of the graded tasks."""
        return frozenset(result.status for result in self.results.values() if result.points)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Evidence:
    """All trials of a lesson, and how the reference itself behaved.

    Attributes:
        lesson: The lesson.
        trials: The trials of all seeds.
        reference_seconds: The time that the reference takes for all cases of a task, by the task's name.
        unstable: The names of tasks for which the reference gave other answers the second time.
        split_severity: For each task with ``rows``, how far the answers for single rows are from those for
            their batch, in units of the tolerance; infinite when a row alone has no answer.
    """

    lesson: Lesson
    trials: tuple[Trial, ...]
    reference_seconds: Mapping[str, float]
    unstable: tuple[str, ...]
    split_severity: Mapping[str, float]


def collect(lesson: Lesson, skeleton: str, progress: Callable[[str], None]) -> Evidence:
    """Run all trials of a lesson in this process, which is trusted and imports TensorFlow.

    Args:
        lesson: The lesson.
        skeleton: The text of the released exercise's ``.ipynb`` file.
        progress: Called before each trial, with a line that says which it is.

    Raises:
        CourseError: one of the lesson's files is missing or malformed.
    """
    solution = notebook_functions(lesson, convert(lesson, "exercise.py"))
    blank = notebook_functions(lesson, skeleton)
    trials: list[Trial] = []
    for seed in SEEDS:
        inputs = draw_inputs(lesson, seed)
        key = make_key(lesson, inputs)
        ours = [("solution", "solution", solution), ("skeleton", "skeleton", blank)]
        for kind, name, functions in itertools.chain(ours, _patched(lesson)):
            progress(f"{lesson.spec.slug}: {kind} {name}, seed {seed}")
            trials.append(_trial(key, kind, name, seed, answer(lesson, functions, inputs)))
    return Evidence(lesson=lesson, trials=tuple(trials), **_reference_facts(lesson))


def _patched(lesson: Lesson) -> Iterator[tuple[str, str, Mapping[str, Callable[..., Any]]]]:
    """The kind, name and entry points of each patched reference.

    They are made anew for each seed, so that no run finds what an earlier one left behind.
    """
    kinds = {
        "alternative": lesson.alternatives(),
        "misconception": lesson.misconceptions(),
        "mixture": lesson.mixtures(),
    }
    for kind, patches in kinds.items():
        for name, patch in patches.items():
            yield kind, name, lesson.functions(patch, name)


def notebook_functions(lesson: Lesson, text: str) -> Mapping[str, Callable[..., Any]]:
    """Run our own notebook's code in this process, and take the tasks' functions from it.

    Args:
        lesson: The lesson.
        text: The text of the ``.ipynb`` file. It is executed, so it must not be a student's.

    Returns:
        A function for each entry point: the notebook's, or the reference's where the notebook has none (as
        for practice, which stands in the lesson).
    """
    namespace: dict[str, Any] = {"__name__": lesson.spec.exercise}
    for cell in json.loads(text)["cells"]:
        source = "".join(cell["source"])
        graded = cell["metadata"].get("nbgrader", {}).get("grade", False)
        # The set-up cell has IPython's `%pip`, which is no Python; check cells would print their cards.
        if cell["cell_type"] == "code" and not graded and "google.colab" not in source:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(source, lesson.spec.exercise, "exec"), namespace)  # noqa: S102 - our own code
    return {
        task.entry_point: namespace.get(task.entry_point) or lesson.functions()[task.entry_point]
        for task in lesson.spec.tasks
    }


def _trial(key: AnswerKey, kind: str, name: str, seed: int, answers: Mapping[str, Answers]) -> Trial:
    results = grade(key, answers)
    severity = {
        task: max(
            compare(task_key.task, case.expected, answers[task][case.name]).severity
            for case in task_key.cases
        )
        for task, task_key in key.tasks.items()
    }
    graded = {task: result for task, result in results.items() if result.points}
    return Trial(kind=kind, name=name, seed=seed, results=graded, severity=severity)


def _reference_facts(lesson: Lesson) -> dict[str, Any]:
    """Time, determinism and indifference to batch split of the reference."""
    inputs = draw_inputs(lesson, SEEDS[0])
    functions = lesson.functions()
    seconds, unstable, split = {}, [], {}
    first = answer(lesson, functions, inputs)
    for task in lesson.spec.tasks:
        began = time.perf_counter()
        again = answer_one(lesson, functions, inputs, task)
        seconds[task.name] = time.perf_counter() - began
        exact = {name: compare(task, first[task.name][name], again[name]).severity for name in again}
        if any(value > 0 for value in exact.values()):
            unstable.append(task.name)
        if task.rows is not None:
            split[task.name] = _split_severity(lesson, functions, inputs, task, again)
    return {"reference_seconds": seconds, "unstable": tuple(unstable), "split_severity": split}


def answer_one(
    lesson: Lesson, functions: Mapping[str, Callable[..., Any]], inputs: Inputs, task: Task
) -> Answers:
    """Call one pipeline with the cases of one task.

    Args:
        lesson: The lesson.
        functions: The pipeline's entry points, by name.
        inputs: The encoded cases of every task, by the task's name.
        task: The task.

    Returns:
        What the function returned or raised, by the case's name.
    """
    only = dataclasses.replace(lesson, spec=dataclasses.replace(lesson.spec, tasks=(task,)))
    return answer(only, functions, inputs)[task.name]


def _split_severity(
    lesson: Lesson,
    functions: Mapping[str, Callable[..., Any]],
    inputs: Inputs,
    task: Task,
    whole: Answers,
) -> float:
    """How far the answers for single rows are from those for their batch, in units of the tolerance."""
    assert task.rows is not None
    worst = 0.0
    for case in inputs[task.name]:
        outcome = whole[case["name"]]
        batch = wire.decode(case["args"][task.rows], pandas=True)
        if not isinstance(outcome, Returned) or len(batch) < 2:  # noqa: PLR2004 - nothing to split
            continue
        parts = [batch[i : i + 1] for i in range(len(batch))]
        cases = [
            {
                "name": str(i),
                "args": [*case["args"][: task.rows], wire.encode(part), *case["args"][task.rows + 1 :]],
            }
            for i, part in enumerate(parts)
        ]
        answers = answer_one(lesson, functions, {task.name: cases}, task)
        pieces = [a.value for a in answers.values() if isinstance(a, Returned)]
        if len(pieces) != len(parts):
            return math.inf
        arrays = [piece for piece in pieces if isinstance(piece, np.ndarray)]
        joined: Any = np.concatenate(arrays) if arrays else [item for piece in pieces for item in piece]
        got = Returned(value=joined, type_name=outcome.type_name)
        worst = max(worst, compare(task, outcome, got).severity)
    return worst
