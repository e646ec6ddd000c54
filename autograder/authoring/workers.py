"""The processes that ``verify`` runs lessons' pipelines in, one for each core; each imports TensorFlow."""

from __future__ import annotations

import concurrent.futures
import contextlib
import functools
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from autograder.authoring.bench import Bench
from autograder.core.environment import NUMERICS, data_from
from autograder.core.errors import CourseError
from autograder.lessons import Lesson

_COLUMNS = (
    SpinnerColumn(),
    TextColumn("{task.description}"),
    BarColumn(),
    MofNCompleteColumn(),
    TimeElapsedColumn(),
    TextColumn("left:"),
    TimeRemainingColumn(),
)


class Workers:
    """Runs functions of a lesson's bench in other processes.

    Args:
        console: Where progress is shown.
        processes: How many there are; as many as cores by default.

    Attributes:
        console: Where progress is shown.
    """

    def __init__(self, console: Console, processes: int | None = None) -> None:
        self.console = console
        # Equal code gives equal numbers, as where submissions are graded. NumPy reads this when it is
        # imported, so it has to be set before a process begins. One that has run TensorFlow can't be forked.
        os.environ.update(NUMERICS)
        self._pool = concurrent.futures.ProcessPoolExecutor(
            max_workers=processes or _cores(),
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
        )

    def close(self) -> None:
        """End the processes; what is not finished is dropped."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def run(self, title: str, lesson: Lesson, jobs: Sequence[Callable[[Bench], Any]]) -> list[Any]:
        """Do jobs, as many at once as there are processes.

        Args:
            title: What is done, for the progress.
            lesson: The lesson whose bench the jobs are given.
            jobs: Functions that can be pickled, as their results can: a module's own, or a ``partial`` of it.

        Returns:
            The results, in the order of the jobs.

        Raises:
            CourseError: a process ended.
        """
        futures = [self._pool.submit(_do, lesson, job) for job in jobs]
        try:
            with Progress(*_COLUMNS, console=self.console, transient=True) as progress:
                task = progress.add_task(title, total=len(futures))
                for _ in concurrent.futures.as_completed(futures):
                    progress.advance(task)
            return [future.result() for future in futures]
        except BrokenProcessPool as error:
            msg = (
                f"{title}: a process that ran the lesson's code ended. Look for a step that needs too much "
                "memory, or that ends Python."
            )
            raise CourseError(msg) from error
        finally:
            for future in futures:
                future.cancel()


@contextlib.contextmanager
def start(console: Console, processes: int | None = None) -> Iterator[Workers]:
    """The processes, for as long as the block runs; see :class:`Workers`."""
    workers = Workers(console, processes)
    try:
        yield workers
    finally:
        workers.close()


def _cores() -> int:
    """How many processes this one may run side by side."""
    affinity = getattr(os, "sched_getaffinity", None)  # only Linux has it
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _begin() -> None:
    """Set up a process: nothing is printed, and Ctrl-C is the parent's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sink = os.open(os.devnull, os.O_WRONLY)
    for descriptor in (1, 2):  # wrong pipelines print and warn, and TensorFlow does
        os.dup2(sink, descriptor)


@functools.lru_cache(maxsize=1)
def _bench(lesson: Lesson) -> Bench:
    """This process's bench of a lesson; that of the lesson before is forgotten."""
    return Bench(lesson)


def _do(lesson: Lesson, job: Callable[[Bench], Any]) -> Any:
    with data_from(lesson.data):
        return job(_bench(lesson))
