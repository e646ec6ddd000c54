"""Reads a handed-in file as a notebook that nbgrader can process, and notes what was amiss."""

from __future__ import annotations

import copy
import functools
import os
import stat
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.core.paths import CourseRoot
from autograder.intake.finding import find_submission, note_on_name
from autograder.intake.magics import runnable
from autograder.intake.parsing import MAX_BYTES, UnreadableError, parse
from autograder.intake.recognise import misplaced
from autograder.intake.repair import repair

UNREADABLE = "skewlab_unreadable"
"""Notebook metadata: why there is nothing to run and grade, as a sentence for the student."""

REPAIRS = "skewlab_repairs"
"""Notebook metadata: what was repaired, as sentences for the feedback."""

WRITTEN = "skewlab_written"
"""Cell metadata: a cell's text as the student wrote it, where something in it is not run."""

_SHOWN = 5
"""Lines left out that a sentence quotes."""


def read_submission(path: Path, root: CourseRoot, exercise: str) -> NotebookNode:
    """The notebook in ``path``, repaired; what is no notebook becomes the blank exercise, so marked.

    nbgrader reads twice: what was handed in, then its own copy of that in ``autograded/``, which is
    repaired already.

    Args:
        path: Where the submission should be; a file of another name in its folder stands in for it.
        root: The course.
        exercise: The exercise's name, ``01_normalization``.

    Raises:
        OSError: the disk or the rights to it fail, which is no student's mistake. What is in the file
            never raises.
    """
    # By its name, not by what a link points to: nobody's graded copy is another's submission.
    if Path(os.path.abspath(path)).is_relative_to(root.autograded):  # noqa: PTH100
        again: NotebookNode = nbformat.read(path, as_version=4)
        return again
    released = root.path / "exercises" / exercise / f"{exercise}.ipynb"
    path = find_submission(path.parent, exercise) or path
    notes = [note_on_name(path, exercise)]
    try:
        _require_own_file(path, root)
        nb = _read(path, released, notes)
    except UnreadableError as error:
        nb = copy.deepcopy(_load(released))
        nb.metadata[UNREADABLE] = (
            f"The file you handed in can't be read as a notebook: {error}. "
            "Hand in the .ipynb file itself: in JupyterLab, File > Download."
        )
    nb.metadata[REPAIRS] = list(dict.fromkeys(filter(None, notes)))
    return nb


def as_written(nb: NotebookNode) -> None:
    """Show each cell's text again as the student wrote it, now that it has run."""
    for cell in nb.cells:
        cell.source = cell.metadata.pop(WRITTEN, cell.source)


def _require_own_file(path: Path, root: CourseRoot) -> None:
    """Refuse what is no regular file in its own place: a link could show what is not the student's."""
    path = Path(os.path.abspath(path))  # noqa: PTH100 - without following links
    if path.is_relative_to(root.submitted):
        here = root.submitted.resolve() / path.relative_to(root.submitted)
        if path.resolve() != here:
            raise UnreadableError("it is a link to another file, or lies in a folder that is a link")
    if not stat.S_ISREG(path.lstat().st_mode):  # a pipe would never end
        raise UnreadableError("it is a folder, or something else that is no file")


def _read(path: Path, released: Path, notes: list[str]) -> NotebookNode:
    with path.open("rb") as file:
        nb, parsing_notes = parse(file.read(MAX_BYTES + 1))  # what is larger is refused there
    exercise = _load(released)
    elsewhere = misplaced(nb, released)
    nb, repair_notes = repair(nb, exercise)
    nb.metadata = copy.deepcopy(exercise.metadata)
    if elsewhere:
        nb.metadata[UNREADABLE] = elsewhere
    else:
        notes += [*parsing_notes, *repair_notes, *_leave_out_magics(nb, exercise)]
    return nb


def _leave_out_magics(nb: NotebookNode, exercise: NotebookNode) -> list[str]:
    """Leave out what the grader's kernel can't run; the text as written is kept for the feedback."""
    given = {cell.source for cell in exercise.cells}
    lines: list[str] = []
    for cell in nb.cells:
        if cell.cell_type == "code" and cell.source not in given:
            source, left_out = runnable(cell.source)
            if source != cell.source:
                cell.metadata[WRITTEN], cell.source = cell.source, source
            lines += left_out
    if not lines:
        return []
    quoted = [f"`{line.splitlines()[0][:60]}`" for line in dict.fromkeys(lines)]
    rest = f" and {len(quoted) - _SHOWN} more" if len(quoted) > _SHOWN else ""
    sentence = (
        f"Not run when your notebook is graded: {', '.join(quoted[:_SHOWN])}{rest}. There is no shell, no "
        "network and no Drive, and the course's libraries are installed. The rest of the cell was run."
    )
    return [sentence]


def _load(path: Path) -> NotebookNode:
    """The released exercise; shared, so not to be changed."""
    return _cached(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=16)
def _cached(path: Path, changed: int) -> NotebookNode:  # noqa: ARG001 - of which version
    nb: NotebookNode = nbformat.read(path, as_version=4)
    return nb
