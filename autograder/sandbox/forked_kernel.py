"""What the zygote's forked child does: shed what is the zygote's, confine itself, and be a Jupyter kernel."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import tempfile
from typing import Any, NoReturn

from autograder.sandbox import confine, libraries
from autograder.sandbox.exit_codes import NOT_CONFINED


def become_kernel(descriptor: int, missing: list[str]) -> NoReturn:
    """Be a kernel until it is ended, or end at once if its confinement lacks what must not be missing.

    Args:
        descriptor: A connection to the grader, in which the request stands.
        missing: What the zygote could not do for confinement, in words.
    """
    code = 1
    try:
        os.setsid()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        with socket.socket(fileno=descriptor) as connection:
            with connection.makefile(encoding="utf-8") as lines:
                request: dict[str, Any] = json.loads(lines.readline())
            _close_all_but(descriptor)
            gaps = _confine(request, missing)
            # An error here ends the process: a kernel whose grader no longer listens must not start.
            connection.sendall(json.dumps({"gaps": gaps}).encode() + b"\n")
        if gaps:
            code = NOT_CONFINED
        else:
            _run_kernel(request["connection_file"])
            code = 0
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 0
    finally:
        os._exit(code)  # never back into the zygote's code, whatever was raised


def _close_all_but(kept: int) -> None:
    """Close what the zygote has open: through a shared epoll, for one, a student could steer the zygote."""
    null = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.closerange(3, kept)
    os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))  # before confinement, which lowers this number


def _confine(request: dict[str, Any], missing: list[str]) -> list[str]:
    """Set up and confine this process as requested; returns the gaps that were not accepted, in words."""
    try:
        os.environ.clear()
        os.environ.update(request["env"])
        tempfile.tempdir = None  # the zygote's own choice may be remembered there
        sys.path[:] = [entry for entry in sys.path if entry]
        gaps = confine.confine(confine.Confinement.from_json(request["confinement"]), missing)
        os.chdir(request["cwd"])  # only now: confinement may have put a folder of its own there
    except Exception as error:  # noqa: BLE001 - half confined is not confined, whatever the cause
        return [f"an attempt to confine it failed ({type(error).__name__}: {error})"]
    return gaps


def _run_kernel(connection_file: str) -> None:
    """Be a Jupyter kernel, as ``ipykernel_launcher -f FILE`` is, but without parsing a command line."""
    from ipykernel.kernelapp import IPKernelApp
    from traitlets.config import Config

    class App(IPKernelApp):
        def parse_command_line(self, argv: list[str] | None = None) -> None:
            """Nothing: building the parser of four hundred options takes as long as all the rest."""

        def init_code(self) -> None:
            """Nothing to run before the first cell; note what is there by then, for ``%reset`` and ``%who``.

            IPython lists the modules here, and to touch thousands of names is to copy the memory around them.
            """
            shell: Any = self.shell
            shell.user_ns_hidden.update(shell.user_ns)
            shell._sys_modules_keys = libraries.LOADED  # noqa: SLF001 - as the base class does

    sys.argv = ["ipykernel"]
    # A history would be a database that nobody reads.
    App.launch_instance(connection_file=connection_file, config=Config(HistoryManager={"enabled": False}))
