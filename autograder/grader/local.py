"""Runs jobs on this machine, as many at a time as there are cores."""

from __future__ import annotations

import asyncio
import functools
import os
from collections.abc import Iterable

from autograder.grader import interrupt, log
from autograder.grader.job import grade_job
from autograder.grader.runner import Work, finish, prepare
from autograder.sandbox import confine, zygote_client


def run(works: Iterable[Work]) -> None:
    """Do all that there is to do; no submission's fault stops the others."""
    interrupt.run(_run_all(works))


def gaps() -> tuple[str, ...]:
    """What this machine can't enforce of the confinement, in words; empty if it enforces all of it."""
    return _tried() if zygote_client.is_wanted() else (zygote_client.SPAWNED,)


@functools.lru_cache(maxsize=1)
def _tried() -> tuple[str, ...]:
    """Tried once: what a kernel lacks beyond this is a fault of that kernel."""
    return tuple(confine.gaps())


async def _run_all(works: Iterable[Work]) -> None:
    cores = asyncio.Semaphore(os.cpu_count() or 1)
    accepted = gaps()

    async def one(work: Work) -> None:
        async with cores:
            job = prepare(work)
            if job is None:
                return
            try:
                outputs = await grade_job(job, accepted)
            except Exception as error:  # noqa: BLE001 - whatever fails here is our fault, and one student's
                work.failed(log.fault(error, work.about))
            else:
                finish(work, outputs)

    # With exceptions as results, a stop waits until every submission has ended. Without, it would go on after
    # the first, and asyncio would cancel the others a second time while they end their kernels.
    for error in await asyncio.gather(*(one(work) for work in works), return_exceptions=True):
        if error is not None:
            raise error
