"""``autograder new SLUG``: a lesson's folder and its data, ready to be filled in.

The files are made from ``templates/``. What they say builds and runs; ``verify`` then says what is still
missing, gate by gate.
"""

from __future__ import annotations

import argparse
import builtins
import dataclasses
import keyword
import re
import runpy
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from rich.console import Console

from autograder.authoring import data_files
from autograder.authoring.contract import POINTS
from autograder.authoring.kinds import MINIMUMS
from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.core.specs import QUARTER, Kind
from autograder.lessons import FOLDER, discover

_NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")
_NAME_RULE = "use 2 to 41 small letters, digits and _, a letter first"
_TITLE = re.compile(r'[^\s"\\][^"\\\n\r\t]{0,59}')
_TEMPLATES = Path(__file__).parent / "templates"
_SUFFIX = ".txt"
"""Ends each template's name, so that linters and type checkers don't take it for Python."""

_REPAIR = "predict"
_TASKS: Mapping[Kind, Mapping[str, int]] = {
    "full": {"evidence": 2, "fit": 1, "contract": 2, _REPAIR: 4, "guard": 1},
    "short": {"evidence": 3, _REPAIR: 5, "guard": 2},
}
"""The tasks of a lesson whose author names none, with their shares of the points."""

_EXAMPLE = "evidence:2,predict:6.5,guard:1.5"
_TAKEN = frozenset({"case", "check", "data_path", "hint", "np", "pd", "scaled", "table"})
"""Names that the templates use themselves: the exercise's cells define them, or a turn is called so."""

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


@dataclasses.dataclass(frozen=True, kw_only=True)
class Planned:
    """A task of a new lesson.

    Attributes:
        name: The task's name, and its function's.
        points: What it earns.
        divisor: What makes its example another one than those of the other tasks.
    """

    name: str
    points: int | float
    divisor: float

    @property
    def words(self) -> str:
        """The name as a heading has it."""
        return self.name.replace("_", " ").capitalize()

    @property
    def gid(self) -> str:
        """The name as it stands in nbgrader's ids."""
        return self.name.replace("_", "-")


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
        tasks: The graded tasks with their points, see :func:`parse_tasks`; empty for those of the kind.

    Returns:
        0, the command's exit code.

    Raises:
        CourseError: slug, title or tasks are malformed, or there is such a folder; it is left as it is.
    """
    if not _NAME.fullmatch(slug):
        msg = f"{slug!r} can't be a lesson's name: {_NAME_RULE}."
        raise CourseError(msg)
    if title and not _TITLE.fullmatch(title):
        msg = f"{title!r} can't be a title: use up to 60 characters in one line, without \" and \\."
        raise CourseError(msg)
    planned = parse_tasks(tasks, POINTS) if tasks else default_tasks(kind, POINTS)
    folder, data = FOLDER / slug, root.path / "data" / slug
    if folder.exists():
        msg = f"There is a lesson {slug!r} already: {folder}."
        raise CourseError(msg)
    if data.exists():
        msg = (
            f"There is a folder {data} already: move it away, and its files back when the lesson is written."
        )
        raise CourseError(msg)
    number = max((lesson.spec.number for lesson in discover()), default=0) + 1
    write(folder, number, kind=kind, title=title, tasks=planned)
    write_data(data)
    console.print(f"Wrote {folder} and {data}.", highlight=False)
    console.print(f"Next: `autograder build {slug}`, then `autograder verify {slug}`.", highlight=False)
    return 0


def parse_tasks(text: str, total: float) -> tuple[Planned, ...]:
    """The tasks of ``evidence:2,fit:1,predict:6.5,guard:0.5``.

    Args:
        text: For each task its name, a colon, and its points: a multiple of 0.25.
        total: The points of an exercise.

    Raises:
        CourseError: the text is malformed, names a task twice, or uses a name that can't be a function's in
            the exercise; or the points don't add up. The sentence says what was expected.
    """
    found: dict[str, float] = {}
    for piece in text.split(","):
        name, colon, worth = piece.strip().partition(":")
        if not colon or not worth.strip():
            raise _malformed(f"{name!r} has no points, as in '{name or 'predict'}:2'")
        if not _NAME.fullmatch(name):
            raise _malformed(f"{name!r} can't be a task's name: {_NAME_RULE}")
        if name in _TAKEN or keyword.iskeyword(name) or hasattr(builtins, name):
            raise _malformed(f"{name!r} means something else in the exercise; choose another name")
        if name in found:
            raise _malformed(f"{name!r} is there twice")
        found[name] = _points(name, worth)
    if sum(found.values()) != total:
        raise _malformed(f"the points add up to {sum(found.values()):g}, not to {total:g}")
    return _planned(found)


def default_tasks(kind: Kind, total: float) -> tuple[Planned, ...]:
    """The tasks of a lesson whose author names none; the repair gets most of the points.

    Args:
        kind: The lesson's kind.
        total: The points of an exercise.
    """
    shares = _TASKS[kind]
    unit = total / sum(shares.values()) / QUARTER
    points = {name: max(1, int(share * unit)) * QUARTER for name, share in shares.items()}
    points[_REPAIR] += total - sum(points.values())
    return _planned(points)


def write(
    folder: Path,
    number: int,
    points: float = POINTS,
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


def _points(name: str, text: str) -> float:
    try:
        points = float(text)
    except ValueError:
        points = 0.0
    if points <= 0 or not (points / QUARTER).is_integer():
        raise _malformed(f"{name!r} should earn a multiple of {QUARTER:g} points, not {text.strip()!r}")
    return points


def _planned(points: Mapping[str, float]) -> tuple[Planned, ...]:
    return tuple(
        Planned(name=name, points=int(worth) if worth == int(worth) else worth, divisor=float(i))
        for i, (name, worth) in enumerate(points.items(), start=2)
    )


def _malformed(what: str) -> CourseError:
    return CourseError(f"--tasks should name the graded tasks with their points, as in {_EXAMPLE}: {what}.")
