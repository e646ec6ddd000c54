"""What the benchmark measured, and what of it has a target."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from autograder.authoring.stopwatch import Measured

TARGETS = {"grade": 20.0, "plain": 6.0, "overhead": 0.5, "linear": 1.15, "memory": 25.0}
"""At least so many times stock's speed, twice; at most so many seconds a submission, so many times as long
a submission in the largest class, so many megabytes more for it."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Figures:
    """What was measured.

    Attributes:
        cores: Of this machine.
        students: Submissions that all three graded; one of the classes of ``grade`` has as many.
        stock: nbgrader's default configuration: ``nbgrader autograde``.
        stock_feedback: ... and ``nbgrader generate_feedback``.
        plain: ``nbgrader autograde`` under the course's configuration.
        grade: ``autograder grade``, feedback included, for classes of several sizes.
        own_seconds: What a submission itself computes, run alone: the mean over its kinds.
        versions: Of the libraries.
    """

    cores: int
    students: int
    stock: Measured
    stock_feedback: Measured
    plain: Measured
    grade: list[Measured]
    own_seconds: float
    versions: dict[str, str]

    @property
    def same(self) -> Measured:
        """``autograder grade`` on the submissions that the other two graded."""
        return next(row for row in self.grade if row.students == self.students)

    def results(self) -> dict[str, float]:
        """The figures that :data:`TARGETS` speaks of."""
        small, large = self.grade[0], self.grade[-1]
        slope = (large.seconds - small.seconds) / (large.students - small.students)
        return {
            "grade": self.stock.seconds / self.same.seconds,
            "plain": self.stock.seconds / self.plain.seconds,
            "overhead": slope - self.own_seconds / self.cores,
            "linear": (large.seconds / large.students) / (small.seconds / small.students),
            "memory": large.coordinator_mb - small.coordinator_mb,
        }

    def missed(self) -> list[str]:
        """The names of the targets that do not hold."""
        least = ("grade", "plain")
        return [
            name
            for name, value in self.results().items()
            if (value < TARGETS[name] if name in least else value > TARGETS[name])
        ]


def load(path: Path) -> Figures:
    """The figures of an earlier run."""
    data = json.loads(path.read_text(encoding="utf-8"))
    for name in ("stock", "stock_feedback", "plain"):
        data[name] = Measured(**data[name])
    return Figures(**data | {"grade": [Measured(**row) for row in data["grade"]]})


def describe(figures: Figures) -> dict[str, str]:
    """Each result beside its target, as a sentence."""
    results = figures.results()
    small, large = figures.grade[0].students, figures.grade[-1].students
    return {
        "grade": f"autograder grade, feedback included, is {results['grade']:.1f} times as fast as stock "
        f"nbgrader without feedback, for {figures.students} submissions (target {TARGETS['grade']:g})",
        "plain": f"nbgrader under our configuration is {results['plain']:.1f} times as fast (target "
        f"{TARGETS['plain']:g})",
        "overhead": f"{results['overhead']:.2f} s a submission beyond what it computes itself, "
        f"{figures.own_seconds:.2f} s on one of {figures.cores} cores (target {TARGETS['overhead']:g})",
        "linear": f"a submission in a class of {large} takes {results['linear']:.2f} times as long as in one "
        f"of {small} (target {TARGETS['linear']:g})",
        "memory": f"the coordinator needs {results['memory']:+.0f} MB for {large} submissions (target "
        f"{TARGETS['memory']:g})",
    }
