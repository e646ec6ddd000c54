"""Places each check below all that it needs, so that a right answer is graded as right.

The grader runs a notebook from top to bottom, as *Restart and run all* does. The student may have run the
cells in another order, in which a check above its function worked.
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
    """Put missing checks back, and move those that stand above code that they need.

    Args:
        nb: The submission; its list of cells is changed.
        slots: The slots of the exercise, in its order.
        found: By the name of a slot, the submission's cell for it. Checks that are put back are added.
        note: Called with a sentence that has ``{}`` for a cell, and with the words for that cell.
    """
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
    """Return the index at which a missing check is inserted.

    Args:
        cells: The cells of the submission.
        previous: The cell of the slot before it; ``None`` if the submission has none.
        lowest: The index of the lowest cell that the check needs; -1 if it needs none.
    """
    if previous is None and lowest < 0:
        return len(cells)
    return max(lowest, -1 if previous is None else index_of(cells, previous)) + 1


def _lowest_need(cells: list[NotebookNode], slot: Slot) -> int:
    """Return the index of the lowest cell that a check's function needs; -1 if it needs none.

    Only first definitions count: a name that is defined once more further down does not pull the check along.
    """
    sources = [str(cell.source) if cell.cell_type == "code" else "" for cell in cells]
    first = first_definitions(sources)
    needed = {name for function in slot.functions for name in needed_by(function, sources)}
    return max((first[name] for name in needed if name in first), default=-1)


def index_of(cells: list[NotebookNode], cell: NotebookNode) -> int:
    """Return the index of this very cell object; an equal cell elsewhere is another one.

    Raises:
        StopIteration: the cell is not in ``cells``.
    """
    return next(i for i, other in enumerate(cells) if other is cell)
