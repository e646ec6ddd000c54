"""Lists what was handed in. A submission is one student's notebook of one exercise."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from autograder.core.paths import CourseRoot
from autograder.intake.finding import find_submission


@dataclasses.dataclass(frozen=True, kw_only=True, order=True)
class Submission:
    """The student and the exercise of one submission; its content is read in ``intake/reading.py``.

    Attributes:
        student: The student's id: the name of a folder in ``work/submitted``.
        exercise: The exercise's name, ``01_normalization``, which is also its notebook's.
    """

    student: str
    exercise: str

    def __str__(self) -> str:
        """Return ``student exercise``, as the log and the console name a submission."""
        return f"{self.student} {self.exercise}"


def find_submissions(root: CourseRoot, exercises: Iterable[str], student: str = "*") -> list[Submission]:
    """Return all submissions, ordered by exercise and then by student.

    Args:
        root: The course.
        exercises: The names of the exercises, in the order of the result.
        student: The id of one student, or ``*`` for all.
    """
    return [
        Submission(student=folder.parent.name, exercise=exercise)
        for exercise in exercises
        for folder in sorted(root.submitted.glob(f"{student}/{exercise}"))
        if find_submission(folder, exercise) is not None
    ]
