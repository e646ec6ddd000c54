"""Watches the processes of one submission, all together, and ends them when they use too much.

Resource limits count for one process; a submission may start many, and memory that processes share is
counted for none. So the zygote looks now and then.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from autograder.sandbox.exit_codes import OVER_MEMORY, OVER_PROCESSES

CHILDREN = Path("/proc/thread-self/children")
"""A file that Linux shows of each thread if it was built with ``CONFIG_PROC_CHILDREN``."""

LOOK_SECONDS = 0.1
"""How often to look."""


def gaps() -> list[str]:
    """What this machine keeps from being watched, in words."""
    if CHILDREN.exists():
        return []
    return ["the processes of a submission are not limited all together (no list of children in /proc)"]


def excess(pid: int, memory_bytes: int, processes: int) -> int:
    """The exit code that says of what a process and its descendants use too much, or 0."""
    memory = count = 0
    for member in _family(pid):
        used, threads = _use(member)
        memory += used
        count += threads
        if memory > memory_bytes:
            return OVER_MEMORY
        if count > processes:
            return OVER_PROCESSES
    return 0


def _family(pid: int) -> Iterator[int]:
    """Process ids of a process and its descendants.

    No orphan is missed: the first process of their PID namespace, which is ``pid``, adopts them.
    """
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = path.read_text(encoding="ascii").split()
        except OSError:  # it ended while we looked
            continue
        for child in children:
            yield from _family(int(child))


def _use(pid: int) -> tuple[int, int]:
    """The memory that a process holds and that no file backs, in bytes, and the number of its threads."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return 0, 0
    fields = dict(line.partition(":")[::2] for line in lines)
    kilobytes = sum(int(fields.get(name, "0").split()[0]) for name in ("RssAnon", "RssShmem"))
    return kilobytes * 1024, int(fields.get("Threads", "0"))
