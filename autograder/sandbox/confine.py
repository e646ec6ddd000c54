"""Confines the process that is about to run a student's code, with what Linux gives without root.

Called in a freshly forked child, before any student code: namespaces (no network, no signals and no
memory of others, a read-only view of all files), Landlock (files, TCP;
https://docs.kernel.org/userspace-api/landlock.html), resource limits, no capability and no rare system
call. Each means is independent; what a platform lacks is reported, never assumed.
"""

from __future__ import annotations

import ctypes
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

from autograder.sandbox import mounts, pid_namespace, seccomp, watch
from autograder.sandbox.scratch import scratch as scratch_folder

_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same numbers on x86-64 and arm64
_NEWUSER, _NEWNET, _NEWIPC, _NEWNS = 0x10000000, 0x40000000, 0x08000000, 0x00020000
_CAPABILITIES_V3 = 0x20080522
_NO_NEW_PRIVS = 38

_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_ALL_FS_V1 = (1 << 13) - 1
_DEVICES = 1 << 6 | 1 << 11  # making character and block devices
_SOCKETS = 1 << 9 | 1 << 5  # making Unix sockets, and removing them
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_READ = _READ_FILE | _READ_DIR | _EXECUTE
_FILE_ONLY = _EXECUTE | _WRITE_FILE | _READ_FILE | _TRUNCATE | _IOCTL_DEV

_SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share", "/opt/hostedtoolcache",
    "/etc/ld.so.cache", "/etc/localtime", "/etc/passwd", "/etc/nsswitch.conf", "/etc/fonts",
    "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/filesystems",
    "/sys/devices/system", "/sys/fs/cgroup", "/dev/urandom", "/dev/random", "/dev/zero",
)  # fmt: skip
"""What Python and TensorFlow read outside their own folders; no file of a course or a person."""


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


def for_scratch(scratch: Path) -> Confinement:
    """The confinement of a kernel that works in ``scratch``: Python, the student's package, its data."""
    package = Path(__file__).resolve().parent.parent
    own = [package / name for name in ("__init__.py", "core", "grading", "student", "data")]
    read = [Path(sys.prefix), Path(sys.base_prefix), *own, package.parent / "data"]
    return Confinement(
        read=tuple(str(path) for path in read if path.exists()),
        scratch=str(scratch),
        work=str(work_folder(scratch)),
    )


def work_folder(scratch: Path) -> Path:
    """Where a kernel works: the folder in ``scratch`` that it may write."""
    return scratch / "work"


def prepare_to_fork() -> list[str]:
    """Let this process fork kernels that can be confined; returns what it could not do, in words.

    To be called while the process has a single thread, and handed on to :func:`confine` in each fork.
    """
    return [*pid_namespace.enter(), *watch.gaps()]


def confine(wanted: Confinement, missing: Iterable[str]) -> list[str]:
    """Confine this process, for good; returns what could not be enforced and was not accepted, in words.

    Args:
        wanted: What it may use, and which gaps are accepted.
        missing: What the process that forked it could not do (:func:`prepare_to_fork`).
    """
    found = [*missing, *pid_namespace.gaps(), *_enforce(wanted)]
    return [gap for gap in dict.fromkeys(found) if gap not in wanted.accepted_gaps]


def _enforce(wanted: Confinement) -> list[str]:
    return [
        *_leave_namespaces(wanted),
        *_landlock(wanted),
        *_limit(wanted),
        *_drop_capabilities(),
        *seccomp.refuse(pid_namespace.libc()),
    ]


def gaps() -> list[str]:
    """What this machine can't enforce, in words, found by trying it in a process of its own."""
    with tempfile.TemporaryDirectory(dir=scratch_folder(), prefix="gaps-") as folder:
        work_folder(Path(folder)).mkdir()
        command = [sys.executable, "-m", "autograder.sandbox.confine", folder]
        done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own module
    if done.returncode:
        said = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        return [f"nothing could be tried, because the trial process ended early ({said[0]})"]
    found: list[str] = json.loads(done.stdout)
    return found


def _leave_namespaces(wanted: Confinement) -> list[str]:
    """No network, no shared memory, no rights over others' processes, a view of files of its own."""
    user, group = os.geteuid(), os.getegid()
    if sys.platform != "linux" or pid_namespace.libc().unshare(_NEWUSER | _NEWNET | _NEWIPC | _NEWNS):
        return ["the network is not cut off (no user namespaces)"]
    mapped = mounts.be_yourself(user, group)
    frozen = mounts.freeze(pid_namespace.libc(), wanted.scratch, wanted.work, 2 * wanted.file_bytes)
    return frozen if mapped else ["the user could not be mapped into a namespace", *frozen]


def _landlock(wanted: Confinement) -> list[str]:
    libc = pid_namespace.libc()
    version = libc.syscall(_CREATE, None, 0, 1) if sys.platform == "linux" else -1
    if version < 1:
        return ["files are not protected (no Landlock)"]
    handled = _ALL_FS_V1
    for since, bit in ((2, _REFER), (3, _TRUNCATE), (5, _IOCTL_DEV)):
        handled |= bit if version >= since else 0
    attribute = struct.pack("=QQQ", handled, 0b11 if version >= 4 else 0, 0b11 if version >= 6 else 0)  # noqa: PLR2004 - ABI numbers
    size = 8 if version < 4 else 16 if version < 6 else 24  # noqa: PLR2004 - ABI numbers
    ruleset = libc.syscall(_CREATE, attribute, size, 0)
    if ruleset < 0:
        return ["files are not protected (Landlock refused the rules)"]
    for path in (*_SYSTEM, *wanted.read):
        _allow(libc, ruleset, path, _READ & handled)
    for path in ("/dev/null", "/dev/tty"):
        _allow(libc, ruleset, path, (_READ_FILE | _WRITE_FILE | _IOCTL_DEV) & handled)
    _allow(libc, ruleset, wanted.scratch, (_READ | _SOCKETS) & handled)
    _allow(libc, ruleset, wanted.work, handled & ~_DEVICES)
    libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    refused = libc.syscall(_RESTRICT, ruleset, 0)
    os.close(ruleset)
    if refused:
        return ["files are not protected (Landlock could not be switched on)"]
    if version < 6:  # noqa: PLR2004 - ABI number
        return ["signals to other processes are not blocked by Landlock (older kernel)"]
    return []


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, access: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # not on this machine
        return
    if not os.path.isdir(path):  # noqa: PTH112 - false, not an error, where this process may not look
        access &= _FILE_ONLY
    rule = struct.pack("=Qi", access, descriptor)
    libc.syscall(_ADD, ruleset, 1, rule, 0)
    os.close(descriptor)


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
            resource.setrlimit(which, (value, value))
        except (OSError, ValueError):
            failed.append(f"{name} could not be limited")
    return failed


def _drop_capabilities() -> list[str]:
    """Give up what a user namespace gives: rights over its mounts, its network, its limits."""
    if sys.platform != "linux":
        return ["capabilities could not be given up"]
    header, none = struct.pack("=Ii", _CAPABILITIES_V3, 0), struct.pack("=6I", *[0] * 6)
    return ["capabilities could not be given up"] if pid_namespace.libc().capset(header, none) else []


def _try(scratch: Path) -> None:
    """Do to a forked child what is done to kernels, and print what failed as JSON."""
    missing = prepare_to_fork()
    pid = pid_namespace.fork()
    if pid == 0:
        code = 1
        try:
            print(json.dumps(confine(for_scratch(scratch), missing)), flush=True)
            code = 0
        except Exception:  # noqa: BLE001 - whatever it is, the parent's code must not go on in the child
            traceback.print_exc()
        finally:
            os._exit(code)
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


if __name__ == "__main__":
    _try(Path(sys.argv[1]))
