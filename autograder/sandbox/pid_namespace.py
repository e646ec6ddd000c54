"""Process trees: a process forks others that are each the first of a tree, which ends with them.

A process can't move into a new tree, only fork into one, and needs rights over its own tree to do so
(https://man7.org/linux/man-pages/man7/pid_namespaces.7.html). So whoever forks trees is the first of one,
too, and all of them end with it. Signals from within its tree don't end a first process, unless it has a
handler for them.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from autograder.sandbox import mounts

_NEWUSER, _NEWPID = 0x10000000, 0x20000000
_DEATH_SIGNAL = 1

GAP = "what a submission starts may outlive it (no pid namespace)"
"""How it is said that a kernel is not the first process of a pid namespace."""


def enter() -> list[str]:
    """Go on in a child that can fork trees; returns what stands in the way, in words.

    To be called while the process has a single thread. The caller itself waits, and ends as the child ends.
    """
    user, group = os.geteuid(), os.getegid()
    if sys.platform != "linux" or libc().unshare(_NEWUSER):
        return [GAP]
    mapped = mounts.be_yourself(user, group)
    if libc().unshare(_NEWPID) or not mapped:
        return [GAP]
    pid = os.fork()
    if pid:
        _stand_by(pid)
    libc().prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    return []


def fork() -> int:
    """As ``os.fork``; the child is the first process of a new tree, if :func:`enter` could do its part."""
    own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    parted = os.getpid() == 1 and not libc().unshare(_NEWPID)
    pid = -1
    try:
        pid = os.fork()
    finally:
        if pid and parted:
            libc().setns(own, _NEWPID)
        os.close(own)
    return pid


def gaps() -> list[str]:
    """A sentence unless this process is the first of a pid namespace.

    Asked in the child, because each fork makes a namespace anew and may fail where the one before did not.
    """
    return [] if os.getpid() == 1 else [GAP]


def outer(pid: int) -> int:
    """How a child is called outside of this process's tree."""
    handle = os.pidfd_open(pid)
    try:
        lines = Path(f"/proc/self/fdinfo/{handle}").read_text(encoding="ascii").splitlines()
    finally:
        os.close(handle)
    return int(next(line for line in lines if line.startswith("Pid:")).split()[1])


def libc() -> ctypes.CDLL:
    """The C library, for calls that Python has no names for."""
    return ctypes.CDLL(None, use_errno=True)


def _stand_by(pid: int) -> NoReturn:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the grader's to handle
    os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 0xFF)
