"""Writes what was measured as ``docs/accuracy.json``, and the page that people read from it."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tools.accuracy.measure import ANSWERS, Outcome

Measured = Mapping[str, Sequence[Outcome]]
"""What came of the blind submissions, by exercise."""

NUMBERS, PAGE = "docs/accuracy.json", "docs/accuracy.md"

_Z = 1.96
"""The normal quantile of an interval of 95 per cent."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Goal:
    """What the grader shall reach.

    Attributes:
        what: The share, in words.
        hits, total: The submissions that count, and all that could.
        limit: The share to reach.
        at_most: Whether ``limit`` is the largest good share, and not the smallest.
    """

    what: str
    hits: int
    total: int
    limit: float
    at_most: bool

    @property
    def is_met(self) -> bool:
        """Whether the share is on the good side of the limit."""
        share = self.hits / self.total if self.total else 0.0
        return share <= self.limit if self.at_most else share >= self.limit


def goals(measured: Measured) -> list[Goal]:
    """The goals, with what was counted over all exercises."""
    everything = [outcome for outcomes in measured.values() for outcome in outcomes]
    right = [o for o in everything if o.kind == "right"]
    wrong = [o for o in everything if o.kind != "right"]
    known = [o for o in wrong if o.catalogued and o.answer != "full"]
    first = [o for o in wrong if o.kind == "first" and o.answer != "full"]

    def goal(what: str, among: list[Outcome], answers: Iterable[str], limit: float, *, at_most: bool) -> Goal:
        hits = sum(o.answer in answers for o in among)
        return Goal(what=what, hits=hits, total=len(among), limit=limit, at_most=at_most)

    losing = sum(o.lost > 0 for o in right)
    return [
        Goal(what="right answers that lose a point", hits=losing, total=len(right), limit=0.0, at_most=True),
        goal("wrong answers with full points", wrong, ("full",), 0.01, at_most=True),
        goal("beliefs of the catalogue that are named", known, ("named", "partly"), 0.95, at_most=False),
        goal(
            "first attempts with a specific sentence", first, ("named", "partly", "fact"), 0.9, at_most=False
        ),
        goal("wrong answers that are told a wrong story", wrong, ("misnamed",), 0.005, at_most=True),
    ]


def interval(hits: int, total: int) -> tuple[float, float]:
    """Wilson's interval of 95 per cent for a share.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
    the American Statistical Association 22 (1927).
    """
    if not total:
        return 0.0, 1.0
    share, z2 = hits / total, _Z**2
    middle = (share + z2 / (2 * total)) / (1 + z2 / total)
    half = _Z * math.sqrt(share * (1 - share) / total + z2 / (4 * total**2)) / (1 + z2 / total)
    return max(0.0, middle - half), min(1.0, middle + half)


def to_json(measured: Measured, milliseconds: Mapping[str, float]) -> dict[str, Any]:
    """What was measured, as data: one line for each submission."""
    return {
        "diagnosis_milliseconds": dict(milliseconds),
        "exercises": {
            exercise: [list(dataclasses.astuple(outcome)) for outcome in outcomes]
            for exercise, outcomes in measured.items()
        },
    }


def from_json(data: Mapping[str, Any]) -> tuple[Measured, Mapping[str, float]]:
    """The inverse of :func:`to_json`."""
    names = [field.name for field in dataclasses.fields(Outcome)]
    measured = {
        exercise: [
            Outcome(**{**dict(zip(names, row, strict=True)), "labels": tuple(row[-1])}) for row in rows
        ]
        for exercise, rows in data["exercises"].items()
    }
    return measured, data["diagnosis_milliseconds"]


def write(root: Path, measured: Measured, milliseconds: Mapping[str, float]) -> None:
    """Write the numbers and the page."""
    rows = to_json(measured, milliseconds)
    text = json.dumps(rows, ensure_ascii=False).replace("], [", "],\n[").replace("[[", "[\n[")
    (root / NUMBERS).write_text(text + "\n", encoding="utf-8", newline="\n")
    (root / PAGE).write_text(page(measured, milliseconds), encoding="utf-8", newline="\n")


def page(measured: Measured, milliseconds: Mapping[str, float]) -> str:
    """The page, as Markdown."""
    everything = [outcome for outcomes in measured.values() for outcome in outcomes]
    lines = [
        "# How well answers are answered",
        "",
        f"Measured on {len(everything):,} submissions that were written from the exercises' text",
        "alone, before the catalogue of misconceptions was opened (`tests/blind/`). The real grader",
        "graded them. `make accuracy` repeats it and writes this page. Which names are true of a",
        "submission was read from its code (`tests/blind/*.labels.toml`). Intervals are Wilson's, of",
        "95 per cent.",
        "",
        "They are not the students of your class. The submissions were known while the catalogue",
        "grew, so new ones do a little worse. Those of 08_label_maps were even written after it.",
        "",
        "## Goals",
        "",
        "| | measured | interval | goal | |",
        "| --- | --- | --- | --- | --- |",
    ]
    for goal in goals(measured):
        low, high = interval(goal.hits, goal.total)
        sign = "at most" if goal.at_most else "at least"
        lines.append(
            f"| {goal.what} | {goal.hits} of {goal.total} ({_percent(goal.hits / max(1, goal.total))}) "
            f"| {_percent(low)} to {_percent(high)} | {sign} {_percent(goal.limit)} "
            f"| {'met' if goal.is_met else '**not met**'} |"
        )
    slowest = max(milliseconds.values(), default=0.0)
    lines += [
        "",
        f"The diagnosis of a submission takes at most {slowest:.0f} milliseconds of processor time:",
        "the longest of the catalogue's own submissions in the slowest of the exercises, all tasks",
        "together.",
        "",
        "## By exercise",
        "",
        "Right submissions, and how the wrong ones were answered. *Named*: a mistake that it makes,",
        "or two, by name. *Partly*: a name for some of the wrong cases. *Fact*: a measured relation,",
        "or why the code did not run. *Misnamed*: a name that is not true of it. *Full*: it lost no",
        "points.",
        "",
        "| exercise | right | losing | wrong | " + " | ".join(ANSWERS) + " |",
        "| --- |" + " --- |" * (3 + len(ANSWERS)),
    ]
    lines += [_row(exercise, outcomes) for exercise, outcomes in measured.items()]
    lines += [_row("**all**", everything), ""]
    for title, chosen in (
        ("Told a wrong story", [o for o in everything if o.answer == "misnamed"]),
        ("Wrong, with full points", [o for o in everything if o.answer == "full"]),
        ("Right, and losing", [o for o in everything if o.kind == "right" and o.lost]),
    ):
        lines += [f"## {title}", ""]
        lines += [f"- `{o.name}`: {', '.join(o.labels) or 'no task failed'}" for o in chosen] or ["None."]
        lines.append("")
    return "\n".join(lines)


def _row(title: str, outcomes: Sequence[Outcome]) -> str:
    right = [o for o in outcomes if o.kind == "right"]
    wrong = [o for o in outcomes if o.kind != "right"]
    counts = [sum(o.answer == answer for o in wrong) for answer in ANSWERS]
    cells = [title, len(right), sum(o.lost > 0 for o in right), len(wrong), *counts]
    return "| " + " | ".join(map(str, cells)) + " |"


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"
