"""The grader's end of the connection to one forked kernel: the request, and what is told in return.

Zygote and kernel write lines of JSON (:mod:`autograder.sandbox.zygote` describes them). The kernel has closed
its end before a student's code runs, so nothing that comes later is a student's.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
from collections.abc import Mapping
from typing import Any

from autograder.core.errors import GraderFault
from autograder.sandbox.zygote_client import Zygote

CONFINE_SECONDS = 60.0
"""How long forking and confining may take; they take some milliseconds, on a busy machine a few seconds."""

AGAIN = "Nothing was graded; grade again."


class KernelConnection:
    """One forked kernel, from the request for it until it has ended.

    Attributes:
        pid: Its process id, as the grader sees it; 0 until it is known.
        exit_code: How it ended: ``None`` while it runs; negative if a signal ended it.
    """

    def __init__(self, zygote: Zygote) -> None:
        self.pid = 0
        self.exit_code: int | None = None
        self._zygote = zygote
        self._gaps: list[str] | None = None  # none told yet
        self._zygote_ended = False
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def start(self, request: Mapping[str, Any]) -> None:
        """Ask for a kernel, and wait until it is confined.

        Args:
            request: Connection file, working folder, environment and confinement, as the zygote reads them.

        Raises:
            GraderFault: it could not be confined as requested, and has ended; or the zygote has ended.
        """
        rules = request["confinement"]
        connection = self._zygote.connect(rules["memory_bytes"], rules["processes"])
        self._reader, self._writer = await asyncio.open_unix_connection(sock=connection)
        self._writer.write(json.dumps(request).encode() + b"\n")
        try:
            await asyncio.wait_for(self._listen(until_confined=True), CONFINE_SECONDS)
        except asyncio.TimeoutError as error:
            self._abandon()
            msg = f"This kernel was not confined within {CONFINE_SECONDS:g} seconds. {AGAIN}"
            raise GraderFault(msg) from error
        except asyncio.CancelledError:  # the command is stopped: no kernel stays without an owner
            self._abandon()
            raise
        if self._gaps != []:
            self.close()
            raise GraderFault(f"{self._why_not_confined()} {AGAIN}")

    async def wait(self) -> None:
        """Wait until the kernel has ended; ``exit_code`` then says how."""
        await self._listen()
        if self.exit_code is None:
            self.exit_code = -signal.SIGKILL  # kernels end with their zygote

    def fault(self) -> str:
        """Why the kernel's end is the grader's fault, as sentences; an empty text if it is not."""
        if not self._zygote_ended:
            return ""
        return f"The process that starts kernels ended early. {self._zygote.last_lines()} {AGAIN}"

    def close(self) -> None:
        """Close the connection; what is told from now on is not heard."""
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def _why_not_confined(self) -> str:
        if self._gaps:
            return f"This kernel could not be confined as this machine can: {'; '.join(self._gaps)}."
        if self._zygote_ended:
            return f"The process that starts kernels ended early. {self._zygote.last_lines()}"
        return f"This kernel ended before it was confined (exit code {self.exit_code})."

    def _abandon(self) -> None:
        if self.pid and self.exit_code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self.close()

    async def _listen(self, *, until_confined: bool = False) -> None:
        """Take in what is told, until the kernel has ended or, if so asked, is confined."""
        assert self._reader is not None
        while self.exit_code is None and not (until_confined and self.pid and self._gaps is not None):
            try:
                line = await self._reader.readline()
            except ConnectionError:  # the zygote ended with our request unread
                line = b""
            if not line:
                self._zygote_ended = self._writer is not None  # else we closed it ourselves
                return
            told = json.loads(line)
            # Zygote and kernel write side by side: their lines come in any order.
            self.pid = told.get("pid", self.pid)
            self._gaps = told.get("gaps", self._gaps)
            self.exit_code = told.get("exit", self.exit_code)
