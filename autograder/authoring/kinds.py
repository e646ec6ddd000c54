"""The kinds of lessons, and how much of everything each needs at least."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from autograder.core.specs import Kind

NOTEBOOK_FILES = ("lesson.py", "turns", "quiz.toml", "figures.json")
"""What a lesson's folder holds for its notebook, and a lesson without one does not have."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Minimums:
    """What ``verify`` asks of a lesson of one kind.

    Attributes:
        tasks: The least number of graded tasks.
        misconceptions: The least number of misconceptions, each counted once for all its spellings.
        alternatives: The least number of alternatives.
        mixtures: The least number of mixtures.
        notebook: Whether the lesson has a notebook, with its turns, its questions and its figures.
        turns: The least number of checks in that notebook: a line of the student's own every five minutes.
        questions: The least number of questions in it.
        cells: The least and the most cells of it.
        words: The least and the most words of its prose; of the exercise's where there is no notebook.
    """

    tasks: int
    misconceptions: int
    alternatives: int
    mixtures: int
    notebook: bool
    turns: int = 0
    questions: int = 0
    cells: tuple[int, int] = (0, 0)
    words: tuple[int, int]


MINIMUMS: Mapping[Kind, Minimums] = {
    "full": Minimums(
        tasks=5,
        misconceptions=12,
        alternatives=6,
        mixtures=5,
        notebook=True,
        turns=6,
        questions=4,
        cells=(28, 70),
        words=(850, 1400),
    ),
    "short": Minimums(
        tasks=3,
        misconceptions=5,
        alternatives=3,
        mixtures=2,
        notebook=False,
        words=(400, 900),
    ),
}
"""By the kind that ``spec.py`` declares."""
