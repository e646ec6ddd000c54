"""Times one command as a whole process, and watches its memory and that of every process it starts."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from rich.console import Console

from autograder.core.errors import CourseError
from autograder.grader.progress import progress_bars

_SAMPLE_SECONDS = 0.5
"""Between two looks at the memory: kernels live for a second or two, and each look costs the machine time."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Step:
    """Where a command runs, and what shows how far it got.

    Attributes:
        folder: The command's working folder.
        graded: The folder in which the command makes one folder for each student it is done with.
        students: The number of students; 0 for a command that grades nobody.
        console: Where progress is shown.
    """

    folder: Path
    graded: Path
    students: int
    console: Console


@dataclasses.dataclass(frozen=True, kw_only=True)
class Measured:
    """One command's figures.

    Attributes:
        name: The command, as the table calls it.
        students: The number of submissions it graded.
        seconds: Wall-clock time from its start to its end, start-up included.
        coordinator_mb: The most memory that the process itself held (resident size), in megabytes of 10**6
            bytes.
        peak_mb: The most memory that it and its descendants held together, shared pages counted once, in
            megabytes.
    """

    name: str
    students: int
    seconds: float
    coordinator_mb: float
    peak_mb: float


def measure(name: str, command: list[str], step: Step) -> Measured:
    """Run ``command`` to its end.

    Args:
        name: What the table calls it.
        command: The program and its arguments.
        step: Where it runs, and what shows how far it got.

    Raises:
        CourseError: it failed; the message ends in the last line that it wrote.
    """
    own = peak = 0.0
    with tempfile.TemporaryFile() as log, progress_bars(step.console) as progress:
        bar = progress.add_task(name, total=step.students)
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=step.folder, env=_environment(), stdout=log, stderr=log)  # noqa: S603 - our own commands
        watched = psutil.Process(process.pid)
        while True:
            try:
                process.wait(_SAMPLE_SECONDS)
                break
            except subprocess.TimeoutExpired:
                own = max(own, _resident_mb(watched))
                peak = max(peak, _tree_mb(watched))
                progress.update(bar, completed=len(list(step.graded.glob("*/"))))
        seconds = time.monotonic() - began
        progress.update(bar, completed=step.students)
        log.seek(0)
        last = (log.read().decode(errors="replace").strip().splitlines() or ["it said nothing"])[-1]
    if process.returncode:
        msg = f"`{' '.join(command)}` failed: {last}"
        raise CourseError(msg)
    return Measured(name=name, students=step.students, seconds=seconds, coordinator_mb=own, peak_mb=peak)


def _environment() -> dict[str, str]:
    """Our own environment, with our Python's folder on the path: nbgrader calls ``alembic`` from there."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "TF_CPP_MIN_LOG_LEVEL": "3"}


def _resident_mb(process: psutil.Process) -> float:
    """The memory that a process holds, in megabytes; 0 once it has ended."""
    try:
        return float(process.memory_info().rss) / 1e6
    except psutil.Error:
        return 0.0


def _tree_mb(process: psutil.Process) -> float:
    """The memory of a process and of its descendants, in megabytes, each shared page counted once.

    The kernels are forks of one process and share most of their pages, so a sum of resident sizes would
    count these dozens of times. Proportional sizes exist on Linux alone.
    """
    total = 0.0
    with contextlib.suppress(psutil.Error):  # the command has ended
        for one in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.Error):  # a kernel has ended
                total += float(one.memory_full_info().pss) / 1e6
    return total
