"""Times one command as a whole process, and watches the memory of it and of all that it starts."""

from __future__ import annotations

import dataclasses
import os
import subprocess
import tempfile
import time
from pathlib import Path

from rich.console import Console

from autograder.core.errors import CourseError
from autograder.grader.progress import progress_bars

_SAMPLE_SECONDS = 0.5
_PAGE = 4096


@dataclasses.dataclass(frozen=True, kw_only=True)
class Step:
    """Where a command runs, and what shows how far it got.

    Attributes:
        folder: Its working folder.
        graded: Where a folder for each student appears when it is done with one.
        students: How many there will be.
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
        name: What it was.
        students: Submissions it graded.
        seconds: Wall-clock time from its start to its end, start-up included.
        coordinator_mb: The most memory of the process itself, resident, in megabytes of 10**6 bytes.
        peak_mb: The most memory of it and all its descendants, shared pages counted once.
    """

    name: str
    students: int
    seconds: float
    coordinator_mb: float
    peak_mb: float


def measure(name: str, command: list[str], step: Step) -> Measured:
    """Run ``command`` to its end.

    Raises:
        CourseError: it failed.
    """
    own = peak = 0.0
    with tempfile.TemporaryFile() as log, progress_bars(step.console) as progress:
        bar = progress.add_task(name, total=step.students)
        began = time.monotonic()
        process = subprocess.Popen(command, cwd=step.folder, env=_environment(), stdout=log, stderr=log)  # noqa: S603 - our own commands
        while True:
            try:
                process.wait(_SAMPLE_SECONDS)
                break
            except subprocess.TimeoutExpired:
                own = max(own, _resident(process.pid))
                peak = max(peak, sum(map(_proportional, _tree(process.pid))))
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
    """This process's own, with the commands that lie beside our Python: nbgrader calls ``alembic``."""
    import sys

    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "TF_CPP_MIN_LOG_LEVEL": "3"}


def _tree(pid: int) -> list[int]:
    """A process and its descendants."""
    children: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        children.setdefault(int(fields[1]), []).append(int(path.parent.name))
    found, queue = [], [pid]
    while queue:
        found.append(queue.pop())
        queue += children.get(found[-1], [])
    return found


def _resident(pid: int) -> float:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE / 1e6
    except (OSError, IndexError):
        return 0.0


def _proportional(pid: int) -> float:
    """Its share of memory: what processes share counts once."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / 1e6
