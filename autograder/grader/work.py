"""Takes one submission through a run: read it, look for its record, run it if there is none, keep it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from autograder.core.errors import GraderFault
from autograder.core.paths import CourseRoot
from autograder.grader import local, store
from autograder.grader.job import Job, make_job
from autograder.intake.reading import Received, read
from autograder.intake.submissions import Submission
from autograder.keys import cache, seeds
from autograder.lessons import find


@dataclasses.dataclass(kw_only=True)
class SubmissionWork:
    """One submission on its way; runners call it (:class:`autograder.grader.runner.Work`).

    Attributes:
        root: The course.
        submission: Which student and which exercise.
        force: Whether to run it even if the store has its record.
        ready: Called with the submission and the digest of its record, once the store has it.
        broken: Called with the submission and the reason of a grader fault, as a sentence.
    """

    root: CourseRoot
    submission: Submission
    force: bool
    ready: Callable[[Submission, str], None]
    broken: Callable[[Submission, str], None]
    _received: Received | None = None
    _digest: str = ""

    @property
    def about(self) -> str:
        """The submission's name in the log: a student's id and an exercise."""
        return str(self.submission)

    def job(self) -> Job | None:
        """Return the job to run; ``None`` where the store has the record.

        Raises:
            GraderFault: the answer key could not be computed.
            OSError: the submission can't be read.
        """
        received = read(self.root, self.submission)
        secret, lesson = seeds.load_secret(self.root.secret), find(self.root, self.submission.exercise)
        variant = seeds.variant_of(secret, self.submission.student, self.submission.exercise)
        self._digest = store.digest(self.submission, received, cache.name_of(self.root, lesson, variant))
        if not self.force and store.has(self.root, self._digest):
            self.ready(self.submission, self._digest)
            return None
        self._received = received
        return make_job(self.root, self.submission, received)

    def finished(self, outputs: bytes) -> None:
        """Keep the result in the store, and report the submission as ready."""
        assert self._received is not None  # runners finish what had a job
        store.save(self.root, self._digest, store.to_bytes(self._received, outputs))
        self._received = None  # a class's notebooks need not stay in memory
        self.ready(self.submission, self._digest)

    def failed(self, reason: str) -> None:
        """Report a grader fault; no record is kept, so the next run grades the submission again."""
        self._received = None
        self.broken(self.submission, reason)


def grade_one(root: CourseRoot, submission: Submission) -> str:
    """Grade one submission on this machine; it runs unless the store has its record.

    Args:
        root: The course.
        submission: Which student and which exercise.

    Returns:
        The digest of its record in the store.

    Raises:
        GraderFault: it could not be graded, for a reason that is not the student's.
    """
    digests: list[str] = []
    faults: list[str] = []
    work = SubmissionWork(
        root=root,
        submission=submission,
        force=False,
        ready=lambda _, digest: digests.append(digest),
        broken=lambda _, reason: faults.append(reason),
    )
    local.run(root, [work])
    if faults:
        raise GraderFault(faults[0])
    return digests[0]
