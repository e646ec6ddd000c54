"""Finds what was handed in where a file has another name than nbgrader expects.

Browsers and operating systems rename files: ``01_normalization (1).ipynb``, ``Copy of …``, ``….ipynb.txt``.
Students hand in other files. If the folder holds any file, one of them counts as the submission.
"""

from __future__ import annotations

import os
from pathlib import Path

from autograder.core.text import shorten, writable

_OURS = ("timestamp.txt", "assignment.conf")
"""Names of the files that nbgrader itself puts into a submission's folder."""

_NAME_LENGTH = 80
"""How many characters of a file's name a sentence shows; about one line of a feedback page."""


def find_submission(folder: Path, exercise: str) -> Path | None:
    """Return the file that counts as the submission of an exercise.

    This is the file with the right name; else the newest file that is named like a notebook; else the newest
    file of any kind, so that the student is told that it is no notebook.

    Args:
        folder: The folder of one student and one exercise; it need not exist.
        exercise: The exercise's name, ``01_normalization``, without ``.ipynb``.

    Returns:
        A path in ``folder``, or ``None`` if nothing was handed in. A file with the right name is returned
        even when it is a broken link or a folder: reading it says so.
    """
    expected = folder / f"{exercise}.ipynb"
    if os.path.lexists(expected):
        return expected
    return max(_candidates(folder), key=_claim, default=None)


def note_on_name(found: Path, exercise: str) -> str:
    """Return a sentence for the student about a file that does not have the expected name.

    Args:
        found: The file that :func:`find_submission` returned.
        exercise: The exercise's name, ``01_normalization``.

    Returns:
        One or two sentences that also list the files that were not read; empty if the name is as expected.
    """
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
    """Return the regular files in ``folder`` that may be a student's, without links and hidden files."""
    if not folder.is_dir():
        return []
    files = (p for p in folder.iterdir() if p.is_file() and not p.is_symlink())
    return [p for p in files if p.name not in _OURS and not p.name.startswith(".")]


def _claim(path: Path) -> tuple[bool, bool, int, str]:
    """Return the sort key of a candidate: the greatest one is the submission."""
    name = path.name.lower()
    # ``x.ipynb.txt`` is second: some browsers add the ending. The name itself breaks a tie of times.
    return name.endswith(".ipynb"), ".ipynb" in name, path.stat().st_mtime_ns, path.name


def _shown(name: str) -> str:
    return f"`{shorten(writable(name), _NAME_LENGTH)}`"
