"""Runs one notebook in a kernel of its own, within limits. What goes wrong is part of the result."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import os
import tempfile
import time
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path
from queue import Empty
from typing import Any, cast

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.core.answers import INPUTS, MIME
from autograder.core.environment import NUMERICS, kept_environment
from autograder.core.errors import GraderFault
from autograder.core.text import plural
from autograder.sandbox import exit_codes, messages, zygote_client
from autograder.sandbox.confine import kernel_confinement, working_folder
from autograder.sandbox.connection import AGAIN
from autograder.sandbox.provisioner import CONFINEMENT, KERNEL, WarmKernelSpecs, ZygoteProvisioner
from autograder.sandbox.scratch import scratch as scratch_folder

_GRACE_SECONDS = 5.0
"""From the interrupt to the end of the kernel, for code that catches the interrupt."""

_START_SECONDS, _IMPORT_SECONDS = 60, 180

_SOCKETS, _LOOK_SECONDS = 100, 0.5

_ENDED = "The notebook's process ended while a cell was running."
_ENDS: dict[int | None, str] = {
    exit_codes.OVER_MEMORY: f"{_ENDED} It used more memory than a submission may.",
    exit_codes.OVER_PROCESSES: f"{_ENDED} It started more processes than a submission may.",
}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Limits:
    """What a submission may use. Outputs are those of a cell; a notebook may have ten times as many."""

    cell_seconds: float
    notebook_seconds: float
    output_bytes: int = 500_000
    outputs: int = 1_000


@dataclasses.dataclass(frozen=True, kw_only=True)
class Run:
    """How a notebook ran.

    Attributes:
        stopped_at: The index of the cell that ended the kernel; ``None`` when every cell was run.
        reason: Why it ended, as a sentence for the student.
        seconds: From the start of the kernel to its end.
        own_seconds: Of these, from the start of the first cell to the end of the last.
    """

    stopped_at: int | None
    reason: str
    seconds: float
    own_seconds: float


async def run_notebook(
    nb: NotebookNode,
    inputs: Mapping[str, Any],
    limits: Limits,
    *,
    graded: Collection[int] = (),
    accepted_gaps: Collection[str] = (),
) -> Run:
    """Run every code cell of ``nb``; its outputs are stored in it.

    The kernel works in a temporary folder that is removed afterwards, with an environment of its own;
    it is given the hidden ``inputs`` as a file there, and nothing else of the course.

    Args:
        nb: The notebook, changed in place.
        inputs: By the name of a task, its encoded cases.
        limits: What it may use.
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
        client = _Client(
            nb,
            km=manager,
            timeout=None,
            # What a busy machine hands over late still counts; the cell's own limit bounds the wait.
            iopub_timeout=round(limits.cell_seconds),
            allow_errors=True,
            record_timing=False,
            limits=limits,
            graded=graded,
        )
        began = time.monotonic()
        private = scratch / "inputs.json"
        private.write_text(json.dumps(dict(inputs)), encoding="utf-8")
        work = working_folder(scratch)
        work.mkdir()
        environment = _environment(work, private)
        rules = dataclasses.replace(kernel_confinement(scratch), accepted_gaps=tuple(accepted_gaps))
        environment[CONFINEMENT] = rules.to_json()
        await client.async_start_new_kernel(env=environment, cwd=str(work))
        guard = asyncio.ensure_future(_guard(scratch, manager))
        try:
            await client.async_start_new_kernel_client()
            if not zygote_client.is_wanted():
                await _import_libraries(client)
            ready = time.monotonic()
            stopped_at, reason = await _run_cells(client, nb, limits, ready)
            own_seconds = time.monotonic() - ready
        finally:
            guard.cancel()
            if client.kc is not None:
                client.kc.stop_channels()
            await manager.shutdown_kernel(now=True)
    return Run(
        stopped_at=stopped_at,
        reason=reason,
        seconds=time.monotonic() - began,
        own_seconds=own_seconds,
    )


async def _import_libraries(client: _Client) -> None:
    """Let a fresh process import what a forked one has: on a busy machine that can outlast a cell's limit."""
    cells = client.nb.cells
    cells.append(new_code_cell("import tensorflow, autograder.student.graded"))
    with contextlib.suppress(asyncio.TimeoutError, DeadKernelError):
        await asyncio.wait_for(client.async_execute_cell(cells[-1], len(cells) - 1), _IMPORT_SECONDS)
    cells.pop()


async def _run_cells(
    client: _Client, nb: NotebookNode, limits: Limits, began: float
) -> tuple[int | None, str]:
    """Run the cells in order; returns where and why the kernel could not go on."""
    for index, cell in enumerate(nb.cells):
        left = limits.notebook_seconds - (time.monotonic() - began)
        reason = await _run_cell(client, cell, index, min(left, limits.cell_seconds), limits)
        if reason:
            return index, reason
    return None, ""


async def _run_cell(client: _Client, cell: NotebookNode, index: int, seconds: float, limits: Limits) -> str:
    """Run one cell; returns why the kernel can't go on, or nothing."""
    if seconds <= 0:
        return f"The notebook needed more than {limits.notebook_seconds:g} seconds and was stopped."
    km = cast("AsyncKernelManager", client.km)  # what NotebookClient makes, though it says less
    task = asyncio.ensure_future(client.async_execute_cell(cell, index))
    try:
        done, _ = await asyncio.wait({task}, timeout=seconds)
    except asyncio.CancelledError:  # the command is stopped; asyncio would print what the cell's task raises
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise
    if not done:
        await km.interrupt_kernel()
        done, _ = await asyncio.wait({task}, timeout=_GRACE_SECONDS)
    if not done:
        await km.shutdown_kernel(now=True)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        return f"A cell ran longer than {plural(round(seconds), 'second')}, and could not be interrupted."
    try:
        task.result()
    except DeadKernelError:
        _raise_for_zygote(km)
        return _ENDS.get(await km.provisioner.poll() if km.provisioner else None, _ENDED)
    except CellExecutionError:  # an error that the cell asked to be raised, by a tag
        return ""
    return ""


def _raise_for_zygote(km: AsyncKernelManager) -> None:
    """Raise a fault if the kernel ended because the zygote did: the notebook can't have ended that."""
    if isinstance(km.provisioner, ZygoteProvisioner) and km.provisioner.fault():
        raise GraderFault(km.provisioner.fault())


async def _guard(scratch: Path, manager: AsyncKernelManager) -> None:
    """End a kernel that fills the folder of its sockets, where no file system's size stops it."""
    while len(os.listdir(scratch)) < _SOCKETS:  # noqa: ASYNC110, PTH208 - nobody tells us; counted, not walked
        await asyncio.sleep(_LOOK_SECONDS)
    await manager.shutdown_kernel(now=True)


def _environment(work: Path, inputs: Path) -> dict[str, str]:
    """What a kernel needs, and nothing that happens to be set around the grader."""
    kernel = {
        "HOME": str(work),
        "TMPDIR": str(work),
        "IPYTHONDIR": str(work / "ipython"),
        "MPLCONFIGDIR": str(work / "matplotlib"),
        "KERAS_HOME": str(work / "keras"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",
        INPUTS: str(inputs),
    }
    return kept_environment() | NUMERICS | kernel


class _Client(NotebookClient):
    """nbclient, with a budget of outputs for each cell and for the notebook."""

    def __init__(self, nb: NotebookNode, *, limits: Limits, graded: Collection[int], **options: Any) -> None:
        super().__init__(nb, **options)
        self._limits = limits
        self._graded = graded
        self._bytes: Counter[int] = Counter()
        self._count: Counter[int] = Counter()

    async def async_start_new_kernel_client(self, **_: Any) -> AsyncKernelClient:
        """Connect to the kernel; returns as soon as it answers on both channels.

        The base class's way goes on to listen for a fifth of a second, to flush messages that nbclient
        ignores anyhow, because they are answers to none of its requests.
        """
        km = cast("AsyncKernelManager", self.km)
        kc = km.client(context=km.context)  # else it makes one of its own, without our limits
        self.kc = kc
        kc.start_channels(stdin=False, hb=False, control=False)  # nobody listens there
        kc.allow_stdin = False
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            kc.kernel_info()
            with contextlib.suppress(Empty):
                await kc.get_shell_msg(timeout=1)
                await kc.get_iopub_msg(timeout=0.2)  # else its outputs would get lost
                return kc
            if not await km.is_alive():
                break
        _raise_for_zygote(km)
        ended = await km.provisioner.poll() if km.provisioner else None
        if ended is None:
            msg = f"The notebook's kernel did not answer within {_START_SECONDS} seconds. {AGAIN}"
        else:
            msg = f"The notebook's kernel ended before it answered (exit code {ended}). {AGAIN}"
        raise GraderFault(msg)

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Drop what a cell shows beyond its budget, and answers where no check was asked for any."""
        content: dict[str, Any] = msg["content"]
        if MIME in content.get("data", {}):
            if cell_index not in self._graded:
                return None
            # The last answers count; keeping one record bounds what a cell can make us keep.
            cell.outputs = [output for output in cell.outputs if MIME not in output.get("data", {})]
        elif msg["msg_type"] in ("stream", "error") or "data" in content:
            self._bytes[cell_index] += len(json.dumps(content))
            self._count[cell_index] += 1
            if not self._within_budget(cell_index):
                return None
        return super().process_message(msg, cell, cell_index)

    def _within_budget(self, index: int) -> bool:
        return (
            self._bytes[index] <= self._limits.output_bytes
            and self._count[index] <= self._limits.outputs
            and self._bytes.total() <= 10 * self._limits.output_bytes
            and self._count.total() <= 10 * self._limits.outputs
        )
