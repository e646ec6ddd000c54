"""``autograder grade``: runs what was handed in, in parallel, and enters the points into the gradebook.

One notebook more than there are cores runs at a time, and the records go into the store. Meanwhile one
thread enters finished ones, since the gradebook allows one writer only.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import json
from collections.abc import Iterator

from rich.console import Console
from rich.markup import escape

from autograder.core.errors import CourseError
from autograder.core.files import write_whole
from autograder.core.paths import CourseRoot
from autograder.grader import cluster, local, log, store, table, words
from autograder.grader.progress import progress_bars
from autograder.grader.runner import Runner
from autograder.grader.work import SubmissionWork
from autograder.grader.writer import Book, Writer, forget
from autograder.intake.submissions import Submission, find_submissions
from autograder.keys import cache, fingerprint
from autograder.lessons import Lesson, find
from autograder.sandbox import scratch

_GARBAGE = (20_000, 20, 20)
"""Thresholds for ``gc.set_threshold``, far above the defaults: most objects here live as long as the run."""


def run(
    root: CourseRoot,
    lessons: tuple[Lesson, ...],
    console: Console,
    book: Book,
    *,
    student: str = "*",
    force: bool = False,
    require_confinement: bool = False,
    address: str = "",
    verbose: bool = False,
) -> int:
    """Grade submissions, write feedback pages and print the table.

    Args:
        root: The course.
        lessons: The lessons whose exercises are graded.
        console: Where to print.
        book: Where results are entered.
        student: The id of one student, or ``*`` for all.
        force: Whether to run also submissions that were graded and have not changed.
        require_confinement: Whether to refuse to grade where there is a gap.
        address: The address of a Dask scheduler whose workers run the notebooks; empty: this machine does.
        verbose: Whether to print the log, too.

    Returns:
        The exit code: 1 if a submission met a grader fault, else 0.

    Raises:
        CourseError: confinement is required and can't be given, the cluster can't be used, or the course's
            file of words is damaged.
    """
    gc.freeze()  # what is loaded by now stays: looking through it again and again is a tenth of all work
    gc.set_threshold(*_GARBAGE)
    words.load(root)  # where they are damaged, nothing is run
    with log.to_file(root, console if verbose else None):
        scratch.sweep()  # of runs that were killed
        with _runner(root, address, require_confinement=require_confinement) as (run_all, gaps):
            for gap in gaps:
                console.print(f"[yellow]not enforced:[/] {gap}", highlight=False)
            handed_in = find_submissions(root, [lesson.spec.exercise for lesson in lessons], student)
            if not handed_in:
                console.print(f"Nothing was handed in under {root.submitted}.", highlight=False)
                return 0
            exercises = {item.exercise for item in handed_in}
            _say_what_changed(root, exercises, console)
            faults = _grade(root, handed_in, console, run_all, book, force=force)
            if student == "*":  # else somebody may still have a result from before
                _note_versions(root, exercises)
    console.print(table.table(table.rows_of(root, handed_in, faults)))
    for submission, reason in faults.items():
        console.print(f"[red]grader fault[/] {escape(f'{submission}: {reason}')}", highlight=False)
    return 1 if faults else 0


@contextlib.contextmanager
def _runner(
    root: CourseRoot, address: str, *, require_confinement: bool
) -> Iterator[tuple[Runner, tuple[str, ...]]]:
    """Choose where notebooks run; yields the runner, and the gaps of confinement there.

    Raises:
        CourseError: confinement is required and has a gap, or the cluster can't be used.
    """
    if address:
        with cluster.connect(root, address, require_confinement=require_confinement) as connected:
            yield connected.run, connected.gaps()
        return
    if require_confinement:
        require_all(local.gaps())
    yield functools.partial(local.run, root), local.gaps()


def require_all(gaps: tuple[str, ...]) -> None:
    """Refuse to grade with a gap.

    Args:
        gaps: What this machine can't enforce, as clauses; see :func:`autograder.grader.local.gaps`.

    Raises:
        CourseError: there is a gap.
    """
    if gaps:
        msg = f"Confinement is required, but on this machine {'; '.join(gaps)}."
        raise CourseError(msg)


def _say_what_changed(root: CourseRoot, exercises: set[str], console: Console) -> None:
    """Print why submissions that were graded before run again, though the files have not changed."""
    for exercise in sorted(exercises):
        file, now = root.graded_with(exercise), fingerprint.of_lesson(root, find(root, exercise))
        with contextlib.suppress(OSError, ValueError):
            changed = fingerprint.differences(json.loads(file.read_bytes()), now, ("then", "now"))
            if changed:
                console.print(
                    f"[yellow]{exercise} is graded again:[/] since the last time, {'; '.join(changed)}.",
                    highlight=False,
                )


def _note_versions(root: CourseRoot, exercises: set[str]) -> None:
    """Keep the fingerprints that a whole class was graded with, to tell next time what has changed."""
    for exercise in exercises:
        made = fingerprint.of_lesson(root, find(root, exercise))
        write_whole(root.graded_with(exercise), json.dumps(made, indent=1))


def _grade(
    root: CourseRoot,
    handed_in: list[Submission],
    console: Console,
    run_all: Runner,
    book: Book,
    *,
    force: bool,
) -> dict[Submission, str]:
    """Run submissions and enter their results.

    Args:
        root: The course.
        handed_in: The submissions.
        console: Where the progress is shown.
        run_all: The runner.
        book: Where results are entered.
        force: Whether to run also submissions that have a record.

    Returns:
        The grader faults: by submission, a sentence for the instructor.
    """
    book.prepare({submission.exercise for submission in handed_in})
    if force:
        for submission in handed_in:  # so that a run that is killed goes on with the same intent
            digest = forget(root, submission)
            if digest is not None:
                store.forget(root, digest)
    faults: dict[Submission, str] = {}
    with progress_bars(console) as progress:
        wanted = cache.wanted(root, ((item.student, find(root, item.exercise)) for item in handed_in))
        keys_bar = progress.add_task("keys", total=len(wanted))
        without = cache.ensure_all(root, wanted, functools.partial(progress.advance, keys_bar))
        no_key = {lesson.spec.exercise: reason for lesson, reason in without.items()}
        running = progress.add_task("running", total=len(handed_in))
        entering = progress.add_task("gradebook", total=len(handed_in))

        # Called by the writer's thread and, through `broken`, by this one; each submission comes once.
        def entered(submission: Submission, fault: str | None) -> None:
            if fault is not None:
                faults[submission] = fault
            progress.advance(entering)

        def broken(submission: Submission, reason: str) -> None:
            progress.advance(running)
            entered(submission, reason)

        with Writer(root, book, done=entered) as writer:

            def ready(submission: Submission, digest: str) -> None:
                progress.advance(running)
                writer.enter(submission, digest)

            for submission in (item for item in handed_in if item.exercise in no_key):
                broken(submission, f"{no_key[submission.exercise]} {log.where()}".strip())
            run_all(
                SubmissionWork(root=root, submission=item, force=force, ready=ready, broken=broken)
                for item in handed_in
                if item.exercise not in no_key
            )
    return faults
