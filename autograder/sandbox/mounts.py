"""A view of the file system in which only the scratch folder can change, and that only so far.

Landlock says which files a process may open; it leaves permissions, dates and extended attributes to
whoever owns the file (https://docs.kernel.org/userspace-api/landlock.html#current-limitations). A
student's process runs with the grader's user id, so everything but its scratch folder is mounted
read-only, and the folder it works in is a file system of its own, in memory and of limited size.
"""

from __future__ import annotations

import ctypes
import os
import struct
from pathlib import Path

_OPEN_TREE, _MOVE_MOUNT, _MOUNT_SETATTR = 428, 429, 442  # the same numbers on x86-64 and arm64
_HERE, _CLONE, _CLOSE_ON_EXEC, _RECURSIVE, _EMPTY_PATH = -100, 1, 0o2000000, 0x8000, 4
_READ_ONLY, _NO_SETUID, _NO_DEVICES, _PRIVATE = 1, 2, 4, 1 << 18
_FILES = 20_000


def be_yourself(user: int, group: int) -> bool:
    """Map user and group into the new user namespace; without it, nothing can be mounted."""
    try:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    except OSError:
        return False
    return True


def freeze(libc: ctypes.CDLL, scratch: str, work: str, work_bytes: int) -> list[str]:
    """Make all but ``scratch`` read-only, and ``work`` an empty file system; returns what failed.

    Args:
        libc: The C library, for calls that Python has no names for.
        scratch: The folder in which the kernel's sockets appear, for the grader to see.
        work: A folder inside it, for the student's process alone.
        work_bytes: How much fits into ``work``.
    """
    attributes = (_READ_ONLY, 0, _PRIVATE, 0)
    tree = libc.syscall(_OPEN_TREE, _HERE, scratch.encode(), _CLONE | _CLOSE_ON_EXEC)
    frozen = tree >= 0 and not libc.syscall(
        _MOUNT_SETATTR, _HERE, b"/", _RECURSIVE, struct.pack("=QQQQ", *attributes), 32
    )
    if not frozen or libc.syscall(_MOVE_MOUNT, tree, b"", _HERE, scratch.encode(), _EMPTY_PATH):
        return ["permissions and dates of the grader's files are not protected (no read-only mounts)"]
    os.close(tree)
    options = f"size={work_bytes},nr_inodes={_FILES},mode=700".encode()
    if libc.mount(b"tmpfs", work.encode(), b"tmpfs", _NO_SETUID | _NO_DEVICES, options):
        return ["the disk is not limited (no file system in memory)"]
    return []
