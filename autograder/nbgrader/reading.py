"""Reads a handed-in file as a notebook that nbgrader can process, and notes what was amiss."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path

import nbformat
from nbformat import NotebookNode, from_dict

from autograder.core.text import writable
from autograder.engine.paths import CourseRoot
from autograder.nbgrader.repair import repair

UNREADABLE = "skewlab_unreadable"
"""Notebook metadata: why the file could not be read; the exercise stands in for it."""

REPAIRS = "skewlab_repairs"
"""Notebook metadata: what was repaired, as sentences for the feedback."""

MAX_BYTES = 50 * 2**20
MAX_CELLS = 2_000
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class _NotReadableError(Exception):
    """Why what was handed in is not read, as the end of a sentence."""


def read_submission(path: Path, root: CourseRoot, exercise: str) -> NotebookNode:
    """The notebook in ``path``, repaired; what is no notebook becomes the blank exercise, so marked.

    nbgrader reads twice: what was handed in, and what the first pass made of it. Only the second
    carries notes of ours that count.
    """
    original: NotebookNode = nbformat.read(
        root.path / "exercises" / exercise / f"{exercise}.ipynb", as_version=4
    )
    path = Path(os.path.abspath(path))  # noqa: PTH100 - without following links: they are not trusted yet
    handed_in = not path.is_relative_to(root.autograded)
    try:
        nb: NotebookNode = nbformat.reads(_text(path, root, handed_in=handed_in), as_version=4)
        notes = (
            {}
            if handed_in
            else {key: nb.metadata[key] for key in (UNREADABLE, REPAIRS) if key in nb.metadata}
        )
        nb, repairs = repair(_checked(nb), original)
        nb = _rebuilt(nb, original)
    except Exception as error:  # noqa: BLE001 - nbformat raises many kinds for a damaged file
        named = isinstance(error, _NotReadableError)
        reason = str(error) if named else writable(f"{type(error).__name__}: {str(error)[:200]}")
        original.metadata[UNREADABLE] = (
            f"The file you handed in can't be read as a notebook ({reason}). "
            "Hand in the .ipynb file itself: in JupyterLab, File > Download."
        )
        return original
    nb.metadata |= notes
    nb.metadata[REPAIRS] = [*notes.get(REPAIRS, []), *map(writable, repairs)]
    return nb


def _text(path: Path, root: CourseRoot, *, handed_in: bool) -> str:
    """The text of a regular file that lies where it is looked for.

    A link below the folder of submissions could show what is not the student's.
    """
    submitted = root.submitted
    if handed_in and submitted in path.parents:
        here = submitted.resolve() / path.relative_to(submitted)
        if path.resolve() != here:
            msg = "it is a link to another file, or lies in a folder that is a link"
            raise _NotReadableError(msg)
    if not stat.S_ISREG(path.lstat().st_mode):
        msg = "it is a folder, or something else that is no file"
        raise _NotReadableError(msg)
    if path.stat().st_size > MAX_BYTES:
        msg = f"it has {path.stat().st_size / 2**20:,.0f} MiB; at most {MAX_BYTES / 2**20:,.0f} are read"
        raise _NotReadableError(msg)
    return path.read_text(encoding="utf-8")


def _checked(nb: NotebookNode) -> NotebookNode:
    if not nb.cells:
        msg = "it has no cells"
        raise _NotReadableError(msg)
    if len(nb.cells) > MAX_CELLS:
        msg = f"it has {len(nb.cells):,} cells; at most {MAX_CELLS:,} are read"
        raise _NotReadableError(msg)
    return nb


def _rebuilt(nb: NotebookNode, original: NotebookNode) -> NotebookNode:
    """The cells' texts and marks in a notebook of our own: no other metadata, no outputs, no attachments.

    Pages, kernels and nbgrader act on metadata; none of it is the student's to set.
    """
    cells = []
    taken: set[str] = set()
    for number, cell in enumerate(nb.cells):
        kind = cell.cell_type if cell.cell_type in ("code", "markdown") else "raw"
        name = str(cell.get("id"))
        if not _ID.fullmatch(name) or name in taken:
            name = f"skewlab-{number}"
        taken.add(name)
        mark = {"nbgrader": cell.metadata.nbgrader} if "nbgrader" in cell.metadata else {}
        made = {"cell_type": kind, "id": name, "metadata": mark, "source": writable(cell.source)}
        cells.append(made | ({"outputs": [], "execution_count": None} if kind == "code" else {}))
    top = {"nbformat": original.nbformat, "nbformat_minor": original.nbformat_minor}
    rebuilt: NotebookNode = from_dict(top | {"metadata": dict(original.metadata), "cells": cells})
    nbformat.validate(rebuilt)
    return rebuilt
