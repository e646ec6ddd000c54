"""A view of the file system in which only the scratch folder can change, and that only so far.

Landlock says which files a process may open; it leaves permissions, dates and extended attributes to
whoever owns the file (https://docs.kernel.org/userspace-api/landlock.html#current-limitations). A
student's process runs with the grader's user id, so everything but its scratch folder is mounted
read-only, and the folder it works in is a file system of its own, in memory and of limited size.
"""

from __future__ import annotations

import os
import struct
from pathlib import Path

from autograder.sandbox import linux

_FILES = 20_000
"""How many files and folders fit into the file system in memory: each costs memory of the kernel."""


def map_user(user: int, group: int) -> bool:
    """Map the user and the group to themselves in the new user namespace; false if that is refused.

    Without it, nothing can be mounted there.
    """
    try:
        # An ordinary user may map a group only after giving up to change supplementary groups.
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
    except OSError:
        return False
    return True


def remount_read_only(scratch: str, work: str, work_bytes: int) -> list[str]:
    """Make all but ``scratch`` read-only, and ``work`` an empty file system; returns what failed, in words.

    To be called in a mount namespace of this process's own.

    Args:
        scratch: The folder in which the kernel's sockets appear, for the grader to see.
        work: A folder inside it, for the student's process alone.
        work_bytes: How much fits into ``work``.
    """
    libc, here = linux.libc(), linux.AT_FDCWD
    # A copy of the scratch folder's mount, taken while it can be written, replaces the read-only one.
    mount = libc.syscall(
        linux.SYS_open_tree, here, scratch.encode(), linux.OPEN_TREE_CLONE | linux.OPEN_TREE_CLOEXEC
    )
    set_flags, clear_flags, propagation, user_namespace = linux.MOUNT_ATTR_RDONLY, 0, linux.MS_PRIVATE, 0
    attributes = struct.pack("=QQQQ", set_flags, clear_flags, propagation, user_namespace)
    read_only = mount >= 0 and not libc.syscall(
        linux.SYS_mount_setattr, here, b"/", linux.AT_RECURSIVE, attributes, linux.MOUNT_ATTR_SIZE_VER0
    )
    if not read_only or libc.syscall(
        linux.SYS_move_mount, mount, b"", here, scratch.encode(), linux.MOVE_MOUNT_F_EMPTY_PATH
    ):
        return ["permissions and dates of the grader's files are not protected (no read-only mounts)"]
    os.close(mount)
    options = f"size={work_bytes},nr_inodes={_FILES},mode=700".encode()
    if libc.mount(b"tmpfs", work.encode(), b"tmpfs", linux.MS_NOSUID | linux.MS_NODEV, options):
        return ["the disk is not limited (no file system in memory)"]
    return []
