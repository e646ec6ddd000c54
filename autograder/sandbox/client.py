"""Runs one notebook in a kernel of its own, within limits.

What the notebook does wrong is part of the result; what the grader does wrong is raised as a ``GraderFault``.
"""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import os
import tempfile
import time
from collections.abc import AsyncIterator, Collection, Coroutine, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast

from jupyter_client.manager import AsyncKernelManager
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.core.answers import INPUTS
from autograder.core.environment import DATA, NUMERICS, kept_environment
from autograder.core.errors import GraderFault
from autograder.core.text import plural
from autograder.sandbox import exit_codes, messages, zygote_client
from autograder.sandbox.budget import BudgetClient
from autograder.sandbox.confine import kernel_confinement, working_folder
from autograder.sandbox.equipment import Equipment
from autograder.sandbox.provisioner import (
    CONFINEMENT,
    KERNEL,
    LIBRARIES,
    WarmKernelSpecs,
    raise_if_zygote_ended,
)
from autograder.sandbox.scratch import scratch as scratch_folder

_T = TypeVar("_T")

_GRACE_SECONDS = 5.0
"""How long a cell may go on after it was interrupted; then its kernel is ended."""

_IMPORT_SECONDS = 180
"""How long a fresh process may take to import a library: TensorFlow needs a minute on a busy machine."""

_MAX_ENTRIES = 100
"""How many files and sockets may lie in a kernel's temporary folder; eight are needed."""

_LOOK_SECONDS = 0.5
"""How often they are counted: often enough to end a flood of them before the disk is short of anything."""

_ENDED = "The notebook's process ended while a cell was running."
_ENDS: dict[int | None, str] = {
    exit_codes.OVER_MEMORY: f"{_ENDED} It used more memory than a submission may.",
    exit_codes.OVER_PROCESSES: f"{_ENDED} It started more processes than a submission may.",
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Limits:
    """What a submission may use.

    Attributes:
        cell_seconds: A cell is interrupted after this.
        notebook_seconds: The kernel is ended after this, counted from the start of the first cell.
        output_bytes: Size of a cell's outputs, as JSON; all cells together may have ten times as much.
        outputs: Number of a cell's outputs; all cells together may have ten times as many.
    """

    cell_seconds: float
    notebook_seconds: float
    output_bytes: int = 500_000
    outputs: int = 1_000


@dataclasses.dataclass(frozen=True, kw_only=True)
class Run:
    """How a notebook ran.

    Attributes:
        stopped_at: The index of the cell that ended the kernel; ``None`` when every cell was run.
        reason: Why it ended, as a sentence for the student; ``None`` when every cell was run.
        seconds: Time from the start of the kernel to its end.
        own_seconds: The part of it from the start of the first cell to the end of the last.
    """

    stopped_at: int | None
    reason: str | None
    seconds: float
    own_seconds: float


async def run_notebook(
    nb: NotebookNode,
    inputs: Mapping[str, Any],
    limits: Limits,
    equipment: Equipment,
    *,
    graded: Collection[int] = (),
    accepted_gaps: Collection[str] = (),
) -> Run:
    """Run every code cell of ``nb``; its outputs are stored in it.

    The kernel works in a temporary folder that is removed afterwards, with an environment of its own;
    it is given the hidden ``inputs`` as a file there, and nothing else of the course but its ``equipment``.

    Args:
        nb: The notebook, changed in place.
        inputs: By the name of a task, its encoded cases.
        limits: What it may use.
        equipment: What it gets of its course.
        graded: The indices of the cells whose answers are kept.
        accepted_gaps: What may be missing of the kernel's confinement, in the words of
            :func:`autograder.sandbox.confine.gaps`, or :data:`autograder.sandbox.zygote_client.SPAWNED`.
            By default nothing may be missing.

    Raises:
        GraderFault: the kernel did not start, was not confined as it must be, or ended with the zygote.
    """
    if not zygote_client.is_wanted() and zygote_client.SPAWNED not in accepted_gaps:
        msg = f"This kernel could not be confined: {zygote_client.SPAWNED}. Nothing was graded. Unset "
        raise GraderFault(msg + f"{zygote_client.KIND} on Linux, or accept that this run is not confined.")
    with (
        tempfile.TemporaryDirectory(dir=scratch_folder(), prefix="k-", ignore_cleanup_errors=True) as folder,
        messages.limited() as context,
    ):
        scratch = Path(folder)
        manager = AsyncKernelManager(
            kernel_name=KERNEL if zygote_client.is_wanted() else "python3",
            kernel_spec_manager=WarmKernelSpecs(),
            client_factory=messages.Client,
            context=context,
            transport="ipc",
            connection_file=str(scratch / "kernel.json"),
        )
        client = BudgetClient(
            nb,
            km=manager,
            timeout=None,
            # What a busy machine hands over late still counts; the cell's own limit bounds the wait.
            iopub_timeout=round(limits.cell_seconds),
            allow_errors=True,
            record_timing=False,
            output_bytes=limits.output_bytes,
            outputs=limits.outputs,
            graded=graded,
        )
        began = time.monotonic()
        private = scratch / "inputs.json"
        private.write_text(json.dumps(dict(inputs)), encoding="utf-8")
        work = working_folder(scratch)
        work.mkdir()
        environment = _environment(work, private, equipment.data)
        if zygote_client.is_wanted():
            rules = kernel_confinement(scratch, equipment.data)
            rules = dataclasses.replace(rules, accepted_gaps=tuple(accepted_gaps))
            environment |= {CONFINEMENT: rules.to_json(), LIBRARIES: json.dumps(equipment.libraries)}
        await client.async_start_new_kernel(env=environment, cwd=str(work))
        try:
            async with _until_left(_guard(scratch, manager)):
                await client.async_start_new_kernel_client()
                if not zygote_client.is_wanted():
                    await _import_libraries(client, equipment.libraries)
                ready = time.monotonic()  # what starting took is not the notebook's
                stopped_at, reason = await _run_cells(client, nb, limits, ready)
                own_seconds = time.monotonic() - ready
        finally:
            if client.kc is not None:
                client.kc.stop_channels()
            await manager.shutdown_kernel(now=True)
    return Run(
        stopped_at=stopped_at,
        reason=reason,
        seconds=time.monotonic() - began,
        own_seconds=own_seconds,
    )


async def _import_libraries(client: BudgetClient, libraries: Collection[str]) -> None:
    """Let a fresh process import what a forked one has: on a busy machine that can outlast a cell's limit."""
    cells = client.nb.cells
    # nbclient runs only cells of its notebook, so these are there for a while; a missing library fails alone.
    for name in (*libraries, "autograder.student.graded"):
        cells.append(new_code_cell(f"import {name}"))
        with contextlib.suppress(asyncio.TimeoutError, DeadKernelError):
            await asyncio.wait_for(client.async_execute_cell(cells[-1], len(cells) - 1), _IMPORT_SECONDS)
        cells.pop()


async def _run_cells(
    client: BudgetClient, nb: NotebookNode, limits: Limits, began: float
) -> tuple[int | None, str | None]:
    """Run the cells in order.

    Returns:
        The index of the cell that ended the kernel, and why, as a sentence; ``None`` twice if none did.
    """
    for index, cell in enumerate(nb.cells):
        left = limits.notebook_seconds - (time.monotonic() - began)
        reason = await _run_cell(client, cell, index, min(left, limits.cell_seconds), limits)
        if reason is not None:
            return index, reason
    return None, None


async def _run_cell(
    client: BudgetClient, cell: NotebookNode, index: int, seconds: float, limits: Limits
) -> str | None:
    """Run one cell; returns why the kernel can't go on, as a sentence, or ``None`` if it can."""
    if seconds <= 0:
        return f"The notebook needed more than {limits.notebook_seconds:g} seconds and was stopped."
    km = cast("AsyncKernelManager", client.km)  # what NotebookClient makes, though it says less
    async with _until_left(client.async_execute_cell(cell, index)) as task:
        done, _ = await asyncio.wait({task}, timeout=seconds)
        if not done:
            await km.interrupt_kernel()
            done, _ = await asyncio.wait({task}, timeout=_GRACE_SECONDS)
        if not done:
            await km.shutdown_kernel(now=True)
            return f"A cell ran longer than {plural(round(seconds), 'second')}, and could not be interrupted."
        try:
            task.result()
        except DeadKernelError:
            raise_if_zygote_ended(km)
            return _ENDS.get(await km.provisioner.poll() if km.provisioner else None, _ENDED)
        except CellExecutionError:  # an error that the cell asked to be raised, by a tag
            return None
    return None


@contextlib.asynccontextmanager
async def _until_left(coroutine: Coroutine[Any, Any, _T]) -> AsyncIterator[asyncio.Task[_T]]:
    """Run something beside this block, and no longer than it.

    A stop may come wherever this block waits. What is then left running would end by itself later, with the
    error of a dead kernel, and asyncio prints errors that nobody waited for.
    """
    task = asyncio.ensure_future(coroutine)
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _guard(scratch: Path, manager: AsyncKernelManager) -> None:
    """End a kernel that fills the folder of its sockets, which lies on the grader's own file system."""
    while len(os.listdir(scratch)) < _MAX_ENTRIES:  # noqa: ASYNC110, PTH208 - nobody tells us; counted, not walked
        await asyncio.sleep(_LOOK_SECONDS)
    await manager.shutdown_kernel(now=True)


def _environment(work: Path, inputs: Path, data: Path) -> dict[str, str]:
    """The environment variables that a kernel needs, and none that happen to be set around the grader.

    Args:
        work: The folder it works in.
        inputs: The file of hidden inputs.
        data: The folder of the course's data.
    """
    kernel = {
        "HOME": str(work),
        "TMPDIR": str(work),
        "IPYTHONDIR": str(work / "ipython"),
        "MPLCONFIGDIR": str(work / "matplotlib"),
        "KERAS_HOME": str(work / "keras"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",  # sets in the same order each time, so that regrading repeats exactly
        INPUTS: str(inputs),
        DATA: str(data),
    }
    return kept_environment() | NUMERICS | kernel
