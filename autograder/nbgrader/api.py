"""Calls nbgrader's own operations with this course's configuration."""

from __future__ import annotations

import logging
import re
import warnings
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGraderAPI
from nbgrader.apps.api import capture_log, temp_attrs
from nbgrader.converters import Autograde, BaseConverter, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from sqlalchemy.exc import SAWarning
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.core.errors import CourseError
from autograder.core.paths import CONFIG, CourseRoot
from autograder.grader.log import QUOTING
from autograder.intake.finding import find_submission
from autograder.nbgrader import patches
from autograder.nbgrader.database import ensure_gradebook

_EXCEPTION = re.compile(r"[\w.]+(Error|Exception|Fault)(:|$)")
"""The last line of a traceback."""


def open_api(root: CourseRoot, /, **folders: str) -> CourseAPI:
    """Open nbgrader for the course at ``root``.

    ``NbGraderAPI`` does not read ``nbgrader_config.py`` by itself: it is passed on here.

    Args:
        root: The course, in whose folder ``nbgrader_config.py`` lies.
        folders: Options of ``CourseDirectory`` that override the configuration, such as ``db_url``.

    Raises:
        CourseError: the installed nbgrader is not the one that our changes were written for.
    """
    patches.install()
    # nbgrader's own; nobody can act on them. Only commands of ours open nbgrader like this.
    warnings.filterwarnings("ignore", category=SAWarning)
    config = PyFileConfigLoader(CONFIG, path=str(root.path)).load_config()
    config.CourseDirectory.update(folders)
    ensure_gradebook(config.CourseDirectory.db_url)
    api = CourseAPI(CourseDirectory(config=config), config=Config(config))
    api.log.setLevel(logging.ERROR)
    return api


def generate_assignment(api: NbGraderAPI, exercise: str) -> None:
    """Make the student's version of an exercise, and its entry in the gradebook; both replace older ones.

    Args:
        api: nbgrader, opened for the course.
        exercise: The exercise's name, ``01_normalization``.

    Raises:
        CourseError: nbgrader refused the source notebook.
    """
    succeed(api.generate_assignment(exercise, force=True, create=True), f"generate {exercise}")


def succeed(answer: dict[str, Any], what: str) -> None:
    """Turn nbgrader's report of a failure into an exception.

    Args:
        answer: What an operation of nbgrader's returned, with the keys ``success``, ``log`` and ``error``.
        what: What it was to do, such as ``generate 01_normalization``, for the message.

    Raises:
        CourseError: it failed.
    """
    if not answer["success"]:
        msg = f"nbgrader could not {what}: {failure(answer)}"
        raise CourseError(msg)


def failure(answer: dict[str, Any]) -> str:
    """Return the line of nbgrader's log that says what went wrong: the last exception in it.

    Where an exception's text quotes a notebook, only the exception's kind is returned.
    """
    lines = [line.strip() for line in (answer.get("log") or "").splitlines()]
    errors = [line for line in lines if _EXCEPTION.match(line)]
    line = (errors or lines or ["it gave no reason"])[-1]
    return line.partition(":")[0] if line.startswith(QUOTING) else line


def frames(answer: dict[str, Any]) -> str:
    """Return the tracebacks in nbgrader's report without the texts of exceptions, which quote notebooks."""
    kept = []
    for line in f"{answer.get('log') or ''}\n{answer.get('error') or ''}".splitlines():
        text = line.strip()
        if text.startswith("File ") or _EXCEPTION.match(text):
            kept.append(line if text.startswith("File ") else text.partition(":")[0])
    return "\n".join(kept)


def release_into(root: CourseRoot, source: Path, release: Path, exercise: str) -> None:
    """Make the student's version of an exercise outside the course, with a gradebook of its own.

    Args:
        root: The course whose configuration is used.
        source: The folder of sources; it lies beside ``release``.
        release: The folder of results. A folder ``work`` beside it gets the gradebook.
        exercise: The exercise's name.

    Raises:
        CourseError: nbgrader refused the source notebook.
    """
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


def name_as_expected(assignment: str, student: str, notebooks: list[str]) -> None:
    """Give nbgrader the expected name of a submission's notebook; its hook before each submission.

    nbgrader skips notebooks whose names it doesn't know. :class:`SubmissionExporter` later reads the file
    that :func:`find_submission` finds, whatever its name.

    Args:
        assignment: The exercise's name.
        student: The student's id.
        notebooks: The paths that nbgrader found, at least one; the list is changed in place.
    """
    del student  # part of nbgrader's call
    folder = Path(notebooks[0]).parent
    notebooks[:] = [str(folder / f"{assignment}.ipynb")]


class CourseAPI(NbGraderAPI):
    """nbgrader's operations on one submission, whatever the names of its file and of its student."""

    def autograde(
        self,
        assignment_id: str,
        student_id: str,
        *,
        force: bool = True,
        create: bool = True,
        digest: str = "",
    ) -> dict[str, Any]:
        """Run nbgrader's ``autograde`` on one submission, also on a file that is not named ``*.ipynb``.

        Args:
            assignment_id: The exercise's name.
            student_id: The student's id.
            force: Whether to enter the submission even if it was entered before.
            create: Whether to enter a student whom the gradebook does not know.
            digest: The digest of the record to enter; if empty, the submission is run and graded.

        Returns:
            nbgrader's report, with the keys ``success``, ``log`` and ``error``.
        """
        app = _AutogradeOne(coursedir=self.coursedir, parent=self)
        app.create_student = create
        app.update_config(Config({"SubmissionExporter": {"digest": digest}}))
        return self._start(app, assignment_id, student_id, force=force)

    def generate_feedback(self, assignment_id: str, student_id: str, *, force: bool = True) -> dict[str, Any]:
        """Run nbgrader's ``generate_feedback`` on one submission.

        Args:
            assignment_id: The exercise's name.
            student_id: The student's id.
            force: Whether to write the page even if there is one.

        Returns:
            nbgrader's report, with the keys ``success``, ``log`` and ``error``.
        """
        app = _FeedbackOne(coursedir=self.coursedir, parent=self)
        return self._start(app, assignment_id, student_id, force=force)

    def _start(self, app: _One, exercise: str, student: str, *, force: bool) -> dict[str, Any]:
        app.force = force
        with temp_attrs(self.coursedir, assignment_id=exercise, student_id=student):
            answer: dict[str, Any] = capture_log(app)
        return answer


class _One(BaseConverter):
    """Converts the notebook of exactly one submission.

    nbgrader takes ids and names for patterns, as in a shell, and would not find those with brackets.
    """

    def init_notebooks(self) -> None:
        exercise = self.coursedir.assignment_id
        folder = Path(self._format_source(exercise, self.coursedir.student_id))
        if find_submission(folder, exercise) is None:
            super().init_notebooks()
        else:
            self.assignments = {str(folder): [str(folder / f"{exercise}.ipynb")]}


class _AutogradeOne(_One, Autograde):
    pass


class _FeedbackOne(_One, GenerateFeedback):
    pass
