"""A sample class: notebooks as students hand them in, made from the released exercise.

Right in several styles, wrong in several ways, unfinished, broken, and odd. Every exercise gets the
same kinds, whatever its tasks are: the code comes from the lesson's own solution and patches.
"""

from __future__ import annotations

import ast
import copy
import dataclasses
import json
import textwrap
from collections.abc import Iterator
from typing import Any

from autograder.authoring.notebooks import convert
from autograder.core.paths import CourseRoot
from autograder.lessons import Lesson

Notebook = dict[str, Any]
"""A notebook as JSON data, of nbformat 4."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sample:
    """One hand-in.

    Attributes:
        kind: What it is: ``blank``, ``right: <alternative>``, ``misconception: <name>``, ...
        content: The bytes of the file, which is not always a notebook.
    """

    kind: str
    content: bytes


def make_class(root: CourseRoot, lesson: Lesson) -> list[Sample]:
    """The hand-ins of ``student-01``, ``student-02``, ... for one exercise.

    Args:
        root: The course that has the released exercise.
        lesson: The lesson whose solution and patches the hand-ins are made of.
    """
    path = root.released(lesson.spec.exercise)
    blank: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return [
        Sample(kind=kind, content=nb if isinstance(nb, bytes) else _dump(nb))
        for kind, nb in _hand_ins(lesson, blank)
    ]


def hand_in(root: CourseRoot, lesson: Lesson, samples: list[Sample]) -> None:
    """Write the sample class to ``work/submitted``, where nbgrader collects to."""
    for number, sample in enumerate(samples, start=1):
        path = root.of_student(root.submitted, f"student-{number:02d}", lesson.spec.exercise)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(sample.content)


def solved(lesson: Lesson, blank: Notebook, patch: str = "") -> Notebook:
    """The exercise as a student solved it: the solution, with a patch's functions in their cells.

    A patch may use helpers of the reference that the exercise does not have: they come along.

    Args:
        lesson: The lesson.
        blank: The released exercise; it is not changed.
        patch: Python source from ``misconceptions.py`` or its like; empty for the solution itself.
    """
    solution = json.loads(convert(lesson, "exercise.py"))
    sources = {_gid(c): _without_markers("".join(c["source"])) for c in solution["cells"] if _is_solution(c)}
    own = {name for source in sources.values() for name in _top_names(ast.parse(source))}
    tree = ast.parse(patch)
    functions = {
        n.name: ast.unparse(n) for n in tree.body if isinstance(n, ast.FunctionDef) and n.name in own
    }
    rest = [n for n in tree.body if not (isinstance(n, ast.FunctionDef) and n.name in own)]
    reference = ast.parse(lesson.source("reference.py"))
    functions |= _users(reference, {name for n in rest for name in _names_of(n)}, own - functions.keys())
    known = own | _given_names(solution) | _top_names(tree)
    helpers = _helpers(reference, ast.parse("\n\n".join([*functions.values(), patch])), known)
    preamble = [ast.unparse(node) for node in (*helpers, *rest)]
    wrapped = {n.id for node in rest for n in ast.walk(node) if isinstance(n, ast.Name)}
    nb = copy.deepcopy(blank)
    for cell in nb["cells"]:
        if not _is_solution(cell):
            continue
        source = sources[_gid(cell)]
        for name in sorted(_top_names(ast.parse(source)) & functions.keys()):
            if name in wrapped:  # the patch builds on the function that it replaces
                source = "\n\n".join([source, *preamble, functions[name]])
            else:
                source = "\n\n".join([*preamble, _replace(source, name, functions[name])])
            preamble = []
        cell["source"] = source
    return nb


def _users(reference: ast.Module, helpers: set[str], names: set[str]) -> dict[str, str]:
    """The reference's functions, among ``names``, that call a helper which a patch redefines.

    The exercise's solution does without the reference's helpers, so there a redefined helper would
    change nothing.
    """
    changed = helpers & _top_names(reference)
    return {
        node.name: ast.unparse(node)
        for node in reference.body
        if isinstance(node, ast.FunctionDef) and node.name in names and _loads(node) & changed
    }


def _helpers(reference: ast.Module, code: ast.Module, known: set[str]) -> list[ast.stmt]:
    """The reference's definitions that ``code`` needs and a notebook lacks, in their order."""
    nodes = {name: node for node in reference.body for name in _names_of(node)}
    wanted: set[str] = set()
    queue: list[ast.AST] = [code]
    while queue:
        new = (_loads(queue.pop()) & nodes.keys()) - known - wanted
        wanted |= new
        queue += [nodes[name] for name in new]
    return list(dict.fromkeys(nodes[name] for name in nodes if name in wanted))


def _loads(tree: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}


def _given_names(notebook: Notebook) -> set[str]:
    """What the exercise's own cells define before the student writes a line."""
    names: set[str] = set()
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "code" and not _is_solution(cell) and "google.colab" not in source:
            names |= _top_names(ast.parse(source))
    return names


def _top_names(tree: ast.Module) -> set[str]:
    return {name for node in tree.body for name in _names_of(node)}


def _names_of(node: ast.stmt) -> list[str]:
    """The names that a top-level statement binds."""
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
    targets = [n for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return [target.id for target in targets]


def _hand_ins(lesson: Lesson, blank: Notebook) -> Iterator[tuple[str, Notebook | bytes]]:
    right = solved(lesson, blank)
    alternatives = list(lesson.alternatives().items())
    misconceptions = [item for item in lesson.misconceptions().items() if ":" not in item[0]]
    yield "right: as the solution", right
    for name, patch in _spread(alternatives, 3):
        yield f"right: {name}", solved(lesson, blank, patch)
    for name, patch in _spread(misconceptions, 5):
        yield f"misconception: {name}", solved(lesson, blank, patch)
    yield "blank", blank
    yield "half done", _half(right, blank)
    yield "raises an error", _edit_last(right, 'raise KeyError("alcohol")')
    yield "never returns", _edit_last(right, "while True:\n    pass")
    yield "from Colab", _colab(right)
    yield (
        "writes to stderr",
        _add(right, "import sys, warnings\nwarnings.warn('noise')\nprint('noise', file=sys.stderr)"),
    )
    yield "redefines check, prints scores", _add(right, "def check(*args):\n    print(10.0)\n    return 10.0")
    yield "deleted a function", _without_solution(right)
    yield "no notebook", b"PK\x03\x04 this is a zip archive, not a notebook"


def _spread(items: list[tuple[str, str]], count: int) -> list[tuple[str, str]]:
    """``count`` of the items from the whole list: neighbours in a lesson's files resemble each other."""
    step = max(1, len(items) // count)
    return items[::step][:count]


def _half(right: Notebook, blank: Notebook) -> Notebook:
    nb = copy.deepcopy(right)
    places = [i for i, cell in enumerate(nb["cells"]) if _is_solution(cell)]
    for i in places[len(places) // 2 :]:
        nb["cells"][i]["source"] = blank["cells"][i]["source"]
    return nb


def _edit_last(right: Notebook, text: str) -> Notebook:
    """The last function begins with ``text``."""
    nb = copy.deepcopy(right)
    cell = [cell for cell in nb["cells"] if _is_solution(cell)][-1]
    tree = ast.parse(cell["source"])
    function = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
    lines = cell["source"].splitlines()
    body = textwrap.indent(text, "    ").splitlines()
    start = function.body[1 if ast.get_docstring(function) else 0].lineno - 1
    cell["source"] = "\n".join([*lines[:start], *body, *lines[start:]])
    return nb


def _without_solution(right: Notebook) -> Notebook:
    nb = copy.deepcopy(right)
    place = [i for i, cell in enumerate(nb["cells"]) if _is_solution(cell)][-1]
    del nb["cells"][place]
    return nb


def _colab(right: Notebook) -> Notebook:
    """As Colab saves it: no cell ids, metadata of its own, nbgrader's kept."""
    nb = copy.deepcopy(right)
    nb["nbformat_minor"] = 0
    nb["metadata"] |= {"colab": {"provenance": []}, "accelerator": "GPU"}
    for cell in nb["cells"]:
        identity = cell.pop("id")
        cell["metadata"] = {k: v for k, v in cell["metadata"].items() if k == "nbgrader"} | {"id": identity}
        if cell["cell_type"] == "code":
            cell["metadata"]["outputId"] = identity
    return nb


def _add(right: Notebook, source: str) -> Notebook:
    """A cell of the student's own after the given ones."""
    nb = copy.deepcopy(right)
    place = next(i for i, cell in enumerate(nb["cells"]) if _is_solution(cell))
    cell: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": None,
        "id": "mine",
        "metadata": {},
        "outputs": [],
        "source": source,
    }
    nb["cells"].insert(place, cell)
    return nb


def _is_solution(cell: dict[str, Any]) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("solution")) and cell["cell_type"] == "code"


def _gid(cell: dict[str, Any]) -> str:
    return str(cell["metadata"]["nbgrader"]["grade_id"])


def _replace(source: str, name: str, text: str) -> str:
    node = next(n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef) and n.name == name)
    lines = source.splitlines()
    return "\n".join([*lines[: node.lineno - 1], *text.splitlines(), *lines[node.end_lineno :]])


def _without_markers(source: str) -> str:
    return "\n".join(
        line for line in source.splitlines() if "### BEGIN" not in line and "### END" not in line
    )


def _dump(nb: Notebook) -> bytes:
    return json.dumps(nb, indent=1, ensure_ascii=False).encode()
