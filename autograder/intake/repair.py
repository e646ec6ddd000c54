"""Repairs a submission so that it has every slot of its exercise, and every task can be graded.

Students delete, copy and move cells; editors strip metadata and ids. For each slot of the exercise, the
submission's cell is found by its text, its grade id or its cell id; checks that are missing are put back.
Nothing is read or written here. Each repair is a sentence for the feedback page.
"""

from __future__ import annotations

import copy
import itertools

from nbformat import NotebookNode

from autograder.intake.names import names_of
from autograder.intake.placing import index_of, place_checks
from autograder.intake.slots import Slot, pure_check, slots_of, without_checks

_NAMED = 6
"""How many cells one sentence names; the rest are counted."""


def repair(nb: NotebookNode, exercise: NotebookNode) -> tuple[NotebookNode, list[str]]:
    """Return a repaired copy of a submission, and what was repaired.

    Args:
        nb: The submission, as :func:`autograder.intake.parsing.parse` returns it; it stays as it is.
        exercise: The exercise as it was released.

    Returns:
        A notebook in which no cells but the exercise's slots are nbgrader's and each check stands once; and
        one sentence for the student for each kind of repair.
    """
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
    """Collects the repairs; each kind of repair becomes one sentence that names its cells."""

    def __init__(self) -> None:
        self._cells: dict[str, list[str]] = {}

    def add(self, sentence: str, cell: str) -> None:
        """Note a repair.

        Args:
            sentence: The sentence for the student, with ``{}`` where the cells are named.
            cell: The words for one cell.
        """
        self._cells.setdefault(sentence, []).append(cell)

    def sentences(self) -> list[str]:
        """Return one sentence for each kind of repair, in the order in which the kinds first occurred."""
        return [sentence.format(_listed(list(dict.fromkeys(c)))) for sentence, c in self._cells.items()]


def _listed(names: list[str]) -> str:
    """Return names as a phrase, with a count in place of the names above :data:`_NAMED`."""
    rest = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _match(cells: list[NotebookNode], slots: list[Slot], done: _Notes) -> dict[str, NotebookNode]:
    """Return the submission's cell for each slot, by the slot's name; slots without a cell are left out.

    A cell's text decides, before its ids: when cells are copied and edited, the ids go along.
    """
    found: dict[str, NotebookNode] = {}
    roles = [(cell, _roles(cell, slots)) for cell in cells]
    for slot in slots:
        taken = {id(cell) for cell in found.values()}
        # A cell whose text is for some slot is for no other one, whatever its ids say.
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
    """Return the names of the slots that a cell's text fits.

    A text that neither checks nor defines anything fits only the slot whose released text it is.
    """
    if not pure_check(cell.source) and not names_of(cell.source).defines:
        slots = [slot for slot in slots if slot.cell.source == cell.source]
    return {slot.name for slot in slots if slot.fits(cell)}


def _leave_out_copies(
    nb: NotebookNode, slots: list[Slot], found: dict[str, NotebookNode], done: _Notes
) -> None:
    """Remove the extra copies of given cells: of a check, and of a stub whose function is written elsewhere.

    A stub below the answer would define the function once more, and the check would grade the stub.
    """
    kept = {id(cell) for cell in found.values()}
    for cell in [cell for cell in nb.cells if id(cell) not in kept]:
        for slot in slots:
            if slot.name in found and slot.is_copy(cell, found[slot.name]):
                done.add("An extra, unchanged copy of a given cell was ignored: {}.", slot.words)
                nb.cells = [other for other in nb.cells if other is not cell]
                break


def _restore(nb: NotebookNode, cell: NotebookNode, slot: Slot, done: _Notes) -> None:
    """Give the cell of a slot the exercise's kind and metadata, and a check also its text."""
    original, kind = slot.cell, cell.cell_type
    if cell.cell_type != "code":
        done.add("A code cell had become a text cell and was changed back: {}.", slot.words)
        _to_code(cell)
    if slot.is_check and cell.source != original.source:
        done.add("A check had been edited and was reset: {}.", slot.words)
        if own := without_checks(cell.source).strip("\n"):
            done.add("Your own code in the cell of a check was moved to a cell of its own: {}.", slot.words)
            # Above the check, which may need it.
            nb.cells.insert(index_of(nb.cells, cell), _own_cell(own, kind))
        cell.source = original.source
    if slot.is_on(cell) and cell.metadata.nbgrader != original.metadata.nbgrader:
        done.add("The points or the lock of a cell had been changed and were reset: {}.", slot.words)
    cell.metadata = copy.deepcopy(original.metadata)


def _to_code(cell: NotebookNode) -> None:
    """Turn a cell into a code cell that did not run yet."""
    cell.cell_type = "code"
    cell.update(outputs=[], execution_count=None)
    cell.pop("attachments", None)


def _free_other_cells(
    nb: NotebookNode, exercise: NotebookNode, found: dict[str, NotebookNode], done: _Notes
) -> None:
    """Take nbgrader's metadata from all cells that are no slot's; the exercise's cells get theirs back."""
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
    """Return words for a cell of the student's own."""
    names = sorted(names_of(cell.source).defines)
    return f"the cell of `{names[0]}`" if names else "one that defines nothing"


def _give_ids(cells: list[NotebookNode], wanted: dict[int, str]) -> None:
    """Give every cell an id that no other cell has.

    Args:
        cells: All cells of the repaired submission.
        wanted: By ``id()`` of a slot's cell, the cell id that the exercise gives it. Any other cell keeps its
            own id where that is free.
    """
    taken = set(wanted.values())
    fresh = (f"cell-{n}" for n in itertools.count(1))
    for cell in cells:
        name = wanted.get(id(cell)) or str(cell.get("id") or "")
        if id(cell) not in wanted and (not name or name in taken):
            name = next(new for new in fresh if new not in taken)
        taken.add(name)
        cell["id"] = name


def _own_cell(source: str, kind: str) -> NotebookNode:
    """Return a new cell of the student's own.

    Args:
        source: Its text.
        kind: Its kind. Text that defines a name becomes code all the same: the check's cell had been turned
            into text by mistake.
    """
    cell = NotebookNode(cell_type=kind, source=source, metadata=NotebookNode())
    if kind == "code" or names_of(source).defines:
        _to_code(cell)
    return cell
