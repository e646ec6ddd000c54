"""What was handed in: one submission is one student's notebook of one exercise."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from nbformat import NotebookNode

from autograder.core.paths import CourseRoot
from autograder.intake import finding, reading
from autograder.lessons import Lesson


@dataclasses.dataclass(frozen=True, kw_only=True)
class Submission:
    """Whose it is, and of which lesson's exercise."""

    student: str
    lesson: Lesson

    @property
    def exercise(self) -> str:
        """The exercise's name, which is also its notebook's."""
        return self.lesson.spec.exercise

    def path(self, tree: Path, suffix: str = ".ipynb") -> Path:
        """Its file in one of nbgrader's trees, such as ``root.submitted`` or ``root.feedback``."""
        return tree / self.student / self.exercise / f"{self.exercise}{suffix}"

    def entered(self, root: CourseRoot) -> Path:
        """The file that holds the digest of the result that the gradebook has of it."""
        return root.entered / self.student / self.exercise

    def read(self, root: CourseRoot) -> tuple[NotebookNode, str]:
        """The repaired notebook, and why it could not be read, if it couldn't."""
        nb = reading.read_submission(self.path(root.submitted), root, self.exercise)
        return nb, nb.metadata.pop(reading.UNREADABLE, "")


def find(root: CourseRoot, lessons: tuple[Lesson, ...], student: str = "*") -> list[Submission]:
    """All that was handed in, by lesson and student."""
    return [
        Submission(student=folder.parent.name, lesson=lesson)
        for lesson in lessons
        for folder in sorted(root.submitted.glob(f"{student}/{lesson.spec.exercise}"))
        if finding.find_submission(folder, lesson.spec.exercise) is not None
    ]
