"""This process's zygote: it imports the libraries in the background, and forks kernels when asked.

Light to import, so that a command can start it before anything else.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import socket
import subprocess
import sys
import tempfile

from autograder.core.environment import NUMERICS, kept_environment
from autograder.core.errors import GraderFault
from autograder.sandbox.scratch import scratch
from autograder.sandbox.zygote import LIMITS

KIND = "SKEWLAB_KERNEL"
"""The environment variable that asks for fresh processes: ``spawn``."""


def is_wanted() -> bool:
    """Whether kernels are forked from a zygote; else each is a fresh process (``SKEWLAB_KERNEL=spawn``)."""
    return hasattr(os, "fork") and sys.platform == "linux" and os.environ.get(KIND) != "spawn"


class Zygote:
    """The zygote of this process."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(dir=scratch(), prefix="zygote-")
        # A forked kernel can read the zygote's first environment in /proc/self/environ: it is made, too.
        environment = kept_environment() | NUMERICS
        self._control, theirs = socket.socketpair()
        # The folder's name is for those who look at processes: it says whose zygote this is.
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "autograder.sandbox.zygote", self._folder.name],
            stdin=theirs.fileno(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            cwd=self._folder.name,
        )
        theirs.close()
        self._ready = False
        atexit.register(self.close)

    def wait_until_ready(self) -> None:
        """Block until the libraries are imported.

        Raises:
            GraderFault: the zygote ended first.
        """
        assert self._process.stdout is not None
        if not self._ready and self._process.stdout.readline() != b"ready\n":
            msg = "The process that starts kernels could not be started."
            raise GraderFault(msg)
        self._ready = True

    def connect(self, memory_bytes: int, processes: int) -> socket.socket:
        """A connection for one kernel, which may use so much with all that it starts."""
        ours, theirs = socket.socketpair()
        with theirs:
            socket.send_fds(self._control, [LIMITS.pack(memory_bytes, processes)], [theirs.fileno()])
        return ours

    @property
    def alive(self) -> bool:
        """Whether it can still fork."""
        return self._process.poll() is None

    def close(self) -> None:
        """End the zygote and its kernels."""
        self._control.close()
        if self._ready:  # before that it has no kernels to end, and does not listen
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(5)
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        with contextlib.suppress(OSError):
            self._folder.cleanup()


_zygotes: list[Zygote] = []


def zygote() -> Zygote:
    """This process's zygote; a new one if it has none, or if it ended."""
    start()
    _zygotes[-1].wait_until_ready()
    return _zygotes[-1]


def start() -> None:
    """Let it import the libraries while this process does something else."""
    if not _zygotes or not _zygotes[-1].alive:
        _zygotes.append(Zygote())
