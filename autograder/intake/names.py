"""Reads from a cell's text which names it defines and which names its functions need; runs nothing."""

from __future__ import annotations

import ast
import dataclasses
import functools
import symtable
import warnings
from collections.abc import Iterator, Mapping, Sequence

from autograder.intake.magics import parse_python, to_python


@dataclasses.dataclass(frozen=True, kw_only=True)
class CellNames:
    """The names in one code cell.

    Attributes:
        defines: The names that the cell's top level binds: functions, classes, imports and variables.
        needs: By the name of each function or class of the cell, the global names that it uses.
    """

    defines: frozenset[str] = frozenset()
    needs: Mapping[str, frozenset[str]] = dataclasses.field(default_factory=dict)


@functools.lru_cache(maxsize=2048)
def names_of(source: str) -> CellNames:
    """Return the names in a code cell's text; no names if it is no Python."""
    text = to_python(source)
    tree = parse_python(text)
    if tree is None:
        return CellNames()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            table = symtable.symtable(text, "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # `await` at the top, for one
        return CellNames(defines=frozenset(_bound(tree)))
    needs: dict[str, frozenset[str]] = {}
    # A name may be defined twice in a cell; what both definitions use is needed.
    for child in table.get_children():
        needs[child.get_name()] = needs.get(child.get_name(), frozenset()) | frozenset(_globals(child))
    return CellNames(defines=frozenset(_bound(tree)), needs=needs)


def first_definitions(sources: Sequence[str]) -> dict[str, int]:
    """Return, for each name, the index in ``sources`` of the first cell that defines it."""
    first: dict[str, int] = {}
    for index, source in enumerate(sources):
        for name in names_of(source).defines:
            first.setdefault(name, index)
    return first


def needed_by(function: str, sources: Sequence[str]) -> set[str]:
    """Return the names that a function needs when it is called, also through other functions.

    Args:
        function: The function's name.
        sources: The texts of the notebook's code cells.

    Returns:
        Global names, ``function`` itself among them. Names that no cell defines, such as ``len``, are
        among them, too.
    """
    needs: dict[str, set[str]] = {}
    for source in sources:
        for name, used in names_of(source).needs.items():
            needs.setdefault(name, set()).update(used)
    wanted, queue = {function}, [function]
    while queue:
        new = needs.get(queue.pop(), set()) - wanted
        wanted |= new
        queue += new
    return wanted


def _bound(tree: ast.Module) -> Iterator[str]:
    """Yield the names bound at the top level, also within ``if``, ``try``, ``for`` and ``with``."""
    queue: list[ast.AST] = [*tree.body]
    while queue:
        node = queue.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Store):
                yield node.id
        elif not isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp):
            queue += ast.iter_child_nodes(node)


def _globals(table: symtable.SymbolTable) -> Iterator[str]:
    """Yield the global names used in a function and in the functions nested in it."""
    yield from (symbol.get_name() for symbol in table.get_symbols() if symbol.is_global())
    for child in table.get_children():
        yield from _globals(child)
