"""``autograder student``: the folder that a student works in, with the page where students begin.

It holds lessons, exercises and the start page, and nothing else of the course: no solution, no test, no
grader.
"""

from __future__ import annotations

import hashlib
import importlib.resources
import json
from pathlib import Path
from string import Template

import nbformat
from nbformat import NotebookNode
from rich.console import Console

from autograder.authoring.kinds import MINIMUMS
from autograder.authoring.notebooks import KERNEL, SETUP, to_text
from autograder.core.course import settings_of
from autograder.core.files import write_whole
from autograder.core.paths import CourseRoot
from autograder.lessons import Lesson, discover
from autograder.student.progress import START

_GIVEN = Path(".skewlab", "given.json")
"""The digests of the files as they were given: a file that is as it was given is replaced by a newer one."""

_TEXT = importlib.resources.files("autograder.authoring") / "templates" / "start.md.txt"
"""The start page of a course that has no text of its own."""

_OWN_TEXT = "start.md"
"""The name of a course's own text of the start page, in its root: Markdown, with ``$name`` and ``$rows``."""


def run(root: CourseRoot, folder: Path, console: Console) -> int:
    """Lay out a student's folder; what the student has changed in it stays.

    Args:
        root: The course.
        folder: The folder; it is made if need be.
        console: Where to print.

    Returns:
        0, the command's exit code.
    """
    given = _read(folder / _GIVEN)
    kept = []
    for name, text in files(root).items():
        path, digest = folder / name, hashlib.sha256(text.encode()).hexdigest()
        if path.is_file() and _digest(path) not in (digest, given.get(name)):
            kept.append(name)
            continue
        write_whole(path, text)
        given[name] = digest
    write_whole(folder / _GIVEN, json.dumps(given, indent=1, sort_keys=True))
    console.print(f"The student's folder is {folder}; begin with {START}.", highlight=False, soft_wrap=True)
    for name in kept:
        console.print(f"Kept as you changed it: {name}", highlight=False, soft_wrap=True)
    return 0


def files(root: CourseRoot) -> dict[str, str]:
    """The text of every file of a student's folder, by its path in it.

    Args:
        root: The course, in which the notebooks are built.
    """
    found = {START: page(root)}
    for tree in (root.notebooks, root.exercises):
        for path in sorted(tree.rglob("*.ipynb")):
            if ".ipynb_checkpoints" not in path.parts:
                found[path.relative_to(root.path).as_posix()] = path.read_text(encoding="utf-8")
    return found


def page(root: CourseRoot) -> str:
    """The start page of a course as the text of an ``.ipynb`` file."""
    rows = [_row(place, lesson) for place, lesson in enumerate(in_order(root), start=1)]
    own = root.path / _OWN_TEXT
    source = (own if own.is_file() else _TEXT).read_text(encoding="utf-8")
    text = Template(source).safe_substitute(name=settings_of(root).name, rows="\n".join(rows))
    cells: list[NotebookNode] = [
        nbformat.v4.new_markdown_cell(id="start-01", source=text.rstrip("\n")),
        nbformat.v4.new_code_cell(id="start-02", source=SETUP),
        nbformat.v4.new_code_cell(
            id="start-03", source="from autograder.student import progress\n\nprogress()"
        ),
    ]
    notebook = nbformat.v4.new_notebook(
        cells=cells, metadata={"kernelspec": KERNEL, "language_info": {"name": "python"}}
    )
    notebook.nbformat_minor = 5
    return to_text(notebook)


def in_order(root: CourseRoot) -> list[Lesson]:
    """The lessons of a course in the order in which they are best learnt."""
    places = {slug: place for place, slug in enumerate(settings_of(root).order)}
    return sorted(discover(root), key=lambda one: (places.get(one.spec.slug, len(places)), one.spec.number))


def _row(place: int, lesson: Lesson) -> str:
    """A line of the table; a lesson without a notebook has neither a link to it nor its minutes."""
    spec = lesson.spec
    name = spec.exercise
    title, minutes = spec.title, "–"
    if MINIMUMS[spec.kind].notebook:
        title, minutes = f"[{title}](notebooks/{name}.ipynb)", f"{spec.lesson_minutes}"
    return (
        f"| {place} | {title} | {minutes} "
        f"| [exercise {spec.number:02d}](exercises/{name}/{name}.ipynb) | {spec.exercise_minutes} |"
    )


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read(path: Path) -> dict[str, str]:
    try:
        read = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in read.items()} if isinstance(read, dict) else {}
