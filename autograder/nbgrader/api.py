"""nbgrader's own operations, with this course's configuration."""

from __future__ import annotations

import logging
import re
import warnings
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.core.errors import CourseError
from autograder.engine.paths import CONFIG, CourseRoot
from autograder.nbgrader.finding import CourseAPI

_EXCEPTION = re.compile(r"[\w.]+(Error|Exception|Fault)(:|$)")


def open_api(root: CourseRoot, /, **folders: str) -> NbGraderAPI:
    """Open nbgrader for the course at ``root``.

    ``NbGraderAPI`` does not read ``nbgrader_config.py`` by itself: it is passed on here.

    Args:
        root: Where ``nbgrader_config.py`` lies.
        folders: Options of ``CourseDirectory`` to set otherwise, such as ``db_url``.
    """
    warnings.filterwarnings("ignore", category=SAWarning)  # nbgrader's own; nobody here can act on them
    config = PyFileConfigLoader(CONFIG, path=str(root.path)).load_config()
    config.CourseDirectory.update(folders)
    api = CourseAPI(CourseDirectory(config=config), config=Config(config))
    api.log.setLevel(logging.ERROR)
    return api


def generate_assignment(api: NbGraderAPI, exercise: str) -> None:
    """Make the student's version of an exercise, and its entry in the gradebook.

    Raises:
        CourseError: nbgrader refused the source notebook.
    """
    succeed(api.generate_assignment(exercise, force=True, create=True), f"generate {exercise}")


def succeed(answer: dict[str, Any], what: str) -> None:
    """Turn nbgrader's report of a failure into an exception."""
    if not answer["success"]:
        msg = f"nbgrader could not {what}: {failure(answer)}"
        raise CourseError(msg)


def failure(answer: dict[str, Any]) -> str:
    """The line of nbgrader's log that says what went wrong: the last exception but its own summary."""
    lines = [line.strip() for line in (answer.get("log") or "").splitlines()]
    errors = [line for line in lines if _EXCEPTION.match(line)]
    return (errors or lines or ["it gave no reason"])[-1]


def release_into(root: CourseRoot, source: Path, release: Path, exercise: str) -> None:
    """Run ``generate_assignment`` between two other folders, with a gradebook of its own."""
    work = release.parent / "work"
    work.mkdir(exist_ok=True)
    api = open_api(
        root,
        root=str(release.parent),
        source_directory=source.name,
        release_directory=release.name,
        db_url=f"sqlite:///{work / 'gradebook.db'}",
    )
    generate_assignment(api, exercise)
