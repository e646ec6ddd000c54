"""Leaves out the shell lines and magics that the grader's kernel can't run.

They are left out of the text that runs; the notebook keeps the student's text. The kernel has no network,
no shell and none of the student's files. ``!pip install`` would raise an error there, and the rest of its
cell, often a function, would be lost. IPython's own transformer decides what is a magic, so text in strings
and comments is never mistaken for one.
"""

from __future__ import annotations

import ast
import functools
import re
import warnings
from collections.abc import Iterable, Iterator

from IPython.core.inputtransformer2 import TransformerManager

# A quick test: most cells match nothing here and need no parsing.
_MAY_HOLD = re.compile(r"[!%?]|google\.colab|get_ipython|drive|files|userdata|check")
_MAGIC_LINE = re.compile(r"^[ \t]*(?:[!%?]|>>>|In \[)|=[ \t]*[!%]|\?[ \t]*$", re.MULTILINE)
_MOST = 300_000
"""Limit on the number of magic lines times the number of characters of a cell.

IPython reads a cell anew for each magic in it. A cell above the limit is run as it is.
"""

_LINES = (  # noqa: SIM905 - words to read
    "alias_magic autoawait autoreload colors config dhist doctest_mode env hist history matplotlib pdoc pdef"
    " pfile pinfo pinfo2 pprint precision prun psearch psource pwd reset_selective set_env time timeit"
    " unload_ext who who_ls whos xdel xmode"
).split()
"""Line magics that work without a shell, network, files or a person at the keyboard."""

_PYTHON_CELLS = frozenset(("time", "timeit", "capture", "prun"))
"""Names of cell magics that run the rest of their cell as Python in the notebook's process."""

_SHOWING_CELLS = (  # noqa: SIM905 - words to read
    "html HTML javascript js latex markdown svg SVG writefile"
).split()
"""Names of cell magics that only show their text or write it to a file; they run as they are."""

_OTHER_LANGUAGE = (  # noqa: SIM905 - words to read
    "! R bash bigquery cmd cython file julia perl pypy python python2 python3 ruby script sh shell sql sx"
    " system"
).split()
"""Names of cell magics whose text is no Python of this process; the whole cell is skipped."""

_COLAB_CALLS = frozenset(
    (
        "auth.authenticate_user",
        "drive.flush_and_unmount",
        "drive.mount",
        "files.download",
        "files.upload",
        "output.enable_custom_widget_manager",
        "userdata.get",
    )
)
"""Calls of Google Colab's library, which the grader does not have; each is replaced by ``None``."""


def runnable(source: str) -> tuple[str, list[str]]:
    """Return the text of a cell that the grader runs, and the lines that were left out of it.

    Args:
        source: The text of a code cell, as the student wrote it.

    Returns:
        The text to run, which is ``source`` itself where nothing is left out; and what was left out, such as
        ``!pip install numpy``, in the order of the cell. Text that is no Python is returned as it is.
    """
    if not _MAY_HOLD.search(source):
        return source, []
    text = _transformed(source)
    tree = parse_python(text)
    if tree is None:
        return source, []
    whole = _cell_magic(tree)
    if whole is not None:
        return _cell(source, *whole)
    spans = sorted(_unwanted(tree), key=lambda span: (span[0].lineno, span[0].col_offset))
    if not spans:
        return source, []
    return _replace(text, [(node, new) for node, new, _ in spans]), [w for _, _, w in spans if w]


def to_python(source: str) -> str:
    """Return the text of a code cell as Python, with its magics turned into calls.

    A cell magic that runs Python, such as ``%%time``, is taken off; a cell of another language is empty.
    """
    text = _transformed(source)
    tree = parse_python(text) if text != source else None
    whole = _cell_magic(tree) if tree is not None else None
    if whole is None:
        return text
    name, _, body = whole
    return to_python(body) if name in _PYTHON_CELLS else ""


def magic_lines(source: str) -> int:
    """Return how many lines of a cell look like magics; it may count too many, never too few."""
    return sum(1 for _ in _MAGIC_LINE.finditer(source))


@functools.lru_cache(maxsize=512)
def _transformed(source: str) -> str:
    """Return a cell's text with IPython's magics turned into calls; unchanged where IPython fails."""
    lines = magic_lines(source)
    if not lines or lines * len(source) > _MOST:
        return source
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return str(TransformerManager().transform_cell(source))
    except Exception:  # noqa: BLE001 - whatever a broken text does to IPython: the run will tell
        return source


def parse_python(text: str) -> ast.Module | None:
    """Return the syntax tree of Python text, or ``None`` if it has none.

    Top-level ``await`` is allowed, as in a notebook. Warnings about a student's text are not shown.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            flags = ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            tree: ast.Module = compile(text, "cell", "exec", flags, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return tree


def _shell_call(node: ast.AST) -> tuple[str, list[str]] | None:
    """Return the method and the arguments of a call that IPython makes of a magic.

    ``get_ipython().system('ls')`` gives ``("system", ["ls"])``. An argument that is no constant is ``"…"``.
    Any other node gives ``None``.
    """
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return None
    owner = node.func.value
    if not (isinstance(owner, ast.Call) and _dotted(owner.func) == "get_ipython"):
        return None
    args = [str(arg.value) if isinstance(arg, ast.Constant) else "…" for arg in node.args]
    return node.func.attr, args


def _dotted(node: ast.AST) -> str:
    """Return ``"drive.mount"`` for a chain of names; empty for any other expression."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""


def _cell_magic(tree: ast.Module) -> tuple[str, str, str] | None:
    """Return the name, the rest of the first line and the body of a cell magic; ``None`` for other cells."""
    if len(tree.body) != 1 or not isinstance(tree.body[0], ast.Expr):
        return None
    call = _shell_call(tree.body[0].value)
    if call is None or call[0] != "run_cell_magic" or len(call[1]) != 3:  # noqa: PLR2004 - name, line, body
        return None
    name, line, body = call[1]
    return name, line, body


def _cell(source: str, name: str, line: str, body: str) -> tuple[str, list[str]]:
    """Return what :func:`runnable` returns, for a cell that is one cell magic.

    Args:
        source: The text of the whole cell.
        name: The magic's name, such as ``time``.
        line: The rest of the first line.
        body: The lines below it.
    """
    if name in _SHOWING_CELLS:
        return source, []
    inner, left_out = runnable(body)
    if name in _PYTHON_CELLS:
        # The student's own text where nothing is left out: a magic made anew may differ in its spaces.
        return (f"%%{name} {line}\n{inner}", left_out) if inner != body else (source, [])
    if name in _OTHER_LANGUAGE or parse_python(_transformed(inner)) is None:
        return "# not run", [f"%%{name}"]
    # An unknown magic above Python is left off: the cell may define the function that is graded.
    return inner, [f"%%{name}", *left_out]


def _unwanted(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, str, str]]:
    """Yield the parts of a cell that the grader does not run.

    Yields:
        The node; the Python that replaces it; and its text for the student, empty if it need not be named.
    """
    defined = [n.lineno for n in tree.body if isinstance(n, ast.FunctionDef)]
    for statement in tree.body:
        if _imports_colab(statement):
            yield statement, "pass", ast.unparse(statement)
        elif _is_check(statement) and statement.lineno < max(defined, default=0):
            yield statement, "pass", ""  # merged into an answer: above the function, it would raise
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _dotted(node.func).removeprefix("google.colab.") in _COLAB_CALLS:
            yield node, "None", f"{_dotted(node.func)}()"
        call = _shell_call(node)
        if call is None or not isinstance(node, ast.expr):
            continue
        method, args = call
        first = args[0] if args else ""
        if method in ("system", "system_raw", "system_piped"):
            yield node, "None", f"!{first}"
        elif method == "getoutput":
            yield node, "[]", f"!{first}"
        elif method in ("run_line_magic", "magic") and not _works(" ".join(args)):
            yield node, "None", "%" + " ".join(args)


def _is_check(node: ast.stmt) -> bool:
    """Return whether a statement is a call of ``check``, the course's function."""
    call = node.value if isinstance(node, ast.Expr) else None
    return isinstance(call, ast.Call) and _dotted(call.func) == "check"


def _imports_colab(node: ast.AST) -> bool:
    """Return whether a node imports something of Colab's library, which the grader does not have."""
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").startswith("google.colab")
    return isinstance(node, ast.Import) and any(a.name.startswith("google.colab") for a in node.names)


def _works(magic: str) -> bool:
    """Return whether a line magic, such as ``matplotlib inline``, works in the grader's kernel."""
    name, _, rest = magic.lstrip("%").partition(" ")
    rest = rest.strip()
    if name == "matplotlib":
        return rest in ("inline", "--list", "-l")
    if name in ("load_ext", "reload_ext"):
        return rest == "autoreload"
    if name == "reset":
        return "-f" in rest.split()
    return name in _LINES and not rest.startswith(("!", "%"))


def _replace(text: str, spans: Iterable[tuple[ast.expr | ast.stmt, str]]) -> str:
    """Return ``text`` with nodes replaced; of nodes within each other, only the outermost is.

    Args:
        text: The Python that the nodes were parsed from.
        spans: Each node and its replacement, in the order of the text.
    """
    # The parser counts columns in bytes of UTF-8, so all positions here are in bytes, too.
    starts = [0]
    for line in text.encode().split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    data, done = text.encode(), 0
    made = b""
    for node, new in spans:
        assert node.end_lineno is not None  # the parser sets it
        assert node.end_col_offset is not None
        begin = starts[node.lineno - 1] + node.col_offset
        if begin >= done:
            made += data[done:begin] + new.encode()
            done = starts[node.end_lineno - 1] + node.end_col_offset
    return (made + data[done:]).decode()
