"""``autograder grade``: all that was handed in, run in parallel, entered into nbgrader's gradebook.

First the notebooks run, as many at a time as there are cores, and their graded outputs go into the
store. Then nbgrader's own ``autograde`` and ``generate_feedback`` pass over each submission, one
after another and from this process alone, and find the outputs in the store: same preprocessors,
same marks, one writer to the gradebook.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.apps import NbGraderAPI
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from autograder.core.errors import CourseError
from autograder.core.results import Status
from autograder.engine import cluster, interrupt, keys, local, scratch, store
from autograder.engine.paths import CourseRoot
from autograder.engine.submission import Job, make_job, results_of
from autograder.engine.work import Runner
from autograder.lessons import Lesson
from autograder.nbgrader import api as nbgrader_api
from autograder.nbgrader import gradebook, reading


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


@dataclasses.dataclass(kw_only=True)
class _Run:
    """A submission's way into the store; runners call it (:class:`autograder.engine.work.Work`)."""

    root: CourseRoot
    submission: _Job
    force: bool
    faults: dict[_Job, str]
    done: Callable[[], None]
    name: str = ""

    def job(self) -> Job | None:
        """What there is to run, unless the store has its result."""
        nb, unreadable = _read(self.root, self.submission)
        student, lesson = self.submission.student, self.submission.lesson
        self.name = store.digest(nb, self.root, lesson, student, unreadable)
        if not self.force and store.load(self.root, self.name) is not None:
            self.done()
            return None
        return make_job(nb, self.root, lesson, student, unreadable)

    def finished(self, record: bytes) -> None:
        """Keep the result, at once."""
        store.save(self.root, self.name, record)
        self.done()

    def failed(self, reason: str) -> None:
        """List the student for regrading."""
        self.faults[self.submission] = reason
        self.done()


def run(
    root: CourseRoot,
    lessons: tuple[Lesson, ...],
    console: Console,
    *,
    student: str = "*",
    force: bool = False,
    require_confinement: bool = False,
    address: str = "",
) -> int:
    """Grade, write feedback, print the table; 1 when a submission met a grader fault.

    Args:
        root: The course.
        lessons: Whose exercises.
        console: Where to print.
        student: One student, or ``*``.
        force: Also what is graded and unchanged.
        require_confinement: Refuse to grade where something can't be enforced.
        address: A Dask scheduler whose workers run the notebooks; without, this machine does.

    Raises:
        CourseError: confinement is required and can't be given, or the cluster can't be used.
    """
    scratch.sweep()  # of runs that were killed
    with _runner(address, require_confinement=require_confinement) as (run_all, gaps):
        for gap in gaps:
            console.print(f"[yellow]not enforced:[/] {gap}", highlight=False)
        return _grade(root, lessons, console, run_all, student=student, force=force)


@contextlib.contextmanager
def _runner(address: str, *, require_confinement: bool) -> Iterator[tuple[Runner, list[str]]]:
    """Who runs the notebooks, and what can't be enforced there."""
    if address:
        with cluster.connect(address, require_confinement=require_confinement) as connected:
            yield connected.run, connected.gaps()
        return
    gaps = local.gaps()
    if gaps and require_confinement:
        msg = f"Confinement is required, but on this machine {'; '.join(gaps)}."
        raise CourseError(msg)
    yield local.run, gaps


def _grade(
    root: CourseRoot,
    lessons: tuple[Lesson, ...],
    console: Console,
    run_all: Runner,
    *,
    student: str,
    force: bool,
) -> int:
    jobs = _jobs(root, lessons, student)
    if not jobs:
        console.print(f"Nothing was handed in under {root.submitted}.", highlight=False)
        return 0
    api = nbgrader_api.open_api(root)
    api.config.GradeSubmission.use_store = True
    gradebook.ensure_assignments(api, root, {job.lesson.spec.exercise for job in jobs})
    if force:
        for job in jobs:
            _forget(root, job)
    faults: dict[_Job, str] = {}
    with _progress(console) as progress:
        wanted = keys.wanted(root, ((job.student, job.lesson) for job in jobs))
        bar = progress.add_task("keys", total=len(wanted))
        broken = keys.ensure_all(root, wanted, lambda: progress.advance(bar))
        faults.update({job: broken[job.lesson] for job in jobs if job.lesson in broken})
        bar = progress.add_task("running", total=len(jobs), completed=len(faults))
        done = functools.partial(progress.advance, bar)
        run_all(
            [
                _Run(root=root, submission=job, force=force, faults=faults, done=done)
                for job in jobs
                if job not in faults
            ]
        )
        bar = progress.add_task("gradebook", total=len(jobs))
        with interrupt.held_back() as check:
            for job in jobs:
                if job not in faults:
                    _enter(root, api, job, faults, force=force)
                progress.advance(bar)
                check()
    rows = [_row(root, job, faults.get(job)) for job in jobs]
    console.print(table(rows))
    for job, reason in faults.items():
        console.print(
            f"[red]grader fault[/] {job.student} {job.lesson.spec.exercise}: {reason}", highlight=False
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
        made.add_row(row.student, row.exercise, row.status, marks, row.diagnosis)
    return made


def rows_of(root: CourseRoot, lessons: Iterable[Lesson]) -> list[Row]:
    """The rows of all graded submissions, from the graded notebooks."""
    return [_row(root, job, None) for job in _jobs(root, tuple(lessons), "*")]


def _jobs(root: CourseRoot, lessons: tuple[Lesson, ...], student: str) -> list[_Job]:
    return [
        _Job(student=path.parent.parent.name, lesson=lesson)
        for lesson in lessons
        for path in sorted(
            root.submitted.glob(f"{student}/{lesson.spec.exercise}/{lesson.spec.exercise}.ipynb")
        )
    ]


def _forget(root: CourseRoot, job: _Job) -> None:
    """Drop what is known of a submission, so that a run that is killed goes on with the same intent."""
    entered = root.entered / job.student / job.lesson.spec.exercise
    with contextlib.suppress(FileNotFoundError):
        store.forget(root, entered.read_text(encoding="ascii"))
        entered.unlink()


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
    entered.unlink(missing_ok=True)  # until all of it is done: a killed pass leaves half of it
    answers: list[dict[str, Any]] = [api.autograde(exercise, job.student)]
    if answers[-1]["success"]:
        answers.append(api.generate_feedback(exercise, job.student))
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
    nb = _graded(path) if fault is None else None
    if nb is None:
        status = str(Status.GRADER_FAULT) if fault is not None else "not graded"
        return Row(
            student=job.student, exercise=exercise, status=status, score=None, points=points, diagnosis=""
        )
    results = results_of(nb)
    names = [" or ".join(r["diagnosis"]) or "unknown" for r in results if r["diagnosis"] is not None]
    return Row(
        student=job.student,
        exercise=exercise,
        status=_overall([r["status"] for r in results]),
        score=sum(r["score"] for r in results),
        points=points,
        diagnosis=", ".join(dict.fromkeys(names)),
    )


def _graded(path: Path) -> NotebookNode | None:
    """A graded notebook, unless it is missing, or a killed run left half of it."""
    try:
        nb: NotebookNode = nbformat.read(path, as_version=4)
    except (OSError, ValueError):
        return None
    return nb


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
