"""Finds what was handed in where a file has another name than nbgrader expects.

Browsers and systems rename: ``01_normalization (1).ipynb``, ``Copy of …``, ``….ipynb.txt``. Students
hand in other files. Whatever lies in the folder, something is graded or said.
"""

from __future__ import annotations

import os
from pathlib import Path

from autograder.core.text import shorten, writable

_OURS = ("timestamp.txt", "assignment.conf")
"""What nbgrader puts into the folder itself."""

_NAME_LENGTH = 80
"""Characters of a file's name that a sentence shows: a line of a feedback page."""


def find_submission(folder: Path, exercise: str) -> Path | None:
    """The file that counts as the submission of an exercise, or ``None`` if nothing was handed in.

    The file with the right name; else the newest of those that are notebooks by their name; else the
    newest of any kind, to say that it is no notebook.
    """
    expected = folder / f"{exercise}.ipynb"
    if os.path.lexists(expected):
        return expected
    return max(_candidates(folder), key=_claim, default=None)


def note_on_name(found: Path, exercise: str) -> str:
    """A sentence on a submission that does not have the expected name; empty if it has."""
    expected = f"{exercise}.ipynb"
    if found.name == expected:
        return ""
    rest = sorted(path.name for path in _candidates(found.parent) if path != found)
    why = (
        f" Of several files it is the newest notebook; not read: {', '.join(map(_shown, rest))}."
        if rest
        else ""
    )
    return f"The file {_shown(found.name)} was read as {expected}.{why}"


def _candidates(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    files = (p for p in folder.iterdir() if p.is_file() and not p.is_symlink())
    return [p for p in files if p.name not in _OURS and not p.name.startswith(".")]


def _claim(path: Path) -> tuple[bool, bool, int, str]:
    name = path.name.lower()
    return name.endswith(".ipynb"), ".ipynb" in name, path.stat().st_mtime_ns, path.name


def _shown(name: str) -> str:
    return f"`{shorten(writable(name), _NAME_LENGTH)}`"
