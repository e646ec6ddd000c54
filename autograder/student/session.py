"""Prepares a notebook: imports, seeds, versions, and a plain sentence where a function is missing."""

from __future__ import annotations

import importlib
import platform
import random
from types import ModuleType, TracebackType
from typing import Any

import numpy as np
from IPython.core.getipython import get_ipython

from autograder.core.environment import same_numerics
from autograder.core.errors import CourseError
from autograder.student import public
from autograder.student.quiet import quiet_stderr

SEED = 20260


def setup() -> None:
    """Import the course's libraries without log lines, set all random seeds, and print the versions.

    TensorFlow, where the course has it, then computes as it does when a notebook is graded. Where it was
    imported before, and so can't be told, a sentence says what to do.

    Raises:
        CourseError: the course's data are not there.
        ImportError: a library is not installed.
    """
    as_in_grading = same_numerics()
    with quiet_stderr():
        modules = {name: importlib.import_module(name) for name in public.course()["libraries"]}
    random.seed(SEED)
    np.random.seed(SEED)  # noqa: NPY002 - what notebooks draw from by `np.random.rand()`
    if "keras" in modules:
        modules["keras"].utils.set_random_seed(SEED)
    versions = [f"{name} {module.__version__}" for name, module in modules.items() if _has_version(module)]
    print(" · ".join([f"Python {platform.python_version()}", *versions, "OK"]))
    if not as_in_grading:
        print(
            "TensorFlow was imported before this cell, so it may compute a little differently than when your "
            "notebook is graded. Restart the kernel and run this cell first."
        )


def _has_version(module: ModuleType) -> bool:
    return isinstance(getattr(module, "__version__", None), str)


def speak_in_sentences() -> None:
    """Show our own errors, and the ``NameError`` of a ``check`` line, as sentences without a traceback."""
    shell = get_ipython()
    if shell is not None:
        shell.set_custom_exc((NameError, CourseError), _sentence)


def _sentence(
    shell: Any,
    kind: type[BaseException],
    error: NameError | CourseError,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> list[str]:
    lines: list[str]
    source = str(shell.user_ns.get("In", [""])[-1]).lstrip()
    if isinstance(error, CourseError):
        lines = [str(error)]
    elif source.startswith("check(") and getattr(error, "name", None):
        lines = [
            (
                f"{error.name} isn't defined yet. Run the cell that defines it (or Run > Run All Cells) "
                "and keep the function's name as it was given."
            )
        ]
    else:
        lines = shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=tb_offset)
    shell._showtraceback(kind, error, lines)  # noqa: SLF001 - what IPython itself does next
    return lines
