"""Runs jobs on a Dask cluster: jobs go out, graded outputs come back, and no disk is shared.

Only this process knows the course, the store and the gradebook. Dask gives the jobs of a worker that died to
others. Each result is handed over as soon as it arrives, so a run that is killed keeps what was finished. The
number of jobs under way is bounded, so memory does not grow with the class.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import queue
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from typing import TYPE_CHECKING

from autograder.core.errors import CourseError, GraderFault
from autograder.core.paths import CourseRoot
from autograder.grader import log, worker
from autograder.grader.runner import Work, finish, prepare
from autograder.keys.fingerprint import of_worker

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT_SECONDS = 10
"""Seconds to wait for the scheduler, and then for the first worker."""

_POLL_SECONDS = 5.0
"""Seconds between two looks whether any worker is left, while no result arrives."""

_PATIENCE_SECONDS = 60.0
"""Seconds that a run goes on without any worker, so that Dask's nanny, or a person, can start one again."""

_RETRIES = 2
"""How often Dask repeats a job that raised an error: the fault may be that of one machine."""

_CULPRIT = (
    "Workers of the cluster ended while they graded this submission, also when it ran alone. "
    "Grade it without --cluster, or look at it first."
)

_NO_CERTIFICATES = (
    "An address that begins with tls:// expects certificates, and none are set. Set "
    "DASK_DISTRIBUTED__COMM__TLS__CA_FILE, ...__TLS__CLIENT__CERT and ...__TLS__CLIENT__KEY to their files."
)

_SAME_COMMAND = "What was finished is kept; the same command goes on from there."


@contextlib.contextmanager
def connect(root: CourseRoot, address: str, *, require_confinement: bool) -> Iterator[Cluster]:
    """Connect to a Dask cluster; the connection ends with the block.

    Args:
        root: The course, whose lessons and data all workers must have.
        address: Where the scheduler listens, such as ``tcp://192.168.1.5:8786``.
        require_confinement: Whether to refuse workers that have a gap.

    Yields:
        The connected cluster.

    Raises:
        CourseError: Dask is missing, nobody answers, there is no worker, or a worker may not grade.
    """
    try:
        from distributed import Client, Security
    except ImportError as error:
        msg = (
            "--cluster needs Dask, which is not installed here. Run `pip install -e '.[cluster]'` at the "
            "repository root, or leave --cluster out: then this machine grades alone."
        )
        raise CourseError(msg) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # its faults are told in our words
    try:
        # Without this test Dask fails at a tls:// address with an error that doesn't name the settings.
        tls = Security().get_connection_args("client").get("ssl_context")
        if address.startswith("tls://") and tls is None:
            raise CourseError(_NO_CERTIFICATES)
        client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False, direct_to_workers=False)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        msg = (
            f"--cluster expects the address that `dask scheduler` prints, such as "
            f"tcp://192.168.1.5:8786. At {address!r} no scheduler answered in {_CONNECT_SECONDS} seconds "
            f"({error or type(error).__name__}). Start one, or see whether a firewall stands between."
        )
        raise CourseError(msg) from error
    with client:
        requirements = worker.Requirements(
            fingerprint=of_worker(root), require_confinement=require_confinement
        )
        yield Cluster(client, address, requirements)


class Cluster:
    """A connected cluster, all of whose workers may grade.

    Attributes:
        workers: What each worker said of itself when the run began, by its address.

    Args:
        client: The connection to the scheduler.
        address: The scheduler's address, for messages.
        requirements: What every worker is held to, also one that joins later.

    Raises:
        CourseError: there is no worker, or one may not grade.
    """

    def __init__(self, client: Client, address: str, requirements: worker.Requirements) -> None:
        self._client, self._address, self._requirements = client, address, requirements
        self.workers = self._worker_infos()
        reasons = [worker.refusal_reason(x, requirements) for x in self.workers.values()]
        if any(reasons):
            text = " ".join(sorted({reason for reason in reasons if reason}))
            msg = f"{text} Give all machines the same checkout and the same requirements, and start anew."
            raise CourseError(msg)

    def gaps(self) -> tuple[str, ...]:
        """Return the gaps of the workers, as clauses that name the machines; empty if there are none."""
        found: dict[str, set[str]] = {}
        for info in self.workers.values():
            for gap in info.gaps:
                found.setdefault(gap, set()).add(info.host)
        return tuple(f"{gap} (on {', '.join(sorted(hosts))})" for gap, hosts in found.items())

    def run(self, works: Iterable[Work]) -> None:
        """Run jobs until all are finished or have failed; a fault of one submission stops no other.

        Args:
            works: The submissions. They are taken one by one, as workers become free.

        Raises:
            CourseError: the scheduler, or the last worker, is gone; or a worker joined that may not grade.
        """
        from distributed.client import ClosedClientError

        suspects: list[Work] = []
        try:
            self._run(works, suspects.append)
            # Dask suspects whatever was on a worker that ended. Alone, only the culprit ends another.
            for work in suspects:
                self._run([work], lambda culprit: culprit.failed(_CULPRIT))
        except (OSError, CancelledError, ClosedClientError) as error:
            msg = f"The connection to the scheduler at {self._address} was lost. {_SAME_COMMAND}"
            raise CourseError(msg) from error

    def _run(self, works: Iterable[Work], killed: Callable[[Work], None]) -> None:
        """Run jobs; ``killed`` is called with each one whose workers kept dying."""
        running: dict[Future[bytes], Work] = {}
        ended: queue.SimpleQueue[Future[bytes]] = queue.SimpleQueue()
        try:
            for work in works:
                while len(running) >= self._width():
                    self._settle(self._next(ended), running, killed)
                job = prepare(work)
                if job is None:
                    continue
                # A key of its own: Dask takes jobs of one key for the same job, and would not run it again.
                key = f"skewlab-{uuid.uuid4().hex}"
                future = self._client.submit(worker.grade, job, self._requirements, key=key, retries=_RETRIES)
                running[future] = work
                future.add_done_callback(ended.put)  # from a thread of Dask's, so the queue is thread-safe
            while running:
                self._settle(self._next(ended), running, killed)
        finally:
            if running:
                with contextlib.suppress(Exception):  # the cluster may be what failed
                    self._client.cancel(list(running))

    def _width(self) -> int:
        """Return how many jobs may be out at a time: two a thread, so that no worker waits for its next."""
        threads: dict[str, int] = self._client.nthreads()
        return 2 * max(1, sum(threads.values()))

    def _next(self, ended: queue.SimpleQueue[Future[bytes]]) -> Future[bytes]:
        """Wait for the next job that ended, with a result or not.

        Raises:
            CourseError: there has been no worker for too long.
        """
        alone_since = None
        while True:
            try:
                return ended.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                alone_since = self._alone(alone_since)

    def _alone(self, since: float | None) -> float | None:
        """Look whether there is a worker.

        Args:
            since: When there was found to be none, by ``time.monotonic()``; ``None`` if there was one.

        Returns:
            The same for now.

        Raises:
            CourseError: there has been none for more than :data:`_PATIENCE_SECONDS`.
        """
        if self._client.nthreads():
            return None
        now = time.monotonic()
        if since is not None and now - since > _PATIENCE_SECONDS:
            msg = (
                f"No worker is left at {self._address}, and none came back within "
                f"{_PATIENCE_SECONDS:g} seconds. Start workers with `dask worker {self._address}`. "
                f"{_SAME_COMMAND}"
            )
            raise CourseError(msg)
        return since if since is not None else now

    def _settle(
        self, future: Future[bytes], running: dict[Future[bytes], Work], killed: Callable[[Work], None]
    ) -> None:
        """Hand over the result or the fault of one job that ended.

        Args:
            future: The job.
            running: The submissions of all jobs under way; this one is removed.
            killed: Called with the submission if the workers that had the job kept dying.

        Raises:
            CourseError: the worker may not grade.
        """
        from distributed import KilledWorker

        work = running.pop(future)
        if future.status == "error":
            error = future.exception()
            # Ends the run: such a worker answers at once, and would refuse most of the class.
            if isinstance(error, worker.Refused):
                msg = f"{error} It joined after the run began. {_SAME_COMMAND}"
                raise CourseError(msg)
            if isinstance(error, KilledWorker):
                killed(work)
            else:
                work.failed(log.fault(error or GraderFault("The job ended without a result."), work.about))
        else:
            finish(work, self._gather(future))  # raises where the connection, and so the job, was lost
        future.release()  # Dask keeps a result in a worker's memory as long as a future refers to it

    def _gather(self, future: Future[bytes]) -> bytes:
        """Return a result, also if its worker dies before it is fetched and Dask runs the job again.

        Raises:
            CourseError: there has been no worker for too long.
        """
        alone_since = None
        while True:
            try:
                record: bytes = future.result(timeout=_POLL_SECONDS)
            except asyncio.TimeoutError:
                alone_since = self._alone(alone_since)
            else:
                return record

    def _worker_infos(self) -> dict[str, worker.WorkerInfo]:
        """Ask each worker what it is; returns the answers by the worker's address.

        Raises:
            CourseError: there is no worker, or one can't import the grader.
        """
        with contextlib.suppress(asyncio.TimeoutError):
            self._client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        answers = self._client.run(worker.worker_info_async, on_error="return")
        if not answers:
            msg = (
                f"The scheduler at {self._address} has no worker. Start one on each machine that shall "
                f"grade, in the course's folder: `dask worker {self._address}`."
            )
            raise CourseError(msg)
        for address, answer in answers.items():
            if not isinstance(answer, worker.WorkerInfo):
                msg = (
                    f"The worker at {address} can't grade ({answer or type(answer).__name__}). "
                    "It needs the same checkout of this course, installed with the same requirements, and "
                    "has to start in the course's folder."
                )
                raise CourseError(msg)
        return dict(answers)
