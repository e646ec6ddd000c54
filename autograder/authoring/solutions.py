"""Fills a solution cell from the reference, so that no solution is written twice.

A cell ``# %% role="solution" gid="..." from="decide"`` of ``exercise.py`` holds what students see: the head
of a function, its docstring, and comments. Below goes the body of ``decide`` in ``reference.py``. Above the
body, inside the function, goes what it uses and the exercise lacks: helpers and constants of the reference.
"""

from __future__ import annotations

import ast
import builtins
import symtable
import textwrap
from collections.abc import Collection, Iterable, Sequence

from autograder.core.errors import CourseError
from autograder.core.text import did_you_mean

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
"""nbgrader's marks: what stands between them is not released."""

_BUILT_IN = frozenset(dir(builtins))


def fill(stub: str, name: str, reference: str, defined: Collection[str]) -> str:
    """The source of a solution cell.

    Args:
        stub: What the author wrote in the cell: a function with a docstring and, below it, comments alone.
        name: The function of the reference whose body is taken.
        reference: The text of ``reference.py``.
        defined: The names that the exercise defines; see :func:`names_defined`.

    Raises:
        CourseError: the stub is none; the reference is no Python or has no such function; or the body uses a
            name that neither the exercise nor the reference defines. The sentence ends with what to do.
    """
    indentation = _indentation(stub, name)
    try:
        statements = ast.parse(reference).body
    except SyntaxError as error:
        msg = f"reference.py, line {error.lineno}, is no Python: {error.msg}."
        raise CourseError(msg) from error
    lines = reference.splitlines()
    functions = {node.name: node for node in statements if isinstance(node, ast.FunctionDef)}
    if name not in functions:
        msg = f"reference.py has no function {name!r} to take a solution from.{did_you_mean(name, functions)}"
        raise CourseError(msg)
    body = _body(functions[name], lines, indentation)
    indent = " " * indentation
    helpers: list[ast.stmt] = []
    while True:
        # Each helper stands in the function, above the body, with a blank line below.
        put = [textwrap.indent("\n".join(lines[_start(n) : n.end_lineno]), indent) + "\n" for n in helpers]
        cell = "\n".join([stub.rstrip(), indent + BEGIN, *put, *body, indent + END])
        try:
            missing = _names_looked_up(cell).difference(defined)
        except SyntaxError as error:
            msg = (
                f"the body of {name} in reference.py does not fit into the cell, {error.msg}: write it "
                "there, between nbgrader's marks, and remove `from`."
            )
            raise CourseError(msg) from error
        if not missing:
            return cell
        more = [node for node in statements if _bound(node) & missing and node not in helpers]
        unknown = sorted(missing.difference(*map(_bound, more)))
        if unknown:
            msg = (
                f"the body of {name} in reference.py uses {', '.join(unknown)}, which exercise.py does not "
                "define: import or define it in a cell, or name the parameters as the reference does."
            )
            raise CourseError(msg)
        helpers = [node for node in statements if node in more or node in helpers]


def names_defined(sources: Iterable[str]) -> frozenset[str]:
    """The names that cells define for each other: imports, variables, functions.

    Args:
        sources: The source of each code cell; those that are no Python are passed over.
    """
    names: set[str] = set()
    for source in sources:
        try:
            table = symtable.symtable(source, "exercise.py", "exec")
        except SyntaxError:
            continue
        names |= {s.get_name() for s in table.get_symbols() if s.is_assigned() or s.is_imported()}
    return frozenset(names)


def _indentation(stub: str, name: str) -> int:
    """The indentation of the function that a cell ends with.

    Raises:
        CourseError: it ends with something else, or the function has more or less than a docstring.
    """
    try:
        last = ast.parse(stub).body[-1]
    except (SyntaxError, IndexError):
        last = None
    if (
        isinstance(last, ast.FunctionDef)
        and _has_docstring(last)
        and len(last.body) == 1
        and BEGIN not in stub
    ):
        return last.body[0].col_offset
    msg = (
        f'a solution cell with from="{name}" ends with a function that has a docstring, and below it '
        "nothing but comments: the builder puts the body there. Remove the rest, or `from`."
    )
    raise CourseError(msg)


def _body(function: ast.FunctionDef, lines: Sequence[str], indentation: int) -> list[str]:
    """The lines of a function's body: without its docstring, with the comments above its first statement."""
    written = function.body[1:] if _has_docstring(function) else function.body
    start = _start(written[0]) if written else 0
    if not written or lines[start][: written[0].col_offset].strip() or written[0].col_offset != indentation:
        msg = (
            f"the function {function.name} in reference.py needs a body on lines of its own, indented by "
            f"{indentation} spaces as in exercise.py."
        )
        raise CourseError(msg)
    while lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return list(lines[start : function.end_lineno])


def _names_looked_up(source: str) -> set[str]:
    """The names that the functions of a module look up outside of themselves, without the built-in ones."""
    names: set[str] = set()
    tables = symtable.symtable(source, "exercise.py", "exec").get_children()
    while tables:
        table = tables.pop()
        tables += table.get_children()
        names |= {s.get_name() for s in table.get_symbols() if s.is_global() and s.is_referenced()}
    return names - _BUILT_IN


def _bound(node: ast.stmt) -> set[str]:
    """The names of a helper or a constant; none for an import, which belongs at the top of the exercise."""
    if isinstance(node, ast.FunctionDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _start(node: ast.stmt) -> int:
    """The index of a statement's first line, that of its decorator if it has one."""
    decorators = node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
    return min([node.lineno, *(decorator.lineno for decorator in decorators)]) - 1


def _has_docstring(function: ast.FunctionDef) -> bool:
    return ast.get_docstring(function, clean=False) is not None
