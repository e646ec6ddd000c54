"""Puts a submission back into the shape of its exercise, so that every task can be graded.

Students delete, copy and move cells; editors strip metadata and ids. The exercise is the measure: each
of its nbgrader cells is found again in the submission, by its grade id, its cell id or its text, and
what is missing comes back. A pure function; every repair is a sentence for the feedback.
"""

from __future__ import annotations

import copy
import re
from typing import Any

from nbformat import NotebookNode

_CHECK = re.compile(r"\bcheck\(\s*['\"](?P<task>[a-z0-9_.]+)['\"]")
_DEF = re.compile(r"^def (?P<name>\w+)\(", re.MULTILINE)


def repair(nb: NotebookNode, exercise: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """``nb`` with exactly the exercise's nbgrader cells, each once, and what was done to it."""
    nb = copy.deepcopy(nb)
    notes: list[str] = []
    wanted = [cell for cell in exercise.cells if _grade_id(cell)]
    found = _match(nb.cells, wanted, notes)
    taken = {id(cell) for cell in found.values()}
    for cell in nb.cells:
        if id(cell) not in taken and "nbgrader" in cell.metadata:
            notes.append(f"A second or unknown cell {_grade_id(cell)!r} is not graded.")
            del cell.metadata["nbgrader"]
    previous: NotebookNode | None = None
    for original in wanted:
        name = _grade_id(original)
        cell = found.get(name)
        if cell is None:
            if original.metadata.nbgrader.get("solution"):
                continue  # a deleted answer is an answer: nothing was written
            cell = copy.deepcopy(original)
            place = 0 if previous is None else _index(nb.cells, previous) + 1
            nb.cells.insert(place, cell)
            notes.append(f"The deleted check cell {name!r} was put back.")
        else:
            _restore(cell, original, notes)
        previous = cell
    return nb, notes


def _match(
    cells: list[NotebookNode], wanted: list[NotebookNode], notes: list[str]
) -> dict[str, NotebookNode]:
    """The submission's cell for each grade id: the surest sign first."""
    found: dict[str, NotebookNode] = {}
    for sign in (_grade_id, _cell_id, _text_sign):
        for original in wanted:
            name = _grade_id(original)
            if name in found or not sign(original):
                continue
            taken = {id(cell) for cell in found.values()}
            same = [c for c in cells if id(c) not in taken and sign(c) == sign(original)]
            if same:
                found[name] = same[-1] if sign is _text_sign else same[0]
                if sign is not _grade_id:
                    notes.append(f"The lost mark of the cell {name!r} was put back.")
    return found


def _restore(cell: NotebookNode, original: NotebookNode, notes: list[str]) -> None:
    """Give a cell the exercise's metadata and kind; a locked one its text, too."""
    name = _grade_id(original)
    if cell.cell_type != original.cell_type:
        notes.append(f"The cell {name!r} was turned back into a {original.cell_type} cell.")
        cell.cell_type = original.cell_type
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        else:
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
    cell.metadata["nbgrader"] = copy.deepcopy(original.metadata.nbgrader)
    if original.metadata.nbgrader.get("locked") and cell.source != original.source:
        notes.append(f"The changed check cell {name!r} was put back.")
        cell.source = original.source


def _grade_id(cell: NotebookNode) -> str:
    data: Any = cell.metadata.get("nbgrader")
    return str(data.get("grade_id") or "") if isinstance(data, dict) else ""


def _cell_id(cell: NotebookNode) -> str:
    return str(cell.get("id") or cell.metadata.get("id") or "")


def _text_sign(cell: NotebookNode) -> str:
    """What a cell is for, by its text: the task it checks, or the function it defines."""
    source = str(cell.source)
    check = _CHECK.search(source)
    if check:
        return f"check {check['task']}"
    names = _DEF.findall(source)
    return f"def {names[-1]}" if names else ""


def _index(cells: list[NotebookNode], cell: NotebookNode) -> int:
    return next(i for i, other in enumerate(cells) if other is cell)
