"""PID namespaces: each kernel is the first process of one, and whatever it starts ends with it.

A process can't move into a new PID namespace; only its children can be in one, and it needs rights over its
own PID namespace to put them there (https://man7.org/linux/man-pages/man7/pid_namespaces.7.html). So the
zygote, which forks kernels, is the first process of a PID namespace around theirs, and all kernels end with
it. Signals from within a PID namespace don't end its first process, unless it has a handler for them.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from autograder.sandbox import linux, mounts

GAP = "what a submission starts may outlive it (no PID namespace)"
"""How it is said that a kernel is not the first process of a PID namespace."""


def enter_new() -> list[str]:
    """Go on in a child that is the first process of a new PID namespace; returns what failed, in words.

    To be called while the process has a single thread. The caller itself waits, and ends as the child ends.
    """
    user, group = os.geteuid(), os.getegid()
    # Without root, only whoever is root in a user namespace of its own may make a PID namespace.
    if sys.platform != "linux" or linux.libc().unshare(linux.CLONE_NEWUSER):
        return [GAP]
    mapped = mounts.map_user(user, group)
    if linux.libc().unshare(linux.CLONE_NEWPID) or not mapped:
        return [GAP]
    pid = os.fork()
    if pid:
        _wait_for(pid)
    linux.libc().prctl(linux.PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    return []


def fork_into_new() -> int:
    """Fork, as ``os.fork`` does, a child that is the first process of a new PID namespace.

    Where :func:`enter_new` failed, or the kernel has no room for one more, the child is in this process's own
    PID namespace; :func:`gaps` tells the child.
    """
    own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    unshared = os.getpid() == 1 and not linux.libc().unshare(linux.CLONE_NEWPID)
    pid = -1
    try:
        pid = os.fork()
    finally:
        if pid and unshared:  # in the parent: else its next child would be in the same PID namespace
            linux.libc().setns(own, linux.CLONE_NEWPID)
        os.close(own)
    return pid


def gaps() -> list[str]:
    """A sentence unless this process is the first of a PID namespace.

    Asked in the child, because each fork makes a namespace anew and may fail where the one before did not.
    """
    return [] if os.getpid() == 1 else [GAP]


def pid_outside(pid: int) -> int:
    """The process id that a child has for the grader, outside of this process's PID namespace."""
    handle = os.pidfd_open(pid)
    try:
        # /proc is the grader's: it shows ids as they are in the grader's PID namespace.
        lines = Path(f"/proc/self/fdinfo/{handle}").read_text(encoding="ascii").splitlines()
    finally:
        os.close(handle)
    return int(next(line for line in lines if line.startswith("Pid:")).split()[1])


def _wait_for(pid: int) -> NoReturn:
    """Wait for a child, and end with its exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the grader's to handle
    os._exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) & 0xFF)
