"""Enters results into the gradebook, in one thread, while other submissions still run."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Protocol, final

from autograder.core.paths import CourseRoot
from autograder.grader import log, store, words
from autograder.intake.submissions import Submission

_SWITCH_SECONDS = 0.001
"""Seconds that a thread keeps the interpreter while another one waits for it; Python's default is 0.005.

While the writer computes, the main thread has to answer the kernels' messages soon, or cores stay idle.
"""


class Book(Protocol):
    """The interface of a gradebook in which results are entered, such as nbgrader's."""

    def prepare(self, exercises: Iterable[str]) -> None:
        """Prepare for these exercises, by their names; called once, before anything runs."""

    def enter(self, submission: Submission, digest: str) -> None:
        """Enter a submission's result, and write its feedback page.

        It is called by one thread, which no signal interrupts. Any exception is a grader fault.

        Args:
            submission: Which student and which exercise.
            digest: The digest of its record in the store.
        """


@final
class Writer:
    """A thread that enters results.

    Use it in a ``with`` statement: its end waits until all results are entered or, after an exception or
    Ctrl-C, only for the submission that is being entered. Python delivers signals to the main thread alone,
    so an interrupt never reaches nbgrader, which would take it for the submission's fault and go on.

    Args:
        root: The course.
        book: Where results are entered.
        done: Called in the writer's thread after each submission, with the reason of a grader fault or with
            ``None``.
    """

    def __init__(self, root: CourseRoot, book: Book, done: Callable[[Submission, str | None], None]) -> None:
        self._root, self._book, self._done = root, book, done
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="gradebook")
        self._before = sys.getswitchinterval()

    def __enter__(self) -> Writer:
        sys.setswitchinterval(_SWITCH_SECONDS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._thread.shutdown(wait=True, cancel_futures=kind is not None)
        except KeyboardInterrupt:
            self._thread.shutdown(wait=True, cancel_futures=True)
            raise
        finally:
            sys.setswitchinterval(self._before)

    def enter(self, submission: Submission, digest: str) -> None:
        """Queue a submission whose record is in the store under ``digest``."""
        self._thread.submit(self._one, submission, digest)

    def _one(self, submission: Submission, digest: str) -> None:
        """Enter one submission, and report how it went."""
        fault = None
        try:
            self._enter(submission, digest)
        except Exception as error:  # noqa: BLE001 - whatever fails here is our fault, and one student's
            fault = log.fault(error, str(submission))
        self._done(submission, fault)

    def _enter(self, submission: Submission, digest: str) -> None:
        """Enter a result, unless what was noted at its last entry is the same and the page is there.

        Noted are the record's digest and, where there are any, that of the instructor's words for it.

        Times of files can't tell: a collected file keeps the time that the student's file had.
        """
        entered = self._root.entered / submission.student / submission.exercise
        page = self._root.of_student(self._root.feedback, submission.student, submission.exercise, ".html")
        known = entered.read_text(encoding="ascii") if entered.is_file() and page.is_file() else None
        said = words.load(self._root)
        # The page depends on the instructor's words, too. Without any, no record is read for them.
        about = said.digest(store.load(self._root, digest).results()) if said.entries else ""
        stamp = f"{digest} {about}".rstrip()
        if known == stamp:
            return
        # The note goes first and comes back last: if a pass is killed halfway, the next run makes it again.
        entered.unlink(missing_ok=True)
        self._book.enter(submission, digest)
        entered.parent.mkdir(parents=True, exist_ok=True)
        entered.write_text(stamp, encoding="ascii")


def forget(root: CourseRoot, submission: Submission) -> str | None:
    """Forget that a submission's result was entered, so that the next run enters it anew.

    Args:
        root: The course.
        submission: Which student and which exercise.

    Returns:
        The digest that had been entered; ``None`` if none had.
    """
    entered = root.entered / submission.student / submission.exercise
    with contextlib.suppress(FileNotFoundError):
        digest = entered.read_text(encoding="ascii").partition(" ")[0]
        entered.unlink()
        return digest
    return None
