"""The client that runs a notebook's cells in a kernel, and keeps no more outputs than a budget allows."""

from __future__ import annotations

import contextlib
import json
import time
from collections import Counter
from collections.abc import Collection
from queue import Empty
from typing import Any, cast

from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbformat import NotebookNode

from autograder.core.answers import MIME
from autograder.core.errors import GraderFault
from autograder.sandbox.connection import AGAIN
from autograder.sandbox.provisioner import raise_if_zygote_ended

_START_SECONDS = 60
"""How long a kernel may take to answer; a forked one takes a tenth of a second on an idle machine."""

_CELLS = 10
"""How many cells' budgets a whole notebook has: many cells may show something, few of them much."""


class BudgetClient(NotebookClient):
    """nbclient, with a budget of outputs for each cell and for the notebook.

    Args:
        nb: The notebook, whose cells get the outputs.
        output_bytes: Size of a cell's outputs, as JSON; all cells together may have ten times as much.
        outputs: Number of a cell's outputs; all cells together may have ten times as many.
        graded: The indices of the cells whose answers are kept.
        options: What nbclient takes.
    """

    def __init__(
        self,
        nb: NotebookNode,
        *,
        output_bytes: int,
        outputs: int,
        graded: Collection[int],
        **options: Any,
    ) -> None:
        super().__init__(nb, **options)
        self._max_bytes, self._max_count = output_bytes, outputs
        self._graded = graded
        self._bytes: Counter[int] = Counter()
        self._count: Counter[int] = Counter()

    async def async_start_new_kernel_client(self, **_: Any) -> AsyncKernelClient:
        """Connect to the kernel; returns as soon as it answers on both channels.

        The base class's way goes on to listen for a fifth of a second, to flush messages that nbclient
        ignores anyhow, because they are answers to none of its requests.

        Raises:
            GraderFault: the kernel ended, or did not answer in time.
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
        raise_if_zygote_ended(km)
        ended = await km.provisioner.poll() if km.provisioner else None
        if ended is None:
            msg = f"The notebook's kernel did not answer within {_START_SECONDS} seconds. {AGAIN}"
        else:
            msg = f"The notebook's kernel ended before it answered (exit code {ended}). {AGAIN}"
        raise GraderFault(msg)

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """Take in a message, unless it is beyond the budget, or holds answers that no check asked for."""
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
            self._bytes[index] <= self._max_bytes
            and self._count[index] <= self._max_count
            and self._bytes.total() <= _CELLS * self._max_bytes
            and self._count.total() <= _CELLS * self._max_count
        )
