"""py:percent text to notebooks, one way: equal text gives equal bytes."""

from __future__ import annotations

import json
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode

from autograder.core.errors import CourseError
from autograder.lessons import Lesson

SETUP = """\
# Set-up: the same cell in every notebook. It prints versions and OK.
import sys

if "google.colab" in sys.modules:  # first upload skewlab_student-*.whl (folder icon, on the left)
    %pip install --quiet --no-deps --no-index --find-links=. skewlab-student

from autograder.student import setup

setup()"""

_ABOUT_CARDS = """

*Each check shows a card; the number below it is your points on the public cases. **Validate** runs the
notebook afresh and says "partial credit" for every card below full points, also for 0; the cards
change when you run them.*"""

_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
_ROLES = {
    "solution": {"grade": False, "solution": True, "locked": False, "task": False},
    "tests": {"grade": True, "solution": False, "locked": True, "task": False},
}


def convert(lesson: Lesson, name: str) -> str:
    """The notebook of ``lesson.py`` or ``exercise.py``, as text."""
    nb = jupytext.reads(lesson.source(name), fmt="py:percent")
    prefix = lesson.spec.slug.replace("_", "-") + ("-lesson" if name == "lesson.py" else "")
    head = _badges(lesson) + (_ABOUT_CARDS if name == "exercise.py" else "")
    cells = [_cell(lesson, cell, f"{prefix}-{i:02d}", head) for i, cell in enumerate(nb.cells, start=1)]
    notebook = nbformat.v4.new_notebook(
        cells=cells,
        metadata={"kernelspec": _KERNEL, "language_info": {"name": "python"}},
    )
    notebook.nbformat_minor = 5
    nbformat.validate(notebook)
    return to_text(notebook)


def to_text(nb: NotebookNode) -> str:
    """A notebook's bytes, as nbformat and JupyterLab write them."""
    return json.dumps(nb, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _cell(lesson: Lesson, cell: NotebookNode, cell_id: str, head: str) -> NotebookNode:
    role = cell.metadata.get("role")
    if role == "setup":
        return _code(cell_id, SETUP)
    if cell.cell_type == "markdown":
        source = cell.source.replace("{{badges}}", head)
        markdown: NotebookNode = nbformat.v4.new_markdown_cell(id=cell_id, source=source)
        return markdown
    if role == "evidence":
        made = _code(cell_id, cell.source)
        made.metadata["tags"] = ["evidence"]
        made.metadata["jupyter"] = {
            "source_hidden": True,
            "outputs_hidden": True,
        }  # for `verify`, not to read
        return made
    if role is None:
        return _code(cell_id, cell.source)
    if role not in _ROLES:
        msg = (
            f"{lesson.folder.name}: a cell has role={role!r}; known are setup, evidence, {', '.join(_ROLES)}."
        )
        raise CourseError(msg)
    return _graded(cell, role)


def _graded(cell: NotebookNode, role: str) -> NotebookNode:
    gid = str(cell.metadata["gid"])
    nbgrader: dict[str, Any] = {**_ROLES[role], "grade_id": gid, "schema_version": 3}
    if role == "tests":
        nbgrader["points"] = cell.metadata["points"]
    made = _code(gid, cell.source)
    made.metadata["nbgrader"] = nbgrader
    return made


def _code(cell_id: str, source: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_code_cell(id=cell_id, source=source)
    return cell


def _badges(lesson: Lesson) -> str:
    minutes = f"{lesson.spec.lesson_minutes} min lesson · {lesson.spec.exercise_minutes} min exercise"
    return f"`Lesson {lesson.spec.number:02d}` `{minutes}` `JupyterLab and Colab`"
