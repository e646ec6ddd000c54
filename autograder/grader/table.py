"""Reads the results from graded notebooks, for the table and the report."""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from rich.markup import escape
from rich.table import Table

from autograder.core.errors import AnswersError
from autograder.core.paths import CourseRoot
from autograder.core.results import Status, TaskResult, TaskSummary
from autograder.grader import store, words
from autograder.grader.words import Words
from autograder.intake.submissions import Submission
from autograder.lessons import find


@dataclasses.dataclass(frozen=True, kw_only=True)
class Row:
    """One submission in the table.

    Attributes:
        student: The student's id.
        exercise: The exercise's name.
        status: The text of a :class:`~autograder.core.results.Status`, or ``not graded``.
        score: The points that it earned; ``None`` when there is no result.
        points: The points that the exercise is worth.
        diagnosis: The labels of the tasks' diagnoses, separated by commas; empty if there is none.
        results: The summaries of its tasks, in the order of the notebook.
    """

    student: str
    exercise: str
    status: str
    score: float | None
    points: float
    diagnosis: str
    results: tuple[TaskSummary, ...]


def rows_of(
    root: CourseRoot, submissions: Iterable[Submission], faults: Mapping[Submission, str] | None = None
) -> list[Row]:
    """Return one row for each submission, in their order.

    Args:
        root: The course.
        submissions: The submissions.
        faults: By submission, the reason of a grader fault; such a row has no points.

    Raises:
        CourseError: the course's file of words is damaged.
    """
    said = words.load(root)
    return [_row(root, submission, said, (faults or {}).get(submission)) for submission in submissions]


def table(rows: Iterable[Row]) -> Table:
    """Return the table that is printed after grading, with one line for each row."""
    made = Table(title="Graded submissions", title_justify="left")
    for column in ("student", "exercise", "status"):
        made.add_column(column)
    made.add_column("points", justify="right")
    made.add_column("diagnosis")
    for row in rows:
        points = "–" if row.score is None else f"{row.score:g} / {row.points:g}"
        made.add_row(escape(row.student), row.exercise, row.status, points, escape(row.diagnosis))
    return made


def results_of(path: Path) -> tuple[TaskResult, ...] | None:
    """Return the results of tasks in a graded notebook, in its order; ``None`` if it can't be read.

    The instructor's words are not among them: these are looked up where a result is shown.
    """
    try:
        cells = json.loads(path.read_bytes())["cells"]
        return store.results_in(itertools.chain.from_iterable(cell.get("outputs", ()) for cell in cells))
    except (OSError, ValueError, LookupError, AnswersError):
        return None


def _row(root: CourseRoot, submission: Submission, said: Words, fault: str | None) -> Row:
    """Return the row of one submission; ``fault`` is the reason of its grader fault, if it had one."""
    student, exercise = submission.student, submission.exercise
    found = None if fault is not None else results_of(root.of_student(root.autograded, student, exercise))
    points = sum(task.points for task in find(root, exercise).spec.graded)
    if found is None:
        status = str(Status.GRADER_FAULT) if fault is not None else "not graded"
        return Row(
            student=student,
            exercise=exercise,
            status=status,
            score=None,
            points=points,
            diagnosis="",
            results=(),
        )
    results = tuple(TaskSummary.of(said.said(result)) for result in found)
    labels = [r.label for r in results if r.claim is not None]
    return Row(
        student=student,
        exercise=exercise,
        status=_overall([r.status for r in results]),
        score=sum(r.score for r in results),
        points=points,
        diagnosis=", ".join(dict.fromkeys(labels)),
        results=results,
    )


def _overall(statuses: list[Status]) -> str:
    """Return the status of a submission: that of all its tasks if they agree, else the gravest."""
    kinds = set(statuses)
    if len(kinds) == 1:
        return str(kinds.pop())
    order = (Status.GRADER_FAULT, Status.SUBMISSION_ERROR, Status.FAILED, Status.NOT_ATTEMPTED)
    return next(str(status) for status in order if status in kinds)
