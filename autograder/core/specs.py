"""What the author of a lesson declares, as frozen data."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

Requirement = Literal["type", "dtype", "integer", "order", "sentence"]
"""What else than the numbers must be as expected.

The type of the result, the dtype of its arrays, that its numbers are integers of any width, or the order of
the keys of dictionaries within it; the result's own keys may stand in any order. Of a function that refuses
inputs: that its exceptions carry a sentence.
"""

Kind = Literal["full", "short"]
"""A *full* lesson has a notebook of its own and an exercise; a *short* one has an exercise alone."""


Ignored = Literal["row order", "column order"]
"""What does not count where answers are lists of rows, arrays or tables.

Columns of a table are told by name, those of rows without names by what they hold. Both orders at once can be
ignored in tables alone: without names, many arrangements of the same numbers would be right.
"""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Tolerance:
    """How far a right answer may lie from the reference.

    Numbers agree when ``|received - expected| <= atol + rtol * |expected|`` everywhere and, where
    ``bias`` is set, ``|mean(received - expected)| <= bias``.

    Attributes:
        atol: The absolute tolerance, in the unit of the answers.
        rtol: The tolerance relative to the expected number, without a unit.
        bias: The largest mean difference, in the unit of the answers; ``None`` for any. It distinguishes
            truncated numbers from rounded ones, which the largest difference can't.
        margins: Two factors that ``verify`` proves. Every right alternative stays within the tolerance
            divided by the first; every misconception exceeds the tolerance times the second.
    """

    atol: float = 0.0
    rtol: float = 0.0
    bias: float | None = None
    margins: tuple[float, float] = (10.0, 10.0)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Part:
    """Cases of a task that earn points of their own, such as those of one edge that the text promises.

    Attributes:
        title: What the cases have in common, in a few words: ``no rows``.
        points: What they earn together, if all of them are right and the task's other cases are, too. A
            multiple of :data:`QUARTER`, so that no sum is ever rounded.
        cases: The names of the cases.
    """

    title: str
    points: float
    cases: tuple[str, ...]


QUARTER = 0.25
"""The points of a part are a multiple of this."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Task:
    """One thing the student writes: a function, and how many points its answers are worth.

    Attributes:
        name: A name that no other task of the lesson has; ``check("<slug>.<name>", ...)`` refers to it.
        title: The name that the student reads on the card.
        entry_point: The name of the function.
        signature: Its parameters, as shown when it is called wrongly: ``"frame, stats"``.
        points: What a right answer earns; 0 for a turn, which is checked in the lesson only.
        tolerance: When two numbers agree.
        hints: Three sentences: where to look, which idea to use, and nearly the code.
        require: What else must be as expected; see :data:`Requirement`.
        ignore: What need not be as expected; see :data:`Ignored`.
        rows: The position, from 0, of the argument of shape (n, ...) whose rows are answered one by one:
            ``verify`` then proves that the reference gives the same for a batch and for its parts. ``None``
            if there is none.
        predictions: Whether the result has shape (n, k) and holds scores of k classes for each of n rows.
            Feedback then counts the rows whose class changes: the column of the largest score or, where k is
            1, the sign.
        parts: The parts that are graded by themselves. All other cases are the *main part*. It earns the rest
            of the points, and no part earns any while it is wrong: so what is right for one edge by chance,
            such as a constant, earns nothing. Where the answers are only yes and no, or words, no part earns
            any unless three quarters of all cases are right: so guessing earns nothing.
    """

    name: str
    title: str
    entry_point: str
    signature: str
    points: float
    tolerance: Tolerance
    hints: tuple[str, str, str]
    require: frozenset[Requirement] = frozenset()
    ignore: frozenset[Ignored] = frozenset()
    rows: int | None = None
    predictions: bool = False
    parts: tuple[Part, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer that a question offers.

    Attributes:
        text: The answer.
        reason: Why it is right, or why it is not: a sentence or two.
        right: Whether it is right.
        belief: The misconception that somebody who chooses it holds; empty if it is none of the lesson's.
    """

    text: str
    reason: str
    right: bool = False
    belief: str = ""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Question:
    """A question with choices, which a lesson asks with ``quiz("<slug>.<name>")``.

    Attributes:
        name: A name that no other question of the lesson has.
        text: The question.
        choices: The answers to choose from, at least one of them right and one wrong.
    """

    name: str
    text: str
    choices: tuple[Choice, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class LessonSpec:
    """One lesson: its place in the course, its tasks and its limits.

    Attributes:
        number: The position in the course, from 1; part of every file name, so it does not change.
        slug: The folder's name, and the first half of every task id.
        title: The lesson's title.
        claim: One sentence that names the symptom which the lesson explains.
        lesson_minutes: The time a student needs to read the lesson; 0 for a short one.
        exercise_minutes: The time a student needs for the exercise.
        objectives: Three things that a student can do afterwards; each begins with a verb.
        tasks: The tasks, in the order of the exercise.
        run_seconds: The longest time in which the unchanged lesson runs, imports included.
        cell_seconds: A submission's cell is interrupted after this time.
        notebook_seconds: A submission's kernel is ended after this time.
        alike: Groups of misconceptions, by name, that no input can tell apart.
        kind: Whether the lesson has a notebook of its own; it decides how much ``verify`` asks for.
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
    kind: Kind = "full"

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
        name: A name that no other case of the task has. It stands in feedback, so it says what is special
            about the inputs: ``one row``.
        args: The positional arguments of the entry point, one value for each parameter of
            :attr:`Task.signature`. A value is a DataFrame or Series of n rows, an array of any shape with the
            rows first, a number, a text, bytes, or a list, tuple or dict of these;
            :func:`autograder.core.wire.encode` must be able to write it. A model is an :class:`Asset`.
    """

    name: str
    args: tuple[Any, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Promise:
    """One thing that an exercise's text promises to be graded, and the proof that it is.

    Attributes:
        text: The words, as they stand in the exercise.
        task: The name of the task that grades it.
        case: The name of the case that does.
        witness: The name of a patch in ``witnesses.py``: a wrong answer that only this case of the task
            catches.
    """

    text: str
    task: str
    case: str
    witness: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Equivalent:
    """A mutant that no input of an exercise can tell from a right answer, and why.

    Attributes:
        of: What was mutated: ``solution``, or the name of an alternative.
        line: The line as it was, without indentation.
        mutant: What it became.
        reason: Why no promised input tells them apart, as a sentence.
    """

    of: str
    line: str
    mutant: str
    reason: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class Unclaimed:
    """A number in prose that no figure claims, and why it needs no measurement.

    Attributes:
        text: The number as it stands in the prose, perhaps with words around it.
        reason: What it is, or where it was published, as a sentence.
    """

    text: str
    reason: str


EncodedCase = dict[str, Any]
"""A case as JSON, ``{"name": ..., "args": [...]}``, its arguments encoded by :mod:`autograder.core.wire`."""


@dataclasses.dataclass(frozen=True)
class Asset:
    """A model that comes with the course, passed by name and loaded where it is used.

    Attributes:
        name: As :func:`autograder.student.load_model` takes it: ``"normalization/mpg"``.
    """

    name: str


Cases = Mapping[str, tuple[Case, ...]]
"""The cases of each task, by the task's name."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Feedback:
    """What a student is told about a misconception.

    Attributes:
        title: A few words that name the mistake.
        advice: A sentence that says what to change.
        reason: A sentence that says why the answers go wrong.
    """

    title: str
    advice: str
    reason: str
