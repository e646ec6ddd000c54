"""Which of a lesson's functions a patch can change: what it redefines, and all that leads there by name.

The others do what the reference does, so nobody has to run them again.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Iterable, Mapping

Uses = Mapping[str, frozenset[str]]
"""For each name that a module defines at its top level, the names that its definition mentions."""


def uses_of(source: str) -> Uses:
    """What each top-level definition of a module mentions; later definitions of a name replace earlier ones.

    Args:
        source: The module's text.

    Raises:
        SyntaxError: it is no Python.
    """
    found = {}
    for statement in ast.parse(source).body:
        mentioned = frozenset(node.id for node in ast.walk(statement) if isinstance(node, ast.Name))
        found.update(dict.fromkeys(_bound(statement) or (), mentioned))
    return found


def leading_to(uses: Uses, names: Iterable[str]) -> frozenset[str]:
    """The names themselves, and every definition that mentions one of them, directly or through others."""
    found = set(names)
    while more := {name for name, mentioned in uses.items() if name not in found and mentioned & found}:
        found |= more
    return frozenset(found)


def redefined(source: str, patch: str) -> frozenset[str] | None:
    """The names that a patch itself defines otherwise than a module.

    Args:
        source: The module's text.
        patch: The text of the patch.

    Returns:
        The names; ``None`` where the text does not tell, because the patch does more than to define names.

    Raises:
        SyntaxError: one of them is no Python.
    """
    known = {ast.dump(statement) for statement in ast.parse(source).body}
    names: set[str] = set()
    for statement in ast.parse(patch).body:
        bound = _bound(statement)
        if bound is None:
            return None
        if ast.dump(statement) not in known:  # importing NumPy a second time changes nothing
            names |= bound
    return frozenset(names)


@functools.cache
def changed_by(source: str, patch: str) -> frozenset[str] | None:
    """The names that stand for something else once a patch has run after a module.

    Args, results and errors are those of :func:`redefined`; what leads to a redefined name is added.
    """
    names = redefined(source, patch)
    return names and leading_to({**uses_of(source), **uses_of(patch)}, names)


def _bound(statement: ast.stmt) -> set[str] | None:
    """The names that a statement defines; ``None`` if it may do something else as well."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    if isinstance(statement, ast.Import | ast.ImportFrom):
        names = {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}
        return None if "*" in names else names
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return set()
    if isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        nodes = [node for target in targets for node in ast.walk(target)]
        if all(isinstance(node, ast.Name | ast.Tuple | ast.List | ast.expr_context) for node in nodes):
            return {node.id for node in nodes if isinstance(node, ast.Name)}
    return None
