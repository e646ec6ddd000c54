"""The nouns of a lesson: what an author declares, as frozen data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

Requirement = Literal["type", "dtype"]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Tolerance:
    """How far a right answer may lie from the reference.

    Numbers agree when ``|received - expected| <= atol + rtol * |expected|`` everywhere and, where
    ``bias`` is set, the mean of the signed differences is at most ``bias``. The bias tells
    truncation from rounding, which no maximum can.

    ``verify`` measures both sides: every right alternative must stay within the tolerance divided by
    ``margins[0]``, and every misconception must exceed it ``margins[1]`` times.
    """

    atol: float = 0.0
    rtol: float = 0.0
    bias: float | None = None
    margins: tuple[float, float] = (10.0, 10.0)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Task:
    """One thing the student writes: a function, and how many points its answers are worth.

    Attributes:
        name: Unique in the lesson; ``check("<slug>.<name>", ...)`` refers to it.
        title: What the student reads on the card.
        entry_point: The name of the function.
        signature: Its parameters, as shown when it is called wrongly: ``"frame, stats"``.
        points: Marks; 0 for practice, which is checked at home only.
        tolerance: When two numbers agree.
        require: What else must agree to the letter: the ``type`` of the result, its ``dtype``.
        rows: The number of the argument whose rows are answered one by one: ``verify`` then proves
            that the reference gives the same for a batch and for its parts. ``None`` if there is none.
        predictions: Whether each row of the result scores classes, so that a flip of its largest column
            is a flipped prediction.
        hints: Three rungs: where to look, which idea, nearly the code.
    """

    name: str
    title: str
    entry_point: str
    signature: str
    points: float
    tolerance: Tolerance
    hints: tuple[str, str, str]
    require: frozenset[Requirement] = frozenset()
    rows: int | None = None
    predictions: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class LessonSpec:
    """One lesson: its place in the course, its tasks and its budgets.

    Attributes:
        number: Stable position; part of every file name.
        slug: The folder's name, and the first half of every task id.
        title: The lesson's title; ``claim`` is its one-sentence symptom.
        lesson_minutes, exercise_minutes: Reading and working time for a student.
        objectives: What a student can do afterwards; each begins with a verb.
        tasks: In the order of the exercise.
        run_seconds: The lesson runs untouched within this, imports included.
        cell_seconds: A submission's cell is interrupted after this.
        notebook_seconds: A submission's kernel is ended after this.
        alike: Groups of misconceptions that no input can tell apart.
    """

    number: int
    slug: str
    title: str
    claim: str
    lesson_minutes: int
    exercise_minutes: int
    objectives: tuple[str, str, str]
    tasks: tuple[Task, ...]
    run_seconds: float = 60.0
    cell_seconds: float = 20.0
    notebook_seconds: float = 120.0
    alike: tuple[frozenset[str], ...] = ()

    @property
    def exercise(self) -> str:
        """The name of the notebooks and of the nbgrader assignment: ``01_normalization``."""
        return f"{self.number:02d}_{self.slug}"

    @property
    def graded(self) -> tuple[Task, ...]:
        """The tasks that earn points."""
        return tuple(task for task in self.tasks if task.points)

    def task_id(self, task: Task) -> str:
        """``normalization.predict``: what ``check`` is called with."""
        return f"{self.slug}.{task.name}"

    def grade_id(self, task: Task) -> str:
        """``normalization-predict``: the nbgrader id of the task's check cell."""
        return f"{self.slug}-{task.name}".replace("_", "-")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Case:
    """One named set of inputs.

    Attributes:
        name: Unique in the task; appears in feedback, so it says what is special: ``one row``.
        args: Positional arguments for the entry point. A model is passed as an :class:`Asset`.
    """

    name: str
    args: tuple[Any, ...]


EncodedCase = dict[str, Any]
"""A case as JSON, ``{"name": ..., "args": [...]}``, its arguments encoded by :mod:`autograder.core.wire`."""


@dataclasses.dataclass(frozen=True)
class Asset:
    """A shipped model, passed by name and loaded where it is used."""

    name: str


Cases = Mapping[str, tuple[Case, ...]]
"""The cases of each task, by the task's name."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Feedback:
    """What a student is told about a misconception: advice first, reason second."""

    title: str
    advice: str
    reason: str
