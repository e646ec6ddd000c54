"""A process that has imported the libraries and forks a kernel for each submission.

Importing TensorFlow takes seconds, forking a process that has done so milliseconds. One rule makes
it safe: the zygote *never runs an op*. A fork of a process with TensorFlow's threads hangs.

Protocol: standard input is a Unix socket without a name, so nobody but the grader can ask for a kernel. Over
it come connections, one a kernel, as descriptors. The grader writes one line of JSON into a connection
(connection file, working folder, environment, confinement), which the forked child reads; the zygote
answers ``pid`` and, when that process ends, its wait status. What one child is told never enters the
memory that the next one inherits. The zygote ends when its standard input closes: it never outlives the
grader.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import selectors
import signal
import socket
import sys
import tempfile
from typing import Any, NoReturn

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
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "IPython.utils.wildcard",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "sqlite3",
    "tornado.platform.asyncio",
    "autograder.engine.confine",
    "autograder.student",
    "autograder.student.graded",
)
"""What a kernel and submissions import; a missing one costs its own import time, nothing else."""


def main() -> None:
    """Import, then serve until standard input closes."""
    gc.disable()  # importing makes no garbage worth looking for, and the looking is a fifth of the time
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.enable()
    gc.collect()
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
    _serve(selector, control, wake_read)


def _serve(selector: selectors.DefaultSelector, control: socket.socket, wake: int) -> None:
    children: dict[int, socket.socket] = {}
    while True:
        for key, _ in selector.select():
            if key.fileobj == wake:
                os.read(wake, 4096)
                _reap(children)
                continue
            _, descriptors, _, _ = socket.recv_fds(control, 1, 1)
            if not descriptors:  # the grader is gone
                for pid in children:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(pid, signal.SIGKILL)
                return
            pid = os.fork()
            if pid == 0:
                _become_kernel(descriptors[0])
            children[pid] = socket.socket(fileno=descriptors[0])
            children[pid].sendall(f"{pid}\n".encode())


def _reap(children: dict[int, socket.socket]) -> None:
    """Tell the grader of each kernel that ended, and end what that kernel left running."""
    while children:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        connection = children.pop(pid, None)
        if connection is None:
            continue
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
        with contextlib.suppress(OSError):
            connection.sendall(f"{status}\n".encode())
        connection.close()


def _become_kernel(connection: int) -> NoReturn:
    """In the forked child: shed what is the zygote's, confine, and run a Jupyter kernel."""
    code = 1
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with open(connection, encoding="utf-8") as lines:
            request: dict[str, Any] = json.loads(lines.readline())
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))  # a shared epoll would let a student steer the zygote
        os.environ.clear()
        os.environ.update(request["env"])
        tempfile.tempdir = None  # the zygote's own choice may be remembered there
        sys.path[:] = [entry for entry in sys.path if entry]

        from autograder.engine.confine import confine

        confine(request["confinement"])
        os.chdir(request["cwd"])  # only now: confinement may have put a folder of its own there
        sys.argv = ["ipykernel"]
        from ipykernel.kernelapp import IPKernelApp

        IPKernelApp.launch_instance(argv=["-f", request["connection_file"], *request["arguments"]])
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
