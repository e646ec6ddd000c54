"""What a worker of a cluster does: say what it is, and grade one job.

It needs this package and its lessons, and nothing of the course: no secret, no shared disk. The
zygote is its own and ends with it.
"""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import socket
import threading

from autograder.core.errors import GraderFault
from autograder.grader import local
from autograder.grader.job import Job, grade_job
from autograder.keys.fingerprint import Fingerprint, differences, fingerprint
from autograder.sandbox import zygote_client

_first_use = threading.Lock()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Introduction:
    """What a worker is.

    Attributes:
        host: The name of its machine.
        fingerprint: What it grades with.
        gaps: What of the confinement it can't enforce.
    """

    host: str
    fingerprint: Fingerprint
    gaps: tuple[str, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Terms:
    """What a run asks of every worker, also of one that joins later."""

    fingerprint: Fingerprint
    require_confinement: bool


class Refused(GraderFault):
    """A worker that would grade differently, or less safely, than was asked for."""


@functools.lru_cache(maxsize=1)
def introduce() -> Introduction:
    """What this process is; tried once."""
    return Introduction(host=socket.gethostname(), fingerprint=dict(fingerprint()), gaps=tuple(local.gaps()))


async def introduced() -> Introduction:
    """:func:`introduce`, in a thread: meanwhile the worker stays in touch with its scheduler."""
    return await asyncio.to_thread(introduce)


def objection(worker: Introduction, terms: Terms) -> str:
    """Why a worker may not grade, in words; nothing if it may."""
    different = differences(terms.fingerprint, worker.fingerprint)
    if different:
        return f"The worker on {worker.host} would grade with something else: {'; '.join(different)}."
    if terms.require_confinement and worker.gaps:
        return f"Confinement is required, but on {worker.host} {'; '.join(worker.gaps)}."
    return ""


def grade(job: Job, terms: Terms) -> bytes:
    """Grade one job here; called in a thread of the worker.

    Raises:
        Refused: this worker is not what the run asked for.
        GraderFault: see ``grade_job``.
    """
    reason = objection(introduce(), terms)
    if reason:
        raise Refused(reason)
    if zygote_client.is_wanted():
        with _first_use:  # threads of a worker share one zygote
            zygote_client.zygote()
    return asyncio.run(grade_job(job, introduce().gaps))
