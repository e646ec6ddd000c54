"""Runs jobs on this machine, as many at a time as there are cores."""

from __future__ import annotations

import asyncio
import functools
import os
from collections.abc import Collection, Iterable

from autograder.grader import interrupt
from autograder.grader.job import grade_job
from autograder.grader.runner import Work, describe, finish, prepare
from autograder.sandbox import confine, zygote_client


def run(works: Iterable[Work]) -> None:
    """Do all that there is to do; no submission's fault stops the others."""
    interrupt.run(_run_all(works, gaps()))


def gaps() -> list[str]:
    """What of the confinement this machine can't enforce, in words; tried once."""
    return list(_machine_gaps()) if zygote_client.is_wanted() else [zygote_client.SPAWNED]


@functools.lru_cache(maxsize=1)
def _machine_gaps() -> tuple[str, ...]:
    return tuple(confine.gaps())


async def _run_all(works: Iterable[Work], accepted_gaps: Collection[str]) -> None:
    slots = asyncio.Semaphore(os.cpu_count() or 1)

    async def one(work: Work) -> None:
        async with slots:
            job = prepare(work)
            if job is None:
                return
            try:
                record = await grade_job(job, accepted_gaps)
            except Exception as error:  # noqa: BLE001 - whatever fails here is our fault, and one student's
                work.failed(describe(error))
            else:
                finish(work, record)

    await asyncio.gather(*(one(work) for work in works))
