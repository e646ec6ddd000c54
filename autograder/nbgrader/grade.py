"""``autograder grade``: all that was handed in, run in parallel, entered into nbgrader's gradebook.

First the notebooks run, as many at a time as there are cores, and their graded outputs go into the
store. Then nbgrader's own ``autograde`` and ``generate_feedback`` pass over each submission, one
after another and from this process alone, and find the outputs in the store: same preprocessors,
same marks, one writer to the gradebook.
"""

from __future__ import annotations

import asyncio
import dataclasses
import glob
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI
from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from autograder.core.errors import CourseError, GraderFault
from autograder.core.results import Status
from autograder.engine import confine, keys, seeds, store
from autograder.engine.client import is_warm
from autograder.engine.paths import CourseRoot
from autograder.engine.submission import grade_notebook, results_of
from autograder.lessons import Lesson
from autograder.nbgrader import api as nbgrader_api
from autograder.nbgrader import reading


@dataclasses.dataclass(frozen=True, kw_only=True)
class Row:
    """One submission in the table: who, what, how it ended, marks, what was diagnosed."""

    student: str
    exercise: str
    status: str
    score: float | None
    points: float
    diagnosis: str


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Job:
    student: str
    lesson: Lesson


def run(
    root: CourseRoot,
    lessons: tuple[Lesson, ...],
    console: Console,
    *,
    student: str = "*",
    force: bool = False,
    require_confinement: bool = False,
) -> int:
    """Grade, write feedback, print the table; 1 when a submission met a grader fault.

    Raises:
        CourseError: confinement is required and this machine can't give all of it.
    """
    gaps = confine.gaps() if is_warm() else ["kernels started as fresh processes are not confined"]
    if gaps and require_confinement:
        msg = f"Confinement is required, but on this machine {'; '.join(gaps)}."
        raise CourseError(msg)
    for gap in gaps:
        console.print(f"[yellow]not enforced:[/] {gap}", highlight=False)
    jobs = _jobs(root, lessons, student)
    if not jobs:
        console.print(f"Nothing was handed in under {root.submitted}.", highlight=False)
        return 0
    api = nbgrader_api.open_api(root)
    api.config.GradeSubmission.use_store = True
    _ensure_assignments(api, {job.lesson.spec.exercise for job in jobs})
    faults: dict[_Job, str] = {}
    with _progress(console) as progress:
        wanted = _wanted_keys(root, jobs)
        bar = progress.add_task("keys", total=len(wanted))
        broken = _ensure_keys(root, wanted, lambda: progress.advance(bar))
        faults.update({job: broken[job.lesson] for job in jobs if job.lesson in broken})
        bar = progress.add_task("running", total=len(jobs), completed=len(faults))
        ready = [job for job in jobs if job not in faults]
        asyncio.run(_run_all(root, ready, faults, force, lambda: progress.advance(bar)))
        bar = progress.add_task("gradebook", total=len(jobs))
        for job in jobs:
            if job not in faults:
                _enter(root, api, job, faults, force=force)
            progress.advance(bar)
    rows = [_row(root, job, faults.get(job)) for job in jobs]
    console.print(table(rows))
    for job, reason in faults.items():
        console.print(
            f"[red]grader fault[/] {escape(f'{job.student} {job.lesson.spec.exercise}: {reason}')}",
            highlight=False,
        )
    return 1 if faults else 0


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


def rows_of(root: CourseRoot, lessons: Iterable[Lesson]) -> list[Row]:
    """The rows of all graded submissions, from the graded notebooks."""
    return [_row(root, job, None) for job in _jobs(root, tuple(lessons), "*")]


def _jobs(root: CourseRoot, lessons: tuple[Lesson, ...], student: str) -> list[_Job]:
    return [
        _Job(student=path.parent.parent.name, lesson=lesson)
        for lesson in lessons
        for folder in sorted(root.submitted.glob(f"{student}/{lesson.spec.exercise}"))
        if os.path.lexists(path := folder / f"{lesson.spec.exercise}.ipynb")  # also a link to nowhere
    ]


def _ensure_assignments(api: NbGraderAPI, exercises: Iterable[str]) -> None:
    with Gradebook(api.coursedir.db_url, api.coursedir.course_id) as gradebook:
        missing = []
        for exercise in sorted(exercises):
            try:
                gradebook.find_notebook(exercise, exercise)
            except MissingEntry:
                missing.append(exercise)
    for exercise in missing:
        nbgrader_api.generate_assignment(api, exercise)


def _wanted_keys(root: CourseRoot, jobs: Iterable[_Job]) -> dict[Lesson, set[int]]:
    """The variants of each lesson that these students have."""
    secret = seeds.load_secret(root.secret)
    wanted: dict[Lesson, set[int]] = {}
    for job in jobs:
        variant = seeds.variant_of(secret, job.student, job.lesson.spec.exercise)
        wanted.setdefault(job.lesson, set()).add(variant)
    return wanted


def _ensure_keys(
    root: CourseRoot, wanted: dict[Lesson, set[int]], done: Callable[[], None]
) -> dict[Lesson, str]:
    """Compute missing answer keys, lessons side by side; returns why a lesson has none."""
    broken: dict[Lesson, str] = {}

    def one(lesson: Lesson) -> None:
        try:
            keys.ensure(root, lesson, wanted[lesson])
        except GraderFault as error:
            broken[lesson] = str(error)
        done()

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        list(pool.map(one, wanted))
    return broken


async def _run_all(
    root: CourseRoot,
    jobs: Iterable[_Job],
    faults: dict[_Job, str],
    force: bool,  # noqa: FBT001 - private, and called once
    done: Callable[[], None],
) -> None:
    """Run what is not in the store, as many at a time as there are cores."""
    slots = asyncio.Semaphore(os.cpu_count() or 1)

    async def one(job: _Job) -> None:
        async with slots:
            try:
                await _run_one(root, job, force=force)
            except Exception as error:  # noqa: BLE001 - whatever fails here is our fault, and one student's
                faults[job] = str(error) or type(error).__name__
        done()

    await asyncio.gather(*(one(job) for job in jobs))


async def _run_one(root: CourseRoot, job: _Job, *, force: bool) -> None:
    nb, unreadable = _read(root, job)
    name = store.digest(nb, root, job.lesson, job.student, unreadable)
    if force or store.load(root, name) is None:
        await grade_notebook(nb, root, job.lesson, job.student, unreadable)
        store.save(root, name, nb)


def _enter(root: CourseRoot, api: NbGraderAPI, job: _Job, faults: dict[_Job, str], *, force: bool) -> None:
    """Make nbgrader's own passes over one submission: gradebook, then feedback.

    Skipped where the gradebook holds the result of this very submission: dates say nothing, since
    collecting keeps the student's.
    """
    exercise = job.lesson.spec.exercise
    nb, unreadable = _read(root, job)
    name = store.digest(nb, root, job.lesson, job.student, unreadable)
    entered = root.entered / job.student / exercise
    page = root.feedback / job.student / exercise / f"{exercise}.html"
    if not force and page.is_file() and entered.is_file() and entered.read_text(encoding="ascii") == name:
        return
    one = glob.escape(job.student)  # nbgrader takes a pattern
    answers: list[dict[str, Any]] = [api.autograde(exercise, one)]
    if answers[-1]["success"]:
        answers.append(api.generate_feedback(exercise, one))
    if not answers[-1]["success"]:
        faults[job] = nbgrader_api.failure(answers[-1])
        return
    entered.parent.mkdir(parents=True, exist_ok=True)
    entered.write_text(name, encoding="ascii")


def _read(root: CourseRoot, job: _Job) -> tuple[NotebookNode, str]:
    """A submission as a notebook, and why it could not be read, if it couldn't."""
    exercise = job.lesson.spec.exercise
    path = root.notebook(root.submitted, job.student, exercise)
    nb = reading.read_submission(path, root, exercise)
    return nb, nb.metadata.pop(reading.UNREADABLE, "")


def _row(root: CourseRoot, job: _Job, fault: str | None) -> Row:
    exercise = job.lesson.spec.exercise
    path = root.notebook(root.autograded, job.student, exercise)
    points = sum(task.points for task in job.lesson.spec.graded)
    if fault is not None or not path.is_file():
        status = str(Status.GRADER_FAULT) if fault is not None else "not graded"
        return Row(
            student=job.student, exercise=exercise, status=status, score=None, points=points, diagnosis=""
        )
    results = results_of(nbformat.read(path, as_version=4))
    names = [" or ".join(r["diagnosis"]) or "unknown" for r in results if r["diagnosis"] is not None]
    return Row(
        student=job.student,
        exercise=exercise,
        status=_overall([r["status"] for r in results]),
        score=sum(r["score"] for r in results),
        points=points,
        diagnosis=", ".join(dict.fromkeys(names)),
    )


def _overall(statuses: list[str]) -> str:
    """One word for a submission: what its tasks have in common, or the gravest of them."""
    kinds = set(statuses)
    if len(kinds) == 1:
        return kinds.pop()
    order = (Status.GRADER_FAULT, Status.SUBMISSION_ERROR, Status.FAILED, Status.NOT_ATTEMPTED)
    return next(str(status) for status in order if str(status) in kinds)


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description:>9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
    )
