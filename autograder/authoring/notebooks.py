"""Turns a lesson's py:percent text into notebooks. Equal text gives equal bytes."""

from __future__ import annotations

import json
from typing import Any

import jupytext
import nbformat
from nbformat import NotebookNode

from autograder.authoring.kinds import MINIMUMS
from autograder.authoring.solutions import fill, names_defined
from autograder.core.errors import CourseError
from autograder.core.specs import LessonSpec, Task
from autograder.core.text import did_you_mean
from autograder.lessons import Lesson

SETUP = """\
# Set-up: the same cell in every notebook. It prints versions and OK.
import sys

if "google.colab" in sys.modules:  # first upload skewlab_student-*.whl (folder icon, on the left)
    %pip install --quiet --no-deps --no-index --find-links=. skewlab-student

from autograder.student import setup

setup()"""
"""The code of every cell with ``role="setup"``."""

_BEFORE_HANDING_IN = """\
## Before you hand in

Choose *Kernel > Restart Kernel and Run All Cells* and look at the cards once more. Save, then
hand in this notebook.

**Validate** runs it afresh, too, without changing the cards that you see. It says *Success* if every check
earns all of its points. For every other check it says *Partial credit*, also for one that earns nothing."""
"""The last cell of every exercise."""

_TO_EXERCISE = " · [exercise](../exercises/{name}/{name}.ipynb)"
_TO_LESSON = " · [lesson](../../notebooks/{name}.ipynb)"
"""Links between the two notebooks of a lesson, where they lie in a course and in a student's folder."""

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
"""The kernel of every notebook."""
_ROLES = {
    "solution": {"grade": False, "solution": True, "locked": False, "task": False},
    "tests": {"grade": True, "solution": False, "locked": True, "task": False},
}
"""nbgrader's flags for a cell, by its role. ``task`` is nbgrader's word for a cell graded by hand."""

_METADATA = {
    # Its picture is what counts: JupyterLab and Colab fold the code, and unfold it with a click.
    "figure": {"jupyter": {"source_hidden": True}, "cellView": "form"},
    "evidence": {"tags": ["evidence"]},
}
"""The metadata of a lesson's cells, by their role."""


def convert(lesson: Lesson, name: str, *, measured: bool = False) -> str:
    """Make a notebook from one of the lesson's two py:percent files.

    Args:
        lesson: The lesson.
        name: ``"lesson.py"`` or ``"exercise.py"``.
        measured: Whether to keep the cells with ``role="evidence"``, whose numbers ``verify`` reads. Students
            get the notebook without them.

    Returns:
        The ``.ipynb`` file's text, without outputs.

    Raises:
        CourseError: the file is missing; a cell has an unknown role, a tests cell a wrong task, or two cells
            one id; or a solution cell can't be filled from the reference.
    """
    nb = jupytext.reads(lesson.source(name), fmt="py:percent")
    prefix = lesson.spec.slug.replace("_", "-") + ("-lesson" if name == "lesson.py" else "")
    head = _head(lesson.spec, name)
    _fill_solutions(lesson, nb)
    written = [cell for cell in nb.cells if measured or cell.metadata.get("role") != "evidence"]
    cells = [_cell(lesson, cell, f"{prefix}-{i:02d}", head) for i, cell in enumerate(written, start=1)]
    if name == "exercise.py":
        cells.append(nbformat.v4.new_markdown_cell(id=f"{prefix}-end", source=_BEFORE_HANDING_IN))
    ids = [cell.id for cell in cells]
    for twice in sorted({i for i in ids if ids.count(i) > 1}):  # nbformat would call it corrupted
        msg = (
            f"{lesson.folder.name}/{name}: {ids.count(twice)} cells have the gid {twice!r}; it may have one."
        )
        raise CourseError(msg)
    notebook = nbformat.v4.new_notebook(
        cells=cells,
        metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}},
    )
    notebook.nbformat_minor = 5
    nbformat.validate(notebook)
    return to_text(notebook)


def tested_tasks(lesson: Lesson) -> list[str]:
    """The names of the tasks that the tests cells of ``exercise.py`` are for, in the file's order.

    Raises:
        CourseError: the file is missing, or a tests cell names no graded task.
    """
    nb = jupytext.reads(lesson.source("exercise.py"), fmt="py:percent")
    return [_tested(lesson, cell).name for cell in nb.cells if cell.metadata.get("role") == "tests"]


def to_text(nb: NotebookNode) -> str:
    """The text of an ``.ipynb`` file, formatted as nbformat and JupyterLab format it."""
    return json.dumps(nb, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _fill_solutions(lesson: Lesson, nb: NotebookNode) -> None:
    """Put the solutions that are taken from the reference into their cells."""
    defined = names_defined(cell.source for cell in nb.cells if cell.cell_type == "code")
    for cell in nb.cells:
        if cell.metadata.get("role") == "solution" and "from" in cell.metadata:
            try:
                cell.source = fill(
                    cell.source, str(cell.metadata["from"]), lesson.source("reference.py"), defined
                )
            except CourseError as error:
                msg = f"{lesson.folder.name}/exercise.py, cell {cell.metadata.get('gid')!r}: {error}"
                raise CourseError(msg) from error


def _cell(lesson: Lesson, cell: NotebookNode, cell_id: str, head: str) -> NotebookNode:
    role = cell.metadata.get("role")
    if role == "setup":
        return _code(cell_id, SETUP)
    if cell.cell_type == "markdown":
        source = cell.source.replace("{{badges}}", head)
        markdown: NotebookNode = nbformat.v4.new_markdown_cell(id=cell_id, source=source)
        return markdown
    if role in _METADATA:
        made = _code(cell_id, cell.source)
        made.metadata.update(_METADATA[role])
        return made
    if role is None:
        return _code(cell_id, cell.source)
    if role not in _ROLES:
        known = ", ".join(["setup", *_METADATA, *_ROLES])
        msg = f"{lesson.folder.name}: a cell has role={role!r}; known are {known}."
        raise CourseError(msg)
    if role == "tests":
        return _tests(lesson, _tested(lesson, cell))
    if "gid" not in cell.metadata:
        msg = f"{lesson.folder.name}/exercise.py: a solution cell has no gid: {cell.source[:60]!r}."
        raise CourseError(msg)
    return _graded(str(cell.metadata["gid"]), role, cell.source)


def _tested(lesson: Lesson, cell: NotebookNode) -> Task:
    """The graded task that a tests cell is for; all else in the cell follows from ``spec.py``."""
    file = f"{lesson.folder.name}/exercise.py"
    by_name = {task.name: task for task in lesson.spec.tasks}
    if set(cell.metadata) != {"role", "task"}:
        given = ", ".join(sorted(set(cell.metadata) - {"role"})) or "nothing else"
        msg = (
            f'{file}: a tests cell is written `# %% role="tests" task="..."`, but one gives {given}. '
            "Name its task and remove the rest: id, points and function come from spec.py."
        )
        raise CourseError(msg)
    name = str(cell.metadata["task"])
    if name not in by_name:
        msg = f"{file} has a tests cell for task {name!r}, which spec.py does not declare."
        raise CourseError(msg + did_you_mean(name, [task.name for task in lesson.spec.graded]))
    if not by_name[name].points:
        msg = (
            f"{file} has a tests cell for task {name!r}, which earns no points. Remove the cell, "
            "or give the task points in spec.py."
        )
        raise CourseError(msg)
    if cell.source.strip():
        msg = (
            f"{file}: the tests cell of task {name!r} holds text, {cell.source.strip().splitlines()[0]!r}. "
            "Leave it empty: the builder fills it in."
        )
        raise CourseError(msg)
    return by_name[name]


def _tests(lesson: Lesson, task: Task) -> NotebookNode:
    """The locked cell that checks a task."""
    made = _graded(
        lesson.spec.grade_id(task), "tests", f'check("{lesson.spec.task_id(task)}", {task.entry_point})'
    )
    made.metadata["nbgrader"]["points"] = task.points
    return made


def _graded(grade_id: str, role: str, source: str) -> NotebookNode:
    """A cell that nbgrader knows by its id."""
    nbgrader: dict[str, Any] = {**_ROLES[role], "grade_id": grade_id, "schema_version": 3}
    made = _code(grade_id, source)
    made.metadata["nbgrader"] = nbgrader
    return made


def _code(cell_id: str, source: str) -> NotebookNode:
    cell: NotebookNode = nbformat.v4.new_code_cell(id=cell_id, source=source)
    return cell


def _head(spec: LessonSpec, name: str) -> str:
    """The badges of a notebook, and a link to the other one of its lesson, if there is one."""
    minutes, link = f"{spec.exercise_minutes} min exercise", ""
    if MINIMUMS[spec.kind].notebook:
        minutes = f"{spec.lesson_minutes} min lesson · {minutes}"
        link = (_TO_LESSON if name == "exercise.py" else _TO_EXERCISE).format(name=spec.exercise)
    return f"`Lesson {spec.number:02d}` `{minutes}` `JupyterLab and Colab`{link}"
