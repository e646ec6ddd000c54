"""Answers: what a student's function did with each case.

They leave the student's kernel as a cell output of a MIME type of our own, and are read by the
trusted side, which treats every byte as hostile: reading them builds plain values or raises
:class:`~autograder.core.errors.AnswersError`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from autograder.core import wire
from autograder.core.errors import AnswersError

MIME = "application/vnd.skewlab.answers.v1+json"
"""The type of a cell output that holds answers."""

INPUTS = "SKEWLAB_INPUTS"
"""The environment variable that names a kernel's file of hidden inputs."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Returned:
    """The function returned ``value``.

    Attributes:
        value: As decoded by :func:`autograder.core.wire.decode`, tables as ``Frame``.
        type_name: The type of what was returned, before it travelled: ``DataFrame``.
        changed: The numbers of the arguments that the call changed in place.
    """

    value: Any
    type_name: str
    changed: tuple[int, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Raised:
    """The function raised.

    Attributes:
        kinds: The exception's class and its bases: ``("KeyError", "LookupError", ...)``.
        message: Its text, shortened.
        where: The student's line, such as ``line 4: return frame - mean``.
        own: Whether that line is itself a ``raise`` or an ``assert``: the error is no accident.
    """

    kinds: tuple[str, ...]
    message: str
    where: str = ""
    own: bool = False


Outcome = Returned | Raised
Answers = Mapping[str, Outcome]
"""Outcomes of one task, by the name of the case."""


@dataclasses.dataclass(frozen=True)
class NoAnswers:
    """There is nothing to compare for a task.

    Attributes:
        reason: Why, as a sentence for the student.
    """

    reason: str


def outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    """One outcome as JSON."""
    if isinstance(outcome, Raised):
        return {
            "raised": list(outcome.kinds),
            "message": outcome.message,
            "where": outcome.where,
            "own": outcome.own,
        }
    return {
        "returned": wire.encode(outcome.value),
        "type": outcome.type_name,
        "changed": list(outcome.changed),
    }


def outcome_from_json(data: Any) -> Outcome:
    """The inverse of :func:`outcome_to_json`, for untrusted data."""
    try:
        if "raised" in data:
            return Raised(
                kinds=(str(data["raised"][0])[:100], *(str(kind)[:100] for kind in data["raised"][1:20])),
                message=str(data["message"])[:500],
                where=str(data["where"])[:300],
                own=bool(data["own"]),
            )
        return Returned(
            value=wire.decode(data["returned"]),
            type_name=str(data["type"])[:100],
            changed=tuple(int(i) for i in data["changed"][:20]),
        )
    except (LookupError, TypeError, ValueError, OverflowError, RecursionError) as error:
        msg = f"The record of an answer is damaged: {type(error).__name__}: {error}"
        raise AnswersError(msg) from error


def to_json(task_id: str, outcomes: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """The MIME payload for one task, from outcomes already in JSON."""
    return {"task": task_id, "outcomes": dict(outcomes)}


def from_json(task_id: str, payload: Any) -> Answers:
    """Read a payload that claims to hold the answers of ``task_id``.

    Raises:
        AnswersError: it is damaged, or belongs to another task.
    """
    if not isinstance(payload, dict) or not isinstance(payload.get("outcomes"), dict):
        msg = "The record of answers has no outcomes."
        raise AnswersError(msg)
    if payload.get("task") != task_id:
        msg = f"The record of answers is for {payload.get('task')!r}, not for {task_id!r}."
        raise AnswersError(msg)
    return {str(name): outcome_from_json(item) for name, item in payload["outcomes"].items()}
