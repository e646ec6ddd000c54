"""Reads a handed-in file as a notebook that can be graded, and notes what was amiss: once a submission."""

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
"""Lines left out that a sentence quotes."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Received:
    """A submission as it was read.

    Attributes:
        notebook: In the shape of the exercise, without outputs; each cell's text as the student wrote it.
        to_run: For each code cell of ``notebook``, in order, what the grader runs of its text.
        checks: By task id, which of the code cells checks it, counted from 0.
        repairs: What was repaired, as sentences for the feedback page.
        unreadable: Why nothing is to be run, as a sentence for the student; ``None`` if it is to be run.
    """

    notebook: NotebookNode
    to_run: tuple[str, ...]
    checks: Mapping[str, int]
    repairs: tuple[str, ...]
    unreadable: str | None = None


def read(root: CourseRoot, submission: Submission) -> Received:
    """Read what was handed in, wherever in its folder it lies; see :func:`read_file`."""
    path = root.of_student(root.submitted, submission.student, submission.exercise)
    return read_file(path, root, submission.exercise)


def read_file(path: Path, root: CourseRoot, exercise: str) -> Received:
    """Read and repair one file. What is no notebook is read as the blank exercise, and not run.

    Args:
        path: Where the submission should be; a file of another name in its folder stands in for it.
        root: The course.
        exercise: The exercise's name, ``01_normalization``.

    Raises:
        OSError: the disk fails, or the rights to read it, which is no student's mistake. What is in the
            file never raises.
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
    nb, repair_notes = repair(parsed, released)
    nb.metadata = copy.deepcopy(released.metadata)
    return _received(nb, released, notes if elsewhere else [*notes, *parsing_notes, *repair_notes], elsewhere)


def _received(nb: NotebookNode, released: NotebookNode, notes: list[str], unreadable: str | None) -> Received:
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
    """Refuse what is no regular file in its own place: a link could show what is not the student's."""
    path = Path(os.path.abspath(path))  # noqa: PTH100 - without following links
    if path.is_relative_to(root.submitted):
        here = root.submitted.resolve() / path.relative_to(root.submitted)
        if path.resolve() != here:
            raise UnreadableError("it is a link to another file, or lies in a folder that is a link")
    if not stat.S_ISREG(path.lstat().st_mode):  # a pipe would never end
        raise UnreadableError("it is a folder, or something else that is no file")


def _without_magics(code: list[NotebookNode], given: set[str]) -> tuple[tuple[str, ...], list[str]]:
    """What runs of each cell, without what the grader's kernel can't run; and the lines left out."""
    to_run, lines = [], []
    for cell in code:
        source, left_out = (cell.source, []) if cell.source in given else runnable(cell.source)
        to_run.append(source)
        lines += left_out
    return tuple(to_run), lines


def _on_magics(lines: list[str]) -> str:
    quoted = [f"`{line.splitlines()[0][:60]}`" for line in dict.fromkeys(lines)]
    rest = f" and {len(quoted) - _SHOWN} more" if len(quoted) > _SHOWN else ""
    return (
        f"Not run when your notebook is graded: {', '.join(quoted[:_SHOWN])}{rest}. There is no shell, no "
        "network and no Drive, and the course's libraries are installed. The rest of the cell was run."
    )


def _load(path: Path) -> NotebookNode:
    """The released exercise; shared, so not to be changed."""
    return _cached(path, path.stat().st_mtime_ns)


@functools.lru_cache(maxsize=16)
def _cached(path: Path, changed: int) -> NotebookNode:  # noqa: ARG001 - of which version
    nb: NotebookNode = nbformat.read(path, as_version=4)
    return nb
