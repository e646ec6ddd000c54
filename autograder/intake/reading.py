"""Reads a handed-in file as a notebook that can be graded, and notes what was wrong with it."""

from __future__ import annotations

import copy
import dataclasses
import functools
import os
import stat
from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.core.paths import CourseRoot
from autograder.intake.finding import find_submission, note_on_name
from autograder.intake.magics import runnable
from autograder.intake.parsing import MAX_BYTES, UnreadableError, parse
from autograder.intake.recognise import misplaced
from autograder.intake.repair import repair
from autograder.intake.slots import slots_of
from autograder.intake.submissions import Submission

_SHOWN = 5
"""How many of the lines that were left out a sentence quotes."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Received:
    """A submission as it was read.

    Attributes:
        notebook: The repaired notebook, without outputs: every slot of the exercise, and the student's text.
        to_run: For each code cell of ``notebook``, in order, the text that the grader runs.
        checks: By task id, the index of its check among the code cells of ``notebook``, counted from 0.
        repairs: Sentences for the feedback page, one for each kind of repair.
        unreadable: Why nothing is run, as a sentence for the student; ``None`` if the notebook is run.
    """

    notebook: NotebookNode
    to_run: tuple[str, ...]
    checks: Mapping[str, int]
    repairs: tuple[str, ...]
    unreadable: str | None = None


def read(root: CourseRoot, submission: Submission) -> Received:
    """Read and repair the file that a student handed in.

    Args:
        root: The course.
        submission: Which student and which exercise.

    Raises:
        OSError: see :func:`read_file`.
    """
    path = root.of_student(root.submitted, submission.student, submission.exercise)
    return read_file(path, root, submission.exercise)


def read_file(path: Path, root: CourseRoot, exercise: str) -> Received:
    """Read and repair one file.

    A file that is no notebook gives the blank exercise, with ``unreadable`` set.

    Args:
        path: Where the submission should be. If nothing is there, the newest file of the folder is read.
        root: The course.
        exercise: The exercise's name, ``01_normalization``.

    Raises:
        OSError: there is no file, or the grader can't read it. Nothing in the file raises an error.
    """
    released = _load(root.released(exercise))
    path = find_submission(path.parent, exercise) or path
    notes = [note_on_name(path, exercise)]
    try:
        _require_own_file(path, root)
        with path.open("rb") as file:
            parsed, parsing_notes = parse(file.read(MAX_BYTES + 1))  # what is larger is refused there
    except UnreadableError as error:
        why = (
            f"The file you handed in can't be read as a notebook: {error}. "
            "Hand in the .ipynb file itself: in JupyterLab, File > Download."
        )
        return _received(copy.deepcopy(released), released, notes, why)
    elsewhere = misplaced(parsed, root, exercise)
    # Repaired also if it is not run: the feedback page then shows what was handed in.
    nb, repair_notes = repair(parsed, released)
    nb.metadata = copy.deepcopy(released.metadata)
    return _received(nb, released, notes if elsewhere else [*notes, *parsing_notes, *repair_notes], elsewhere)


def _received(nb: NotebookNode, released: NotebookNode, notes: list[str], unreadable: str | None) -> Received:
    """Return the :class:`Received` of a repaired notebook.

    Args:
        nb: The repaired notebook.
        released: The exercise as it was released.
        notes: Sentences for the student; empty ones are dropped.
        unreadable: Why nothing is run; ``None`` if the notebook is run.
    """
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    to_run, left_out = _without_magics(code, {cell.source for cell in released.cells})
    if left_out and unreadable is None:
        notes = [*notes, _on_magics(left_out)]
    tasks = {slot.name: slot.task_id for slot in slots_of(released) if slot.is_check}
    ids = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in code]
    return Received(
        notebook=nb,
        to_run=to_run,
        checks={tasks[name]: index for index, name in enumerate(ids) if name in tasks},
        repairs=tuple(dict.fromkeys(filter(None, notes))),
        unreadable=unreadable,
    )


def _require_own_file(path: Path, root: CourseRoot) -> None:
    """Raise :class:`UnreadableError` unless ``path`` is a regular file in the submission's own folder.

    The feedback page shows what is read, and a link could lead to a file that is not the student's.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - without following links
    if path.is_relative_to(root.submitted):
        here = root.submitted.resolve() / path.relative_to(root.submitted)
        if path.resolve() != here:
            raise UnreadableError("it is a link to another file, or lies in a folder that is a link")
    if not stat.S_ISREG(path.lstat().st_mode):  # a pipe would never end
        raise UnreadableError("it is a folder, or something else that is no file")


def _without_magics(code: list[NotebookNode], given: set[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the text of each code cell without what the grader's kernel can't run, and the lines left out.

    Args:
        code: The code cells of the submission.
        given: The texts of the exercise's cells, which run as they are.
    """
    to_run, lines = [], []
    for cell in code:
        source, left_out = (cell.source, []) if cell.source in given else runnable(cell.source)
        to_run.append(source)
        lines += left_out
    return tuple(to_run), lines


def _on_magics(lines: list[str]) -> str:
    """Return a sentence for the student on the lines that were left out."""
    quoted = [f"`{line.splitlines()[0][:60]}`" for line in dict.fromkeys(lines)]
    rest = f" and {len(quoted) - _SHOWN} more" if len(quoted) > _SHOWN else ""
    return (
        f"Not run when your notebook is graded: {', '.join(quoted[:_SHOWN])}{rest}. There is no shell, no "
        "network and no Drive, and the course's libraries are installed. The rest of the cell was run."
    )


def _load(path: Path) -> NotebookNode:
    """Return a released exercise. The same object is returned each time, so callers must not change it."""
    return _cached(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=16)
def _cached(path: Path, changed: int) -> NotebookNode:  # noqa: ARG001 - of which version
    # The time of the last change is a part of the cache's key: an exercise that is built anew is read anew.
    nb: NotebookNode = nbformat.read(path, as_version=4)
    return nb
