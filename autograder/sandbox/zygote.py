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
import tempfile
import types
from typing import Any, ClassVar, NoReturn

from autograder.sandbox import confine, pid_namespace, watch
from autograder.sandbox.exit_codes import NOT_CONFINED

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
    """The module ``sys``, but for its list of modules."""

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
    """A forked kernel, as the grader knows it and with what it may use."""

    connection: socket.socket
    pid: int
    limits: tuple[int, int]
    excess: int = 0


def _serve(
    selector: selectors.DefaultSelector, control: socket.socket, wake: int, missing: list[str]
) -> None:
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
            pid = pid_namespace.fork()
            if pid == 0:
                _become_kernel(descriptors[0], missing)
            connection = socket.socket(fileno=descriptors[0])
            kernels[pid] = _Kernel(
                connection=connection, pid=pid_namespace.outer(pid), limits=LIMITS.unpack(limits)
            )
            _tell(connection, {"pid": kernels[pid].pid})
        for pid, kernel in kernels.items():
            kernel.excess = kernel.excess or watch.excess(kernel.pid, *kernel.limits)
            if kernel.excess:
                _kill(pid)


def _kill(pid: int) -> None:
    """End a kernel, and all that is in its tree; where trees are missing, what is in its process group."""
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


def _become_kernel(descriptor: int, missing: list[str]) -> NoReturn:
    """In the forked child: shed what is the zygote's, confine, and run a Jupyter kernel."""
    code = 1
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with socket.socket(fileno=descriptor) as connection:
            with connection.makefile(encoding="utf-8") as lines:
                request: dict[str, Any] = json.loads(lines.readline())
            _shed(descriptor)
            gaps = _confine(request, missing)
            # Without suppressing errors: a kernel whose grader no longer listens must not start.
            connection.sendall(json.dumps({"gaps": gaps}).encode() + b"\n")
        if gaps:
            code = NOT_CONFINED
        else:
            sys.argv = ["ipykernel"]
            _run_kernel(request["connection_file"])
            code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0
    finally:
        os._exit(code)


def _shed(kept: int) -> None:
    """Close what the zygote has open: with a shared epoll, for one, a student would steer the zygote."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.closerange(3, kept)
    os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))  # before confinement, which lowers this number


def _confine(request: dict[str, Any], missing: list[str]) -> list[str]:
    """Set up and confine this process as requested; returns the gaps that nobody accepted, in words."""
    try:
        os.environ.clear()
        os.environ.update(request["env"])
        tempfile.tempdir = None  # the zygote's own choice may be remembered there
        sys.path[:] = [entry for entry in sys.path if entry]
        gaps = confine.confine(confine.Confinement.from_json(request["confinement"]), missing)
        os.chdir(request["cwd"])  # only now: confinement may have put a folder of its own there
    except Exception as error:  # noqa: BLE001 - half confined is not confined, whatever the cause
        return [f"confining it failed with {type(error).__name__}: {error}"]
    return gaps


def _run_kernel(connection_file: str) -> None:
    """Be a Jupyter kernel, until it is ended: as ``ipykernel_launcher -f FILE``, without parsing that."""
    from ipykernel.kernelapp import IPKernelApp
    from traitlets.config import Config

    class App(IPKernelApp):
        def parse_command_line(self, argv: list[str] | None = None) -> None:
            """Nothing: building the parser of four hundred options takes as long as all the rest."""

    # A history would be a database that nobody reads.
    App.launch_instance(connection_file=connection_file, config=Config(HistoryManager={"enabled": False}))


if __name__ == "__main__":
    main()
