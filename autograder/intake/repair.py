"""Puts a submission back into the shape of its exercise, so that every task can be graded.

Students delete, copy and move cells; editors strip metadata and ids. The exercise is the measure: each
of its nbgrader cells is found again in the submission, by its text, its grade id or its cell id, and
check cells that are missing come back. A pure function; every repair is a sentence for the feedback.
"""

from __future__ import annotations

import copy
import itertools

from nbformat import NotebookNode

from autograder.intake.names import names_of
from autograder.intake.placing import index_of, place_checks
from autograder.intake.slots import Slot, pure_check, slots_of, without_checks

_NAMED = 6
"""Cells that one sentence names; what is more is counted."""


def repair(nb: NotebookNode, exercise: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """``nb`` with exactly the exercise's nbgrader cells, each check once, and what was done to it."""
    nb = copy.deepcopy(nb)
    slots = slots_of(exercise)
    done = _Notes()
    found = _match(nb.cells, slots, done)
    _leave_out_copies(nb, slots, found, done)
    for slot in slots:
        if slot.name in found:
            _restore(nb, found[slot.name], slot, done)
    place_checks(nb, slots, found, done.add)
    _free_other_cells(nb, exercise, found, done)
    _give_ids(nb.cells, {id(found[m.name]): m.cell_id for m in slots if m.name in found})
    return nb, done.sentences()


class _Notes:
    """What was done, by kind; each kind becomes one sentence that names the cells."""

    def __init__(self) -> None:
        self._cells: dict[str, list[str]] = {}

    def add(self, sentence: str, cell: str) -> None:
        """Note a repair; ``sentence`` says ``{}`` where the cells are named."""
        self._cells.setdefault(sentence, []).append(cell)

    def sentences(self) -> list[str]:
        """One sentence for each kind of repair."""
        return [sentence.format(_listed(list(dict.fromkeys(c)))) for sentence, c in self._cells.items()]


def _listed(names: list[str]) -> str:
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _match(cells: list[NotebookNode], slots: list[Slot], done: _Notes) -> dict[str, NotebookNode]:
    """The submission's cell for each slot. What a cell says it does goes before what it is called."""
    found: dict[str, NotebookNode] = {}
    roles = [(cell, _roles(cell, slots)) for cell in cells]
    for slot in slots:
        taken = {id(cell) for cell in found.values()}
        candidates = [
            (slot.rank(cell, index), cell)
            for index, (cell, names) in enumerate(roles)
            if id(cell) not in taken and (slot.name in names if names else slot.claims(cell))
        ]
        if candidates:
            cell = max(candidates, key=lambda pair: pair[0])[1]
            found[slot.name] = cell
            if not slot.is_on(cell):
                done.add("The metadata of a cell was missing and has been restored: {}.", slot.words)
    return found


def _roles(cell: NotebookNode, slots: list[Slot]) -> set[str]:
    """The slots that a cell's text is for; a text that checks and defines nothing is for none."""
    if not pure_check(cell.source) and not names_of(cell.source).defines:
        slots = [slot for slot in slots if slot.cell.source == cell.source]
    return {slot.name for slot in slots if slot.fits(cell)}


def _leave_out_copies(
    nb: NotebookNode, slots: list[Slot], found: dict[str, NotebookNode], done: _Notes
) -> None:
    """A second copy of a check is no answer; the given stub is none where the function is written."""
    kept = {id(cell) for cell in found.values()}
    for cell in [cell for cell in nb.cells if id(cell) not in kept]:
        for slot in slots:
            if slot.name in found and slot.is_copy(cell, found[slot.name]):
                done.add("An extra, unchanged copy of a given cell was ignored: {}.", slot.words)
                nb.cells = [other for other in nb.cells if other is not cell]
                break


def _restore(nb: NotebookNode, cell: NotebookNode, slot: Slot, done: _Notes) -> None:
    """Give a cell the exercise's kind and metadata; a check its text, too."""
    original, kind = slot.cell, cell.cell_type
    if cell.cell_type != "code":
        done.add("A code cell had become a text cell and was changed back: {}.", slot.words)
        _to_code(cell)
    if slot.is_check and cell.source != original.source:
        done.add("A check had been edited and was reset: {}.", slot.words)
        if own := without_checks(cell.source).strip("\n"):
            done.add("Your own code in the cell of a check was moved to a cell of its own: {}.", slot.words)
            nb.cells.insert(index_of(nb.cells, cell), _own_cell(own, kind))
        cell.source = original.source
    if slot.is_on(cell) and cell.metadata.nbgrader != original.metadata.nbgrader:
        done.add("The points or the lock of a cell had been changed and were reset: {}.", slot.words)
    cell.metadata = copy.deepcopy(original.metadata)


def _to_code(cell: NotebookNode) -> None:
    cell.cell_type = "code"
    cell.update(outputs=[], execution_count=None)
    cell.pop("attachments", None)


def _free_other_cells(
    nb: NotebookNode, exercise: NotebookNode, found: dict[str, NotebookNode], done: _Notes
) -> None:
    """Only the cells that were found are nbgrader's; the exercise's others get their metadata back."""
    kept = {id(cell) for cell in found.values()}
    given = {(c.get("id"), c.source): c for c in exercise.cells if "nbgrader" not in c.metadata}
    for cell in nb.cells:
        if id(cell) in kept:
            continue
        data = cell.metadata.get("nbgrader", {})
        if any(data.get(flag) for flag in ("grade", "solution", "locked")):
            done.add(
                "A cell marked as graded is not part of the exercise and counts as your own: {}. "
                "All cells run, from top to bottom, and a check grades what is defined last above it.",
                _first_name(cell),
            )
        original = given.get((cell.get("id"), cell.source))
        cell.metadata = copy.deepcopy(original.metadata) if original else NotebookNode()
        if original and original.cell_type == "code" != cell.cell_type:
            _to_code(cell)
            done.add("A code cell had become a text cell and was changed back: {}.", _first_name(cell))


def _first_name(cell: NotebookNode) -> str:
    names = sorted(names_of(cell.source).defines)
    return f"the cell of `{names[0]}`" if names else "one that defines nothing"


def _give_ids(cells: list[NotebookNode], wanted: dict[int, str]) -> None:
    """An id for every cell, each once: the exercise's for its own, a student's where it is free."""
    taken = set(wanted.values())
    fresh = (f"cell-{n}" for n in itertools.count(1))
    for cell in cells:
        name = wanted.get(id(cell)) or str(cell.get("id") or "")
        if id(cell) not in wanted and (not name or name in taken):
            name = next(new for new in fresh if new not in taken)
        taken.add(name)
        cell["id"] = name


def _own_cell(source: str, kind: str) -> NotebookNode:
    """A cell of the student's own; a function is code, whatever its cell was turned into."""
    cell = NotebookNode(cell_type=kind, source=source, metadata=NotebookNode())
    if kind == "code" or names_of(source).defines:
        _to_code(cell)
    return cell
