"""The one writer: nbgrader's own ``autograde`` and ``generate_feedback``, one submission after another."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, final

from nbgrader.apps import NbGraderAPI

from autograder.core.paths import CourseRoot
from autograder.grader.runner import describe
from autograder.intake.submissions import Submission
from autograder.nbgrader import api as nbgrader_api

_SWITCH_SECONDS = 0.001
"""How long this thread may compute while another waits: the main one has to hear kernels soon."""


@final
class Writer:
    """A thread that enters results while other submissions still run.

    Used as a context: leaving it waits until all is entered, or, after an exception or Ctrl-C, for no more
    than the submission at hand. An interrupt never reaches nbgrader's passes, which would take it for a
    fault of the submission and go on: signals are the main thread's.

    Args:
        root: The course.
        api: nbgrader, which finds the outputs of what ran in the store.
        done: Called after each submission with why it could not be entered, or nothing.
    """

    def __init__(self, root: CourseRoot, api: NbGraderAPI, done: Callable[[Submission, str], None]) -> None:
        self._root, self._api, self._done = root, api, done
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="gradebook")

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

    def enter(self, submission: Submission, digest: str) -> None:
        """Queue a submission whose result is in the store under ``digest``."""
        self._thread.submit(self._one, submission, digest)

    def _one(self, submission: Submission, digest: str) -> None:
        try:
            fault = self._enter(submission, digest)
        except Exception as error:  # noqa: BLE001 - whatever fails here is our fault, and one student's
            fault = describe(error)
        self._done(submission, fault)

    def _enter(self, submission: Submission, digest: str) -> str:
        """Make nbgrader's passes, unless the gradebook holds the result of this very submission.

        Dates say nothing about that, since collecting keeps the student's.
        """
        student, exercise = submission.student, submission.exercise
        entered = submission.entered(self._root)
        page = submission.path(self._root.feedback, ".html")
        known = entered.read_text(encoding="ascii") if entered.is_file() and page.is_file() else ""
        if known == digest:
            return ""
        entered.unlink(missing_ok=True)  # until all of it is done: a killed pass leaves half of it
        answers: list[dict[str, Any]] = [self._api.autograde(exercise, student)]
        if answers[-1]["success"]:
            answers.append(self._api.generate_feedback(exercise, student))
        if not answers[-1]["success"]:
            return nbgrader_api.failure(answers[-1])
        entered.parent.mkdir(parents=True, exist_ok=True)
        entered.write_text(digest, encoding="ascii")
        return ""
