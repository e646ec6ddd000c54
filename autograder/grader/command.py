"""``autograder grade``: all that was handed in, run in parallel, entered into nbgrader's gradebook.

Notebooks run as many at a time as there are cores, and their graded outputs go into the store. One
thread then makes nbgrader's own passes over each, while others still run: same preprocessors, same
marks, one writer to the gradebook.
"""

from __future__ import annotations

import contextlib
import dataclasses
import functools
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.markup import escape

from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.grader import cluster, local, store, table
from autograder.grader.job import Job, make_job
from autograder.grader.progress import progress_bars
from autograder.grader.runner import Runner
from autograder.intake import submissions
from autograder.intake.submissions import Submission
from autograder.keys import cache
from autograder.lessons import Lesson
from autograder.nbgrader import api as nbgrader_api
from autograder.nbgrader import gradebook
from autograder.nbgrader.writer import Writer
from autograder.sandbox import scratch


@dataclasses.dataclass(kw_only=True)
class _Run:
    """A submission's way into the store; runners call it (:class:`autograder.grader.runner.Work`)."""

    root: CourseRoot
    submission: Submission
    force: bool
    ready: Callable[[Submission, str], None]
    broken: Callable[[Submission, str], None]
    name: str = ""

    def job(self) -> Job | None:
        """What there is to run, unless the store has its result."""
        nb, unreadable = self.submission.read(self.root)
        student, lesson = self.submission.student, self.submission.lesson
        self.name = store.digest(nb, self.root, lesson, student, unreadable)
        if not self.force and store.load(self.root, self.name) is not None:
            self.ready(self.submission, self.name)
            return None
        return make_job(nb, self.root, lesson, student, unreadable)

    def finished(self, record: bytes) -> None:
        """Keep the result, at once."""
        store.save(self.root, self.name, record)
        self.ready(self.submission, self.name)

    def failed(self, reason: str) -> None:
        """List the student for regrading."""
        self.broken(self.submission, reason)


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
        handed_in = submissions.find(root, lessons, student)
        if not handed_in:
            console.print(f"Nothing was handed in under {root.submitted}.", highlight=False)
            return 0
        faults = _grade(root, handed_in, console, run_all, force=force)
    console.print(table.table(table.rows_of(root, handed_in, faults)))
    for submission, reason in faults.items():
        console.print(
            f"[red]grader fault[/] {escape(f'{submission.student} {submission.exercise}: {reason}')}",
            highlight=False,
        )
    return 1 if faults else 0


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
    handed_in: list[Submission],
    console: Console,
    run_all: Runner,
    *,
    force: bool,
) -> dict[Submission, str]:
    """Run and enter what was handed in; returns the grader faults."""
    api = nbgrader_api.open_api(root)
    api.config.GradeSubmission.use_store = True
    gradebook.ensure_assignments(api, root, {submission.exercise for submission in handed_in})
    if force:
        for submission in handed_in:
            _forget(root, submission)
    faults: dict[Submission, str] = {}
    with progress_bars(console) as progress:
        wanted = cache.wanted(root, ((item.student, item.lesson) for item in handed_in))
        keys_bar = progress.add_task("keys", total=len(wanted))
        without = cache.ensure_all(root, wanted, functools.partial(progress.advance, keys_bar))
        running = progress.add_task("running", total=len(handed_in))
        entering = progress.add_task("gradebook", total=len(handed_in))

        def entered(submission: Submission, fault: str) -> None:
            if fault:
                faults[submission] = fault
            progress.advance(entering)

        def broken(submission: Submission, reason: str) -> None:
            progress.advance(running)
            entered(submission, reason)

        with Writer(root, api, done=entered) as writer:

            def ready(submission: Submission, name: str) -> None:
                progress.advance(running)
                writer.enter(submission, name)

            works = []
            for submission in handed_in:
                if submission.lesson in without:
                    broken(submission, without[submission.lesson])
                else:
                    works.append(
                        _Run(root=root, submission=submission, force=force, ready=ready, broken=broken)
                    )
            run_all(works)
    return faults


def _forget(root: CourseRoot, submission: Submission) -> None:
    """Drop what is known of a submission, so that a run that is killed goes on with the same intent."""
    entered = submission.entered(root)
    with contextlib.suppress(FileNotFoundError):
        store.forget(root, entered.read_text(encoding="ascii"))
        entered.unlink()
