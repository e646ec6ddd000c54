"""Stops a command at Ctrl-C and at SIGTERM in the same way, and never while the gradebook is written."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from types import FrameType
from typing import Any


@contextlib.contextmanager
def on_sigterm() -> Iterator[None]:
    """Within this block SIGTERM does what Ctrl-C does.

    Raises:
        KeyboardInterrupt: SIGTERM arrived, and nothing else handles Ctrl-C.
    """

    def stop(_: int, frame: FrameType | None) -> None:
        handler = signal.getsignal(signal.SIGINT)
        if not callable(handler):  # a shell starts background jobs with Ctrl-C ignored
            raise KeyboardInterrupt
        handler(signal.SIGINT, frame)

    with _handler(signal.SIGTERM, stop):
        yield


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine like ``asyncio.run``; a signal to stop cancels it, and a second one interrupts it.

    asyncio itself sees to Ctrl-C alone, from Python 3.11 on, and not in a command that a shell started in
    the background: there a ``KeyboardInterrupt`` would be raised wherever the event loop happens to be.

    Args:
        main: What to run. When it is cancelled it ends its kernels before it returns.

    Raises:
        KeyboardInterrupt: the first signal cancelled ``main``, and it has ended; or a second one came.
    """
    stopped = False

    async def stoppable() -> None:
        task, loop = asyncio.current_task(), asyncio.get_running_loop()
        assert task is not None

        def stop(_: int, __: FrameType | None) -> None:
            nonlocal stopped
            if stopped:
                raise KeyboardInterrupt
            stopped = True
            loop.call_soon_threadsafe(task.cancel)  # also wakes the loop

        with contextlib.ExitStack() as handlers:
            handlers.enter_context(_handler(signal.SIGTERM, stop))
            # Not where Ctrl-C is ignored: a shell does that for a command in the background.
            if callable(signal.getsignal(signal.SIGINT)):
                handlers.enter_context(_handler(signal.SIGINT, stop))
            await main

    try:
        asyncio.run(stoppable())
    except asyncio.CancelledError:
        if not stopped:
            raise
    if stopped:
        raise KeyboardInterrupt


@contextlib.contextmanager
def _handler(number: signal.Signals, handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Set a signal's handler for the length of a block; does nothing outside the main thread."""
    if threading.current_thread() is not threading.main_thread():  # only there may handlers be set
        yield
        return
    before = signal.signal(number, handler)
    try:
        yield
    finally:
        signal.signal(number, before)
