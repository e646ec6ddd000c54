"""The exercise's nbgrader cells, and how each is known again in a submission."""

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
    """One nbgrader cell of the exercise.

    Attributes:
        cell: It, as released.
        name: Its grade id.
        is_check: Whether it checks a task; else it is where an answer is written.
        task_id: What a check checks, ``normalization.predict``; empty for an answer.
        functions: The function a check calls, or those an answer defines.
    """

    cell: NotebookNode
    name: str
    is_check: bool
    task_id: str
    functions: frozenset[str]

    @property
    def cell_id(self) -> str:
        """The id of the cell in the exercise."""
        return str(self.cell.id)

    @property
    def words(self) -> str:
        """What the cell is, as a student knows it."""
        if self.is_check:
            return f"the check of `{self.task_id or self.name}`"
        return f"the cell of `{'`, `'.join(sorted(self.functions)) or self.name}`"

    def fits(self, cell: NotebookNode) -> bool:
        """Whether a cell's text is what this slot is for: that check alone, or one of these functions."""
        if self.is_check:
            return cell.source == self.cell.source or pure_check(cell.source) == {self.task_id}
        return not self.functions.isdisjoint(names_of(cell.source).defines)

    def claims(self, cell: NotebookNode) -> bool:
        """Whether a cell carries this slot's name, be it in nbgrader's metadata or as its id."""
        return self.is_on(cell) or cell.get("id") == self.cell_id

    def is_on(self, cell: NotebookNode) -> bool:
        """Whether nbgrader's metadata in a cell name this slot."""
        data = cell.metadata.get("nbgrader")
        return isinstance(data, dict) and data.get("grade_id") == self.name

    def rank(self, cell: NotebookNode, index: int) -> tuple[bool, bool, bool, bool, int]:
        """How well a cell fits: it beats one that ranks lower. Of equals the last, for it runs last."""
        return (
            self.fits(cell),
            self.is_check or not self.is_given(cell),
            self.is_on(cell),
            cell.get("id") == self.cell_id,
            index,
        )

    def is_given(self, cell: NotebookNode) -> bool:
        """Whether a cell is still as it was given, but for spaces."""
        return bool(cell.source.split() == self.cell.source.split())

    def is_copy(self, cell: NotebookNode, kept: NotebookNode) -> bool:
        """Whether a cell beside the ``kept`` one adds nothing: the check again, or the stub of an answer."""
        if cell.cell_type != "code" or not self.is_given(cell):
            return False
        return self.is_check or self.functions <= names_of(kept.source).defines


def slots_of(exercise: NotebookNode) -> list[Slot]:
    """The nbgrader cells of an exercise, in its order."""
    return [_slot(cell) for cell in exercise.cells if cell.metadata.get("nbgrader", {}).get("grade_id")]


@functools.lru_cache(maxsize=2048)
def pure_check(source: str) -> frozenset[str]:
    """The tasks that a cell checks, if it does nothing else; else none."""
    tree = parse_python(to_python(source)) if "check" in source else None
    calls = [_check_call(node) for node in tree.body] if tree is not None else []
    return frozenset(task for task, _ in filter(None, calls)) if all(calls) else frozenset()


def without_checks(source: str) -> str:
    """A cell's text without its checks; they may stand above what they call, and would raise there."""
    tree = parse_python(source)
    lines = source.split("\n")
    for node in tree.body if tree is not None else ():
        if _check_call(node) is not None:
            for number in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[number] = ""
    return "" if all(not line or line.lstrip().startswith("#") for line in lines) else "\n".join(lines)


def _slot(cell: NotebookNode) -> Slot:
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
    tree = parse_python(source)
    calls = [_check_call(node) for node in tree.body] if tree is not None else []
    return next(filter(None, calls), ("", ""))


def _check_call(node: ast.stmt) -> tuple[str, str] | None:
    """The task and the function of a statement ``check("task", function)``; nothing for another."""
    call = node.value if isinstance(node, ast.Expr) else None
    if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "check"):
        return None
    task = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else ""
    given = call.args[1] if len(call.args) > 1 else None
    return str(task), given.id if isinstance(given, ast.Name) else ""
