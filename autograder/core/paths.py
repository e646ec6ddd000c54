"""Where a course keeps what is not in version control."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path

CONFIG = "nbgrader_config.py"


@dataclasses.dataclass(frozen=True)
class CourseRoot:
    """The folders of one course. Students' kernels may read none of them."""

    path: Path

    @property
    def secret(self) -> Path:
        """The course secret: whoever knows it can draw the hidden inputs."""
        return self.path / ".skewlab" / "secret"

    @property
    def keys(self) -> Path:
        """The cache of hidden inputs and their answer keys."""
        return self.path / ".skewlab" / "keys"

    @property
    def runs(self) -> Path:
        """What was graded already: outputs by digest."""
        return self.path / ".skewlab" / "runs"

    @property
    def entered(self) -> Path:
        """Which result of each submission the gradebook holds, by digest."""
        return self.path / ".skewlab" / "entered"

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
    def report(self) -> Path:
        """The HTML summary of the class."""
        return self.work / "report.html"

    def notebook(self, tree: Path, student: str, exercise: str) -> Path:
        """One student's notebook of an exercise in ``submitted`` or ``autograded``."""
        return tree / student / exercise / f"{exercise}.ipynb"


def find_root(start: Path | None = None) -> CourseRoot:
    """The course around ``start`` (default: the working folder): where ``nbgrader_config.py`` lies."""
    start = (start or Path(os.environ.get("SKEWLAB_COURSE", "."))).resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return CourseRoot(folder)
    return CourseRoot(start)
