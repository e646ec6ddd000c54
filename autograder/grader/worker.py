"""The functions that run on a worker of a cluster: one says what the worker is, one grades a job.

A worker is started in the folder of a course that has the same lessons and data. It needs nothing else of it:
no secret, no submission and no shared disk. It has a zygote of its own, which ends with it.
"""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import socket
import threading

from autograder.core.errors import GraderFault
from autograder.core.paths import find_root
from autograder.grader import local
from autograder.grader.job import Job, grade_job
from autograder.keys.fingerprint import Fingerprint, differences, of_worker
from autograder.sandbox import zygote_client
from autograder.sandbox.equipment import Equipment

_first_use = threading.Lock()


@dataclasses.dataclass(frozen=True, kw_only=True)
class WorkerInfo:
    """A worker's description of itself.

    Attributes:
        host: The name of its machine.
        fingerprint: The fingerprint of all lessons, as the worker has them.
        gaps: The gaps of confinement on its machine, as clauses; empty if all of it is enforced.
    """

    host: str
    fingerprint: Fingerprint
    gaps: tuple[str, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Requirements:
    """The requirements of a run for every worker, also for one that joins later.

    Attributes:
        fingerprint: The fingerprint that a worker must have.
        require_confinement: Whether a worker with a gap is refused.
    """

    fingerprint: Fingerprint
    require_confinement: bool


class Refused(GraderFault):
    """The worker does not meet the run's requirements; the message says why."""


@functools.lru_cache(maxsize=1)
def worker_info() -> WorkerInfo:
    """Return what this process is; confinement is tried once in a process.

    Raises:
        CourseError: it was started in no course.
    """
    made = dict(of_worker(find_root()))
    return WorkerInfo(host=socket.gethostname(), fingerprint=made, gaps=local.gaps())


async def worker_info_async() -> WorkerInfo:
    """Return :func:`worker_info`, worked out in a thread.

    Dask calls this in the worker's event loop, which must go on answering the scheduler meanwhile.
    """
    return await asyncio.to_thread(worker_info)


def refusal_reason(worker: WorkerInfo, requirements: Requirements) -> str | None:
    """Return why a worker may not grade, as a sentence; ``None`` if it may.

    Args:
        worker: What the worker says of itself.
        requirements: What the run requires.
    """
    different = differences(requirements.fingerprint, worker.fingerprint)
    if different:
        return f"The worker on {worker.host} would grade with something else: {'; '.join(different)}."
    if requirements.require_confinement and worker.gaps:
        return f"Confinement is required, but on {worker.host} {'; '.join(worker.gaps)}."
    return None


def grade(job: Job, requirements: Requirements) -> bytes:
    """Grade one job; called in a thread of the worker.

    Args:
        job: What to grade.
        requirements: What the run requires. Each job brings them, since workers may join during a run.

    Returns:
        The JSON that :func:`autograder.grader.job.grade_job` returns.

    Raises:
        Refused: this worker does not meet the requirements.
        GraderFault: see :func:`~autograder.grader.job.grade_job`.
    """
    reason = refusal_reason(worker_info(), requirements)
    if reason is not None:
        raise Refused(reason)
    if zygote_client.is_wanted():
        with _first_use:  # threads of a worker share one zygote
            zygote_client.zygote(Equipment.of(find_root()).libraries)
    return asyncio.run(grade_job(find_root(), job, worker_info().gaps))
