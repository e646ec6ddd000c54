"""This process's zygotes, one for each set of libraries: they import in the background, and fork kernels.

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
from pathlib import Path

from autograder.core.environment import NUMERICS, kept_environment
from autograder.core.errors import GraderFault
from autograder.sandbox.scratch import scratch
from autograder.sandbox.zygote import LIMITS

KIND = "SKEWLAB_KERNEL"
"""The environment variable that asks for fresh processes: ``spawn``."""

SPAWNED = "kernels started as fresh processes are not confined"
"""The gap of kernels that are not forked from a zygote: one for all means, since none is used."""


def is_wanted() -> bool:
    """Whether kernels are forked from a zygote; else each is a fresh process (``SKEWLAB_KERNEL=spawn``)."""
    return hasattr(os, "fork") and sys.platform == "linux" and os.environ.get(KIND) != "spawn"


_END_SECONDS = 5.0
"""How long a zygote that was told to end, or that closed its output, may take to end."""

_LINES = 3
"""How many of its last error lines are shown: enough for an exception and where it was raised."""


class Zygote:
    """A zygote of this process.

    Args:
        libraries: The names of the modules that it imports, besides those that every kernel needs.
        stderr: The file to which its error messages are appended; by default one in a temporary folder.
    """

    def __init__(self, libraries: tuple[str, ...], stderr: Path | None = None) -> None:
        self._folder = tempfile.TemporaryDirectory(dir=scratch(), prefix="zygote-")
        # A forked kernel can read the zygote's first environment in /proc/self/environ: it is made, too.
        environment = kept_environment() | NUMERICS
        self._control, theirs = socket.socketpair()
        self._stderr = stderr or Path(self._folder.name) / "stderr.txt"
        self._stderr_start = self._stderr.stat().st_size if self._stderr.exists() else 0
        # The folder's name is for those who look at processes: it says whose zygote this is.
        with self._stderr.open("ab") as errors:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", "autograder.sandbox.zygote", self._folder.name, *libraries],
                stdin=theirs.fileno(),
                stdout=subprocess.PIPE,
                stderr=errors,
                env=environment,
                cwd=self._folder.name,
            )
        theirs.close()
        self._ready = False
        atexit.register(self.close)

    def wait_until_ready(self) -> None:
        """Block until the libraries are imported.

        Raises:
            GraderFault: the zygote ended first; the message holds its last lines.
        """
        assert self._process.stdout is not None
        if not self._ready and self._process.stdout.readline() != b"ready\n":
            msg = f"The process that starts kernels could not be started. {self.last_lines()}"
            raise GraderFault(msg)
        self._ready = True

    def last_lines(self) -> str:
        """The last lines of its error messages, in a sentence; for when it has ended."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_END_SECONDS)
        with self._stderr.open("rb") as errors:
            errors.seek(self._stderr_start)  # what lies before was said by another zygote
            lines = errors.read().decode(errors="replace").strip().splitlines()[-_LINES:]
        said = f"It said last: {' | '.join(line.strip() for line in lines)}" if lines else "It said nothing"
        return f"{said} (exit code {self._process.returncode})."

    def connect(self, memory_bytes: int, processes: int) -> socket.socket:
        """A connection for one kernel, which may use so much with all that it starts.

        The zygote may have ended; then nothing can be read from the connection.
        """
        ours, theirs = socket.socketpair()
        with theirs, contextlib.suppress(OSError):
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
                self._process.wait(_END_SECONDS)
        self._process.kill()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        with contextlib.suppress(OSError):
            self._folder.cleanup()


_zygotes: dict[tuple[str, ...], Zygote] = {}
"""By the libraries that they import."""


def zygote(libraries: tuple[str, ...]) -> Zygote:
    """This process's zygote with these libraries; a new one if it has none, or if it ended."""
    made = start(libraries)
    made.wait_until_ready()
    return made


def start(libraries: tuple[str, ...], stderr: Path | None = None) -> Zygote:
    """Let a zygote import libraries while this process does something else; there is one for each set.

    Args:
        libraries: The names of the modules.
        stderr: The file to which its error messages are appended; by default one in a temporary folder.
    """
    known = _zygotes.get(libraries)
    if known is None or not known.alive:
        known = _zygotes[libraries] = Zygote(libraries, stderr)
    return known
