"""nbgrader's own operations, with this course's configuration."""

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

_EXCEPTION = re.compile(r"[\w.]+(Error|Exception|Fault)(:|$)")


def open_api(root: CourseRoot, /, **folders: str) -> CourseAPI:
    """Open nbgrader for the course at ``root``.

    ``NbGraderAPI`` does not read ``nbgrader_config.py`` by itself: it is passed on here.

    Args:
        root: Where ``nbgrader_config.py`` lies.
        folders: Options of ``CourseDirectory`` to set otherwise, such as ``db_url``.
    """
    patches.install()
    # nbgrader's own; nobody can act on them. Only commands of ours open nbgrader like this.
    warnings.filterwarnings("ignore", category=SAWarning)
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
    """The line of nbgrader's log that says what went wrong: the last exception but its own summary.

    Of exceptions that quote a notebook, only the kind is said.
    """
    lines = [line.strip() for line in (answer.get("log") or "").splitlines()]
    errors = [line for line in lines if _EXCEPTION.match(line)]
    line = (errors or lines or ["it gave no reason"])[-1]
    return line.partition(":")[0] if line.startswith(QUOTING) else line


def frames(answer: dict[str, Any]) -> str:
    """The tracebacks in nbgrader's report, without exceptions' texts, which quote students' notebooks."""
    kept = []
    for line in f"{answer.get('log') or ''}\n{answer.get('error') or ''}".splitlines():
        text = line.strip()
        if text.startswith("File ") or _EXCEPTION.match(text):
            kept.append(line if text.startswith("File ") else text.partition(":")[0])
    return "\n".join(kept)


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


def name_as_expected(assignment: str, student: str, notebooks: list[str]) -> None:
    """``nbgrader autograde``'s hook before each submission: a renamed notebook goes by its right name.

    nbgrader skips notebooks whose names it doesn't know. :class:`SubmissionExporter` then reads the
    file that :func:`find_submission` finds.
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
        """As nbgrader's, also for a submission that is no ``*.ipynb`` by its name.

        Args:
            assignment_id: The exercise's name.
            student_id: The student's id.
            force: Whether to enter also what was entered before.
            create: Whether to enter a student whom the gradebook does not know.
            digest: The record to enter; without, the submission is run and graded.
        """
        app = _AutogradeOne(coursedir=self.coursedir, parent=self)
        app.create_student = create
        app.update_config(Config({"SubmissionExporter": {"digest": digest}}))
        return self._start(app, assignment_id, student_id, force=force)

    def generate_feedback(self, assignment_id: str, student_id: str, *, force: bool = True) -> dict[str, Any]:
        """As nbgrader's."""
        app = _FeedbackOne(coursedir=self.coursedir, parent=self)
        return self._start(app, assignment_id, student_id, force=force)

    def _start(self, app: _One, exercise: str, student: str, *, force: bool) -> dict[str, Any]:
        app.force = force
        with temp_attrs(self.coursedir, assignment_id=exercise, student_id=student):
            answer: dict[str, Any] = capture_log(app)
        return answer


class _One(BaseConverter):
    """Takes the notebook of one submission: nbgrader reads names as patterns and finds none with brackets."""

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
