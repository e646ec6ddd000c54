"""Runs jobs on this machine, one more at a time than there are cores."""

from __future__ import annotations

import asyncio
import functools
import os
from collections.abc import Iterable

from autograder.core.paths import CourseRoot
from autograder.grader import interrupt, log
from autograder.grader.job import grade_job
from autograder.grader.runner import Work, finish, prepare
from autograder.sandbox import confine, zygote_client


def run(root: CourseRoot, works: Iterable[Work]) -> None:
    """Run jobs until all are finished or have failed; a fault of one submission stops no other.

    Args:
        root: The course.
        works: The submissions, which are all taken at once.

    Raises:
        KeyboardInterrupt: the run was stopped, and every kernel has ended.
    """
    interrupt.run(_run_all(root, works))


def gaps() -> tuple[str, ...]:
    """Return the gaps of confinement on this machine, as clauses; empty if all of it is enforced."""
    return _tried() if zygote_client.is_wanted() else (zygote_client.SPAWNED,)


@functools.lru_cache(maxsize=1)
def _tried() -> tuple[str, ...]:
    """Try once what this machine enforces; a kernel that later has another gap is a grader fault."""
    return tuple(confine.gaps())


async def _run_all(root: CourseRoot, works: Iterable[Work]) -> None:
    # Between two cells a kernel waits for this process: one more kernel keeps the cores busy meanwhile.
    places = asyncio.Semaphore((os.cpu_count() or 1) + 1)
    accepted = gaps()

    async def one(work: Work) -> None:
        # The job is made after the wait for a place: it holds the inputs and the key, so memory stays flat.
        async with places:
            job = prepare(work)
            if job is None:
                return
            try:
                outputs = await grade_job(root, job, accepted)
            except Exception as error:  # noqa: BLE001 - whatever fails here is our fault, and one student's
                work.failed(log.fault(error, work.about))
            else:
                finish(work, outputs)

    # With exceptions as results, a stop waits until every submission has ended. Without, it would go on after
    # the first, and asyncio would cancel the others a second time while they end their kernels.
    for error in await asyncio.gather(*(one(work) for work in works), return_exceptions=True):
        if error is not None:
            raise error
