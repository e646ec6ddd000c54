"""Where a check stands: below all that it needs, so that a right answer is graded as one.

A notebook is graded as *Restart and run all* would show it, top to bottom. At home cells were run in any
order, and a check above the function that it calls had worked.
"""

from __future__ import annotations

import copy
from collections.abc import Callable

from nbformat import NotebookNode

from autograder.intake.names import first_definitions, needed_by
from autograder.intake.slots import Slot


def place_checks(
    nb: NotebookNode,
    slots: list[Slot],
    found: dict[str, NotebookNode],
    note: Callable[[str, str], None],
) -> None:
    """Put missing checks back and move those that stand too high; ``found`` then holds every check."""
    previous: NotebookNode | None = None
    for slot in slots:
        cell = found.get(slot.name)
        if slot.is_check:
            if cell is None:
                cell = found[slot.name] = copy.deepcopy(slot.cell)
                nb.cells.insert(_gap(nb.cells, previous, _lowest_need(nb.cells, slot)), cell)
                note("A check was missing and has been restored: {}.", slot.words)
            elif (lowest := _lowest_need(nb.cells, slot)) > index_of(nb.cells, cell):
                nb.cells = [other for other in nb.cells if other is not cell]
                nb.cells.insert(lowest, cell)  # the cells below it moved up by one
                note("A check stood above code that it needs and was moved below it: {}.", slot.words)
        previous = cell or previous


def _gap(cells: list[NotebookNode], previous: NotebookNode | None, lowest: int) -> int:
    """Below the exercise's cell before, and below all that is needed; else at the end."""
    if previous is None and lowest < 0:
        return len(cells)
    return max(lowest, -1 if previous is None else index_of(cells, previous)) + 1


def _lowest_need(cells: list[NotebookNode], slot: Slot) -> int:
    """The lowest cell without which the check's function can't run; -1 if the notebook defines none."""
    sources = [str(cell.source) if cell.cell_type == "code" else "" for cell in cells]
    first = first_definitions(sources)
    needed = {name for function in slot.functions for name in needed_by(function, sources)}
    return max((first[name] for name in needed if name in first), default=-1)


def index_of(cells: list[NotebookNode], cell: NotebookNode) -> int:
    """Where this very cell stands; equal ones are others."""
    return next(i for i, other in enumerate(cells) if other is cell)
