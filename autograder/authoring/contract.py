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

from autograder.core.specs import LessonSpec, Question

HINTS = 3
LEAST_TASKS, LEAST_MISCONCEPTIONS, LEAST_ALTERNATIVES = 5, 12, 6
LEAST_QUESTIONS = 4
CELLS = (28, 70)
"""The least and the most cells of a lesson."""
WORDS = (850, 1400)
"""The least and the most words of a lesson's prose."""
_SHORT_LINE = 24
"""Shorter lines of a solution occur elsewhere by chance: ``return x``, ``x = np.asarray(x)``."""
_LONG_STRING = 40
_MANY_KINDS = 16
"""A hidden string is recognised if it is this long and has this many different letters; a short one, or the
base64 text of equal numbers, may occur elsewhere by chance."""


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
    if len(spec.graded) < LEAST_TASKS:
        problems.append(f"{len(spec.graded)} graded tasks; at least {LEAST_TASKS} are needed")
    if misconceptions < LEAST_MISCONCEPTIONS:
        problems.append(f"{misconceptions} misconceptions; at least {LEAST_MISCONCEPTIONS} are needed")
    if alternatives < LEAST_ALTERNATIVES:
        problems.append(f"{alternatives} alternatives; at least {LEAST_ALTERNATIVES} are needed")
    problems += [
        f"task {task.name} needs three different hints"
        for task in spec.tasks
        if len(set(task.hints)) != HINTS
    ]
    return problems


def gate_notebook(text: str, *, lesson: bool) -> list[str]:
    """Cell ids are unique; a lesson keeps to its number of cells and of words.

    Args:
        text: The text of the ``.ipynb`` file.
        lesson: Whether it is a lesson, not an exercise.
    """
    cells = json.loads(text)["cells"]
    ids = [cell["id"] for cell in cells]
    problems = [f"cell id {i!r} is used twice" for i in sorted(set(ids)) if ids.count(i) > 1]
    if not lesson:
        return problems
    if not CELLS[0] <= len(cells) <= CELLS[1]:
        problems.append(f"{len(cells)} cells; a lesson has {CELLS[0]} to {CELLS[1]}")
    words = count_words(cells)
    if not WORDS[0] <= words <= WORDS[1]:
        problems.append(f"{words} words of prose; a lesson has {WORDS[0]} to {WORDS[1]}")
    return problems


def gate_questions(spec: LessonSpec, questions: Sequence[Question], lesson: str) -> list[str]:
    """A lesson has enough questions, asks each of them, and offers what its students tend to believe.

    Args:
        spec: The lesson's spec.
        questions: The questions of ``quiz.toml``.
        lesson: The text of ``lesson.py``.
    """
    problems = []
    if len(questions) < LEAST_QUESTIONS:
        problems.append(f"quiz.toml has {len(questions)} questions; at least {LEAST_QUESTIONS} are needed")
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


def prose_of(notebook: str, questions: Iterable[Question]) -> str:
    """All that a student reads in a lesson: its Markdown cells, and the questions with their choices.

    Args:
        notebook: The text of the lesson's ``.ipynb`` file.
        questions: The lesson's questions.
    """
    written = ["".join(c["source"]) for c in json.loads(notebook)["cells"] if c["cell_type"] == "markdown"]
    for question in questions:
        written += [question.text, *(f"{choice.text} {choice.reason}" for choice in question.choices)]
    return "\n".join(written)


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
        if not _occurs(entry["quoted_as"], prose):
            problems.append(f"figure {name}: {entry['quoted_as']!r} does not occur in the prose")
        elif not _quotes(entry["quoted_as"], value, entry["tolerance"]):
            problems.append(f"figure {name}: the prose says {entry['quoted_as']}, the run gives {value:.6g}")
        if "gap_at_least" in entry and not value >= entry["gap_at_least"]:
            problems.append(f"the failure does not happen any more: {name} is {value:.6g}")
    if require_failure and not any(entry.get("gap_at_least", 0) > 0 for entry in stated.values()):
        problems.append("no figure has gap_at_least: nothing proves that the failure happens")
    return problems


def _occurs(quote: str, prose: str) -> bool:
    """Whether ``prose`` holds ``quote`` as it stands: ``"39.2"`` does not hold ``"9.2"``, nor ``"39"``."""
    before, after = r"(?<!\d)(?<!\d[.,])", r"(?![.,]?\d|e[-+]?\d)"
    return re.search(before + re.escape(quote) + after, prose) is not None


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


def gate_leaks(solution: str, secrets: Iterable[str], public: Mapping[str, str], given: str) -> list[str]:
    """No solution line, hidden input or hidden answer is in what students get.

    Args:
        solution: The text of the source notebook, solution included.
        secrets: Strings of the hidden inputs and answers, as JSON holds them.
        public: The text of each file that students get, by its name.
        given: Text that students are meant to have, such as the public cases.
    """
    lines = solution_lines(solution)
    problems = []
    for name, text in public.items():
        present = {line.strip() for line in _source_lines(text)}
        problems += [f"{name} holds the solution's line {line!r}" for line in sorted(lines & present)]
    hidden = {item for item in secrets if _is_telling(item) and item not in given}
    for name, text in public.items():
        if any(item in text for item in hidden):
            problems.append(f"{name} holds a hidden input or answer")
    return problems


def _is_telling(encoded: str) -> bool:
    """Whether finding this string elsewhere can't be chance: a row of zeros reads alike in every lesson."""
    return len(encoded) >= _LONG_STRING and len(set(encoded)) >= _MANY_KINDS


def solution_lines(notebook: str) -> set[str]:
    """The lines between BEGIN and END SOLUTION, stripped, that are too long to occur elsewhere by chance."""
    found: set[str] = set()
    inside = False
    for line in _source_lines(notebook):
        if "### BEGIN SOLUTION" in line or "### END SOLUTION" in line:
            inside = "BEGIN" in line
        elif inside and len(line.strip()) >= _SHORT_LINE:
            found.add(line.strip())
    return found


def strings_of(value: Any) -> set[str]:
    """All strings in JSON data."""
    if isinstance(value, str):
        return {value}
    if isinstance(value, dict):
        return set().union(*map(strings_of, value.values())) if value else set()
    if isinstance(value, list):
        return set().union(*map(strings_of, value)) if value else set()
    return set()


def _source_lines(text: str) -> list[str]:
    """The lines of a text file, or of a notebook's cells."""
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError):
        return text.splitlines()
    return [line for cell in cells for line in "".join(cell["source"]).splitlines()]
