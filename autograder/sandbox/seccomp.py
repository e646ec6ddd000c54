"""Refuses system calls that no notebook needs: a seccomp filter, for good.

Two kinds: those that make memory which counts for no process (and so escapes every limit), and those by
which processes have left confinements like ours: tracing, namespaces, mounts, rarely used interfaces.
https://docs.kernel.org/userspace-api/seccomp_filter.html
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

from autograder.sandbox import linux

_ARCHITECTURES = {"x86_64": (0, linux.AUDIT_ARCH_X86_64), "aarch64": (1, linux.AUDIT_ARCH_AARCH64)}
"""For each processor: its column in the tables of numbers below, and its name in a filter."""

_REFUSED = {
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "msgget": (68, 186),
    "semget": (64, 190),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "mount_setattr": (442, 442),
    "open_by_handle_at": (304, 265),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
}
"""Numbers on x86-64 and on arm64."""

_CLONE = (56, 220)
_CLONE3 = 435
_NAMESPACES = (
    linux.CLONE_NEWNS
    | linux.CLONE_NEWCGROUP
    | linux.CLONE_NEWUTS
    | linux.CLONE_NEWIPC
    | linux.CLONE_NEWUSER
    | linux.CLONE_NEWPID
    | linux.CLONE_NEWNET
)

_LOAD = linux.BPF_LD | linux.BPF_W | linux.BPF_ABS
_JUMP_IF_EQUAL = linux.BPF_JMP | linux.BPF_JEQ | linux.BPF_K
_JUMP_IF_AT_LEAST = linux.BPF_JMP | linux.BPF_JGE | linux.BPF_K
_JUMP_IF_ANY_BIT = linux.BPF_JMP | linux.BPF_JSET | linux.BPF_K
_RETURN = linux.BPF_RET | linux.BPF_K

_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
"""Offsets in the kernel's ``seccomp_data``: of the call's number, the architecture, the first argument."""


def refuse() -> list[str]:
    """Switch the filter on for this process and all it will start; returns what failed, in words."""
    column, architecture = _ARCHITECTURES.get(platform.machine(), (0, 0))
    if not architecture:
        return ["system calls are not filtered (unknown processor)"]
    libc = linux.libc()
    program = _program(column, architecture)
    code = ctypes.create_string_buffer(program, len(program))
    head = struct.pack("=H6xQ", len(program) // 8, ctypes.addressof(code))  # the kernel's sock_fprog
    libc.prctl(linux.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.prctl(linux.PR_SET_SECCOMP, linux.SECCOMP_MODE_FILTER, head, 0, 0):
        return ["system calls are not filtered (no seccomp)"]
    return []


def _program(column: int, architecture: int) -> bytes:
    """The filter, as machine code of BPF.

    A step is an operation, how many steps to skip if it holds and if it does not, and a value.
    """
    refused = (_RETURN, 0, 0, linux.SECCOMP_RET_ERRNO | errno.EPERM)
    steps = [
        # The numbers below are those of one architecture: a call of another one means something else.
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_JUMP_IF_EQUAL, 1, 0, architecture),
        refused,
        (_LOAD, 0, 0, _NUMBER),
        (_JUMP_IF_AT_LEAST, 0, 1, linux.X32_SYSCALL_BIT),
        refused,
        # A filter can't see clone3's flags. The C library falls back to clone, whose flags it can see.
        (_JUMP_IF_EQUAL, 0, 1, _CLONE3),
        (_RETURN, 0, 0, linux.SECCOMP_RET_ERRNO | errno.ENOSYS),
    ]
    for numbers in _REFUSED.values():
        steps += [(_JUMP_IF_EQUAL, 0, 1, numbers[column]), refused]
    steps += [
        (_JUMP_IF_EQUAL, 0, 3, _CLONE[column]),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_JUMP_IF_ANY_BIT, 0, 1, _NAMESPACES),
        refused,
        (_RETURN, 0, 0, linux.SECCOMP_RET_ALLOW),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
