"""Grades blind submissions with the real grader, and counts what came of them."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Iterable, Sequence

from rich.console import Console

from autograder.authoring import sample_class
from autograder.core.paths import CONFIG, CourseRoot
from autograder.core.results import Status, TaskSummary
from autograder.grader import command
from autograder.grader.table import results_of
from autograder.lessons import Lesson
from autograder.nbgrader.gradebook import NbgraderBook
from tools.accuracy.blind import Blind, read


@dataclasses.dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the grader said of one blind submission.

    Attributes:
        blind: The submission.
        lost: The points it lost.
        diagnoses: The names given to its failed tasks; ``unknown`` where none fitted.
    """

    blind: Blind
    lost: float
    diagnoses: tuple[str, ...]

    @property
    def is_named(self) -> bool:
        """Whether a failed task was given a name."""
        return any(name != "unknown" for name in self.diagnoses)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Accuracy:
    """Counts for one exercise.

    Attributes:
        exercise: Its name.
        right: How many right submissions there are.
        right_losing: Those of them that lost points.
        wrong: How many wrong submissions there are, first attempts included.
        full: Those of them that lost nothing.
        named: Those of them whose mistake was named.
        first: How many of the wrong ones are first attempts.
        first_named: Those of these whose mistake was named.
    """

    exercise: str
    right: int
    right_losing: tuple[str, ...]
    wrong: int
    full: tuple[str, ...]
    named: int
    first: int
    first_named: int


def take(root: CourseRoot, lesson: Lesson, console: Console) -> list[Outcome]:
    """Hand in and grade the blind submissions of a lesson, in a course of its own under ``work/accuracy``."""
    blinds = read(root.path / "tests" / "blind" / f"{lesson.spec.slug}.py")
    course, exercise = CourseRoot(root.work / "accuracy" / lesson.spec.slug), lesson.spec.exercise
    for folder in (course.submitted, course.autograded, course.feedback, course.solutions, course.exercises):
        shutil.rmtree(folder, ignore_errors=True)
    course.work.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(root.path / CONFIG, course.path / CONFIG)
    for tree, copied in ((root.solutions, course.solutions), (root.exercises, course.exercises)):
        shutil.copytree(tree / exercise, copied / exercise)
    blank = json.loads(course.released(exercise).read_text(encoding="utf-8"))
    students = {f"blind-{number:03d}": blind for number, blind in enumerate(blinds, start=1)}
    for student, blind in students.items():
        path = course.of_student(course.submitted, student, exercise)
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(sample_class.solved(lesson, blank, blind.source)), encoding="utf-8")
    command.run(course, (lesson,), console, NbgraderBook(course))
    return [
        _outcome(blind, results_of(course.of_student(course.autograded, student, exercise)) or ())
        for student, blind in students.items()
    ]


def _outcome(blind: Blind, results: Sequence[TaskSummary]) -> Outcome:
    failed = [result for result in results if result.status is not Status.PASSED]
    names = [" or ".join(result.diagnosis or ()) or "unknown" for result in failed]
    return Outcome(
        blind=blind,
        lost=sum(result.points - result.score for result in results),
        diagnoses=tuple(dict.fromkeys(names)),
    )


def count(exercise: str, outcomes: Iterable[Outcome]) -> Accuracy:
    """The figures of one exercise."""
    right = [outcome for outcome in outcomes if outcome.blind.kind == "right"]
    wrong = [outcome for outcome in outcomes if outcome.blind.kind != "right"]
    first = [outcome for outcome in wrong if outcome.blind.kind == "first"]
    return Accuracy(
        exercise=exercise,
        right=len(right),
        right_losing=tuple(outcome.blind.name for outcome in right if outcome.lost),
        wrong=len(wrong),
        full=tuple(outcome.blind.name for outcome in wrong if not outcome.lost),
        named=sum(outcome.is_named for outcome in wrong),
        first=len(first),
        first_named=sum(outcome.is_named for outcome in first),
    )
