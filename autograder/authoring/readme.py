"""The README's table of lessons: one row for each, made from the lesson's spec."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.authoring.kinds import MINIMUMS
from autograder.core.specs import LessonSpec

FILE = "README.md"
BEGIN = "<!-- Lessons: `autograder build` writes the rows. -->\n"
END = "<!-- End of the lessons. -->\n"
"""The lines that the table stands between."""

_HEAD = "| | lesson | the failure | minutes | open |\n| --- | --- | --- | --- | --- |\n"


def with_rows(text: str, specs: Iterable[LessonSpec]) -> str:
    """The README with the rows of some lessons written anew; those of others stay.

    Args:
        text: The README. Without the two lines it stays as it is.
        specs: What the lessons declare.
    """
    before, begin, rest = text.partition(BEGIN)
    table, end, after = rest.partition(END)
    if not begin or not end:
        return text
    rows = {line[:5]: line for line in table.splitlines(keepends=True) if line[2:4].isdigit()}
    rows |= {f"| {spec.number:02d}": _row(spec) for spec in specs}
    return "".join([before, begin, "\n", _HEAD, *(rows[key] for key in sorted(rows)), "\n", end, after])


def _row(spec: LessonSpec) -> str:
    minutes, links = (
        f"{spec.exercise_minutes}",
        f"[exercise](exercises/{spec.exercise}/{spec.exercise}.ipynb)",
    )
    if MINIMUMS[spec.kind].notebook:
        minutes = f"{spec.lesson_minutes} + {minutes}"
        links = f"[lesson](notebooks/{spec.exercise}.ipynb) · {links}"
    return f"| {spec.number:02d} | {spec.title} | {spec.claim} | {minutes} | {links} |\n"
