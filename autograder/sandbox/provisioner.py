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
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from autograder.core.errors import GraderFault
from autograder.sandbox import zygote_client
from autograder.sandbox.connection import KernelConnection

NAME = "skewlab-zygote"
"""The provisioner's name, as the package's entry point gives it."""

KERNEL = "skewlab"
"""The name of the kernel that it provides."""

CONFINEMENT = "SKEWLAB_CONFINEMENT"
"""The environment variable that carries a confinement through jupyter_client, which knows none.

It is taken out again here, and set in no process.
"""

LIBRARIES = "SKEWLAB_LIBRARIES"
"""The environment variable that carries, in the same way, what a kernel's zygote has imported."""

_POLL_SECONDS = 0.02
"""How often to look whether a kernel that was told to end has ended."""

_END_SECONDS = 5.0
"""How long to wait for the word that a killed kernel has ended; it comes within milliseconds."""


class WarmKernelSpecs(KernelSpecManager):
    """Kernel specs, with one more: ``skewlab``, the stock Python kernel forked from the zygote."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The spec of ``skewlab``, or of a kernel installed on this machine."""
        if kernel_name != KERNEL:
            return super().get_kernel_spec(kernel_name)
        return KernelSpec(
            argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
            display_name="Python 3 (warm)",
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": NAME}},
        )


class ZygoteProvisioner(LocalProvisioner):
    """Forks a warm kernel; everything else is as for a local process."""

    _kernel: KernelConnection | None = None
    _exit: asyncio.Task[None] | None = None

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started and not yet cleaned up."""
        return self._kernel is not None

    async def launch_kernel(self, cmd: list[str], **options: Any) -> KernelConnectionInfo:
        """Ask for a fork. ``cmd`` is the stock command; its connection file is what counts.

        Raises:
            GraderFault: see :meth:`KernelConnection.start`.
        """
        env = dict(options["env"])
        confinement = json.loads(env.pop(CONFINEMENT))
        libraries = tuple(json.loads(env.pop(LIBRARIES)))
        request = {
            "connection_file": cmd[cmd.index("-f") + 1],
            "cwd": options["cwd"],
            "env": env,
            "confinement": confinement,
        }
        kernel = KernelConnection(zygote_client.zygote(libraries))
        await kernel.start(request)
        self._kernel = kernel
        self.pid = self.pgid = kernel.pid
        self._exit = asyncio.ensure_future(kernel.wait())
        return self.connection_info

    async def poll(self) -> int | None:
        """``None`` while the kernel runs, else how it ended."""
        return 0 if self._kernel is None else self._kernel.exit_code

    async def wait(self) -> int | None:
        """Wait for the kernel to end, and forget it."""
        kernel = self._kernel
        while self._kernel is not None and self._kernel.exit_code is None:  # noqa: ASYNC110 - either may end it
            await asyncio.sleep(_POLL_SECONDS)
        self._forget()
        return None if kernel is None else kernel.exit_code

    def fault(self) -> str:
        """Why the kernel's end is the grader's fault, as sentences; an empty text if it is not."""
        return "" if self._kernel is None else self._kernel.fault()

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel's whole process group."""
        if self._kernel is not None and self._kernel.exit_code is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._kernel.pid, signum)

    async def kill(self, restart: bool = False) -> None:  # noqa: FBT001, FBT002 - the base class's signature
        """End the kernel and what it started; the zygote sees to its process group."""
        del restart
        if self._kernel is not None and self._kernel.exit_code is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._kernel.pid, signal.SIGKILL)
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
        if self._kernel is not None:
            self._kernel.close()
            self._kernel = None


def raise_if_zygote_ended(manager: AsyncKernelManager) -> None:
    """Do nothing, unless a kernel ended because the zygote did, which no notebook can have caused.

    Raises:
        GraderFault: the zygote ended.
    """
    if isinstance(manager.provisioner, ZygoteProvisioner) and manager.provisioner.fault():
        raise GraderFault(manager.provisioner.fault())
