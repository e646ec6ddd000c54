"""The gradebook's file and its exercises; what a killed run left half-made is made again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps import NbGraderAPI

from autograder.core.paths import CourseRoot
from autograder.nbgrader.api import generate_assignment

_SQLITE = "sqlite:///"


def ensure_assignments(api: NbGraderAPI, root: CourseRoot, exercises: Iterable[str]) -> None:
    """Enter exercises that the gradebook lacks, and generate those whose notebook is not whole."""
    url, course_id = api.coursedir.db_url, api.coursedir.course_id
    _ensure_file(url, course_id)
    missing = []
    with Gradebook(url, course_id) as gradebook:
        for exercise in sorted(exercises):
            try:
                gradebook.find_notebook(exercise, exercise)
            except MissingEntry:
                missing.append(exercise)
            else:
                if not _is_whole(root.path / "exercises" / exercise / f"{exercise}.ipynb"):
                    missing.append(exercise)
    for exercise in missing:
        generate_assignment(api, exercise)


def _ensure_file(url: str, course_id: str) -> None:
    """A new gradebook appears whole: nbgrader takes one with half of its tables for a finished one."""
    path = Path(url.removeprefix(_SQLITE))
    if not url.startswith(_SQLITE) or path.exists():
        return
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    Gradebook(f"{_SQLITE}{fresh}", course_id).close()
    fresh.replace(path)


def _is_whole(path: Path) -> bool:
    try:
        json.loads(path.read_bytes())
    except (OSError, ValueError):
        return False
    return True
