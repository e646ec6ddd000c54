"""Runs one notebook in a kernel of its own, within limits. What goes wrong is part of the result."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from queue import Empty
from typing import Any, cast

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode

from autograder.core.answers import MIME
from autograder.core.text import plural
from autograder.engine.confine import for_scratch
from autograder.engine.provisioner import KERNEL, REQUEST, WarmKernelSpecs
from autograder.student.graded import INPUTS

_GRACE_SECONDS = 5.0
"""From the interrupt to the end of the kernel, for code that catches the interrupt."""

_START_SECONDS = 60

KIND = "SKEWLAB_KERNEL"
"""The environment variable that asks for fresh processes: ``spawn``."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Limits:
    """What a submission may use."""

    cell_seconds: float
    notebook_seconds: float
    output_bytes: int = 500_000


@dataclasses.dataclass(frozen=True, kw_only=True)
class Run:
    """How a notebook ran.

    Attributes:
        stopped_at: The index of the cell that ended the kernel; ``None`` when every cell was run.
        reason: Why it ended, as a sentence for the student.
        seconds: From the start of the kernel to its end.
    """

    stopped_at: int | None
    reason: str
    seconds: float


async def run_notebook(nb: NotebookNode, inputs: Path, limits: Limits) -> Run:
    """Run every code cell of ``nb``; its outputs are stored in it.

    The kernel works in a scratch folder that is removed afterwards, with an environment of its own;
    it is given the path of the hidden ``inputs`` and nothing else of the course.
    """
    with tempfile.TemporaryDirectory(prefix="skewlab-", ignore_cleanup_errors=True) as folder:
        scratch = Path(folder)
        manager = AsyncKernelManager(
            kernel_name=KERNEL if is_warm() else "python3",
            kernel_spec_manager=WarmKernelSpecs(),
            transport="ipc",
            connection_file=str(scratch / "kernel.json"),
        )
        client = _Client(
            nb,
            km=manager,
            timeout=None,
            allow_errors=True,
            output_bytes=limits.output_bytes,
        )
        began = time.monotonic()
        private = scratch / "inputs.json"  # a copy: the original's folder also holds the key
        shutil.copyfile(inputs, private)
        environment = _environment(scratch, private)
        environment[REQUEST] = for_scratch(scratch).to_json()
        await client.async_start_new_kernel(env=environment, cwd=str(scratch))
        try:
            await client.async_start_new_kernel_client()
            stopped_at, reason = await _run_cells(client, nb, limits, began)
        finally:
            if client.kc is not None:
                client.kc.stop_channels()
            await manager.shutdown_kernel(now=True)
    return Run(stopped_at=stopped_at, reason=reason, seconds=time.monotonic() - began)


def is_warm() -> bool:
    """Whether kernels are forked from a zygote; else each is a fresh process (``SKEWLAB_KERNEL=spawn``)."""
    return hasattr(os, "fork") and sys.platform == "linux" and os.environ.get(KIND) != "spawn"


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
    done, _ = await asyncio.wait({task}, timeout=seconds)
    if not done:
        await km.interrupt_kernel()
        done, _ = await asyncio.wait({task}, timeout=_GRACE_SECONDS)
    if not done:
        await km.shutdown_kernel(now=True)
        task.cancel()
        await asyncio.wait({task})
        return f"A cell ran longer than {plural(round(seconds), 'second')}, and could not be interrupted."
    try:
        task.result()
    except DeadKernelError:
        return "The notebook's process ended while a cell was running."
    except CellExecutionError:  # an error that the cell asked to be raised, by a tag
        return ""
    return ""


def _environment(scratch: Path, inputs: Path) -> dict[str, str]:
    """What a kernel needs, and nothing that happens to be set around the grader."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TZ") if name in os.environ}
    return kept | {
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
        "IPYTHONDIR": str(scratch / "ipython"),
        "MPLCONFIGDIR": str(scratch / "matplotlib"),
        "KERAS_HOME": str(scratch / "keras"),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONHASHSEED": "0",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        INPUTS: str(inputs),
    }


class _Client(NotebookClient):
    """nbclient, with a budget of output bytes for each cell."""

    def __init__(self, nb: NotebookNode, *, output_bytes: int, **options: Any) -> None:
        super().__init__(nb, **options)
        self._budget = output_bytes
        self._used: dict[int, int] = {}

    async def async_start_new_kernel_client(self, **_: Any) -> AsyncKernelClient:
        """Connect to the kernel; returns as soon as it answers on both channels.

        The base class's way goes on to listen for a fifth of a second, to flush messages that nbclient
        ignores anyhow, because they are answers to none of its requests.
        """
        kc = cast("AsyncKernelManager", self.km).client()
        self.kc = kc
        kc.start_channels()
        kc.allow_stdin = False
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            kc.kernel_info()
            with contextlib.suppress(Empty):
                await kc.get_shell_msg(timeout=1)
                await kc.get_iopub_msg(timeout=1)  # else its outputs would get lost
                return kc
            if not await cast("AsyncKernelManager", self.km).is_alive():
                break
        msg = f"it did not answer within {_START_SECONDS} seconds"
        raise RuntimeError(msg)

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Drop what a cell prints beyond its budget. Answers are exempt: they are bounded elsewhere."""
        content: Mapping[str, Any] = msg["content"]
        shown = msg["msg_type"] in ("stream", "error") or "data" in content
        if shown and not _is_answers(content):
            used = self._used.get(cell_index, 0) + len(str(content))
            self._used[cell_index] = used
            if used > self._budget:
                return None
        return super().process_message(msg, cell, cell_index)


def _is_answers(content: Mapping[str, Any]) -> bool:
    return MIME in content.get("data", {})
