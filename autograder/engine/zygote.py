"""A process that has imported the libraries and forks a kernel for each submission.

Importing TensorFlow takes seconds, forking a process that has done so milliseconds. One rule makes
it safe: the zygote *never runs an op*. A fork of a process with TensorFlow's threads hangs.

Protocol, over a Unix socket, one connection a kernel: the grader writes one line of JSON (connection
file, working folder, environment, confinement); the zygote answers ``pid`` and, when that process
ends, its wait status. The zygote ends when its standard input closes: it never outlives the grader.
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


def main(path: str) -> None:
    """Import, listen on the socket at ``path``, and serve until standard input closes."""
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    gc.collect()
    gc.freeze()  # kernels' collections then pass over, and so don't copy, what all of them share
    server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    server.bind(path)
    server.listen(64)
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the grader's to handle
    selector = selectors.DefaultSelector()
    for source in (server, wake_read, sys.stdin.fileno()):
        selector.register(source, selectors.EVENT_READ)
    print("ready", flush=True)
    _serve(selector, server, wake_read)


def _serve(selector: selectors.DefaultSelector, server: socket.socket, wake: int) -> None:
    children: dict[int, socket.socket] = {}
    while True:
        for key, _ in selector.select():
            if key.fileobj is server:
                connection, _ = server.accept()
                request = json.loads(connection.makefile("r").readline())
                pid = os.fork()
                if pid == 0:
                    _become_kernel(request, [server, connection, *children.values()], wake)
                children[pid] = connection
                connection.sendall(f"{pid}\n".encode())
            elif key.fileobj == wake:
                os.read(wake, 4096)
                _reap(children)
            else:  # the grader is gone
                for pid in children:
                    with contextlib.suppress(ProcessLookupError):
                        os.killpg(pid, signal.SIGKILL)
                return


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


def _become_kernel(request: dict[str, Any], inherited: list[socket.socket], wake: int) -> NoReturn:
    """In the forked child: shed what is the zygote's, confine, and run a Jupyter kernel."""
    code = 1
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for item in inherited:
            item.close()
        os.close(wake)
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in (0, 1, 2):
            os.dup2(null, descriptor)
        os.environ.clear()
        os.environ.update(request["env"])
        os.chdir(request["cwd"])
        tempfile.tempdir = None  # the zygote's own choice may be remembered there
        sys.path[:] = [entry for entry in sys.path if entry]

        from autograder.engine.confine import confine

        confine(request["confinement"])
        sys.argv = ["ipykernel"]
        from ipykernel.kernelapp import IPKernelApp

        IPKernelApp.launch_instance(argv=["-f", request["connection_file"], *request["arguments"]])
        code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main(sys.argv[1])
