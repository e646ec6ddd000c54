"""``autograder new SLUG``: a lesson's folder with every file, ready to be filled in.

The files are made from ``templates/lesson/``. What they say builds and runs; ``verify`` then says what
is still missing, gate by gate.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Template

from rich.console import Console

from autograder.core.course import lessons_of, settings_of
from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.lessons import discover

_SLUG = re.compile(r"[a-z][a-z0-9_]{1,40}")
_TEMPLATES = Path(__file__).parent / "templates" / "lesson"
_SUFFIX = ".txt"
"""Ends each template's name, so that linters and type checkers don't take ``$slug`` for Python."""


def run(root: CourseRoot, slug: str, console: Console) -> int:
    """Write the folder of a new lesson, with the next free number, and say where.

    Args:
        root: The course.
        slug: The folder's name: 2 to 41 small letters, digits and ``_``, a letter first.
        console: Where to print.

    Returns:
        0, the command's exit code.

    Raises:
        CourseError: the slug is malformed, or there is such a folder; it is left as it is.
    """
    if not _SLUG.fullmatch(slug):
        msg = f"{slug!r} can't be a lesson's name: use small letters, digits and _, a letter first."
        raise CourseError(msg)
    folder = lessons_of(root) / slug
    if folder.exists():
        msg = f"There is a lesson {slug!r} already: {folder}."
        raise CourseError(msg)
    number = max((lesson.spec.number for lesson in discover(root)), default=0) + 1
    write(folder, number, settings_of(root).points)
    console.print(f"Wrote {folder}. Next: `autograder build {slug}`, then `autograder verify {slug}`.")
    return 0


def write(folder: Path, number: int, points: float) -> None:
    """Make the folder and fill in every template.

    Args:
        folder: Where; its name is the lesson's slug. It must not exist.
        number: The lesson's place in the course.
        points: What its one task is worth.
    """
    slug = folder.name
    words = {
        "number": str(number),
        "padded": f"{number:02d}",
        "slug": slug,
        "points": f"{points:g}",
        "title": slug.replace("_", " ").capitalize(),
        "gid_prefix": slug.replace("_", "-"),
    }
    _fill(_TEMPLATES, folder, words)


def _fill(templates: Path, folder: Path, words: Mapping[str, str]) -> None:
    """Make a folder of a folder of templates, and so on with the folders in it."""
    folder.mkdir(parents=True)
    for template in templates.iterdir():
        if template.is_dir():
            _fill(template, folder / template.name, words)
            continue
        text = Template(template.read_text(encoding="utf-8")).substitute(words)
        path = folder / template.name.removesuffix(_SUFFIX)
        path.write_text(text, encoding="utf-8", newline="\n")
