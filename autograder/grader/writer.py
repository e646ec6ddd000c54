"""The one writer: enters results into the gradebook, one submission after another, while others still run."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Protocol, final

from autograder.core.paths import CourseRoot
from autograder.grader import log
from autograder.intake.submissions import Submission

_SWITCH_SECONDS = 0.001
"""How long this thread may compute while another waits: the main one has to hear kernels soon."""


class Book(Protocol):
    """Where results are entered, such as nbgrader's gradebook."""

    def prepare(self, exercises: Iterable[str]) -> None:
        """Make ready for these exercises; called once, before anything runs."""

    def enter(self, submission: Submission, digest: str) -> None:
        """Enter the record that the store keeps under ``digest``, and write the feedback page.

        Called by one thread, which no signal reaches. What it raises is a grader fault.
        """


@final
class Writer:
    """A thread that enters results.

    Used as a context: leaving it waits until all is entered, or, after an exception or Ctrl-C, for no more
    than the submission at hand. An interrupt never reaches the gradebook, which would take it for a fault of
    the submission and go on: signals are the main thread's.

    Args:
        root: The course.
        book: Where results are entered.
        done: Called after each submission with why it could not be entered, or with ``None``.
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
        fault = None
        try:
            self._enter(submission, digest)
        except Exception as error:  # noqa: BLE001 - whatever fails here is our fault, and one student's
            fault = log.fault(error, str(submission))
        self._done(submission, fault)

    def _enter(self, submission: Submission, digest: str) -> None:
        """Enter a result, unless the gradebook holds it already.

        Dates say nothing about that, since collecting keeps the student's.
        """
        entered = self._root.entered / submission.student / submission.exercise
        page = self._root.of_student(self._root.feedback, submission.student, submission.exercise, ".html")
        known = entered.read_text(encoding="ascii") if entered.is_file() and page.is_file() else None
        if known == digest:
            return
        entered.unlink(missing_ok=True)  # until all of it is done: a killed pass leaves half of it
        self._book.enter(submission, digest)
        entered.parent.mkdir(parents=True, exist_ok=True)
        entered.write_text(digest, encoding="ascii")


def forget(root: CourseRoot, submission: Submission) -> str | None:
    """Let a submission's result be entered anew; returns the digest that was entered, if any was."""
    entered = root.entered / submission.student / submission.exercise
    with contextlib.suppress(FileNotFoundError):
        digest = entered.read_text(encoding="ascii")
        entered.unlink()
        return digest
    return None
