"""The figures of a benchmark run, and which of them miss their targets."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from tools.bench.stopwatch import Measured

TARGETS = {
    "grade": 20.0,  # at least: times stock nbgrader's speed
    "plain": 6.0,  # at least: times stock nbgrader's speed, for nbgrader under our configuration
    "overhead": 0.5,  # at most: seconds for one more submission, beyond what it computes itself
    "linear": 1.15,  # at most: time of a submission in the largest class / in the smallest
    "memory": 25.0,  # at most: megabytes that the coordinator needs more for the largest class
}
_AT_LEAST = ("grade", "plain")
"""The targets that a figure must reach; the others it must not exceed."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Figures:
    """What one run of the benchmark measured.

    Attributes:
        exercise: The name of the exercise that was graded: ``01_normalization``.
        cores: The number of the machine's processor cores.
        students: The number of submissions that all three ways graded.
        stock: ``nbgrader autograde`` with nbgrader's default configuration.
        stock_feedback: ``nbgrader generate_feedback`` with that configuration.
        plain: ``nbgrader autograde`` under the course's configuration.
        grade: ``autograder grade``, feedback included, for classes of several sizes, smallest first; one of
            them has ``students`` submissions.
        own_seconds: The time that a submission itself computes when it runs alone: the mean over the kinds
            of submission.
        versions: The versions of Python and of the libraries, by name.
    """

    exercise: str
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
        """The figure for each name in :data:`TARGETS`, in the same unit."""
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
        return [
            name
            for name, value in self.results().items()
            if (value < TARGETS[name] if name in _AT_LEAST else value > TARGETS[name])
        ]


def load(path: Path) -> Figures:
    """Read the figures of an earlier run from ``docs/bench.json``."""
    data = json.loads(path.read_text(encoding="utf-8"))
    for name in ("stock", "stock_feedback", "plain"):
        data[name] = Measured(**data[name])
    return Figures(**data | {"grade": [Measured(**row) for row in data["grade"]]})


def describe(figures: Figures) -> dict[str, str]:
    """A sentence for each name in :data:`TARGETS`: the result, its unit and the target."""
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
