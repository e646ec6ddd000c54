"""Reads from a notebook's text what a student's function consists of; runs nothing.

That is the function itself, and whatever of the cells above its check it uses, directly or through others:
helpers, imports, variables.
"""

from __future__ import annotations

import ast
import dataclasses
import functools
import re
from collections.abc import Iterable, Iterator, Sequence

from autograder.intake.magics import parse_python, to_python

_LONGEST = 50_000
"""Characters of code that are read for one function; honest notebooks have a fifth."""

_SHORT = 10_000
"""Characters of a cell that is kept as read; a longer one would take much memory."""

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Statement:
    """One statement at the top level of a cell.

    Attributes:
        node: As Python's parser read it.
        text: As the student wrote it, without the indentation of an odd cell.
    """

    node: ast.stmt
    text: str

    @functools.cached_property
    def binds(self) -> frozenset[str]:
        """The names of the top level that it binds, or changes in place as ``x[0] = 1`` does."""
        return frozenset(_binds(self.node))

    @functools.cached_property
    def defines(self) -> str | None:
        """The name that it alone defines, whatever that was before; ``None`` if there is none."""
        return _defines(self.node)

    @functools.cached_property
    def uses(self) -> frozenset[str]:
        """The names of the top level that it uses."""
        return frozenset(_free(self.node))

    @functools.cached_property
    def is_import(self) -> bool:
        """Whether it imports."""
        return isinstance(self.node, ast.Import | ast.ImportFrom)


def statements_of(sources: Sequence[str], entry_point: str) -> list[Statement]:
    """Return the statements that a function consists of, in the order of the notebook.

    Args:
        sources: The texts of the code cells above the function's check, in order. What is no Python is
            skipped.
        entry_point: The function's name.

    Returns:
        The last definition of each name that is needed, and what changes the name after it; nothing where the
        function is not defined, or the notebook is too long or too odd to read.
    """
    try:
        return _needed([*_read(sources)], entry_point)
    except (RecursionError, MemoryError):
        return []


def normalised(sources: Sequence[str], entry_point: str) -> str:
    """Return a function's code in a form that is the same for all who wrote the same; empty if there is none.

    Names that the student chose, comments, docstrings, annotations and layout make no difference.

    Args:
        sources: See :func:`statements_of`.
        entry_point: The function's name.
    """
    taken = statements_of(sources, entry_point)
    chosen = {name for item in taken for name in item.binds if not item.is_import}
    names: dict[str, str] = {entry_point: "entry"}
    written: list[str] = []
    try:
        for item in taken:
            own = names if item.is_import else _Names(names, chosen, _bound_within(item.node))
            _write(item.node, own, written)
    except RecursionError:
        return ""
    return " ".join(written)


def own_source(sources: Sequence[str], given: Iterable[str], entry_point: str) -> str:
    """Return the text of a function as it was handed in, below the helpers of the student's that it uses.

    Args:
        sources: See :func:`statements_of`.
        given: The texts of the exercise's code cells; what stands there is left out.
        entry_point: The function's name.
    """
    known = {item.text for item in _read(list(given))}
    taken = statements_of(sources, entry_point)
    return "\n\n".join(item.text for item in taken if item.text not in known)


class _Names(dict[str, str]):
    """New names for those that a student chose: numbered in the order in which they are met.

    Names of the top level are numbered across statements, others within theirs.
    """

    def __init__(self, shared: dict[str, str], chosen: set[str], local: set[str]) -> None:
        super().__init__()
        self._shared, self._chosen, self._local = shared, chosen, local

    def get(self, name: str, default: str = "") -> str:  # type: ignore[override]  # names are texts
        """Return the new name; ``default`` for a name that nobody chose, such as ``len``."""
        if name in self._local:
            return self.setdefault(name, f"v{len(self)}")
        if name in self._chosen:
            return self._shared.setdefault(name, f"g{len(self._shared)}")
        return default


def _read(sources: Sequence[str]) -> Iterator[Statement]:
    """Yield the statements at the top level of cells."""
    if sum(map(len, sources)) <= _LONGEST:
        for source in sources:
            yield from (_cached if len(source) <= _SHORT else _statements)(source)


def _statements(source: str) -> tuple[Statement, ...]:
    text = source
    tree = parse_python(text)
    if tree is None:
        text = to_python(source)
        tree = parse_python(text)
    if tree is None:
        return ()
    _strip(tree)
    lines = re.split(r"\r\n?|\n", text)  # as Python's parser counts them
    return tuple(Statement(node=node, text=_text(node, lines)) for node in tree.body)


_cached = functools.lru_cache(maxsize=64)(_statements)
"""A notebook's cells are read for each of its tasks, and most cells are the same for the whole class."""


def _text(node: ast.stmt, lines: Sequence[str]) -> str:
    """Return the lines of a statement, decorators included."""
    first = min([node.lineno, *(item.lineno for item in getattr(node, "decorator_list", ()))])
    return "\n".join(lines[first - 1 : node.end_lineno])


def _strip(tree: ast.Module) -> None:
    """Take off what makes no difference to answers: annotations and docstrings."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if ast.get_docstring(node, clean=False) is not None:
                node.body = node.body[1:] or [ast.Pass()]
            if not isinstance(node, ast.ClassDef):
                node.returns = None


def _needed(statements: list[Statement], entry_point: str) -> list[Statement]:
    binders: dict[str, list[int]] = {}
    modules = {name for item in statements if item.is_import for name in item.binds}
    for index, item in enumerate(statements):
        for name in item.binds:
            if name in modules and name != item.defines and not item.is_import:
                continue  # such as `np.set_printoptions()`
            # A definition replaces what the name was before.
            if name == item.defines:
                binders[name] = []
            binders.setdefault(name, []).append(index)
    taken: set[int] = set()
    queue, seen = [entry_point], {entry_point}
    while queue:
        for index in binders.get(queue.pop(), ()):
            if index not in taken:
                taken.add(index)
                new = statements[index].uses - seen
                seen |= new
                queue += sorted(new)
    return [statements[index] for index in sorted(taken)]


def _defines(node: ast.stmt) -> str | None:
    """Return the name that a statement alone defines, whatever it was before; ``None`` if there is none."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node.name
    if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
        name = node.targets[0].id
        return None if name in _free(node.value) else name
    return None


def _binds(node: ast.AST) -> set[str]:
    """Return the names of the top level that a statement binds or changes in place, as ``x[0] = 1`` does."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {node.name} | {n for x in ast.walk(node) if isinstance(x, ast.Global) for n in x.names}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {(alias.asname or alias.name).partition(".")[0] for alias in node.names}
    found: set[str] = set()
    queue: list[ast.AST] = [node]
    while queue:
        here = queue.pop()
        if isinstance(here, ast.Name | ast.Attribute | ast.Subscript) and isinstance(
            here.ctx, ast.Store | ast.Del
        ):
            found.add(_base(here))
        elif isinstance(here, ast.Expr) and isinstance(here.value, ast.Call):
            found.add(_base(here.value.func) if isinstance(here.value.func, ast.Attribute) else "")
        elif here is not node and isinstance(here, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found |= _binds(here)
            continue
        elif here is not node and isinstance(here, ast.Import | ast.ImportFrom):
            found |= _binds(here)
        if not isinstance(here, (*_COMPREHENSIONS, ast.Lambda)):
            queue += ast.iter_child_nodes(here)
    return found - {""}


def _base(node: ast.AST) -> str:
    """Return ``x`` for ``x``, ``x.a[0].b``; an empty text if the base is no name."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _free(node: ast.AST) -> set[str]:
    """Return the names that a node uses and does not bind in a scope of its own."""
    used, bound, inner = _scope(node)
    for child in inner:
        used |= _free(child)
    return used - bound if isinstance(node, (*_SCOPES, *_COMPREHENSIONS)) else used


def _scope(node: ast.AST) -> tuple[set[str], set[str], list[ast.AST]]:
    """Return the names that a scope uses itself, those that it binds, and the scopes within it."""
    used: set[str] = set()
    bound: set[str] = set()
    outer: set[str] = set()
    inner: list[ast.AST] = []
    queue = list(ast.iter_child_nodes(node))
    while queue:
        here = queue.pop()
        if isinstance(here, ast.Name):
            (used if isinstance(here.ctx, ast.Load) else bound).add(here.id)
        elif isinstance(here, ast.arg):
            bound.add(here.arg)
        elif isinstance(here, ast.Global):
            outer |= set(here.names)
        elif isinstance(here, ast.Import | ast.ImportFrom):
            bound |= _binds(here)
        elif isinstance(here, ast.ExceptHandler) and here.name:
            bound.add(here.name)
        if isinstance(here, (*_SCOPES, *_COMPREHENSIONS)):
            bound.add(getattr(here, "name", ""))
            inner.append(here)
        else:
            queue += ast.iter_child_nodes(here)
    return used, bound - outer, inner


def _bound_within(node: ast.stmt) -> set[str]:
    """Return the names that a statement binds in scopes of its own, however deep."""
    found: set[str] = set()
    queue: list[ast.AST] = [node] if isinstance(node, _SCOPES) else _scope(node)[2]
    while queue:
        _, bound, inner = _scope(queue.pop())
        found |= bound
        queue += inner
    return found


def _write(node: ast.AST, names: dict[str, str], written: list[str]) -> None:
    """Append the pieces of a node's normal form to ``written``."""
    written.append(f"({type(node).__name__}")
    for field, value in ast.iter_fields(node):
        if field in ("ctx", "type_comment", "kind"):
            continue
        written.append(field)
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, ast.AST):
                _write(item, names, written)
            elif isinstance(item, str) and field in ("id", "arg", "name", "names"):
                named = names.get(item, "") if not isinstance(node, ast.keyword | ast.alias) else ""
                written.append(named or repr(item))
            else:
                written.append(f"{type(item).__name__} {item!r}")
    written.append(")")
