"""Mutants: right answers with one small fault each, made mechanically from the text.

A mutant that still earns all points shows what the cases of a task do not ask. Nothing is run here.
"""

from __future__ import annotations

import ast
import dataclasses
import warnings
from collections.abc import Iterable, Iterator
from types import CodeType

_COMPARISONS: dict[type[ast.cmpop], tuple[str, tuple[str, ...]]] = {
    ast.Lt: ("<", ("<=", ">=")),
    ast.LtE: ("<=", ("<", ">")),
    ast.Gt: (">", (">=", "<=")),
    ast.GtE: (">=", (">", "<")),
    ast.Eq: ("==", ("!=",)),
    ast.NotEq: ("!=", ("==",)),
    ast.In: ("in", ("not in",)),
    ast.NotIn: ("not in", ("in",)),
    ast.Is: ("is", ("is not",)),
    ast.IsNot: ("is not", ("is",)),
}
_ARITHMETIC: dict[type[ast.operator], tuple[str, tuple[str, ...]]] = {
    ast.Add: ("+", ("-",)),
    ast.Sub: ("-", ("+",)),
    ast.Mult: ("*", ("/",)),
    ast.Div: ("/", ("*", "//")),
    ast.FloorDiv: ("//", ("/",)),
    ast.Mod: ("%", ("//",)),
    ast.Pow: ("**", ("*",)),
    ast.BitAnd: ("&", ("|",)),
    ast.BitOr: ("|", ("&",)),
    ast.BitXor: ("^", ("|",)),
    ast.LShift: ("<<", (">>",)),
    ast.RShift: (">>", ("<<",)),
}
"""For each operator, how it is written, and what is written instead."""

_SWAPPED = {
    **{one: other for pair in (("all", "any"), ("min", "max"), ("argmin", "argmax"), ("minimum", "maximum"),
                               ("std", "var"), ("nanmin", "nanmax"), ("nanstd", "nanvar"), ("ffill", "bfill"),
                               ("lower", "upper"), ("lstrip", "rstrip"), ("flipud", "fliplr"))
       for one, other in (pair, pair[::-1])},
    "mean": "median", "median": "mean", "nanmean": "nanmedian", "nanmedian": "nanmean", "sum": "max",
    "ceil": "floor", "floor": "ceil", "round": "floor", "rint": "floor",
    "zeros": "ones", "ones": "zeros", "zeros_like": "ones_like", "ones_like": "zeros_like",
}  # fmt: skip
"""Functions and methods, and those that are mistaken for them."""

_DTYPES = {
    "float16": ("float32",), "float32": ("float64", "float16"), "float64": ("float32",),
    "int8": ("uint8",), "uint8": ("int64", "int8"), "int16": ("int32",), "uint16": ("int32",),
    "int32": ("int64",), "uint32": ("int64",), "int64": ("int32",), "uint64": ("int64",),
}  # fmt: skip
_TO_RECEIVER = frozenset(
    {"copy", "astype", "strip", "lower", "upper", "sort_values", "sort_index", "reset_index", "dropna",
     "fillna", "clip", "round", "ravel", "flatten", "reshape", "squeeze", "transpose", "tolist", "to_numpy"}
)  # fmt: skip
"""Methods that may be forgotten: what they are called on stands in their place."""

_EXCEPTIONS = {"ValueError": "TypeError", "TypeError": "ValueError"}
_ELSE_RAISED = "ArithmeticError"
_SILENT = frozenset({"verbose"})
"""Keywords that change what is printed, and no answer."""

_OPERATIONS = (ast.BinOp, ast.BoolOp, ast.UnaryOp, ast.Compare, ast.IfExp, ast.Lambda, ast.NamedExpr)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Mutant:
    """A right answer with one fault.

    Attributes:
        of: What was mutated: ``solution``, or the name of an alternative.
        function: The name of the function or class that holds the fault.
        line: The line as it was, without indentation; one space where it goes over several lines.
        mutant: What it became.
        source: The whole text, with the fault.
    """

    of: str
    function: str
    line: str
    mutant: str
    source: str


@dataclasses.dataclass(frozen=True)
class _Edit:
    """Bytes of a text to replace: from ``start`` to before ``end``."""

    start: int
    end: int
    text: str


def make_mutants(of: str, source: str, known: set[str]) -> list[Mutant]:
    """All mutants of a text's functions that Python compiles to something else.

    Args:
        of: What the text is: ``solution``, or the name of an alternative.
        source: The text.
        known: The syntax trees, as text, of functions that need no further mutants: those that were
            mutated in another text. The ones that are mutated now are added.

    Raises:
        SyntaxError: ``source`` is no Python.
    """
    text = _Text(source)
    found = []
    for node in ast.parse(source).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or ast.dump(node) in known:
            continue
        known.add(ast.dump(node))
        start, end = text.span(node)
        seen = {_meaning(text.raw[start:end].decode())}
        for place, edit in _Maker(text).edits(node):
            mutated = text.with_edit(edit := text.bare(edit))
            shift = len(mutated) - len(text.raw)
            meaning = _meaning(mutated[start : end + shift].decode())
            if meaning is None or meaning in seen:
                continue
            seen.add(meaning)
            first, last = text.lines_of(place)
            # Of a compound statement that is dropped the line is its head, and nothing follows its mutant.
            until = last + shift if edit.end <= last else edit.start + len(edit.text.encode())
            found.append(
                Mutant(
                    of=of,
                    function=node.name,
                    line=_one_line(text.raw[first:last]),
                    mutant=_one_line(mutated[first:until]),
                    source=mutated.decode(),
                )
            )
    return found


def _one_line(raw: bytes) -> str:
    return " ".join(raw.decode().split())


def _meaning(function: str) -> object | None:
    """What Python makes of a function's text, line numbers aside; ``None`` if it refuses it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of some mutants, such as a call of a number
            return _code(compile(function, "mutant", "exec", dont_inherit=True))
    except (SyntaxError, ValueError):
        return None


def _code(code: CodeType) -> tuple[object, ...]:
    constants = tuple(
        _code(item) if isinstance(item, CodeType) else (type(item).__name__, repr(item))
        for item in code.co_consts
    )
    return (code.co_code, constants, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)


class _Text:
    """A module's text, with the places of its nodes in bytes."""

    def __init__(self, source: str) -> None:
        self.raw = source.encode()
        self._starts = [0]
        for line in self.raw.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def span(self, node: ast.AST) -> tuple[int, int]:
        """Where a node begins and ends."""
        assert isinstance(node, ast.stmt | ast.expr | ast.keyword | ast.excepthandler)
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self._starts[node.lineno - 1] + node.col_offset,
            self._starts[node.end_lineno - 1] + node.end_col_offset,
        )

    def of(self, node: ast.AST) -> str:
        """A node's text."""
        start, end = self.span(node)
        return self.raw[start:end].decode()

    def atom(self, node: ast.AST) -> str:
        """A node's text, in parentheses where something beside it could take it apart."""
        return f"({self.of(node)})" if isinstance(node, _OPERATIONS) else self.of(node)

    def lines_of(self, node: ast.AST) -> tuple[int, int]:
        """Where the lines begin and end that an author reads of a node: of a compound statement, the head."""
        start, end = self.span(node)
        if isinstance(body := getattr(node, "body", None), list) and body:
            end = max(start, self.span(body[0])[0] - 1)
            end = self.raw.rindex(b":", start, end + 1) + 1
        first = self.raw.rfind(b"\n", 0, start) + 1
        last = self.raw.find(b"\n", end)
        return first, len(self.raw) if last < 0 else last

    def bare(self, edit: _Edit) -> _Edit:
        """An edit without the parentheses around its text, where they change nothing."""
        if not edit.text.startswith("("):
            return edit
        bare = dataclasses.replace(edit, text=edit.text[1:-1])
        trees = []
        for one in (edit, bare):
            try:
                trees.append(ast.dump(ast.parse(self.with_edit(one))))
            except SyntaxError:
                return edit
        return self.bare(bare) if trees[0] == trees[1] else edit

    def with_edit(self, edit: _Edit) -> bytes:
        """The text after an edit."""
        return self.raw[: edit.start] + edit.text.encode() + self.raw[edit.end :]


class _Maker:
    """Makes the edits of one function, each with the node whose line shows it."""

    def __init__(self, text: _Text) -> None:
        self.text = text

    def edits(self, root: ast.AST) -> Iterator[tuple[ast.AST, _Edit]]:
        """All edits below a node, in the order of the text."""
        for child in _children(root):
            if isinstance(child, ast.stmt):
                yield from ((child, edit) for edit in self._statement(child))
            elif isinstance(child, ast.expr):
                yield from ((child, edit) for edit in self._expression(child))
            elif isinstance(child, ast.ExceptHandler) and child.type is not None:
                yield child.type, self._instead(child.type, _ELSE_RAISED)
            elif isinstance(child, ast.comprehension):
                yield from self._comprehension(child)
            yield from self.edits(child)

    def _instead(self, node: ast.AST, text: str) -> _Edit:
        return _Edit(*self.text.span(node), text)

    def _between(self, left: ast.AST, right: ast.AST, old: str, new: str) -> _Edit | None:
        """Another operator between two operands."""
        start, end = self.text.span(left)[1], self.text.span(right)[0]
        at = self.text.raw.find(old.encode(), start, end)
        return None if at < 0 else _Edit(at, at + len(old), new)

    def _statement(self, node: ast.stmt) -> Iterator[_Edit]:  # noqa: C901 - one branch for each kind
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Import | ast.ImportFrom | ast.Pass):
            return
        if isinstance(node, ast.Return):
            if node.value is not None:
                yield self._instead(node.value, "None")
            return
        yield self._instead(node, "pass")
        if isinstance(node, ast.If):
            yield from (self._instead(node.test, value) for value in ("True", "False"))
        elif isinstance(node, ast.For):
            yield self._instead(node.iter, f"list({self.text.of(node.iter)})[:1]")
        elif isinstance(node, ast.AugAssign):
            old, others = _ARITHMETIC.get(type(node.op), ("", ()))
            for new in (*others, ""):
                if edit := self._between(node.target, node.value, f"{old}=", f"{new}="):
                    yield edit
        elif isinstance(node, ast.Raise) and node.exc is not None:
            kind = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
            if isinstance(kind, ast.Name):
                yield self._instead(kind, _EXCEPTIONS.get(kind.id, _ELSE_RAISED))

    def _comprehension(self, node: ast.comprehension) -> Iterator[tuple[ast.AST, _Edit]]:
        yield node.iter, self._instead(node.iter, f"list({self.text.of(node.iter)})[:1]")
        for test in node.ifs:
            yield test, self._instead(test, "True")
            yield test, self._instead(test, "False")

    def _expression(self, node: ast.expr) -> Iterator[_Edit]:  # noqa: C901, PLR0912 - the same
        if isinstance(node, ast.Compare):
            yield from self._compare(node)
        elif isinstance(node, ast.BinOp):
            old, others = _ARITHMETIC.get(type(node.op), ("", ()))
            for new in others:
                if edit := self._between(node.left, node.right, old, new):
                    yield edit
            yield from (self._instead(node, self.text.atom(part)) for part in (node.left, node.right))
        elif isinstance(node, ast.BoolOp):
            yield from self._and_or(node)
        elif isinstance(node, ast.UnaryOp):
            yield self._instead(node, self.text.atom(node.operand))
            if _is_negative(node):
                yield self._instead(node, "0")
        elif isinstance(node, ast.IfExp):
            yield from (self._instead(node, self.text.atom(part)) for part in (node.body, node.orelse))
        elif isinstance(node, ast.Constant):
            yield from (self._instead(node, new) for new in _other_constants(node.value))
        elif isinstance(node, ast.Call):
            yield from self._call(node)
        elif isinstance(node, ast.Attribute):
            start = self.text.span(node.value)[1]
            for new in _other_names(node.attr):
                at = self.text.raw.find(node.attr.encode(), start)
                yield _Edit(at, at + len(node.attr), new)
        elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
            yield self._instead(node, self.text.atom(node.value))
        elif isinstance(node, ast.Slice):
            for part in (node.lower, node.upper, node.step):
                if part is not None:
                    yield self._instead(part, "")

    def _compare(self, node: ast.Compare) -> Iterator[_Edit]:
        left = node.left
        for operator, right in zip(node.ops, node.comparators, strict=True):
            old, others = _COMPARISONS[type(operator)]
            for new in others:
                if edit := self._between(left, right, old, new):
                    yield edit
            left = right
        none = isinstance(node.comparators[0], ast.Constant) and node.comparators[0].value is None
        if none and len(node.ops) == 1:
            negated = "not " if isinstance(node.ops[0], ast.Is | ast.Eq) else ""
            yield self._instead(node, f"({negated}{self.text.atom(node.left)})")

    def _and_or(self, node: ast.BoolOp) -> Iterator[_Edit]:
        old, new = ("and", "or") if isinstance(node.op, ast.And) else ("or", "and")
        for left, right in zip(node.values, node.values[1:], strict=False):
            if edit := self._between(left, right, old, new):
                yield edit
        for dropped in node.values:
            kept = [self.text.atom(value) for value in node.values if value is not dropped]
            yield self._instead(node, f"({f' {old} '.join(kept)})")

    def _call(self, node: ast.Call) -> Iterator[_Edit]:
        if isinstance(node.func, ast.Attribute) and node.func.attr in _TO_RECEIVER:
            yield self._instead(node, self.text.atom(node.func.value))
        elif isinstance(node.func, ast.Name):  # elsewhere a name such as `mean` is a student's variable
            yield from (self._instead(node.func, new) for new in _other_names(node.func.id))
        for keyword in node.keywords:
            if keyword.arg not in _SILENT:
                yield from self._keyword(keyword)
        if len(node.args) > 1 and not any(isinstance(arg, ast.Starred) for arg in node.args[:2]):
            (start, _), (_, end) = map(self.text.span, node.args[:2])
            one, other = map(self.text.of, node.args[:2])
            yield _Edit(start, end, f"{other}, {one}")

    def _keyword(self, keyword: ast.keyword) -> Iterator[_Edit]:
        """A keyword argument left out; another axis."""
        start, end = self.text.span(keyword)
        raw = self.text.raw
        while raw[end : end + 1] in (b" ", b","):
            end += 1
        yield _Edit(start, end, "")
        value = keyword.value
        if keyword.arg == "axis":
            # The last axis of a table is axis 1: to write one for the other is no fault.
            others = ("1", "None") if ast.unparse(value) == "0" else ("0", "None")
            yield from (self._instead(value, new) for new in others)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a node that decide about answers: no annotation, message or docstring."""
    if _is_negative(node):
        return
    for name, value in ast.iter_fields(node):
        items = value if isinstance(value, list) else [value]
        if name == "keywords":
            items = [item for item in items if item.arg not in _SILENT and item.arg != "axis"]
        if name in ("annotation", "returns", "decorator_list"):
            continue
        if name == "body" and items and _is_text(items[0]):
            items = items[1:]
        if name == "exc" and isinstance(value, ast.Call):  # what an error says is not graded
            continue
        for item in items:
            if isinstance(item, ast.AST) and not isinstance(item, ast.JoinedStr):
                yield item


def _is_negative(node: ast.AST) -> bool:
    """Whether it is a negative number, such as the -1 of the last axis."""
    return (
        isinstance(node, ast.UnaryOp)
        and isinstance(node.op, ast.USub)
        and isinstance(node.operand, ast.Constant)
    )


def _is_text(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _other_constants(value: object) -> Iterable[str]:
    if isinstance(value, bool):
        return (repr(not value),)
    if isinstance(value, int):
        return (str(value + 1), str(value - 1))
    if isinstance(value, float):
        return (repr(value + 1.0), repr(value - 1.0))
    if isinstance(value, str):
        return (*map(repr, _DTYPES.get(value, ())), *(() if value in _DTYPES or not value else ("''",)))
    return ("b''",) if isinstance(value, bytes) and value else ()


def _other_names(name: str) -> tuple[str, ...]:
    if name in _DTYPES:
        return _DTYPES[name]
    return (_SWAPPED[name],) if name in _SWAPPED else ()
