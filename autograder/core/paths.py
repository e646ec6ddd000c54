"""Where a course keeps its files: every path below the folder of a course has its one place here."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from autograder.core.errors import CourseError

CONFIG = "nbgrader_config.py"
"""The file that makes a folder a course."""

SETTINGS = "course.toml"
"""The file beside it that says what makes the course another: see :mod:`autograder.core.course`."""


@dataclasses.dataclass(frozen=True)
class CourseRoot:
    """The folders of one course. Students' kernels may read none of them but ``data``.

    Attributes:
        path: The folder in which ``nbgrader_config.py`` lies.
    """

    path: Path

    @property
    def config(self) -> Path:
        """Nbgrader's configuration."""
        return self.path / CONFIG

    @property
    def settings(self) -> Path:
        """The course's settings; there may be no such file."""
        return self.path / SETTINGS

    @property
    def data(self) -> Path:
        """One folder of data for each lesson, named by its slug. Kernels read it: nothing in it is secret."""
        return self.path / "data"

    @property
    def solutions(self) -> Path:
        """Nbgrader's source versions: ``solutions/<exercise>/<exercise>.ipynb``."""
        return self.path / "solutions"

    @property
    def exercises(self) -> Path:
        """What students get: ``exercises/<exercise>/<exercise>.ipynb``."""
        return self.path / "exercises"

    @property
    def notebooks(self) -> Path:
        """The lessons: ``notebooks/<exercise>.ipynb``."""
        return self.path / "notebooks"

    @property
    def work(self) -> Path:
        """Submissions, autograded notebooks, feedback, gradebook, reports."""
        return self.path / "work"

    @property
    def submitted(self) -> Path:
        """What was handed in: ``submitted/<student>/<exercise>/<exercise>.ipynb``."""
        return self.work / "submitted"

    @property
    def autograded(self) -> Path:
        """Graded notebooks, with the results in their outputs."""
        return self.work / "autograded"

    @property
    def feedback(self) -> Path:
        """Feedback pages: ``feedback/<student>/<exercise>/<exercise>.html``."""
        return self.work / "feedback"

    @property
    def gradebook(self) -> Path:
        """Nbgrader's database, where ``nbgrader_config.py`` names no other."""
        return self.work / "gradebook.db"

    @property
    def report(self) -> Path:
        """The HTML summary of the class."""
        return self.work / "report.html"

    @property
    def words(self) -> Path:
        """The instructor's own words for answers that no misconception explains."""
        return self.path / "words.toml"

    @property
    def private(self) -> Path:
        """What only graders may read, and nobody edits."""
        return self.path / ".skewlab"

    @property
    def secret(self) -> Path:
        """The course secret: whoever knows it can draw the hidden inputs."""
        return self.private / "secret"

    @property
    def keys(self) -> Path:
        """The cache of hidden inputs and their answer keys."""
        return self.private / "keys"

    @property
    def records(self) -> Path:
        """The results of what was graded already, by digest."""
        return self.private / "records"

    @property
    def verified(self) -> Path:
        """What ``autograder verify`` has tried already, by lesson."""
        return self.private / "verified"

    @property
    def log(self) -> Path:
        """Why the grader failed, with tracebacks."""
        return self.private / "log"

    def released(self, exercise: str) -> Path:
        """The notebook of an exercise as students get it."""
        return self.exercises / exercise / f"{exercise}.ipynb"

    def source(self, exercise: str) -> Path:
        """The notebook of an exercise with its solution."""
        return self.solutions / exercise / f"{exercise}.ipynb"

    def lesson(self, exercise: str) -> Path:
        """The notebook of the lesson that goes with an exercise."""
        return self.notebooks / f"{exercise}.ipynb"

    def of_student(self, tree: Path, student: str, exercise: str, suffix: str = ".ipynb") -> Path:
        """One student's file of an exercise in ``submitted``, ``autograded`` or ``feedback``."""
        return tree / student / exercise / f"{exercise}{suffix}"

    @property
    def entered(self) -> Path:
        """``entered/<student>/<exercise>``: the digest of the result in the gradebook."""
        return self.private / "entered"

    def graded_with(self, exercise: str) -> Path:
        """The file that says with which versions an exercise was last graded."""
        return self.private / "graded_with" / f"{exercise}.json"


def find_root(start: Path | None = None) -> CourseRoot:
    """The course around a folder.

    Args:
        start: The folder; without, the working folder.

    Raises:
        CourseError: there is no ``nbgrader_config.py`` in it, nor in a folder above it. Nothing was written.
    """
    start = (start or Path()).resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return CourseRoot(folder)
    msg = (
        f"{start} is in no course: neither in it nor in a folder above it is a file {CONFIG}. Go to the "
        "course's folder, or name it: `autograder --course FOLDER ...`."
    )
    raise CourseError(msg)
