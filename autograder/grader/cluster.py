"""Runs jobs on a Dask cluster: notebooks out, graded outputs back, no shared disk.

Only this process knows the course, the store and the gradebook. Dask does a dead worker's work
elsewhere; each result is handed over as it comes, and what is under way is bounded, so that neither
the end of this process nor the size of the class matters.
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
from autograder.grader import log, worker
from autograder.grader.runner import Work, finish, prepare
from autograder.keys.fingerprint import of_worker

if TYPE_CHECKING:
    from distributed import Client, Future

_CONNECT_SECONDS = 10
_POLL_SECONDS = 5.0

_PATIENCE_SECONDS = 60.0
"""How long there may be no worker at all: time for a nanny, or a person, to start one again."""

_RETRIES = 2
"""How often a job that met a fault is tried again."""

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
def connect(address: str, *, require_confinement: bool) -> Iterator[Cluster]:
    """The cluster whose scheduler listens at ``address``, such as ``tcp://192.168.1.5:8786``.

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
        terms = worker.Terms(fingerprint=of_worker(), require_confinement=require_confinement)
        yield Cluster(client, address, terms)


class Cluster:
    """A connected cluster whose workers are what a run asks for."""

    def __init__(self, client: Client, address: str, terms: worker.Terms) -> None:
        self._client, self._address, self._terms = client, address, terms
        self.workers = self._introductions()
        objections = [worker.objection(x, terms) for x in self.workers.values()]
        if any(objections):
            text = " ".join(sorted({objection for objection in objections if objection}))
            msg = f"{text} Give all machines the same checkout and the same requirements, and start anew."
            raise CourseError(msg)

    def gaps(self) -> tuple[str, ...]:
        """What workers can't enforce, in words."""
        found: dict[str, set[str]] = {}
        for introduction in self.workers.values():
            for gap in introduction.gaps:
                found.setdefault(gap, set()).add(introduction.host)
        return tuple(f"{gap} (on {', '.join(sorted(hosts))})" for gap, hosts in found.items())

    def run(self, works: Iterable[Work]) -> None:
        """Do all that there is to do; no submission's fault stops the others.

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
        running: dict[Future[bytes], Work] = {}
        ended: queue.SimpleQueue[Future[bytes]] = queue.SimpleQueue()
        try:
            for work in works:
                while len(running) >= self._width():
                    self._settle(self._next(ended), running, killed)
                job = prepare(work)
                if job is None:
                    continue
                key = f"skewlab-{uuid.uuid4().hex}"
                future = self._client.submit(worker.grade, job, self._terms, key=key, retries=_RETRIES)
                running[future] = work
                future.add_done_callback(ended.put)
            while running:
                self._settle(self._next(ended), running, killed)
        finally:
            if running:
                with contextlib.suppress(Exception):  # the cluster may be what failed
                    self._client.cancel(list(running))

    def _width(self) -> int:
        """How many jobs are out at a time: each worker's next one waits beside it."""
        threads: dict[str, int] = self._client.nthreads()
        return 2 * max(1, sum(threads.values()))

    def _next(self, ended: queue.SimpleQueue[Future[bytes]]) -> Future[bytes]:
        """The next job that ended, in whatever way."""
        alone_since = None
        while True:
            try:
                return ended.get(timeout=_POLL_SECONDS)
            except queue.Empty:
                alone_since = self._alone(alone_since)

    def _alone(self, since: float | None) -> float | None:
        """Since when there has been no worker.

        Raises:
            CourseError: for too long.
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
        """Hand over what came of one job."""
        from distributed import KilledWorker

        work = running.pop(future)
        if future.status == "error":
            error = future.exception()
            if isinstance(error, worker.Refused):
                msg = f"{error} It joined after the run began. {_SAME_COMMAND}"
                raise CourseError(msg)
            if isinstance(error, KilledWorker):
                killed(work)
            else:
                work.failed(log.fault(error or GraderFault("The job ended without a result."), work.about))
        else:
            finish(work, self._gather(future))  # raises where the connection, and so the job, was lost
        future.release()

    def _gather(self, future: Future[bytes]) -> bytes:
        """A result, also when its worker ends meanwhile and Dask has the job done again."""
        alone_since = None
        while True:
            try:
                record: bytes = future.result(timeout=_POLL_SECONDS)
            except asyncio.TimeoutError:
                alone_since = self._alone(alone_since)
            else:
                return record

    def _introductions(self) -> dict[str, worker.Introduction]:
        """What each worker is, by address."""
        with contextlib.suppress(asyncio.TimeoutError):
            self._client.wait_for_workers(1, timeout=_CONNECT_SECONDS)
        answers = self._client.run(worker.introduced, on_error="return")
        if not answers:
            msg = (
                f"The scheduler at {self._address} has no worker. Start one on each machine that shall "
                f"grade: `dask worker {self._address}`."
            )
            raise CourseError(msg)
        for address, answer in answers.items():
            if not isinstance(answer, worker.Introduction):
                msg = (
                    f"The worker at {address} can't grade ({answer or type(answer).__name__}). "
                    "It needs the same checkout of this course, installed with the same requirements."
                )
                raise CourseError(msg)
        return dict(answers)
