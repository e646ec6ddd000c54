"""Style and types of a lesson's folder, where the tools for them are installed."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_TOOLS = (
    ("ruff", ("ruff", "check", "--output-format=concise", "--quiet")),
    ("ruff", ("ruff", "format", "--check", "--quiet")),
    ("mypy", ("mypy", "--no-error-summary")),
)
"""For each command, the package that it needs. The settings are those of the course's ``pyproject.toml``."""

_LINES = 12
"""Lines of a tool's output that are shown."""


class Lint:
    """Runs the tools beside everything else.

    Args:
        root: The course's folder.
        folders: The lessons' folders.
    """

    def __init__(self, root: Path, folders: Sequence[Path]) -> None:
        self.missing = missing(root)
        self._running: list[tuple[str, subprocess.Popen[str]]] = []
        if self.missing:
            return
        for _, words in _TOOLS:
            process = subprocess.Popen(  # noqa: S603 - our own interpreter, modules and arguments
                [sys.executable, "-m", *words, *map(str, folders)],
                cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            )  # fmt: skip
            self._running.append((" ".join(words[:2] if words[0] == "ruff" else words[:1]), process))

    def problems(self) -> list[str]:
        """What the tools say, once they are done."""
        found = []
        for name, process in self._running:
            lines = [line for line in process.communicate()[0].splitlines() if line.strip()]
            if process.returncode:
                found += [f"{name}: {line}" for line in lines[:_LINES] or ["it found a fault"]]
        return found

    def end(self) -> None:
        """End what still runs."""
        for _, process in self._running:
            if process.poll() is None:
                process.kill()
            process.wait()


def missing(root: Path) -> str:
    """What there is not, and is needed to look at style and types, as a clause; empty if all is there."""
    tools = dict.fromkeys(tool for tool, _ in _TOOLS if importlib.util.find_spec(tool) is None)
    if tools:
        return f"install {' and '.join(tools)}"
    return "" if (root / "pyproject.toml").is_file() else "there is no pyproject.toml with the settings"
