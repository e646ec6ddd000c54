"""How submissions ended, read from the graded notebooks: for the table and the report."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from typing import Any

from nbformat import from_dict
from rich.markup import escape
from rich.table import Table

from autograder.core.paths import CourseRoot
from autograder.core.results import Status
from autograder.grader.job import results_of
from autograder.intake.submissions import Submission


@dataclasses.dataclass(frozen=True, kw_only=True)
class Row:
    """One submission in the table.

    Attributes:
        student: Who handed it in.
        exercise: What it is.
        status: How it ended: a :class:`~autograder.core.results.Status`, or ``not graded``.
        score: Its marks; ``None`` when there is no result.
        points: What it could have got.
        diagnosis: The mistakes by name.
        results: The summaries of its tasks.
    """

    student: str
    exercise: str
    status: str
    score: float | None
    points: float
    diagnosis: str
    results: list[dict[str, Any]]


def rows_of(
    root: CourseRoot, submissions: Iterable[Submission], faults: Mapping[Submission, str] | None = None
) -> list[Row]:
    """The rows of submissions; ``faults`` are those that have no result."""
    return [_row(root, submission, (faults or {}).get(submission)) for submission in submissions]


def table(rows: Iterable[Row]) -> Table:
    """Student, status, marks, diagnosis."""
    made = Table(title="Graded submissions", title_justify="left")
    for column in ("student", "exercise", "status"):
        made.add_column(column)
    made.add_column("marks", justify="right")
    made.add_column("diagnosis")
    for row in rows:
        marks = "–" if row.score is None else f"{row.score:g} / {row.points:g}"
        made.add_row(escape(row.student), row.exercise, row.status, marks, row.diagnosis)
    return made


def _task_results(root: CourseRoot, submission: Submission) -> list[dict[str, Any]] | None:
    """The results of each task; ``None`` where no graded notebook is, or a killed run left half of it."""
    try:
        notebook = json.loads(submission.path(root.autograded).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return results_of(from_dict(notebook))  # our own file: no need to validate it


def _row(root: CourseRoot, submission: Submission, fault: str | None) -> Row:
    exercise = submission.exercise
    points = sum(task.points for task in submission.lesson.spec.graded)
    results = None if fault is not None else _task_results(root, submission)
    if results is None:
        status = str(Status.GRADER_FAULT) if fault is not None else "not graded"
        return Row(
            student=submission.student,
            exercise=exercise,
            status=status,
            score=None,
            points=points,
            diagnosis="",
            results=[],
        )
    names = [" or ".join(r["diagnosis"]) or "unknown" for r in results if r["diagnosis"] is not None]
    return Row(
        student=submission.student,
        exercise=exercise,
        status=_overall([r["status"] for r in results]),
        score=sum(r["score"] for r in results),
        points=points,
        diagnosis=", ".join(dict.fromkeys(names)),
        results=results,
    )


def _overall(statuses: list[str]) -> str:
    """One word for a submission: what its tasks have in common, or the gravest of them."""
    kinds = set(statuses)
    if len(kinds) == 1:
        return kinds.pop()
    order = (Status.GRADER_FAULT, Status.SUBMISSION_ERROR, Status.FAILED, Status.NOT_ATTEMPTED)
    return next(str(status) for status in order if str(status) in kinds)
