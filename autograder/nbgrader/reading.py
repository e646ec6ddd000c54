"""Reads a handed-in file as a notebook that nbgrader can process, and notes what was amiss."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.engine.paths import CourseRoot
from autograder.nbgrader.repair import repair

UNREADABLE = "skewlab_unreadable"
"""Notebook metadata: why the file could not be read; the exercise stands in for it."""

REPAIRS = "skewlab_repairs"
"""Notebook metadata: what was repaired, as sentences for the feedback."""


def read_submission(path: Path, root: CourseRoot, exercise: str) -> NotebookNode:
    """The notebook in ``path``, repaired; what is no notebook becomes the blank exercise, so marked."""
    original: NotebookNode = nbformat.read(
        root.path / "exercises" / exercise / f"{exercise}.ipynb", as_version=4
    )
    reason = ""
    try:
        nb: NotebookNode = nbformat.read(path, as_version=4)
        if not nb.cells:
            reason = "it has no cells"
        else:
            earlier = list(nb.metadata.get(REPAIRS, []))
            nb, notes = repair(nb, original)
            nb.metadata[REPAIRS] = earlier + notes
    except Exception as error:  # noqa: BLE001 - nbformat raises many kinds for a damaged file
        reason = f"{type(error).__name__}: {str(error)[:200]}"
    if not reason:
        return nb
    original.metadata[UNREADABLE] = (
        f"The file you handed in can't be read as a notebook ({reason}). "
        "Hand in the .ipynb file itself: in JupyterLab, File > Download."
    )
    return original
