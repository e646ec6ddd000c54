"""What the trials of a lesson showed: frozen data, which are kept as JSON."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.core.results import Claim, Status, TaskResult
from autograder.core.specs import LessonSpec
from autograder.lessons import Lesson


@dataclasses.dataclass(frozen=True, kw_only=True)
class Trial:
    """One pipeline on one set of inputs.

    Attributes:
        kind: ``solution``, ``skeleton``, ``alternative``, ``misconception``, ``mixture``, ``witness`` or
            ``gaming``.
        name: The pipeline's name: the heading of its patch, or again the kind.
        seed: The seed that the inputs were drawn with.
        results: The result of each graded task, by the task's name, with its wrong cases alone. Of a witness,
            the tasks that its promises name.
        severity: For each task, how far its worst case is from the reference, in units of
            the task's tolerance: up to 1 is right; infinite when the answer is of another kind. A task that
            is missing is answered as the reference does.
    """

    kind: str
    name: str
    seed: int
    results: Mapping[str, TaskResult]
    severity: Mapping[str, float]

    @property
    def score(self) -> float:
        """The points that all tasks together earned."""
        return sum(result.score for result in self.results.values())

    @property
    def points(self) -> float:
        """What all tasks together are worth."""
        return sum(result.points for result in self.results.values())

    @property
    def diagnoses(self) -> tuple[str, ...]:
        """The labels of the diagnoses that name a misconception, each once, in the order of the tasks."""
        found = [r.diagnosis.label for r in self.results.values() if r.diagnosis and r.diagnosis.names]
        return tuple(dict.fromkeys(found))

    @property
    def claims(self) -> frozenset[tuple[Claim, frozenset[str]]]:
        """What the diagnoses that name misconceptions claim, and of which."""
        found = [r.diagnosis for r in self.results.values() if r.diagnosis and r.diagnosis.names]
        return frozenset((diagnosis.claim, frozenset(diagnosis.names)) for diagnosis in found)

    @property
    def statuses(self) -> frozenset[Status]:
        """The statuses of the graded tasks."""
        return frozenset(result.status for result in self.results.values() if result.points)

    @property
    def wrong(self) -> tuple[tuple[str, str], ...]:
        """The task and the name of each case of a graded task that is wrong."""
        return tuple(
            (name, case.name)
            for name, result in self.results.items()
            for case in result.cases
            if case.difference is not None
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Harvest:
    """The trials of one seed.

    Attributes:
        seed: The seed.
        trials: The trials.
        cases: The names of the cases of each task, by the task's name.
        same: Pairs of headings of two misconceptions that answer every case of every task in the same way.
        accidents: What the reference raises without being meant to, as sentences.
    """

    seed: int
    trials: tuple[Trial, ...]
    cases: Mapping[str, tuple[str, ...]]
    same: tuple[tuple[str, str], ...]
    accidents: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As JSON data."""
        trials = [
            {
                "kind": trial.kind,
                "name": trial.name,
                "results": {task: result.to_json() for task, result in trial.results.items()},
                "severity": dict(trial.severity),
            }
            for trial in self.trials
        ]
        return {
            "seed": self.seed,
            "trials": trials,
            "cases": {task: list(names) for task, names in self.cases.items()},
            "same": [list(pair) for pair in self.same],
            "accidents": list(self.accidents),
        }

    @classmethod
    def from_json(cls, data: Any) -> Harvest:
        """The inverse of :meth:`to_json`.

        Raises:
            LookupError, TypeError, ValueError, AnswersError: ``data`` was not written by :meth:`to_json`.
        """
        trials = tuple(
            Trial(
                kind=entry["kind"],
                name=entry["name"],
                seed=data["seed"],
                results={task: TaskResult.from_json(result) for task, result in entry["results"].items()},
                severity=entry["severity"],
            )
            for entry in data["trials"]
        )
        return cls(
            seed=data["seed"],
            trials=trials,
            cases={task: tuple(names) for task, names in data["cases"].items()},
            same=tuple((one, other) for one, other in data["same"]),
            accidents=tuple(data["accidents"]),
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Evidence:
    """All trials of a lesson, and how the reference itself behaved.

    Attributes:
        lesson: The lesson.
        harvests: The trials, by seed.
        reference_seconds: The time that the reference takes for all cases of a task, by the task's name.
        unstable: The names of tasks for which the reference gave other answers the second time.
        split_severity: For each task with ``rows``, how far the answers for single rows are from those for
            their batch, in units of the tolerance; infinite when a row alone has no answer.
    """

    lesson: Lesson
    harvests: tuple[Harvest, ...]
    reference_seconds: Mapping[str, float]
    unstable: Sequence[str]
    split_severity: Mapping[str, float]

    @functools.cached_property
    def trials(self) -> tuple[Trial, ...]:
        """The trials of all seeds."""
        return tuple(trial for harvest in self.harvests for trial in harvest.trials)


def slowness(spec: LessonSpec, seconds: Mapping[str, float]) -> list[str]:
    """Where the reference takes more than half of a limit that submissions have, as sentences.

    Args:
        spec: The lesson's spec.
        seconds: The time that it takes for all cases of a task, by the task's name.
    """
    total = sum(seconds.values())
    return [
        *(
            f"{name}: the reference takes {taken:.1f} s, more than half of {spec.cell_seconds:g} s"
            for name, taken in seconds.items()
            if taken > spec.cell_seconds / 2
        ),
        *(
            [f"the reference takes {total:.1f} s in all, more than half of {spec.notebook_seconds:g} s"]
            if total > spec.notebook_seconds / 2
            else []
        ),
    ]
