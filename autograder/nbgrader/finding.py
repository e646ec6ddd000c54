"""Finds what was handed in where a file has another name than nbgrader expects.

Browsers and systems rename: ``01_normalization (1).ipynb``, ``Copy of …``, ``….ipynb.txt``. Students
hand in other files. Whatever lies in the folder, something is graded or said.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from nbgrader.apps import NbGraderAPI
from nbgrader.apps.api import capture_log, temp_attrs
from nbgrader.converters import Autograde, BaseConverter, GenerateFeedback

_OURS = ("timestamp.txt", "assignment.conf")
"""What nbgrader puts into the folder itself."""


def find_submission(folder: Path, exercise: str) -> Path | None:
    """The file that counts as the submission of an exercise, or ``None`` if nothing was handed in.

    The file with the right name; else the newest of those that are notebooks by their name; else the
    newest of any kind, to say that it is no notebook.
    """
    expected = folder / f"{exercise}.ipynb"
    if os.path.lexists(expected):
        return expected
    return max(_candidates(folder), key=_claim, default=None)


def note_on_name(found: Path, exercise: str) -> str:
    """A sentence on a submission that does not have the expected name; empty if it has."""
    expected = f"{exercise}.ipynb"
    if found.name == expected:
        return ""
    rest = sorted(path.name for path in _candidates(found.parent) if path != found)
    why = (
        f" Of several files it is the newest notebook; not read: {', '.join(map(_shown, rest))}."
        if rest
        else ""
    )
    return f"The file {_shown(found.name)} was read as {expected}.{why}"


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
        self, assignment_id: str, student_id: str, *, force: bool = True, create: bool = True
    ) -> dict[str, Any]:
        """As nbgrader's, also for a submission that is no ``*.ipynb`` by its name."""
        app = _AutogradeOne(coursedir=self.coursedir, parent=self)
        app.create_student = create
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


def _candidates(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    files = (p for p in folder.iterdir() if p.is_file() and not p.is_symlink())
    return [p for p in files if p.name not in _OURS and not p.name.startswith(".")]


def _claim(path: Path) -> tuple[bool, bool, int, str]:
    name = path.name.lower()
    return name.endswith(".ipynb"), ".ipynb" in name, path.stat().st_mtime_ns, path.name


def _shown(name: str) -> str:
    text = name.encode("utf-8", "replace").decode()
    return f"`{text if len(text) <= 80 else text[:77] + '...'}`"  # noqa: PLR2004 - a line of a page
