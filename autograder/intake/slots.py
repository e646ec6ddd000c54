"""The slots of an exercise, and how the cell of each is found again in a submission."""

from __future__ import annotations

import ast
import dataclasses
import functools
from typing import Any

from nbformat import NotebookNode

from autograder.intake.magics import parse_python, to_python
from autograder.intake.names import names_of


@dataclasses.dataclass(frozen=True, kw_only=True)
class Slot:
    """One nbgrader cell of the exercise: a check, or the place of an answer.

    Attributes:
        cell: The cell as the exercise was released; not to be changed.
        name: Its grade id in nbgrader.
        is_check: Whether it is a check; otherwise it is the place of an answer.
        task_id: The id of the task that a check tries, ``normalization.predict``; empty for an answer.
        functions: The name of the function that a check calls, or of those that an answer defines.
    """

    cell: NotebookNode
    name: str
    is_check: bool
    task_id: str
    functions: frozenset[str]

    @property
    def cell_id(self) -> str:
        """The cell's id in the exercise; nbformat's, not nbgrader's."""
        return str(self.cell.id)

    @property
    def words(self) -> str:
        """A phrase for the cell, such as *the check of* or *the cell of* with a name, for students."""
        if self.is_check:
            return f"the check of `{self.task_id or self.name}`"
        return f"the cell of `{'`, `'.join(sorted(self.functions)) or self.name}`"

    def fits(self, cell: NotebookNode) -> bool:
        """Return whether a cell's text is this check and nothing else, or defines one of these functions."""
        if self.is_check:
            return cell.source == self.cell.source or pure_check(cell.source) == {self.task_id}
        return not self.functions.isdisjoint(names_of(cell.source).defines)

    def claims(self, cell: NotebookNode) -> bool:
        """Return whether a cell has this slot's grade id or its cell id, whatever its text is."""
        return self.is_on(cell) or cell.get("id") == self.cell_id

    def is_on(self, cell: NotebookNode) -> bool:
        """Return whether nbgrader's metadata in a cell have this slot's grade id."""
        data = cell.metadata.get("nbgrader")
        return isinstance(data, dict) and data.get("grade_id") == self.name

    def rank(self, cell: NotebookNode, index: int) -> tuple[bool, bool, bool, bool, int]:
        """Return how well a cell fits this slot: the cell with the greatest rank gets it.

        Args:
            cell: A cell of the submission.
            index: Its place among the cells. Of cells that fit equally the last one wins, since what it
                defines is what counts after a run from top to bottom.
        """
        return (
            self.fits(cell),
            self.is_check or not self.is_given(cell),
            self.is_on(cell),
            cell.get("id") == self.cell_id,
            index,
        )

    def is_given(self, cell: NotebookNode) -> bool:
        """Return whether a cell's text is still that of the exercise, apart from white space."""
        return bool(cell.source.split() == self.cell.source.split())

    def is_copy(self, cell: NotebookNode, kept: NotebookNode) -> bool:
        """Return whether a cell is an extra copy that adds nothing.

        Args:
            cell: Another cell of the submission.
            kept: The cell that this slot got. An unchanged stub adds nothing if ``kept`` defines the
                function; a second check never adds anything.
        """
        if cell.cell_type != "code" or not self.is_given(cell):
            return False
        return self.is_check or self.functions <= names_of(kept.source).defines


def slots_of(exercise: NotebookNode) -> list[Slot]:
    """Return the slots of an exercise as it was released, in its order."""
    return [_slot(cell) for cell in exercise.cells if cell.metadata.get("nbgrader", {}).get("grade_id")]


@functools.lru_cache(maxsize=2048)
def pure_check(source: str) -> frozenset[str]:
    """Return the ids of the tasks that a cell checks; empty if it does anything else besides."""
    tree = parse_python(to_python(source)) if "check" in source else None
    calls = [_check_call(node) for node in tree.body] if tree is not None else []
    return frozenset(task for task, _ in filter(None, calls)) if all(calls) else frozenset()


def without_checks(source: str) -> str:
    """Return a cell's text without the checks at its top level; empty if only comments are left.

    A check may stand above the function that it calls, and would raise an error there.
    """
    tree = parse_python(source)
    lines = source.split("\n")
    for node in tree.body if tree is not None else ():
        if _check_call(node) is not None:
            for number in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[number] = ""
    return "" if all(not line or line.lstrip().startswith("#") for line in lines) else "\n".join(lines)


def _slot(cell: NotebookNode) -> Slot:
    """Return the slot of a cell of the exercise that has a grade id."""
    data: Any = cell.metadata.nbgrader
    is_check = bool(data.get("grade"))
    task_id, function = _first_check(cell.source) if is_check else ("", "")
    return Slot(
        cell=cell,
        name=str(data.grade_id),
        is_check=is_check,
        task_id=task_id,
        functions=frozenset(filter(None, [function])) if is_check else names_of(cell.source).defines,
    )


@functools.lru_cache(maxsize=256)
def _first_check(source: str) -> tuple[str, str]:
    """Return the task id and the function of the first check in a text; both empty if there is none."""
    tree = parse_python(source)
    calls = [_check_call(node) for node in tree.body] if tree is not None else []
    return next(filter(None, calls), ("", ""))


def _check_call(node: ast.stmt) -> tuple[str, str] | None:
    """Return the task id and the name of the function in a statement ``check("task", function)``.

    Either is empty where it is not written as a constant or a name. Other statements give ``None``.
    """
    call = node.value if isinstance(node, ast.Expr) else None
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "check"):
        return None
    task = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else ""
    given = call.args[1] if len(call.args) > 1 else None
    return str(task), given.id if isinstance(given, ast.Name) else ""
