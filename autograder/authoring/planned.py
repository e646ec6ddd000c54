"""The tasks of a lesson that is not written yet: what ``autograder new`` is told of them, or assumes."""

from __future__ import annotations

import builtins
import dataclasses
import keyword
import re
from collections.abc import Mapping

from autograder.core.errors import CourseError
from autograder.core.specs import QUARTER, Kind

NAME = re.compile(r"[a-z][a-z0-9_]{1,40}")
NAME_RULE = "use 2 to 41 small letters, digits and _, a letter first"
"""What lessons and tasks may be called."""

_REPAIR = "predict"
_TASKS: Mapping[Kind, Mapping[str, int]] = {
    "full": {"evidence": 2, "fit": 1, "contract": 2, _REPAIR: 4, "guard": 1},
    "short": {"evidence": 3, _REPAIR: 5, "guard": 2},
}
"""The tasks of a lesson whose author names none, with their shares of the points."""

_EXAMPLE = "evidence:2,predict:6.5,guard:1.5"
_TAKEN = frozenset({"case", "check", "data_path", "hint", "np", "pd", "scaled", "table"})
"""Names that the templates use themselves: the exercise's cells define them, or a turn is called so."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Planned:
    """A task of a new lesson.

    Attributes:
        name: The task's name, and its function's.
        points: What it earns.
        divisor: What makes its example another one than those of the other tasks.
    """

    name: str
    points: int | float
    divisor: float

    @property
    def words(self) -> str:
        """The name as a heading has it."""
        return self.name.replace("_", " ").capitalize()

    @property
    def gid(self) -> str:
        """The name as it stands in nbgrader's ids."""
        return self.name.replace("_", "-")


def parse_tasks(text: str, total: float) -> tuple[Planned, ...]:
    """The tasks of ``evidence:2,fit:1,predict:6.5,guard:0.5``.

    Args:
        text: For each task its name, a colon, and its points: a multiple of 0.25.
        total: The points of an exercise.

    Raises:
        CourseError: the text is malformed, names a task twice, or uses a name that can't be a function's in
            the exercise; or the points don't add up. The sentence says what was expected.
    """
    found: dict[str, float] = {}
    for piece in text.split(","):
        name, colon, worth = piece.strip().partition(":")
        if not colon or not worth.strip():
            raise _malformed(f"{name!r} has no points, as in '{name or 'predict'}:2'")
        if not NAME.fullmatch(name):
            raise _malformed(f"{name!r} can't be a task's name: {NAME_RULE}")
        if name in _TAKEN or keyword.iskeyword(name) or hasattr(builtins, name):
            raise _malformed(f"{name!r} means something else in the exercise; choose another name")
        if name in found:
            raise _malformed(f"{name!r} is there twice")
        found[name] = _points(name, worth)
    if sum(found.values()) != total:
        raise _malformed(f"the points add up to {sum(found.values()):g}, not to {total:g}")
    return _planned(found)


def default_tasks(kind: Kind, total: float) -> tuple[Planned, ...]:
    """The tasks of a lesson whose author names none; the repair gets most of the points.

    Args:
        kind: The lesson's kind.
        total: The points of an exercise.
    """
    shares = _TASKS[kind]
    unit = total / sum(shares.values()) / QUARTER
    points = {name: max(1, int(share * unit)) * QUARTER for name, share in shares.items()}
    points[_REPAIR] += total - sum(points.values())
    return _planned(points)


def _points(name: str, text: str) -> float:
    try:
        points = float(text)
    except ValueError:
        points = 0.0
    if points <= 0 or not (points / QUARTER).is_integer():
        raise _malformed(f"{name!r} should earn a multiple of {QUARTER:g} points, not {text.strip()!r}")
    return points


def _planned(points: Mapping[str, float]) -> tuple[Planned, ...]:
    return tuple(
        Planned(name=name, points=int(worth) if worth == int(worth) else worth, divisor=float(i))
        for i, (name, worth) in enumerate(points.items(), start=2)
    )


def _malformed(what: str) -> CourseError:
    return CourseError(f"--tasks should name the graded tasks with their points, as in {_EXAMPLE}: {what}.")
