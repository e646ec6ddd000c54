"""How long our own lessons' code may take: an endless loop ends in a sentence that names its file."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

from rich.console import Console

from autograder.core.errors import CourseError
from autograder.keys.compute import Watch
from autograder.lessons import TURNS, Lesson

SECONDS = 20.0
"""The processor time for drawing the cases once, and for one pipeline's answers to all of them."""

_AGAIN = 1.0
"""After an interrupt that was caught, the next one comes after this time."""


class Interrupted:
    """Whether a block was interrupted.

    Attributes:
        by_limit: Whether its time was up.
    """

    by_limit = False


@contextlib.contextmanager
def interrupted_after(seconds: float) -> Iterator[Interrupted]:
    """Raise ``KeyboardInterrupt`` in the block when its time is up, where the system can.

    The time is that of the processor, so a busy machine interrupts nothing that is not endless. Only the main
    thread can be interrupted; Windows has no such clock.

    Args:
        seconds: The time.

    Yields:
        Whether it was interrupted: what the block calls may have caught the exception.
    """
    found = Interrupted()

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        found.by_limit = True
        raise KeyboardInterrupt

    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield found
        return
    before = signal.signal(signal.SIGPROF, interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        yield found
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def watch(lesson: Lesson, console: Console | None = None) -> Watch:
    """Say what a lesson's code does while it does it, and hold it to its limit.

    Args:
        lesson: The lesson, or its turns.
        console: Where the line is shown; ``None`` for nowhere.
    """
    turns = f"{TURNS}/" if lesson.folder.name == TURNS else ""
    folder = f"lessons/{lesson.spec.slug}/{turns}"

    @contextlib.contextmanager
    def watched(name: str) -> Iterator[None]:
        work = "drawing cases" if name == "cases.py" else "answering"
        status = console.status(f"{work}: {folder}{name}") if console else contextlib.nullcontext()
        found = Interrupted()
        try:
            with status, interrupted_after(SECONDS) as found:
                yield
        except KeyboardInterrupt:
            if not found.by_limit:
                raise
        if found.by_limit:
            msg = (
                f"{folder}{name} was not done after {SECONDS:g} s of processor time ({work}): "
                "look for a loop that doesn't end, or do less."
            )
            raise CourseError(msg)

    return watched
