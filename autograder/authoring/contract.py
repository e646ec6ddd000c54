"""The contract of a lesson, as gates: each returns what is wrong, in sentences an author can act on.

Here are the gates of what is written; those of what is run are in :mod:`autograder.authoring.verdicts`, and
that of promises in :mod:`autograder.authoring.promises`. A gate only reads; an empty list means it holds.
``tests/test_contract.py`` and ``tests/test_verdicts.py`` plant a fault for each of them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from autograder.authoring.kinds import MINIMUMS
from autograder.authoring.numbers import pattern_of
from autograder.core.specs import Kind, LessonSpec, Question

HINTS = 3


def gate_spec(spec: LessonSpec, misconceptions: int, alternatives: int, points: float) -> list[str]:
    """Points add up; tasks, misconceptions and alternatives are enough; each task has three hints.

    Args:
        spec: The lesson's spec.
        misconceptions: How many the lesson has, each counted once for all its spellings.
        alternatives: How many the lesson has.
        points: What the tasks of each exercise of the course add up to.
    """
    problems = []
    total = sum(task.points for task in spec.tasks)
    if total != points:
        problems.append(f"the points add up to {total:g}, not to {points:g}")
    least = MINIMUMS[spec.kind]
    problems += [
        f"{count} {what}; at least {needed} are needed"
        for what, count, needed in (
            ("graded tasks", len(spec.graded), least.tasks),
            ("misconceptions", misconceptions, least.misconceptions),
            ("alternatives", alternatives, least.alternatives),
        )
        if count < needed
    ]
    problems += [
        f"task {task.name} earns no points: move it to turns/, or give it some"
        for task in spec.tasks
        if not task.points
    ]
    problems += [
        f"task {task.name} needs three different hints"
        for task in spec.tasks
        if len(set(task.hints)) != HINTS
    ]
    return problems


def gate_notebook(kind: Kind, text: str, *, lesson: bool) -> list[str]:
    """A lesson keeps to its number of cells, and what teaches to its number of words.

    Args:
        kind: The kind of the lesson.
        text: The text of the ``.ipynb`` file.
        lesson: Whether it is a lesson, not an exercise.
    """
    limits = MINIMUMS[kind]
    cells = json.loads(text)["cells"]
    problems = []
    if lesson and not limits.cells[0] <= len(cells) <= limits.cells[1]:
        problems.append(f"{len(cells)} cells; a lesson has {limits.cells[0]} to {limits.cells[1]}")
    words = count_words(cells)
    if lesson == limits.notebook and not limits.words[0] <= words <= limits.words[1]:
        problems.append(f"{words} words of prose; there should be {limits.words[0]} to {limits.words[1]}")
    return problems


def gate_questions(spec: LessonSpec, questions: Sequence[Question], lesson: str) -> list[str]:
    """A lesson has enough questions, asks each of them, and offers what its students tend to believe.

    Args:
        spec: The lesson's spec.
        questions: The questions of ``quiz.toml``.
        lesson: The text of ``lesson.py``.
    """
    problems = []
    least = MINIMUMS[spec.kind].questions
    if len(questions) < least:
        problems.append(f"quiz.toml has {len(questions)} questions; at least {least} are needed")
    asked = re.findall(r'^quiz\("([^"]+)"\)$', lesson, re.MULTILINE)
    known = [f"{spec.slug}.{question.name}" for question in questions]
    problems += [
        f'quiz.toml, {name}: lesson.py does not ask it; write quiz("{name}") in a cell, or remove it'
        for name in known
        if name not in asked
    ]
    problems += [
        f'lesson.py asks quiz("{name}"), which quiz.toml does not have' for name in asked if name not in known
    ]
    if not any(choice.belief for question in questions for choice in question.choices):
        problems.append("quiz.toml: no choice names the misconception behind it with `belief`")
    return problems


def count_words(cells: Iterable[Mapping[str, Any]]) -> int:
    """Words of the Markdown cells, without tags and link targets."""
    text = " ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    text = re.sub(r"<[^>]+>|\]\([^)]*\)", " ", text)
    return len(re.findall(r"[A-Za-z][\w'’-]*", text))


def gate_figures(
    measured: Mapping[str, float], stated: Mapping[str, Any], prose: str, *, require_failure: bool
) -> list[str]:
    """Every figure in the prose is what the run gives, and a failure that is stated still happens.

    Args:
        measured: What the lesson's evidence cell returned, by name.
        stated: ``figures.json``: for each name ``value``, ``tolerance``, ``quoted_as`` and perhaps
            ``gap_at_least``, the least value that still shows the failure.
        prose: The text of all Markdown cells.
        require_failure: Whether one has to be stated.
    """
    problems = []
    if set(measured) != set(stated):
        problems.append(
            "the notebook measures and figures.json states different figures: "
            f"{sorted(set(measured) ^ set(stated))}"
        )
    for name, entry in stated.items():
        value = measured.get(name, math.nan)
        if not abs(value - entry["value"]) <= entry["tolerance"]:
            problems.append(
                f"figure {name}: the run gives {value:.6g}, figures.json states {entry['value']:.6g}"
            )
        if not re.search(pattern_of(entry["quoted_as"]), prose):
            problems.append(f"figure {name}: {entry['quoted_as']!r} does not occur in the prose")
        elif not _quotes(entry["quoted_as"], value, entry["tolerance"]):
            problems.append(f"figure {name}: the prose says {entry['quoted_as']}, the run gives {value:.6g}")
        if "gap_at_least" in entry and not value >= entry["gap_at_least"]:
            problems.append(f"the failure does not happen any more: {name} is {value:.6g}")
    if require_failure and not any(entry.get("gap_at_least", 0) > 0 for entry in stated.values()):
        problems.append("no figure has gap_at_least: nothing proves that the failure happens")
    return problems


def _quotes(text: str, value: float, tolerance: float) -> bool:
    """Whether ``"6,982"`` or ``"39.2 %"`` is the value, rounded as it is written."""
    match = re.search(r"[-−]?\d[\d,]*\.?\d*(?:e[-+]?\d+)?", text)
    if match is None:
        return False
    number = match.group().replace(",", "").replace("−", "-")
    scale = 100.0 if "%" in text else 1.0
    decimals = len(number.partition("e")[0].partition(".")[2])
    exponent = int(number.partition("e")[2] or 0)
    rounding = 0.5 * 10.0 ** (exponent - decimals)
    return abs(float(number) - value * scale) <= rounding + tolerance * scale + 1e-9
