"""A jupyter_client kernel provisioner that asks the zygote for a process instead of starting one.

Named ``skewlab-zygote`` by an entry point, so a kernelspec can ask for it like any other. The zygote
is started at first use and ends with this process.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from autograder.sandbox import zygote_client

NAME = "skewlab-zygote"
KERNEL = "skewlab"
REQUEST = "SKEWLAB_CONFINEMENT"
"""The environment variable by which the engine passes a confinement through jupyter_client."""

_POLL_SECONDS, _END_SECONDS = 0.02, 5.0


class WarmKernelSpecs(KernelSpecManager):
    """Knows the kernel ``skewlab``: the stock Python kernel, started by the zygote."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The spec of ``skewlab``, or of a kernel installed on this machine."""
        if kernel_name != KERNEL:
            return super().get_kernel_spec(kernel_name)
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Python 3 (Skew Lab, warm)",
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": NAME}},
        )


class ZygoteProvisioner(LocalProvisioner):
    """Forks a warm kernel; everything else is as for a local process."""

    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None
    _status: int | None = None
    _exit: asyncio.Task[None] | None = None

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started and not yet cleaned up."""
        return self.pid is not None

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        """Ask for a fork. ``cmd`` is the stock command; its connection file is what counts."""
        env = dict(options["env"])
        confinement = json.loads(env.pop(REQUEST))
        request = {
            "connection_file": cmd[cmd.index("-f") + 1],
            "cwd": options["cwd"],
            "env": env,
            "confinement": confinement,
        }
        self._status = None
        connection = zygote_client.zygote().connect(confinement["memory_bytes"], confinement["processes"])
        self._reader, self._writer = await asyncio.open_unix_connection(sock=connection)
        self._writer.write(json.dumps(request).encode() + b"\n")
        await self._writer.drain()
        self.pid = int(await self._reader.readline())
        self.pgid = self.pid
        self._exit = asyncio.ensure_future(self._await_exit())
        return self.connection_info

    async def _await_exit(self) -> None:
        assert self._reader is not None
        line = await self._reader.readline()
        self._status = int(line) if line.strip() else -signal.SIGKILL

    async def poll(self) -> int | None:
        """``None`` while the kernel runs, else how it ended."""
        return self._status if self.pid is not None else 0

    async def wait(self) -> int | None:
        """Wait for the kernel to end, and forget it."""
        while self.pid is not None and self._status is None:  # noqa: ASYNC110 - either may end it
            await asyncio.sleep(_POLL_SECONDS)
        self._forget()
        return self._status

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel's whole process group."""
        if self.pid is not None and self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signum)

    async def kill(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - the base class's signature
        """End the kernel and what it started; the zygote sees to its process group."""
        del restart
        if self.pid is not None and self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            if self._exit is not None:  # told at once; the manager would look ten times a second
                await asyncio.wait({self._exit}, timeout=_END_SECONDS)

    async def terminate(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - the base class's signature
        """Ask the kernel to end."""
        del restart
        await self.send_signal(signal.SIGTERM)

    async def cleanup(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - the base class's signature
        """Close the connection to the zygote."""
        del restart
        self._forget()

    def _forget(self) -> None:
        self.pid = None
        if self._writer is not None:
            self._writer.close()
            self._writer = None
