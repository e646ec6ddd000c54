"""How a command is stopped: Ctrl-C and SIGTERM alike, and not in the middle of the gradebook."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType


@contextlib.contextmanager
def on_sigterm() -> Iterator[None]:
    """SIGTERM stops the command as Ctrl-C does."""

    def stop(_: int, frame: FrameType | None) -> None:
        handler = signal.getsignal(signal.SIGINT)
        if not callable(handler):  # a shell starts background jobs with Ctrl-C ignored
            raise KeyboardInterrupt
        handler(signal.SIGINT, frame)

    with _handler(signal.SIGTERM, stop):
        yield


@contextlib.contextmanager
def _handler(number: signal.Signals, handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # only there may handlers be set
        yield
        return
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)
