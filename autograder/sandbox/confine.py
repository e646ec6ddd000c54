"""Confines the process that is about to run a student's code, with what Linux gives without root.

Called in a freshly forked child, before any student code: namespaces (no network, no signals and no
memory of others, a read-only view of all files), Landlock (files, TCP;
https://docs.kernel.org/userspace-api/landlock.html), resource limits, no capability and no rare system
call. Each means is independent; what a platform lacks is reported, never assumed.
"""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import struct
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from autograder.sandbox import landlock, linux, mounts, pid_namespace, seccomp, watch
from autograder.sandbox.scratch import scratch as scratch_folder


@dataclasses.dataclass(frozen=True, kw_only=True)
class Confinement:
    """What a submission's process may use.

    Attributes:
        read: Files and folders it may read and execute, besides the system's libraries.
        scratch: The folder in which it makes its sockets, which the grader connects to.
        work: The one folder it may write, inside ``scratch``.
        memory_bytes: Private memory of each process, and memory of all its processes together.
        cpu_seconds: Processor time, over all threads of a process.
        file_bytes: Size of a file it writes; ``work`` holds two of them.
        open_files: File descriptors.
        processes: Processes and threads.
        accepted_gaps: What may be missing of all this, in the words of :func:`gaps`. Anything else that can't
            be enforced ends the process before it runs a student's code.
    """

    read: tuple[str, ...]
    scratch: str
    work: str
    memory_bytes: int = 3 * 2**30
    cpu_seconds: int = 600
    file_bytes: int = 256 * 2**20
    open_files: int = 512
    processes: int = 512
    accepted_gaps: tuple[str, ...] = ()

    def to_json(self) -> str:
        """The text that goes into the zygote's request."""
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_json(cls, fields: Mapping[str, Any]) -> Confinement:
        """The inverse of :meth:`to_json`, from its parsed text."""
        lists = {name: tuple(fields[name]) for name in ("read", "accepted_gaps")}
        return cls(**{**fields, **lists})


def kernel_confinement(scratch: Path, data: Path) -> Confinement:
    """The confinement of a kernel: it may read Python, the student's part of the package, and the data.

    Args:
        scratch: The kernel's own temporary folder.
        data: The folder of the course's data.
    """
    package = Path(__file__).resolve().parent.parent
    own = [package / name for name in ("__init__.py", "core", "grading", "student")]
    # Inside the package only what students have at home: no lesson, no key, nothing of the grader.
    read = [Path(sys.prefix), Path(sys.base_prefix), *own, data]
    return Confinement(
        read=tuple(str(path) for path in read if path.exists()),
        scratch=str(scratch),
        work=str(working_folder(scratch)),
    )


def working_folder(scratch: Path) -> Path:
    """The folder in ``scratch`` that a kernel works in, and the only one that it may write."""
    return scratch / "work"


def prepare_to_fork() -> list[str]:
    """Let this process fork kernels that can be confined; returns what it could not do, in words.

    To be called while the process has a single thread, and handed on to :func:`confine` in each fork.
    """
    return [*pid_namespace.enter_new(), *watch.gaps()]


def confine(wanted: Confinement, missing: Iterable[str]) -> list[str]:
    """Confine this process, for good; returns what could not be enforced and was not accepted, in words.

    It goes on after a means that failed: the others count, where that gap was accepted.

    Args:
        wanted: What it may use, and which gaps are accepted.
        missing: What the process that forked it could not do (:func:`prepare_to_fork`).
    """
    found = [*missing, *pid_namespace.gaps(), *_enforce(wanted)]
    return [gap for gap in dict.fromkeys(found) if gap not in wanted.accepted_gaps]


def _enforce(wanted: Confinement) -> list[str]:
    # The order counts: each step takes rights away that those before it need, seccomp the last of them.
    return [
        *_leave_namespaces(wanted),
        *landlock.restrict(wanted.read, wanted.scratch, wanted.work),
        *_limit(wanted),
        *_drop_capabilities(),
        *seccomp.refuse(),
    ]


def gaps() -> list[str]:
    """What this machine can't enforce, in words, found by trying it in a process of its own."""
    with tempfile.TemporaryDirectory(dir=scratch_folder(), prefix="gaps-") as folder:
        working_folder(Path(folder)).mkdir()
        command = [sys.executable, "-m", "autograder.sandbox.confine", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    if done.returncode:
        said = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        return [f"nothing could be tried, because the trial process ended early ({said[0]})"]
    found: list[str] = json.loads(done.stdout)
    return found


def _leave_namespaces(wanted: Confinement) -> list[str]:
    """No network, no shared memory, no rights over others' processes, a view of files of its own."""
    user, group = os.geteuid(), os.getegid()  # in the new namespace, they are nobody's until mapped
    new = linux.CLONE_NEWUSER | linux.CLONE_NEWNET | linux.CLONE_NEWIPC | linux.CLONE_NEWNS
    if sys.platform != "linux" or linux.libc().unshare(new):
        return ["the network, permissions, dates and the disk are not protected (no user namespaces)"]
    mapped = mounts.map_user(user, group)
    failed = mounts.remount_read_only(wanted.scratch, wanted.work, 2 * wanted.file_bytes)
    return failed if mapped else ["the user could not be mapped into a namespace", *failed]


def _limit(wanted: Confinement) -> list[str]:
    limits = {
        "memory": (resource.RLIMIT_DATA, wanted.memory_bytes),
        "processor time": (resource.RLIMIT_CPU, wanted.cpu_seconds),
        "file size": (resource.RLIMIT_FSIZE, wanted.file_bytes),
        "open files": (resource.RLIMIT_NOFILE, wanted.open_files),
        "processes": (resource.RLIMIT_NPROC, wanted.processes),
        "core dumps": (resource.RLIMIT_CORE, 0),
    }
    failed = []
    for name, (which, value) in limits.items():
        try:
            resource.setrlimit(which, (value, value))  # the hard limit, too: it can't be raised again
        except (OSError, ValueError):
            failed.append(f"{name} could not be limited")
    return failed


def _drop_capabilities() -> list[str]:
    """Give up what a user namespace gives: rights over its mounts, its network, its limits."""
    if sys.platform != "linux":
        return ["capabilities could not be given up"]
    header, none = struct.pack("=Ii", linux.LINUX_CAPABILITY_VERSION_3, 0), struct.pack("=6I", *[0] * 6)
    return ["capabilities could not be given up"] if linux.libc().capset(header, none) else []


def _try(scratch: Path) -> None:
    """Do to a forked child what is done to kernels, and print what failed as JSON."""
    missing = prepare_to_fork()
    pid = pid_namespace.fork_into_new()
    if pid == 0:
        code = 1
        try:
            print(json.dumps(confine(kernel_confinement(scratch, scratch), missing)), flush=True)
            code = 0
        except Exception:  # noqa: BLE001 - whatever it is, the parent's code must not go on in the child
            traceback.print_exc()
        finally:
            os._exit(code)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


if __name__ == "__main__":
    _try(Path(sys.argv[1]))
