"""nbgrader's gradebook: its file, its exercises, and the passes that enter a submission."""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Iterable
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry

from autograder.core.errors import GraderFault
from autograder.core.paths import CourseRoot
from autograder.intake.submissions import Submission
from autograder.nbgrader import api as nbgrader_api
from autograder.nbgrader.api import CourseAPI

_SQLITE = "sqlite:///"
_log = logging.getLogger(__name__)


class NbgraderBook:
    """Enters results by nbgrader's own ``autograde`` and ``generate_feedback`` (see ``grader.writer.Book``).

    Args:
        root: The course.
    """

    def __init__(self, root: CourseRoot) -> None:
        self._root = root

    @functools.cached_property
    def _api(self) -> CourseAPI:
        return nbgrader_api.open_api(self._root)

    def prepare(self, exercises: Iterable[str]) -> None:
        """Make the gradebook, and see to it that it knows these exercises as they are now."""
        ensure_assignments(self._api, self._root, exercises)

    def enter(self, submission: Submission, digest: str) -> None:
        """Make nbgrader's passes over a submission whose record is in the store.

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
    """Generate the exercises that the gradebook lacks or knows otherwise, or whose notebook is not whole.

    nbgrader restores locked cells from the gradebook: an exercise that was built anew has to be there, too.
    """
    url, course_id = api.coursedir.db_url, api.coursedir.course_id
    _ensure_file(url, course_id)
    with Gradebook(url, course_id) as gradebook:
        missing = [name for name in sorted(exercises) if not _is_known(gradebook, root, name)]
    for exercise in missing:
        nbgrader_api.generate_assignment(api, exercise)


def _is_known(gradebook: Gradebook, root: CourseRoot, exercise: str) -> bool:
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


def _ensure_file(url: str, course_id: str) -> None:
    """A new gradebook appears whole: nbgrader takes one with half of its tables for a finished one."""
    path = Path(url.removeprefix(_SQLITE))
    if not url.startswith(_SQLITE) or path.exists():
        return
    fresh = path.with_name(f"{path.name}.new")
    fresh.unlink(missing_ok=True)
    Gradebook(f"{_SQLITE}{fresh}", course_id).close()
    fresh.replace(path)
