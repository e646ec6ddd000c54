"""Keeps nbgrader's gradebook: makes its file, enters exercises, and enters submissions."""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Iterable

from nbgrader.api import Gradebook, MissingEntry

from autograder.core.errors import GraderFault
from autograder.core.paths import CourseRoot
from autograder.intake.submissions import Submission
from autograder.nbgrader import api as nbgrader_api
from autograder.nbgrader.api import CourseAPI
from autograder.nbgrader.database import ensure_gradebook

_log = logging.getLogger(__name__)


class NbgraderBook:
    """Enters results with nbgrader's own ``autograde`` and ``generate_feedback``.

    It is a :class:`autograder.grader.writer.Book`.

    Args:
        root: The course.
    """

    def __init__(self, root: CourseRoot) -> None:
        self._root = root

    @functools.cached_property
    def _api(self) -> CourseAPI:
        return nbgrader_api.open_api(self._root)

    def prepare(self, exercises: Iterable[str]) -> None:
        """Make the gradebook, and bring its entries of these exercises up to date.

        Raises:
            CourseError: nbgrader refused the source of an exercise.
        """
        ensure_assignments(self._api, self._root, exercises)

    def enter(self, submission: Submission, digest: str) -> None:
        """Enter a submission's points, and write its feedback page.

        Args:
            submission: Which student and which exercise.
            digest: The digest of its record in the store.

        Raises:
            GraderFault: nbgrader failed; its traceback is in the log.
        """
        student, exercise = submission.student, submission.exercise
        said = self._api.autograde(exercise, student, digest=digest)
        if said["success"]:
            said = self._api.generate_feedback(exercise, student)
        if not said["success"]:
            _log.error("nbgrader could not enter %s:\n%s", submission, nbgrader_api.frames(said))
            raise GraderFault(nbgrader_api.failure(said))


def ensure_assignments(api: CourseAPI, root: CourseRoot, exercises: Iterable[str]) -> None:
    """Generate the exercises that are missing or out of date in the gradebook, or whose notebook is damaged.

    nbgrader restores locked cells from the gradebook, so an exercise that was rebuilt is entered anew.

    Args:
        api: nbgrader, opened for the course.
        root: The course.
        exercises: The names of exercises.

    Raises:
        CourseError: nbgrader refused the source of an exercise.
    """
    url, course_id = api.coursedir.db_url, api.coursedir.course_id
    ensure_gradebook(url)
    with Gradebook(url, course_id) as gradebook:
        missing = [name for name in sorted(exercises) if not _is_known(gradebook, root, name)]
    for exercise in missing:
        nbgrader_api.generate_assignment(api, exercise)


def _is_known(gradebook: Gradebook, root: CourseRoot, exercise: str) -> bool:
    """Return whether the locked cells in the gradebook are those of the released notebook."""
    try:
        cells = gradebook.find_notebook(exercise, exercise).source_cells
        released = json.loads(root.released(exercise).read_bytes())
    except (MissingEntry, OSError, ValueError):
        return False
    known = {cell.name: cell.source for cell in cells if cell.locked}
    return known == {
        cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
        for cell in released["cells"]
        if cell["metadata"].get("nbgrader", {}).get("locked")
    }
