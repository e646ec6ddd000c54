"""``progress``: which checks are green so far, in all lessons of a student's folder."""

from __future__ import annotations

import contextlib
import dataclasses
import html
import json
from pathlib import Path
from typing import Any

from autograder.core.files import write_whole
from autograder.core.results import Status, TaskResult
from autograder.core.text import plural
from autograder.student import public
from autograder.student.show import show

START = "START.ipynb"
"""The page where students begin; the folder it lies in is the student's."""

_FILE = Path(".skewlab", "progress.json")


def note(slug: str, result: TaskResult) -> None:
    """Keep how a check ended, for ``progress``; outside a student's folder nothing is kept.

    Args:
        slug: The lesson.
        result: The task's result.
    """
    folder = _folder()
    if folder is None or result.status is Status.GRADER_FAULT:
        return
    kept = _kept(folder)
    kept.setdefault(slug, {})[result.task_id.partition(".")[2]] = {
        "green": result.status is Status.PASSED,
        "points": result.score,
    }
    with contextlib.suppress(OSError):  # a folder that can't be written must not spoil a check
        (folder / _FILE).parent.mkdir(exist_ok=True)
        write_whole(folder / _FILE, json.dumps(kept, indent=1).encode())


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Row:
    """One lesson: how many of its checks are green, and how many of its points there are so far."""

    title: str
    green: int
    checks: int
    earned: float
    points: float

    @property
    def cells(self) -> tuple[str, str, str]:
        """Title, checks and points, as they are read."""
        return (
            self.title,
            f"{self.green} of {plural(self.checks, 'check')}",
            f"{self.earned:g} of {self.points:g}",
        )


def progress() -> None:
    """Show for each lesson how many checks are green, and the points of its exercise so far.

    The points are those of the public cases. What counts is what your instructor's grading gives.

    Example:
        >>> progress()  # doctest: +SKIP
    """
    folder = _folder()
    kept = _kept(folder) if folder is not None else {}
    rows = [_row(about, kept.get(slug, {})) for slug, about in public.lessons().items()]
    heads = ("lesson", "checks that are green", "points so far")
    text = "\n".join("{:<22} {:<22} {}".format(*cells) for cells in (heads, *(row.cells for row in rows)))
    body = "".join(_tr(row.cells, "td", _dots(row)) for row in rows)
    show(text, f"<table>{_tr(heads, 'th', '')}{body}</table>")


def _tr(cells: tuple[str, str, str], tag: str, dots: str) -> str:
    """A row of the table; the dots stand before the checks."""
    title, checks, points = map(html.escape, cells)
    columns = (title, f"{dots}{checks}", points)
    row = "".join(f'<{tag} style="text-align:left">{text}</{tag}>' for text in columns)
    return f"<tr>{row}</tr>"


def _dots(row: _Row) -> str:
    return f"<span aria-hidden='true'>{'●' * row.green}{'○' * (row.checks - row.green)}&ensp;</span>"


def _row(about: dict[str, Any], kept: dict[str, Any]) -> _Row:
    done = [kept[task["name"]] for task in about["tasks"] if task["name"] in kept]
    return _Row(
        title=f"{about['number']:02d} {about['title']}",
        green=sum(item["green"] for item in done),
        checks=len(about["tasks"]),
        earned=sum(item["points"] for item in done),
        points=sum(task["points"] for task in about["tasks"]),
    )


def _folder() -> Path | None:
    """The student's folder: the nearest one above with a start page."""
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / START).is_file()), None)


def _kept(folder: Path) -> dict[str, dict[str, Any]]:
    """What was kept; nothing if the file is missing or damaged."""
    try:
        read = json.loads((folder / _FILE).read_bytes())
        return {slug: {name: _entry(item) for name, item in tasks.items()} for slug, tasks in read.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def _entry(item: dict[str, Any]) -> dict[str, Any]:
    return {"green": bool(item["green"]), "points": float(item["points"])}
