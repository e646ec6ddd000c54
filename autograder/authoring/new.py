"""``autograder new SLUG``: a lesson's folder and its data, ready to be filled in.

The files are made from ``templates/``. What they say builds and runs; ``verify`` then says what is still
missing, gate by gate.
"""

from __future__ import annotations

import argparse
import re
import runpy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from rich.console import Console

from autograder.authoring import data_files
from autograder.authoring.kinds import MINIMUMS
from autograder.authoring.planned import NAME, NAME_RULE, Planned, default_tasks, parse_tasks
from autograder.core.course import lessons_of, settings_of
from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.core.specs import Kind
from autograder.lessons import discover

_TITLE = re.compile(r'[^\s"\\][^"\\\n\r\t]{0,59}')
_TEMPLATES = Path(__file__).parent / "templates"
_SUFFIX = ".txt"
"""Ends each template's name, so that linters and type checkers don't take it for Python."""

_FILES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(_TEMPLATES),
    autoescape=False,  # noqa: S701 - Python and Markdown, no HTML
    undefined=jinja2.StrictUndefined,
    keep_trailing_newline=True,
    trim_blocks=True,
    lstrip_blocks=True,
    # Braces and brackets stand in Python, TOML and Markdown.
    variable_start_string="<<",
    variable_end_string=">>",
    block_start_string="<%",
    block_end_string="%>",
)


def run(
    root: CourseRoot, slug: str, console: Console, *, kind: Kind = "full", title: str = "", tasks: str = ""
) -> int:
    """Write the folders of a new lesson and of its data, with the next free number, and say where.

    Args:
        root: The course.
        slug: The folder's name: 2 to 41 small letters, digits and ``_``, a letter first.
        console: Where to print.
        kind: Whether the lesson has a notebook of its own.
        title: The lesson's title; empty for the slug as words.
        tasks: The graded tasks, as :func:`parse_tasks` takes them; empty for those of the kind.

    Returns:
        0, the command's exit code.

    Raises:
        CourseError: slug, title or tasks are malformed, or there is such a folder; it is left as it is.
    """
    if not NAME.fullmatch(slug):
        msg = f"{slug!r} can't be a lesson's name: {NAME_RULE}."
        raise CourseError(msg)
    if title and not _TITLE.fullmatch(title):
        msg = f"{title!r} can't be a title: use up to 60 characters in one line, without \" and \\."
        raise CourseError(msg)
    points = settings_of(root).points
    planned = parse_tasks(tasks, points) if tasks else default_tasks(kind, points)
    folder, data = lessons_of(root) / slug, root.data / slug
    if folder.exists():
        msg = f"There is a lesson {slug!r} already: {folder}."
        raise CourseError(msg)
    if data.exists():
        msg = (
            f"There is a folder {data} already: move it away, and its files back when the lesson is written."
        )
        raise CourseError(msg)
    number = max((lesson.spec.number for lesson in discover(root)), default=0) + 1
    write(folder, number, points, kind=kind, title=title, tasks=planned)
    write_data(data)
    console.print(f"Wrote {folder} and {data}.", highlight=False, soft_wrap=True)
    console.print(
        f"Next: `autograder verify {slug} --quick`; once that holds, without `--quick`.", highlight=False
    )
    return 0


def write(
    folder: Path,
    number: int,
    points: float,
    *,
    kind: Kind = "full",
    title: str = "",
    tasks: Sequence[Planned] = (),
) -> None:
    """Make the lesson's folder and fill in every template.

    Args:
        folder: Where; its name is the lesson's slug. It must not exist.
        number: The lesson's place in the course.
        points: The points of an exercise.
        kind: Whether the lesson has a notebook of its own.
        title: The lesson's title; empty for the slug as words.
        tasks: The graded tasks, which earn these points; without, those of the kind.
    """
    slug = folder.name
    tasks = tasks or default_tasks(kind, points)
    words = {
        "number": number,
        "padded": f"{number:02d}",
        "slug": slug,
        "prefix": slug.replace("_", "-"),
        "title": title or slug.replace("_", " ").capitalize(),
        "kind": kind,
        "least": MINIMUMS[kind],
        "tasks": tasks,
        "main": max(tasks, key=lambda task: task.points),
        "total": f"{points:g}",
    }
    _fill("lesson", folder, words)
    if MINIMUMS[kind].notebook:
        _fill("notebook", folder, words)


def write_data(folder: Path) -> None:
    """Make the lesson's folder of data: its script, and what that makes.

    Args:
        folder: Where; its name is the lesson's slug. It must not exist.
    """
    _fill("data", folder, {"slug": folder.name})
    make = runpy.run_path(str(folder / "make.py"))["make"]
    data_files.write_manifest(folder, make(argparse.Namespace()))


def _fill(templates: str, folder: Path, words: Mapping[str, Any]) -> None:
    """Write the files of a folder of templates, and of the folders in it."""
    for template in sorted((_TEMPLATES / templates).rglob(f"*{_SUFFIX}")):
        path = folder / template.relative_to(_TEMPLATES / templates).with_suffix("")
        path.parent.mkdir(parents=True, exist_ok=True)
        text = _FILES.get_template(template.relative_to(_TEMPLATES).as_posix()).render(words)
        path.write_text(text, encoding="utf-8", newline="\n")
