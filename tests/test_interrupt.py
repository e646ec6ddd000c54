"""A stop ends all that runs, wherever it waits, and nothing is printed that nobody can act on."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell
from repository import HERE

from autograder.grader import local
from autograder.sandbox import client


async def cell_that_dies_when_stopped(*_: object) -> None:
    """What nbclient does: a cell that is cancelled says that its kernel died."""
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        raise DeadKernelError from None


def stop_while(waiting: str, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Cancel the run of a cell while it waits at a certain place; returns what asyncio would print."""
    reached = asyncio.Event()

    async def wait_here(*_: object, **__: object) -> None:
        reached.set()
        await asyncio.Event().wait()

    async def at_once(*_: object, **__: object) -> None:
        return None

    places = {
        name: wait_here if name == waiting else at_once for name in ("interrupt_kernel", "shutdown_kernel")
    }
    fake: Any = SimpleNamespace(async_execute_cell=cell_that_dies_when_stopped, km=SimpleNamespace(**places))
    limits = client.Limits(cell_seconds=60 if waiting == "cell" else 0.01, notebook_seconds=60)
    monkeypatch.setattr(client, "_GRACE_SECONDS", 60 if waiting == "grace" else 0.01)
    printed: list[Any] = []

    async def main() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: printed.append(context))
        run = asyncio.ensure_future(
            client._run_cell(fake, new_code_cell("x"), 0, limits.cell_seconds, limits)
        )
        if waiting in places:
            await reached.wait()
        else:
            for _ in range(20):
                await asyncio.sleep(0)
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run

    asyncio.run(main())
    return printed


@pytest.mark.parametrize("waiting", ["cell", "interrupt_kernel", "grace", "shutdown_kernel"])
def test_no_cell_is_left_running(waiting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However far the run of a cell has come, a stop ends the cell, and asyncio has nothing to report."""
    assert [] == stop_while(waiting, monkeypatch)


def test_a_stop_waits_for_every_submission(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is stopped has ended when all its submissions have, also those that take their time."""
    ended: list[int] = []

    async def grade_job(_: object, number: int, gaps: object) -> bytes:
        try:
            await asyncio.Event().wait()
        finally:
            for _ in range(number * 10):
                await asyncio.sleep(0)
            ended.append(number)
        return b""

    works: Any = [SimpleNamespace(job=lambda n=n: n, about=str(n)) for n in range(3)]
    monkeypatch.setattr(local, "grade_job", grade_job)
    monkeypatch.setattr(local, "gaps", lambda: ())
    monkeypatch.setattr(local.os, "cpu_count", lambda: 3)

    async def main() -> None:
        run = asyncio.ensure_future(local._run_all(HERE, works))
        for _ in range(20):
            await asyncio.sleep(0)
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run
        assert [0, 1, 2] == sorted(ended)

    asyncio.run(main())
