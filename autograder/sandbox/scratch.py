"""Where a process of the grader puts temporary files, so that none outlive it for long.

Each process has one folder in the temporary directory, and holds a lock on it as long as it lives:
the system drops the lock, however the process ends. What nobody holds is swept by the next process.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import functools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

_PREFIX = "skewlab-run-"
"""How the folders are named, so that a later process finds those of one that was killed."""

_LONGEST = 50
"""Bytes of the temporary directory's name: sockets lie below it, and a socket's name has at most 107."""


@functools.lru_cache(maxsize=1)
def scratch() -> Path:
    """This process's folder; made at first use, readable by its owner only."""
    sweep()
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_temporary()))
        if _hold(folder):
            atexit.register(_remove, folder)
            return folder


def sweep() -> None:
    """Remove the folders of processes that are gone."""
    for folder in Path(_temporary()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError), _open(folder) as descriptor:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # fails while its process lives
            shutil.rmtree(folder, ignore_errors=True)


def _temporary() -> str:
    """The temporary directory, or the system's own where that one's name is too long for sockets."""
    wanted = tempfile.gettempdir()
    return wanted if len(os.fsencode(wanted)) <= _LONGEST else "/tmp"  # noqa: S108 - mkdtemp is private


def _remove(folder: Path) -> None:
    """At this process's end. What a killed one's last kernels wrote after the first sweep goes, too."""
    shutil.rmtree(folder, ignore_errors=True)
    sweep()


def _hold(folder: Path) -> bool:
    """Lock a new folder until this process ends; false if another process swept it just before."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except FileNotFoundError:
        return False
    return folder.exists()


@contextlib.contextmanager
def _open(folder: Path) -> Iterator[int]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
