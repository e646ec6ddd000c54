"""A process that has imported the libraries and forks a kernel for each submission.

Importing TensorFlow takes seconds, forking a process that has done so milliseconds. One rule makes
it safe: the zygote *never runs an op*. A fork of a process with TensorFlow's threads hangs.

Protocol: standard input is a Unix socket without a name, so nobody but the grader can ask for a kernel. Over
it come connections, one for each kernel, as descriptors, each with what the kernel and its children may use.
The grader writes one line of JSON into a connection (connection file, working folder, environment,
confinement), which the forked child reads. What comes back are lines of JSON: from the zygote ``{"pid": 7}``
and, when that process ends, ``{"exit": 0}``; from the child ``{"gaps": [...]}``, what is missing of its
confinement and was not accepted. With any such gap the child ends there; without, it closes the connection
and only then becomes a kernel. What one child is told never enters the memory that the next one inherits.
The zygote ends when its standard input closes: it never outlives the grader.
"""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import struct
import sys
import types
from typing import Any, ClassVar

from autograder.sandbox import confine, pid_namespace, watch
from autograder.sandbox.forked_kernel import become_kernel

LIBRARIES = (
    "tensorflow",
    "keras",
    "numpy",
    "pandas",
    "sklearn.compose",
    "sklearn.ensemble",
    "sklearn.impute",
    "sklearn.linear_model",
    "sklearn.pipeline",
    "sklearn.preprocessing",
    "PIL.Image",
    "PIL.ImageOps",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "PIL.BmpImagePlugin",
    "PIL.GifImagePlugin",
    "PIL.JpegImagePlugin",
    "PIL.PpmImagePlugin",
    "PIL.TiffImagePlugin",
    "pandas.io.formats.html",
    "pandas.io.formats.string",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.debugger_backport",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "IPython.utils.wildcard",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "sqlite3",
    "tornado.platform.asyncio",
    "autograder.student",
    "autograder.student.graded",
)
"""What a kernel and submissions import; a missing one costs its own import time, nothing else."""

_GARBAGE = (50_000, 20, 20)
"""How many new objects make a kernel look for garbage: a short notebook's need no look at all."""

LIMITS = struct.Struct("=QQ")
"""Bytes of memory, and processes with their threads, that a kernel and what it starts may use together."""


def main() -> None:
    """Import, then serve until standard input closes."""
    missing = confine.prepare_to_fork()  # before anything starts a thread
    gc.disable()  # importing makes no garbage worth looking for, and the looking is a fifth of the time
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    _spare_modules()
    gc.enable()
    gc.set_threshold(*_GARBAGE)
    gc.freeze()  # kernels' collections then pass over, and so don't copy, what all of them share
    control = socket.socket(fileno=sys.stdin.fileno())
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the grader's to handle
    selector = selectors.DefaultSelector()
    for source in (control, wake_read):
        selector.register(source, selectors.EVENT_READ)
    print("ready", flush=True)
    _serve(selector, control, wake_read, missing)


class _Sys(types.ModuleType):
    """The module ``sys``, but with an empty list of modules."""

    modules: ClassVar[dict[str, types.ModuleType]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


def _spare_modules() -> None:
    """Keep kernels from listing all modules, for a debugger that nobody attaches.

    To touch thousands of objects is to copy the memory around them: 25 MB for each kernel.
    """
    with contextlib.suppress(ImportError):
        importlib.import_module("ipykernel.ipkernel").__dict__["sys"] = _Sys("sys")


@dataclasses.dataclass(kw_only=True)
class _Kernel:
    """A forked kernel.

    Attributes:
        connection: To the grader.
        pid: Its process id, as the grader sees it.
        limits: Bytes of memory, and processes with their threads, that it may use.
        excess: The exit code that says what it used too much of, or 0.
    """

    connection: socket.socket
    pid: int
    limits: tuple[int, int]
    excess: int = 0


def _serve(
    selector: selectors.DefaultSelector, control: socket.socket, wake: int, missing: list[str]
) -> None:
    """Fork a kernel for each connection that comes, watch them, and tell how they end.

    Args:
        selector: Waits for ``control`` and ``wake``.
        control: Where connections come from; it is closed when the grader has ended.
        wake: The end of a pipe that can be read when a child has ended.
        missing: What this process could not do for the kernels' confinement, in words.
    """
    kernels: dict[int, _Kernel] = {}
    while True:
        for key, _ in selector.select(watch.LOOK_SECONDS if kernels else None):
            if key.fileobj == wake:
                os.read(wake, 4096)
                _reap(kernels)
                continue
            limits, descriptors, _, _ = socket.recv_fds(control, LIMITS.size, 1)
            if not descriptors:  # the grader is gone
                for pid in kernels:
                    _kill(pid)
                return
            pid = pid_namespace.fork_into_new()
            if pid == 0:
                become_kernel(descriptors[0], missing)
            connection = socket.socket(fileno=descriptors[0])  # the child has a copy of it
            kernels[pid] = _Kernel(
                connection=connection, pid=pid_namespace.pid_outside(pid), limits=LIMITS.unpack(limits)
            )
            _tell(connection, {"pid": kernels[pid].pid})
        for pid, kernel in kernels.items():
            kernel.excess = kernel.excess or watch.excess(kernel.pid, *kernel.limits)
            if kernel.excess:
                _kill(pid)


def _kill(pid: int) -> None:
    """End a kernel and all that is in its PID namespace; if it has none, all that is in its process group."""
    for kill in (os.kill, os.killpg):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(pid, signal.SIGKILL)


def _reap(kernels: dict[int, _Kernel]) -> None:
    """Tell the grader how each kernel ended, or why it was ended; what it left running ends, too."""
    while kernels:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        kernel = kernels.pop(pid)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        code = kernel.excess or os.waitstatus_to_exitcode(status)
        _tell(kernel.connection, {"exit": code})
        kernel.connection.close()


def _tell(connection: socket.socket, fact: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):  # the grader no longer listens
        connection.sendall(json.dumps(fact).encode() + b"\n")


if __name__ == "__main__":
    main()
