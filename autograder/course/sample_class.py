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

from autograder.course.notebooks import convert
from autograder.engine.paths import CourseRoot
from autograder.lessons import Lesson

Notebook = dict[str, Any]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Sample:
    """One hand-in: its bytes, and what the demo says it is."""

    kind: str
    content: bytes


def make_class(root: CourseRoot, lesson: Lesson) -> list[Sample]:
    """The hand-ins of ``student-01``, ``student-02``, ... for one exercise."""
    path = root.path / "exercises" / lesson.spec.exercise / f"{lesson.spec.exercise}.ipynb"
    blank: Notebook = json.loads(path.read_text(encoding="utf-8"))
    return [
        Sample(kind=kind, content=nb if isinstance(nb, bytes) else _dump(nb))
        for kind, nb in _hand_ins(lesson, blank)
    ]


def hand_in(root: CourseRoot, lesson: Lesson, samples: list[Sample]) -> None:
    """Put the sample class where nbgrader collects to."""
    for number, sample in enumerate(samples, start=1):
        folder = root.submitted / f"student-{number:02d}" / lesson.spec.exercise
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{lesson.spec.exercise}.ipynb").write_bytes(sample.content)


def solved(lesson: Lesson, blank: Notebook, patch: str = "") -> Notebook:
    """The exercise as a student solved it: the solution, with a patch's functions in their cells."""
    solution = json.loads(convert(lesson, "exercise.py"))
    sources = {_gid(c): "".join(c["source"]) for c in solution["cells"] if _is_solution(c)}
    functions = {}
    preamble = []
    for node in ast.parse(patch).body:
        text = ast.get_source_segment(patch, node) or ""
        if isinstance(node, ast.FunctionDef) and any(_defines(s, node.name) for s in sources.values()):
            functions[node.name] = text
        else:
            preamble.append(text)
    nb = copy.deepcopy(blank)
    for cell in nb["cells"]:
        if not _is_solution(cell):
            continue
        source = _without_markers(sources[_gid(cell)])
        for name, text in functions.items():
            if _defines(source, name):
                source = "\n\n".join([*preamble, _replace(source, name, text)])
        cell["source"] = source
    return nb


def _hand_ins(lesson: Lesson, blank: Notebook) -> Iterator[tuple[str, Notebook | bytes]]:
    right = solved(lesson, blank)
    alternatives = list(lesson.alternatives().items())
    misconceptions = list(lesson.misconceptions().items())
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
    yield "writes to stderr", _add(right, "import sys, warnings\nwarnings.warn('noise')\nprint('noise', file=sys.stderr)")
    yield "redefines check, prints scores", _add(right, "def check(*args):\n    print(10.0)\n    return 10.0")
    yield "deleted a function", _without_solution(right)
    yield "no notebook", b"PK\x03\x04 this is a zip archive, not a notebook"


def _spread(items: list[tuple[str, str]], count: int) -> list[tuple[str, str]]:
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
    cell = {
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


def _defines(source: str, name: str) -> bool:
    return f"def {name}(" in source


def _replace(source: str, name: str, text: str) -> str:
    node = next(n for n in ast.parse(source).body if isinstance(n, ast.FunctionDef) and n.name == name)
    lines = source.splitlines()
    return "\n".join([*lines[: node.lineno - 1], *text.splitlines(), *lines[node.end_lineno :]])


def _without_markers(source: str) -> str:
    return "\n".join(line for line in source.splitlines() if "### BEGIN" not in line and "### END" not in line)


def _dump(nb: Notebook) -> bytes:
    return json.dumps(nb, indent=1, ensure_ascii=False).encode()
