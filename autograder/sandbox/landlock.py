"""Lets a process open only the files it needs, by Landlock, without root and for good.

What is handled and not allowed by a rule is refused. Newer kernels (with a higher ABI version) can handle
more: moving between folders, truncating, devices, TCP, signals.
https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from collections.abc import Iterable

from autograder.sandbox import linux

_READ = (
    linux.LANDLOCK_ACCESS_FS_READ_FILE
    | linux.LANDLOCK_ACCESS_FS_READ_DIR
    | linux.LANDLOCK_ACCESS_FS_EXECUTE  # also what loading a library needs
)
_MAKE_DEVICES = linux.LANDLOCK_ACCESS_FS_MAKE_CHAR | linux.LANDLOCK_ACCESS_FS_MAKE_BLOCK
_SOCKETS = linux.LANDLOCK_ACCESS_FS_MAKE_SOCK | linux.LANDLOCK_ACCESS_FS_REMOVE_FILE
_USE_DEVICE = (
    linux.LANDLOCK_ACCESS_FS_READ_FILE
    | linux.LANDLOCK_ACCESS_FS_WRITE_FILE
    | linux.LANDLOCK_ACCESS_FS_IOCTL_DEV
)
_ABI_1 = (
    _READ
    | _MAKE_DEVICES
    | _SOCKETS
    | linux.LANDLOCK_ACCESS_FS_WRITE_FILE
    | linux.LANDLOCK_ACCESS_FS_REMOVE_DIR
    | linux.LANDLOCK_ACCESS_FS_MAKE_DIR
    | linux.LANDLOCK_ACCESS_FS_MAKE_REG
    | linux.LANDLOCK_ACCESS_FS_MAKE_FIFO
    | linux.LANDLOCK_ACCESS_FS_MAKE_SYM
)
_SINCE = {
    2: linux.LANDLOCK_ACCESS_FS_REFER,
    3: linux.LANDLOCK_ACCESS_FS_TRUNCATE,
    5: linux.LANDLOCK_ACCESS_FS_IOCTL_DEV,
}
_TCP_SINCE, _SCOPES_SINCE = 4, 6
"""The ABI versions that added rules for TCP, and scopes for abstract sockets and signals."""

_FOR_FILES = (
    _USE_DEVICE
    | linux.LANDLOCK_ACCESS_FS_EXECUTE
    | linux.LANDLOCK_ACCESS_FS_TRUNCATE  # the rest of the rights is about what a folder holds
)

_SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share", "/opt/hostedtoolcache",
    "/etc/ld.so.cache", "/etc/localtime", "/etc/passwd", "/etc/nsswitch.conf", "/etc/fonts",
    "/proc/self", "/proc/cpuinfo", "/proc/meminfo", "/proc/stat", "/proc/filesystems",
    "/sys/devices/system", "/sys/fs/cgroup", "/dev/urandom", "/dev/random", "/dev/zero",
)  # fmt: skip
"""What Python and TensorFlow read outside their own folders; no file of a course or a person."""


def restrict(read: Iterable[str], scratch: str, work: str) -> list[str]:
    """Refuse all files but these to this process and all it will start; returns what failed, in words.

    Args:
        read: Files and folders that may be read and executed, besides the system's libraries.
        scratch: The folder in which sockets may be made.
        work: The folder, inside ``scratch``, in which anything but devices may be made and written.
    """
    libc = linux.libc()
    version = _abi_version(libc)
    if version < 1:
        return ["files are not protected (no Landlock)"]
    handled = _ABI_1
    for since, access in _SINCE.items():
        handled |= access if version >= since else 0
    ruleset = libc.syscall(linux.SYS_landlock_create_ruleset, *_ruleset(version, handled), 0)
    if ruleset < 0:
        return ["files are not protected (Landlock refused the rules)"]
    for path in (*_SYSTEM, *read):
        _allow(libc, ruleset, path, _READ & handled)
    for path in ("/dev/null", "/dev/tty"):
        _allow(libc, ruleset, path, _USE_DEVICE & handled)
    _allow(libc, ruleset, scratch, (_READ | _SOCKETS) & handled)
    _allow(libc, ruleset, work, handled & ~_MAKE_DEVICES)
    libc.prctl(linux.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    refused = libc.syscall(linux.SYS_landlock_restrict_self, ruleset, 0)
    os.close(ruleset)
    if refused:
        return ["files are not protected (Landlock could not be switched on)"]
    if version < _SCOPES_SINCE:
        return ["signals to other processes are not blocked by Landlock (older kernel)"]
    return []


def _abi_version(libc: ctypes.CDLL) -> int:
    """Which ABI of Landlock this kernel has; negative if it has none."""
    if sys.platform != "linux":
        return -1
    flag = linux.LANDLOCK_CREATE_RULESET_VERSION
    return int(libc.syscall(linux.SYS_landlock_create_ruleset, None, 0, flag))


def _ruleset(version: int, handled: int) -> tuple[bytes, int]:
    """The kernel's ``landlock_ruleset_attr``, as long as the kernel's version of it, and its size."""
    tcp = linux.LANDLOCK_ACCESS_NET_BIND_TCP | linux.LANDLOCK_ACCESS_NET_CONNECT_TCP
    scopes = linux.LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | linux.LANDLOCK_SCOPE_SIGNAL
    fields = [handled]
    if version >= _TCP_SINCE:
        fields.append(tcp)
    if version >= _SCOPES_SINCE:
        fields.append(scopes)
    attribute = struct.pack(f"={len(fields)}Q", *fields)
    return attribute, len(attribute)


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, access: int) -> None:
    """Add a rule. Where that fails, the process may do less, never more; so nothing is reported."""
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:  # not on this machine
        return
    if not os.path.isdir(path):  # noqa: PTH112 - false, not an error, where this process may not look
        access &= _FOR_FILES
    rule = struct.pack("=Qi", access, descriptor)
    libc.syscall(linux.SYS_landlock_add_rule, ruleset, linux.LANDLOCK_RULE_PATH_BENEATH, rule, 0)
    os.close(descriptor)
