"""What the zygote imports once, so that no kernel has to, and how kernels are kept from copying it."""

from __future__ import annotations

import contextlib
import gc
import importlib
import sys
import types
from collections.abc import Iterable
from typing import Any, ClassVar

EVERYWHERE = (
    "numpy",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.debugger_backport",
    "IPython.core.logger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "IPython.utils.wildcard",
    "ipykernel.debugger",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "sqlite3",
    "tornado.platform.asyncio",
    "autograder.student",
    "autograder.student.graded",
)
"""What every kernel needs, whatever its course teaches."""

LOADED: set[str] = set()
"""The names of all modules that were loaded by :func:`import_libraries` or before."""

_GARBAGE = (50_000, 20, 20)
"""How many new objects make a kernel look for garbage: a short notebook's need no look at all."""


def import_libraries(libraries: Iterable[str]) -> None:
    """Import what there is of some modules and of :data:`EVERYWHERE`, and keep garbage collection off it.

    Args:
        libraries: The names of the modules that the course's submissions import. A missing one costs its own
            import time in each kernel, nothing else.
    """
    gc.disable()  # importing makes no garbage worth looking for, and the looking is a fifth of the time
    for name in (*libraries, *EVERYWHERE):
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    _spare_modules()
    _look_up_kernels()
    LOADED.update(sys.modules)
    gc.enable()
    gc.set_threshold(*_GARBAGE)
    gc.freeze()  # kernels' collections then pass over, and so don't copy, what all of them share


class _Sys(types.ModuleType):
    """The module ``sys``, but with an empty list of modules."""

    modules: ClassVar[dict[str, types.ModuleType]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


def _spare_modules() -> None:
    """Keep kernels from listing all modules, for a debugger that nobody attaches.

    To touch thousands of objects is to copy the memory around them: 25 MB for each kernel.
    """
    with contextlib.suppress(ImportError):
        importlib.import_module("ipykernel.ipkernel").__dict__["sys"] = _Sys("sys")


def _look_up_kernels() -> None:
    """Let TensorFlow, where it was imported, sort its list of kernels: at the first look, it runs no op."""
    if "tensorflow" in sys.modules:
        with contextlib.suppress(ImportError):
            kernels = importlib.import_module("tensorflow.python.framework.kernels")
            kernels.get_registered_kernels_for_op("MatMul")
