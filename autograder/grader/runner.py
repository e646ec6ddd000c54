"""The interface between a run and its runners, which run jobs on this machine or on others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from autograder.grader import log
from autograder.grader.job import Job


class Work(Protocol):
    """One submission on its way through a run. A runner calls its methods, one submission at a time."""

    @property
    def about(self) -> str:
        """The submission's name in the log: a student's id and an exercise."""

    def job(self) -> Job | None:
        """Return the job to run, or ``None`` if there is nothing to do.

        Called when it is the submission's turn, so that few jobs are in memory at a time.
        """

    def finished(self, outputs: bytes) -> None:
        """Take the result; ``outputs`` are the JSON that :func:`autograder.grader.job.grade_job` returns."""

    def failed(self, reason: str) -> None:
        """Note a grader fault, a sentence in ``reason``: there is no result, and no points are entered."""


Runner = Callable[[Iterable[Work]], None]
"""A function that runs the jobs of all submissions it is given; a fault of one stops no other."""


def prepare(work: Work) -> Job | None:
    """Return the job of a submission, or ``None`` if there is nothing to do or an error was raised.

    The error is noted as a grader fault of this submission.
    """
    try:
        return work.job()
    except Exception as error:  # noqa: BLE001 - whatever fails here is our fault, and one student's
        work.failed(log.fault(error, work.about))
        return None


def finish(work: Work, outputs: bytes) -> None:
    """Hand a result over; an error is noted as a grader fault of this submission.

    Args:
        work: The submission.
        outputs: The JSON that :func:`autograder.grader.job.grade_job` returned.
    """
    try:
        work.finished(outputs)
    except Exception as error:  # noqa: BLE001 - whatever fails here is our fault, and one student's
        work.failed(log.fault(error, work.about))
