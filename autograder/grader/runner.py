"""What runs a class's notebooks is given, wherever it runs them: here or on other machines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from autograder.grader import log
from autograder.grader.job import Job


class Work(Protocol):
    """One submission on its way through a run. A runner calls its methods, one submission at a time."""

    @property
    def about(self) -> str:
        """What a log calls it: a student's id and an exercise."""

    def job(self) -> Job | None:
        """What there is to do, or ``None``: called when its turn has come, so that memory stays flat."""

    def finished(self, outputs: bytes) -> None:
        """Take the result of :func:`autograder.grader.job.grade_job`, as soon as it is there."""

    def failed(self, reason: str) -> None:
        """Take note of a grader fault: there is no result, and the student loses nothing."""


Runner = Callable[[Iterable[Work]], None]
"""Does all the work that it is given; no submission's fault stops the others."""


def prepare(work: Work) -> Job | None:
    """The job of ``work``; what fails here is a grader fault of this one submission."""
    try:
        return work.job()
    except Exception as error:  # noqa: BLE001 - whatever fails here is our fault, and one student's
        work.failed(log.fault(error, work.about))
        return None


def finish(work: Work, outputs: bytes) -> None:
    """Hand over a result; what fails here is a grader fault of this one submission."""
    try:
        work.finished(outputs)
    except Exception as error:  # noqa: BLE001 - whatever fails here is our fault, and one student's
        work.failed(log.fault(error, work.about))
