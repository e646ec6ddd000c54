"""Reads a handed-in file as a notebook that nbgrader can process, and notes what was amiss."""

from __future__ import annotations

import copy
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.engine.paths import CourseRoot

UNREADABLE = "skewlab_unreadable"
"""Notebook metadata: why the file could not be read; the exercise stands in for it."""


def read_submission(path: Path, root: CourseRoot, exercise: str) -> NotebookNode:
    """The notebook in ``path``; what is no notebook becomes the blank exercise, marked unreadable."""
    try:
        nb = nbformat.read(path, as_version=4)
    except Exception as error:  # noqa: BLE001 - nbformat raises many kinds for a damaged file
        return _stand_in(root, exercise, f"{type(error).__name__}: {str(error)[:200]}")
    if not nb.cells:
        return _stand_in(root, exercise, "it has no cells")
    return _without_duplicates(nb)


def _stand_in(root: CourseRoot, exercise: str, reason: str) -> NotebookNode:
    nb: NotebookNode = nbformat.read(root.path / "exercises" / exercise / f"{exercise}.ipynb", as_version=4)
    nb.metadata[UNREADABLE] = (
        f"The file you handed in can't be read as a notebook ({reason}). "
        "Hand in the .ipynb file itself: in JupyterLab, File > Download."
    )
    return nb


def _without_duplicates(nb: NotebookNode) -> NotebookNode:
    """The first cell with a grade id keeps it: a second one would end the whole class's run."""
    nb = copy.deepcopy(nb)
    seen: set[str] = set()
    for cell in nb.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in seen:
            del cell.metadata["nbgrader"]
        elif name:
            seen.add(name)
    return nb
