"""The contract of a lesson, as gates: each returns what is wrong, in sentences an author can act on.

A gate only reads; an empty list means that it holds. ``tests/test_contract.py`` plants a fault for
each of them.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from autograder.authoring.trials import Evidence, Trial
from autograder.core.results import Status
from autograder.core.specs import LessonSpec

POINTS = 10
"""The points of every exercise."""
HINTS = 3
LEAST_TASKS, LEAST_MISCONCEPTIONS, LEAST_ALTERNATIVES = 5, 12, 6
LEAST_MIXTURES = 5
CELLS = (28, 48)
"""The least and the most cells of a lesson."""
WORDS = (850, 1400)
"""The least and the most words of a lesson's prose."""
_SHORT_LINE = 24
"""Shorter lines of a solution occur elsewhere by chance: ``return x``, ``x = np.asarray(x)``."""
_LONG_STRING = 40
_MANY_KINDS = 16
"""A hidden string is recognised if it is this long and has this many different letters; a short one, or the
base64 text of equal numbers, may occur elsewhere by chance."""
_SPLIT = 0.5
"""The share of the tolerance by which splitting a batch may change the reference; students need the rest."""


def gate_spec(spec: LessonSpec, misconceptions: int, alternatives: int) -> list[str]:
    """Points add up; tasks, misconceptions and alternatives are enough; each task has three hints.

    Args:
        spec: The lesson's spec.
        misconceptions: How many the lesson has.
        alternatives: How many the lesson has.
    """
    problems = []
    total = sum(task.points for task in spec.tasks)
    if total != POINTS:
        problems.append(f"the points add up to {total:g}, not to {POINTS}")
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


def count_words(cells: Iterable[Mapping[str, Any]]) -> int:
    """Words of the Markdown cells, without tags and link targets."""
    text = " ".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")
    text = re.sub(r"<[^>]+>|\]\([^)]*\)", " ", text)
    return len(re.findall(r"[A-Za-z][\w'’-]*", text))


def gate_figures(measured: Mapping[str, float], stated: Mapping[str, Any], prose: str) -> list[str]:
    """Every figure in the prose is what the run gives, and the failure still happens.

    Args:
        measured: What the lesson's evidence cell returned, by name.
        stated: ``figures.json``: for each name ``value``, ``tolerance``, ``quoted_as`` and perhaps
            ``gap_at_least``, the least value that still shows the failure.
        prose: The text of all Markdown cells.
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
    if not any(entry.get("gap_at_least", 0) > 0 for entry in stated.values()):
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


def gate_endpoints(trials: Sequence[Trial]) -> list[str]:
    """The solution gets all points; the skeleton none, and counts as not attempted."""
    problems = []
    for trial in trials:
        if trial.kind == "solution" and trial.score != POINTS:
            problems.append(f"the solution scores {trial.score:g} with seed {trial.seed}: {_wrong(trial)}")
        if trial.kind == "skeleton" and (trial.score or trial.statuses != {Status.NOT_ATTEMPTED}):
            statuses = ", ".join(sorted(map(str, trial.statuses)))
            problems.append(f"the skeleton scores {trial.score:g} and is {statuses} with seed {trial.seed}")
    missing = {"solution", "skeleton"} - {trial.kind for trial in trials}
    return problems + [f"the {kind} was not tried" for kind in sorted(missing)]


def gate_misconceptions(trials: Sequence[Trial], alike: Sequence[frozenset[str]]) -> list[str]:
    """Each loses points and is diagnosed as itself, or together with those it is declared alike to."""
    problems = []
    for trial in trials:
        if trial.kind != "misconception":
            continue
        if trial.score >= POINTS:
            problems.append(f"{trial.name} loses no points with seed {trial.seed}")
        same = next((group for group in alike if trial.name in group), frozenset({trial.name}))
        wanted = " or ".join(sorted(same))
        if set(trial.diagnoses) != {wanted}:
            said = ", ".join(trial.diagnoses) or "nothing"
            problems.append(f"{trial.name} is diagnosed as {said} with seed {trial.seed}, not as {wanted}")
    return problems


def gate_alternatives(trials: Sequence[Trial]) -> list[str]:
    """Every right answer gets all points, however it is written."""
    return [
        f"{trial.name} is right but scores {trial.score:g} with seed {trial.seed}: {_wrong(trial)}"
        for trial in trials
        if trial.kind == "alternative" and trial.score != POINTS
    ]


def gate_mixtures(trials: Sequence[Trial]) -> list[str]:
    """Two mistakes at once lose points and are not named: nobody is told a wrong story."""
    mixtures = [trial for trial in trials if trial.kind == "mixture"]
    problems = [
        f"the mixture {trial.name} is named {', '.join(trial.diagnoses)} with seed {trial.seed}"
        for trial in mixtures
        if trial.diagnoses
    ]
    problems += [
        f"the mixture {trial.name} loses no points with seed {trial.seed}"
        for trial in mixtures
        if trial.score >= POINTS
    ]
    names = {trial.name for trial in mixtures}
    if len(names) < LEAST_MIXTURES:
        problems.append(f"{len(names)} mixtures; at least {LEAST_MIXTURES} are needed")
    return problems


def gate_margins(evidence: Evidence) -> list[str]:
    """Right answers stay well inside the tolerance, wrong ones well outside; each graded task has one."""
    problems = []
    wrong_ones = [trial for trial in evidence.trials if trial.kind == "misconception"]
    for task in evidence.lesson.spec.tasks:
        if task.points and not any(trial.severity[task.name] > 1 for trial in wrong_ones):
            problems.append(f"{task.name}: no misconception fails it")
        inner, outer = task.tolerance.margins
        right, wrong = margins(evidence, task.name)
        if right * inner > 1:
            problems.append(
                f"{task.name}: a right alternative uses {right:.2g} of the tolerance; "
                f"at most 1/{inner:g} is allowed"
            )
        if wrong < outer:
            problems.append(
                f"{task.name}: the nearest misconception exceeds the tolerance {wrong:.3g} times; "
                f"at least {outer:g} times is needed"
            )
    return problems


def margins(evidence: Evidence, task: str) -> tuple[float, float]:
    """The worst right answer and the nearest misconception of a task, in units of its tolerance.

    Returns:
        The largest severity of the solution and the alternatives, 0 if there are none; and the smallest above
        1 of the misconceptions, infinite if none fails the task.
    """
    right = [t.severity[task] for t in evidence.trials if t.kind in ("solution", "alternative")]
    wrong = [t.severity[task] for t in evidence.trials if t.kind == "misconception"]
    return max(right, default=0.0), min((s for s in wrong if s > 1), default=math.inf)


def gate_reference(evidence: Evidence) -> list[str]:
    """The reference repeats itself, answers a row alone as in its batch, and is quick."""
    spec = evidence.lesson.spec
    problems = [f"{name}: the reference gives other answers the second time" for name in evidence.unstable]
    problems += [
        f"{name}: rows answered one by one differ {value:.2g} tolerances from the batch"
        for name, value in evidence.split_severity.items()
        if value > _SPLIT
    ]
    problems += [
        f"{name}: the reference takes {seconds:.1f} s, more than half of {spec.cell_seconds:g} s"
        for name, seconds in evidence.reference_seconds.items()
        if seconds > spec.cell_seconds / 2
    ]
    total = sum(evidence.reference_seconds.values())
    if total > spec.notebook_seconds / 2:
        problems.append(
            f"the reference takes {total:.1f} s in all, more than half of {spec.notebook_seconds:g} s"
        )
    return problems


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


def _wrong(trial: Trial) -> str:
    for result in trial.results.values():
        for case in result.cases:
            if case.difference is not None:
                difference = case.difference
                return f"{result.task_id}, {case.name}: got {difference.got}, expected {difference.expected}"
    return "no case differs"
