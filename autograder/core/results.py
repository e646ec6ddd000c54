"""The nouns of grading: what travels from comparison to gradebook, as frozen data."""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from typing import Any

import numpy as np

from autograder.core import data as plain
from autograder.core.answers import Answers, Outcome
from autograder.core.errors import AnswersError
from autograder.core.specs import Feedback, Task

RESULT_MIME = "application/vnd.skewlab.result.v1+json"


def names_in(heading: str) -> tuple[str, ...]:
    """The misconceptions that a patch's heading names.

    One for ``batch-statistics`` and for its spelling ``batch-statistics: in-predict``; two for
    ``clipped + double-precision``.
    """
    return tuple(heading.partition(":")[0].split(" + "))


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


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Figure:
    """A wrong part of a result beside the right one, to be drawn on a card.

    Attributes:
        expected, got: Numbers, as arrays of any shape; of the same shape, but where it is the shape that is
            wrong.
        wrong: Where they differ by more than is tolerated: an array of bool of that shape; ``None`` where the
            shapes differ.
        names: The names of the entries along the last axis, such as those of columns or of keys; empty where
            they have none.
        predictions: Whether rows are scores of classes.
    """

    expected: np.ndarray
    got: np.ndarray
    wrong: np.ndarray | None = None
    names: tuple[str, ...] = ()
    predictions: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Drawing:
    """A figure as it was drawn for a feedback page: without expected numbers.

    Attributes:
        html: Markup.
        lines: The same as lines of text.
    """

    html: str
    lines: tuple[str, ...]


@dataclasses.dataclass(frozen=True, kw_only=True)
class Difference:
    """Why one answer is not the expected one: a sentence each for the three questions.

    Attributes:
        kind: Machine-readable: ``raised``, ``type``, ``shape``, ``dtype``, ``nan``,
            ``value`` (numbers), ``item`` (anything else), ``columns``, ``keys``, ``changed-input``,
            ``accepted``, ``missing``.
        expected, got: What the student reads.
        advice: What to do, as a sentence; empty where this difference alone doesn't tell.
        distance: The largest absolute difference of numbers, where there is one.
        flips: How many rows change their largest column (their predicted class).
        rows: How many rows were compared.
        figure: The numbers themselves, where they can be drawn; no part of what makes two differences equal,
            and of nothing that is kept.
    """

    kind: str
    expected: str
    got: str
    advice: str
    distance: float | None = None
    flips: int | None = None
    rows: int | None = None
    figure: Figure | None = dataclasses.field(default=None, compare=False, repr=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class CaseResult:
    """One case.

    Attributes:
        name, call: The case's name, and how the call reads.
        difference: ``None`` when the answer is right.
        notes: What was tolerated.
        drawing: What was drawn of the difference's figure, in a result that is kept.
    """

    name: str
    call: str
    difference: Difference | None
    notes: tuple[str, ...] = ()
    drawing: Drawing | None = None


class Claim(str, enum.Enum):
    """What a diagnosis says of wrong answers, from the strongest claim to none.

    - ``ONE``: one misconception gives exactly these answers in every case. With several names, each does.
    - ``PAIR``: two misconceptions together do.
    - ``PARTLY``: a misconception gives exactly these answers in some of the wrong cases, and perhaps others
      do in others; what is left is not explained by them.
    - ``MEASURED``: no misconception does, but the wrong answers have a simple relation to the right ones.
    - ``UNKNOWN``: nothing of this holds, and nobody is told a wrong story.
    - ``INSTRUCTOR``: the claim was one of the last two, and the course's instructor has named these answers.
    """

    ONE = "one"
    PAIR = "pair"
    PARTLY = "partly"
    MEASURED = "measured"
    UNKNOWN = "unknown"
    INSTRUCTOR = "instructor"

    def __str__(self) -> str:
        """Its value."""
        return str(self.value)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Diagnosis:
    """Why a task failed, as far as its answers tell.

    Attributes:
        claim: How much is said.
        names: The misconceptions that the claim speaks of; where it is ``INSTRUCTOR``, the title that the
            instructor gave.
        words: The words for each of ``names``, in the same order.
        cases: The names of the wrong cases that the claim explains.
        cases_by_name: Where the claim is ``PARTLY``: for each of ``names``, the cases that it explains.
        relation: Where the claim is ``MEASURED``: the kind of the relation, such as ``opposite-sign``.
        facts: Sentences on what was measured, for the student.
        follows: The id of an earlier task whose card says the same mistake; empty if this is the first.
        costs: The points that this mistake costs in all tasks together; given on its first card alone.
    """

    claim: Claim
    names: tuple[str, ...] = ()
    words: tuple[Feedback, ...] = ()
    cases: tuple[str, ...] = ()
    cases_by_name: tuple[tuple[str, ...], ...] = ()
    relation: str = ""
    facts: tuple[str, ...] = ()
    follows: str = ""
    costs: float = 0.0

    @property
    def label(self) -> str:
        """``a``, ``a or b``, ``a + b``, ``partly a``, ``measured: a-relation``, ``unknown``, or a title."""
        return diagnosis_label(self.claim, self.names, self.relation)


def diagnosis_label(claim: Claim, names: tuple[str, ...], relation: str) -> str:
    """A diagnosis in a few words, for tables; see :attr:`Diagnosis.label`."""
    if claim is Claim.PAIR:
        return " + ".join(names)
    if claim is Claim.MEASURED:
        return f"measured: {relation}"
    labels = {
        Claim.ONE: " or ".join(names),
        Claim.PARTLY: f"partly {' and '.join(names)}",
        Claim.INSTRUCTOR: f"from your instructor: {' '.join(names)}",
    }
    return labels.get(claim, "unknown")


@dataclasses.dataclass(frozen=True, kw_only=True)
class PartResult:
    """What one part of a task earned.

    Attributes:
        title: The part's title; ``main`` for the main part.
        score, points: What it earned, and what it could have earned.
    """

    title: str
    score: float
    points: float


MAIN = "main"
"""The title of the main part in results."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class TaskResult:
    """One graded task: enough to score it, to explain it and to count it.

    It lies in the record as JSON; the card is made of it when it is shown.

    Attributes:
        parts: The main part first; empty where the task has no other, or nothing was compared.
        identities: What equal unknown answers have in common; see :mod:`autograder.grader.identities`. Empty
            where the mistake has a name.
    """

    task_id: str
    title: str
    status: Status
    score: float
    points: float
    summary: str
    cases: tuple[CaseResult, ...] = ()
    parts: tuple[PartResult, ...] = ()
    diagnosis: Diagnosis | None = None
    identities: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As JSON-able data, for :data:`RESULT_MIME`."""
        written: dict[str, Any] = plain.to_plain(self)
        return written

    @classmethod
    def from_json(cls, data: Any) -> TaskResult:
        """The inverse of :meth:`to_json`.

        Raises:
            AnswersError: ``data`` was not written by :meth:`to_json`.
        """
        try:
            return plain.from_plain(cls, data)
        except (LookupError, TypeError, ValueError) as error:
            msg = f"The record of a result is damaged: {type(error).__name__}: {error}. Grade again."
            raise AnswersError(msg) from error


@dataclasses.dataclass(frozen=True, kw_only=True)
class TaskSummary:
    """What tables and reports need of a graded task.

    Attributes:
        task_id: Such as ``normalization.predict``.
        status: How the task ended.
        score, points: What it earned, and what it could have earned.
        summary: The card's first sentence.
        claim: What the diagnosis says; ``None`` where nothing was diagnosed, because the task did not fail.
        names: The misconceptions that it names.
        relation: See :attr:`Diagnosis.relation`.
        follows: See :attr:`Diagnosis.follows`.
        notes: What was tolerated.
        instructor: The instructor's words, where the claim is ``INSTRUCTOR``.
    """

    task_id: str
    status: Status
    score: float
    points: float
    summary: str
    claim: Claim | None = None
    names: tuple[str, ...] = ()
    relation: str = ""
    follows: str = ""
    notes: tuple[str, ...] = ()
    instructor: Feedback | None = None

    @property
    def label(self) -> str:
        """The diagnosis in a few words; empty where nothing was diagnosed."""
        return diagnosis_label(self.claim, self.names, self.relation) if self.claim else ""

    @classmethod
    def of(cls, result: TaskResult) -> TaskSummary:
        """The summary of a result."""
        diagnosis = result.diagnosis
        return cls(
            task_id=result.task_id,
            status=result.status,
            score=result.score,
            points=result.points,
            summary=result.summary,
            claim=diagnosis.claim if diagnosis else None,
            names=diagnosis.names if diagnosis else (),
            relation=diagnosis.relation if diagnosis else "",
            follows=diagnosis.follows if diagnosis else "",
            notes=tuple(sorted({note for case in result.cases for note in case.notes})),
            instructor=diagnosis.words[0] if diagnosis and diagnosis.claim is Claim.INSTRUCTOR else None,
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class CaseKey:
    """What the reference does with one case, and how the call reads.

    Attributes:
        name: The case's name.
        call: The call in words, for the card.
        expected: What the reference does.
        labels: The names along each axis of the expected array or list, where the arguments tell them for
            certain: those of rows, those of columns. An axis without names has an empty tuple.
    """

    name: str
    call: str
    expected: Outcome
    labels: tuple[tuple[str, ...], ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class TaskKey:
    """What the reference, and each misconception that differs from it, does with a task's cases.

    Attributes:
        task: The task.
        cases: Its cases, with the reference's answers.
        misconceptions: By the heading of a misconception, of its spelling or of a pair: its wrong answers. A
            case that is missing is answered as the reference does.
        uses: The names of the tasks whose functions this task's function calls in the reference.
    """

    task: Task
    cases: tuple[CaseKey, ...]
    misconceptions: Mapping[str, Answers]
    uses: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class AnswerKey:
    """The answers to one set of inputs of one lesson; public for home, hidden for grading."""

    slug: str
    tasks: Mapping[str, TaskKey]
    words: Mapping[str, Feedback]
