"""The nouns of grading: what travels from comparison to gradebook, as frozen data."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from typing import Any

from autograder.core.answers import Answers, Outcome
from autograder.core.errors import AnswersError
from autograder.core.specs import Feedback, Task

RESULT_MIME = "application/vnd.skewlab.result.v1+json"


class Status(str, enum.Enum):
    """How a graded task ended. Never a guess: each value has one cause."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ATTEMPTED = "not attempted"
    SUBMISSION_ERROR = "error in submission"
    GRADER_FAULT = "grader fault"

    def __str__(self) -> str:
        """The words a person reads."""
        return str(self.value)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Difference:
    """Why one answer is not the expected one: a sentence each for the three questions.

    Attributes:
        kind: Machine-readable: ``raised``, ``type``, ``shape``, ``dtype``, ``nan``,
            ``value`` (numbers), ``item`` (anything else), ``columns``, ``keys``, ``changed-input``,
            ``accepted``, ``missing``.
        expected, got, advice: What the student reads.
        distance: The largest absolute difference of numbers, where there is one.
        flips: How many rows change their largest column (their predicted class).
        rows: How many rows were compared.
    """

    kind: str
    expected: str
    got: str
    advice: str
    distance: float | None = None
    flips: int | None = None
    rows: int | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class CaseResult:
    """One case: ``difference`` is ``None`` when the answer is right; ``notes`` say what was tolerated."""

    name: str
    call: str
    difference: Difference | None
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """The misconceptions whose pipeline gives exactly the student's answers.

    One name: the mistake is known. Several: the answers fit each of them. None: unknown, and
    nobody is told a wrong story.
    """

    names: tuple[str, ...]
    words: tuple[Feedback, ...]

    @property
    def label(self) -> str:
        """``batch-statistics``, ``a or b``, or ``unknown``."""
        return " or ".join(self.names) if self.names else "unknown"


@dataclasses.dataclass(frozen=True, kw_only=True)
class TaskResult:
    """One graded task: enough to score it, to explain it and to count it."""

    task_id: str
    title: str
    status: Status
    score: float
    points: float
    summary: str
    cases: tuple[CaseResult, ...] = ()
    diagnosis: Diagnosis | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class TaskSummary:
    """What tables and reports need of a graded task; it lies beside the card in the graded notebook.

    Attributes:
        task_id: Such as ``normalization.predict``.
        status: How the task ended.
        score, points: What it earned, and what it could have earned.
        summary: The card's first sentence.
        diagnosis: The names of the misconceptions that fit, ``()`` for an unknown mistake; ``None`` where
            nothing was diagnosed, because the task did not fail.
        notes: What was tolerated.
    """

    task_id: str
    status: Status
    score: float
    points: float
    summary: str
    diagnosis: tuple[str, ...] | None
    notes: tuple[str, ...] = ()

    @classmethod
    def of(cls, result: TaskResult) -> TaskSummary:
        """The summary of a result."""
        return cls(
            task_id=result.task_id,
            status=result.status,
            score=result.score,
            points=result.points,
            summary=result.summary,
            diagnosis=None if result.diagnosis is None else result.diagnosis.names,
            notes=tuple(sorted({note for case in result.cases for note in case.notes})),
        )

    def to_json(self) -> dict[str, Any]:
        """As JSON-able data, for :data:`RESULT_MIME`."""
        return dataclasses.asdict(self) | {"status": str(self.status)}

    @classmethod
    def from_json(cls, data: Any) -> TaskSummary:
        """The inverse of :meth:`to_json`.

        Raises:
            AnswersError: ``data`` was not written by :meth:`to_json`.
        """
        try:
            diagnosis = data["diagnosis"]
            return cls(
                task_id=str(data["task_id"]),
                status=Status(data["status"]),
                score=float(data["score"]),
                points=float(data["points"]),
                summary=str(data["summary"]),
                diagnosis=None if diagnosis is None else tuple(map(str, diagnosis)),
                notes=tuple(map(str, data["notes"])),
            )
        except (LookupError, TypeError, ValueError) as error:
            msg = f"The record of a result is damaged: {type(error).__name__}: {error}. Grade again."
            raise AnswersError(msg) from error


@dataclasses.dataclass(frozen=True, kw_only=True)
class CaseKey:
    """What the reference does with one case, and how the call reads."""

    name: str
    call: str
    expected: Outcome


@dataclasses.dataclass(frozen=True, kw_only=True)
class TaskKey:
    """What the reference, and each misconception that differs from it, does with a task's cases."""

    task: Task
    cases: tuple[CaseKey, ...]
    misconceptions: Mapping[str, Answers]


@dataclasses.dataclass(frozen=True, kw_only=True)
class AnswerKey:
    """The answers to one set of inputs of one lesson; public for home, hidden for grading."""

    slug: str
    tasks: Mapping[str, TaskKey]
    words: Mapping[str, Feedback]
