"""Grades blind submissions with the real grader, and says how well each was answered."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Sequence

from rich.console import Console

from autograder.authoring import sample_class
from autograder.authoring.course_copy import copy_course
from autograder.core.files import write_whole
from autograder.core.paths import CourseRoot
from autograder.core.results import Claim, Status, TaskSummary
from autograder.grader import command
from autograder.grader.table import results_of
from autograder.lessons import Lesson
from autograder.nbgrader.gradebook import NbgraderBook
from tools.accuracy.blind import Blind, read

ANSWERS = ("named", "partly", "fact", "unknown", "misnamed", "full")
"""How a wrong submission may be answered, in the words of the page.

- ``named``: a task got the name of a mistake that it makes, or of two, and no task got a false one.
- ``partly``: such a name was said of some of the wrong cases.
- ``fact``: no name, but a measured fact, or why the code did not run.
- ``unknown``: nothing of this.
- ``misnamed``: a task got a name that is not true of the submission: a wrong story.
- ``full``: it lost no points.
"""


SECRET = "00" * 32
"""The secret of the course that is measured: a fixed one, so that everybody measures the same inputs."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the grader said of one blind submission.

    Attributes:
        name, kind: Those of the submission.
        catalogued: Whether a misconception of the catalogue is true of it.
        lost: The points it lost.
        answer: One of :data:`ANSWERS` for a wrong submission; empty for a right one.
        labels: The diagnoses of its failed tasks, each once.
    """

    name: str
    kind: str
    catalogued: bool
    lost: float
    answer: str
    labels: tuple[str, ...]


def take(root: CourseRoot, lesson: Lesson, console: Console) -> list[Outcome]:
    """Hand in and grade the blind submissions of a lesson, in a course of its own under ``work/accuracy``.

    Raises:
        CourseError: the file of submissions or its labels are damaged.
    """
    blinds = read(root.path / "tests" / "blind" / f"{lesson.spec.slug}.py")
    return grade(root, lesson, blinds, console)


def grade(root: CourseRoot, lesson: Lesson, blinds: Sequence[Blind], console: Console) -> list[Outcome]:
    """Hand in and grade some blind submissions of a lesson; see :func:`take`.

    Each is dealt the variant that it is dealt among all of them.
    """
    course, exercise = CourseRoot(root.work / "accuracy" / lesson.spec.slug), lesson.spec.exercise
    for folder in (course.submitted, course.autograded, course.feedback):
        shutil.rmtree(folder, ignore_errors=True)
    course.work.mkdir(parents=True, exist_ok=True)
    write_whole(course.secret, SECRET, mode=0o600)
    (lesson,) = copy_course(root, course, [lesson])
    blank = json.loads(course.released(exercise).read_text(encoding="utf-8"))
    for blind in blinds:
        path = course.of_student(course.submitted, blind.student, exercise)
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(sample_class.solved(lesson, blank, blind.source)), encoding="utf-8")
    command.run(course, (lesson,), console, NbgraderBook(course))
    return [
        outcome_of(
            blind,
            [
                TaskSummary.of(result)
                for result in results_of(course.of_student(course.autograded, blind.student, exercise)) or ()
            ],
        )
        for blind in blinds
    ]


def outcome_of(blind: Blind, results: Sequence[TaskSummary]) -> Outcome:
    """What came of a submission, from the results of its tasks."""
    failed = [result for result in results if result.status is not Status.PASSED]
    return Outcome(
        name=blind.name,
        kind=blind.kind,
        catalogued=bool(blind.true),
        lost=sum(result.points - result.score for result in results),
        answer=_answer(blind, failed) if blind.kind != "right" else "",
        labels=tuple(dict.fromkeys(result.label or str(result.status) for result in failed)),
    )


def _answer(blind: Blind, failed: Sequence[TaskSummary]) -> str:
    if not failed:
        return "full"
    if any(result.names and not _is_true(blind, result) for result in failed):
        return "misnamed"
    claims = {result.claim for result in failed}
    if claims & {Claim.ONE, Claim.PAIR}:
        return "named"
    if Claim.PARTLY in claims:
        return "partly"
    # Without a claim the task did not fail, but the code did not run, and the card says why.
    return "fact" if claims & {Claim.MEASURED, None} else "unknown"


def _is_true(blind: Blind, result: TaskSummary) -> bool:
    """Whether a name is true: of two that both fit, one is; of two at once, or in parts, each is."""
    true = [name in blind.true for name in result.names]
    return any(true) if result.claim is Claim.ONE else all(true)
