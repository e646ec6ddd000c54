"""Gates of the cells of a lesson's notebooks: what is called, stated and told there."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from autograder.authoring.notebooks import SETUP
from autograder.core.specs import LessonSpec
from autograder.core.text import did_you_mean
from autograder.lessons import Lesson

_HEADING = re.compile(r"^## .*\((\d[\d.]*) points?\)\s*$", re.MULTILINE)
_FOLD = "<details><summary>Open this once you have guessed</summary>"


def gate_cells(lesson: Lesson, notebook: str, known: Collection[str]) -> list[str]:
    """The set-up cell comes first and once; what ``check``, ``hint`` and ``yours`` are called with is a task.

    Args:
        lesson: The lesson.
        notebook: The text of one of its ``.ipynb`` files.
        known: The names of the tasks that may be called there.
    """
    cells = _cells(notebook)
    code = [source for cell, source in cells if cell["cell_type"] == "code"]
    problems = []
    if code[:1] != [SETUP] or code.count(SETUP) > 1:
        problems.append('the first code cell, and no other, is `# %% role="setup"`')
    called = re.findall(r'\b(?:check|hint|yours)\("([^"]*)"', "\n".join(source for _, source in cells))
    ids = [f"{lesson.spec.slug}.{name}" for name in known]
    return problems + [
        f"{name!r} is no task that can be called here.{did_you_mean(name, ids)}"
        for name in sorted(set(called).difference(ids))
    ]


def gate_exercise(spec: LessonSpec, notebook: str) -> list[str]:
    """Headings state the spec's points; each function stands in one solution cell; ids begin with the slug.

    Args:
        spec: The lesson's spec.
        notebook: The text of the exercise's ``.ipynb`` file.
    """
    cells = _cells(notebook)
    marks = [cell["metadata"]["nbgrader"] for cell, _ in cells if "nbgrader" in cell["metadata"]]
    prefix = spec.slug.replace("_", "-") + "-"
    problems = [
        f"gid {mark['grade_id']!r} does not begin with {prefix!r}"
        for mark in marks
        if not mark["grade_id"].startswith(prefix)
    ]
    written = [s for cell, s in cells if cell["metadata"].get("nbgrader", {}).get("solution")]
    for function in dict.fromkeys(task.entry_point for task in spec.graded):
        count = sum(f"def {function}(" in source for source in written)
        if count != 1:
            problems.append(f"{count} solution cells define {function}; it needs one")
    return problems + list(_other_points(spec, cells))


def _other_points(spec: LessonSpec, cells: Sequence[tuple[Mapping[str, Any], str]]) -> Iterator[str]:
    """Where a heading states other points than the tasks below it have."""
    by_id = {spec.grade_id(task): task for task in spec.graded}
    stated, below = "", list[str]()
    for cell, source in (*cells, ({"cell_type": "markdown", "metadata": {}}, "## The end (0 points)")):
        headings = _HEADING.findall(source) if cell["cell_type"] == "markdown" else []
        if headings:
            tasks = [by_id[name] for name in below]
            points = sum(task.points for task in tasks)
            if tasks and stated and points != float(stated):
                names = ", ".join(task.name for task in tasks)
                yield f"{names}: {points:g} in spec.py, {stated} in the heading of exercise.py"
            stated, below = headings[-1], []
        elif cell["metadata"].get("nbgrader", {}).get("grade_id") in by_id:
            below.append(cell["metadata"]["nbgrader"]["grade_id"])


def gate_guess(notebook: str) -> list[str]:
    """Nothing is told before it is guessed: the guess is left open, and its answer stands in a fold.

    Args:
        notebook: The text of the lesson's ``.ipynb`` file.
    """
    sources = [source for _, source in _cells(notebook)]
    at = next((i for i, source in enumerate(sources) if source.startswith("guess = ...")), None)
    if at is None:
        return ["lesson.py has no cell that begins with `guess = ...`"]
    after = [*sources[at + 1 : at + 3], "", ""]
    problems = []
    if "reveal(guess, " not in after[0] or "print(f" in after[0]:
        problems.append("lesson.py: the cell after the guess calls `reveal(guess, ...)` and prints nothing")
    if _FOLD not in after[1]:
        problems.append(f"lesson.py: what was measured stands below the guess in a fold: {_FOLD}")
    return problems


def _cells(notebook: str) -> list[tuple[Mapping[str, Any], str]]:
    return [(cell, "".join(cell["source"])) for cell in json.loads(notebook)["cells"]]
