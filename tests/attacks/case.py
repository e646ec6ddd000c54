"""What an attack is: a submission, and what must come of it."""

from __future__ import annotations

import dataclasses
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

Notebook = dict[str, Any]

ERROR, NOT_ATTEMPTED, FAILED, PASSED = "error in submission", "not attempted", "failed", "passed"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Places:
    """Where the things lie that attacks want; ``fill`` writes them into a cell's text."""

    course: Path
    package: Path
    honest: Path
    outside: Path
    grader: int

    def fill(self, code: str) -> str:
        """``code`` with the names in capitals replaced by places."""
        for name, value in {
            "COURSE": self.course,
            "PACKAGE": self.package,
            "HONEST": self.honest,
            "OUTSIDE": self.outside,
            "GRADER": self.grader,
        }.items():
            code = code.replace(f"@{name}", str(value))
        return code


@dataclasses.dataclass(frozen=True, kw_only=True)
class Attack:
    """One hand-in, or a cell of one.

    Attributes:
        name: As in ``docs/trust.md``.
        code: A cell of the student's own, before the first task.
        guard: The student's code in place of the function ``guard``, the last task, worth 1 point.
        right: Whether the other functions are the solution's; else they are the given stubs.
        change: What else was done to the notebook's JSON; it may return bytes to hand in instead.
        place: Puts the bytes into the submission's folder, where a plain file would not do.
        status: The status of the submission, one of these.
        marks: Its marks.
        together: Whether a submission may make this attempt beside others, each in a cell of its own.
        witness: What the graded notebook must show, to prove that the attempt was made.
    """

    name: str
    code: str = ""
    guard: str = ""
    right: bool = False
    change: Callable[[Notebook], Notebook | bytes] = lambda nb: nb
    place: Callable[[Path, bytes, Places], None] | None = None
    status: tuple[str, ...] = (NOT_ATTEMPTED,)
    marks: float = 0.0
    together: bool = False
    witness: str = "REFUSED"


def attempt(code: str) -> str:
    """A cell that tells whether ``code`` got through."""
    return (
        f"try:\n{textwrap.indent(textwrap.dedent(code).strip(), '    ')}\n    print('DONE')\n"
        "except BaseException as error:\n    print('REFUSED', type(error).__name__, str(error)[:80])"
    )


def refused(codes: dict[str, str], *, together: bool = True) -> list[Attack]:
    """Attacks on the blank exercise whose code must end in an exception."""
    return [Attack(name=name, code=attempt(code), together=together) for name, code in codes.items()]
