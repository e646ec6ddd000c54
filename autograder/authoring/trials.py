"""Runs every known pipeline of a lesson through the grading that students get.

A trial is one pipeline on one set of inputs: the solution, the skeleton, a right alternative, a
misconception. The gates of :mod:`autograder.authoring.contract` read trials; they run nothing.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
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
"""Inputs that ``verify`` draws; the same for everybody, so the truth table is reproducible."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Trial:
    """One pipeline on one set of inputs.

    Attributes:
        kind: ``solution``, ``skeleton``, ``alternative``, ``misconception`` or ``mixture``.
        name: The pipeline's name.
        seed: Which inputs.
        results: What the grading said, by task.
        severity: How far each task's worst case is off, in units of its tolerance.
    """

    kind: str
    name: str
    seed: int
    results: Mapping[str, TaskResult]
    severity: Mapping[str, float]

    @property
    def score(self) -> float:
        """The marks."""
        return sum(result.score for result in self.results.values())

    @property
    def diagnoses(self) -> tuple[str, ...]:
        """What was diagnosed, each once, in the order of the tasks; ``unknown`` is left out."""
        found = [r.diagnosis.names for r in self.results.values() if r.diagnosis and r.diagnosis.names]
        return tuple(dict.fromkeys(" or ".join(names) for names in found))

    @property
    def statuses(self) -> frozenset[Status]:
        """The statuses of the graded tasks."""
        return frozenset(result.status for result in self.results.values() if result.points)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Evidence:
    """All trials of a lesson, and how the reference itself behaved."""

    lesson: Lesson
    trials: tuple[Trial, ...]
    reference_seconds: Mapping[str, float]
    unstable: tuple[str, ...]
    split_severity: Mapping[str, float]


def collect(lesson: Lesson, skeleton: str, progress: Callable[[str], None]) -> Evidence:
    """Run all trials of a lesson in this process, which is trusted and imports TensorFlow.

    Args:
        lesson: The lesson.
        skeleton: The released exercise, as notebook text.
        progress: Called with the name of what runs next.
    """
    solution = notebook_functions(lesson, convert(lesson, "exercise.py"))
    blank = notebook_functions(lesson, skeleton)
    trials: list[Trial] = []
    for seed in SEEDS:
        inputs = draw_inputs(lesson, seed)
        key = make_key(lesson, inputs)
        for kind, name, functions in (
            ("solution", "solution", solution),
            ("skeleton", "skeleton", blank),
            *_patched(lesson),
        ):
            progress(f"{lesson.spec.slug}: {kind} {name}, seed {seed}")
            trials.append(_trial(key, kind, name, seed, answer(lesson, functions, inputs)))
    return Evidence(lesson=lesson, trials=tuple(trials), **_reference_facts(lesson))


def _patched(lesson: Lesson) -> Iterator[tuple[str, str, Mapping[str, Callable[..., Any]]]]:
    """The pipelines that the lesson's patches make of its reference: kind, name, functions.

    Each is made anew for each seed, so that nothing one run leaves behind helps the next.
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
    """The entry points that a notebook's own code defines (our notebooks, trusted)."""
    namespace: dict[str, Any] = {"__name__": lesson.spec.exercise}
    for cell in json.loads(text)["cells"]:
        source = "".join(cell["source"])
        graded = cell["metadata"].get("nbgrader", {}).get("grade", False)
        if cell["cell_type"] == "code" and not graded and "google.colab" not in source:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(source, lesson.spec.exercise, "exec"), namespace)  # noqa: S102 - our own code
    missing = namespace.get
    return {
        task.entry_point: missing(task.entry_point) or lesson.functions()[task.entry_point]
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
    """What one pipeline does with the cases of one task."""
    only = dataclasses.replace(lesson, spec=dataclasses.replace(lesson.spec, tasks=(task,)))
    return answer(only, functions, inputs)[task.name]


def _split_severity(
    lesson: Lesson,
    functions: Mapping[str, Callable[..., Any]],
    inputs: Inputs,
    task: Task,
    whole: Answers,
) -> float:
    """How far the answers for a batch lie from those for its rows one by one."""
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
