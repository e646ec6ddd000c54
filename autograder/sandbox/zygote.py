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
import json
import os
import selectors
import signal
import socket
import struct
import sys
from typing import Any

from autograder.core.environment import skip_iri_grammar
from autograder.sandbox import confine, pid_namespace, watch
from autograder.sandbox.forked_kernel import become_kernel
from autograder.sandbox.libraries import import_libraries

LIMITS = struct.Struct("=QQ")
"""Bytes of memory, and processes with their threads, that a kernel and what it starts may use together."""


def main() -> None:
    """Import, then serve until standard input closes.

    The command line names a folder, for those who look at processes, and then the course's libraries.
    """
    missing = confine.prepare_to_fork()  # before anything starts a thread
    skip_iri_grammar()
    import_libraries(sys.argv[2:])
    control = socket.socket(fileno=sys.stdin.fileno())
    # A signal that comes between two looks would be missed; a byte in a pipe wakes the selector.
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
            if not descriptors:  # the grader has ended
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
            os.killpg(pid, signal.SIGKILL)  # of use where kernels have no PID namespace
        code = kernel.excess or os.waitstatus_to_exitcode(status)
        _tell(kernel.connection, {"exit": code})
        kernel.connection.close()


def _tell(connection: socket.socket, fact: dict[str, Any]) -> None:
    with contextlib.suppress(OSError):  # the grader no longer listens
        connection.sendall(json.dumps(fact).encode() + b"\n")


if __name__ == "__main__":
    main()
