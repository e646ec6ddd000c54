"""Every gate of the contract holds for a good lesson, and catches a planted fault."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import make_task

from autograder.authoring import contract
from autograder.authoring.trials import Evidence, Trial
from autograder.core.results import CaseResult, Diagnosis, Difference, Status, TaskResult
from autograder.core.specs import LessonSpec, Task, Tolerance
from autograder.lessons import Lesson

TASKS = tuple(make_task(f"task-{i}", points=2.0) for i in range(5))
SPEC = LessonSpec(
    number=1, slug="made_up", title="Made up", claim="It fails.", lesson_minutes=30, exercise_minutes=30,
    objectives=("Find it.", "Repair it.", "Guard it."), tasks=TASKS, cell_seconds=20, notebook_seconds=60,
)  # fmt: skip


def with_task(**changes: Any) -> LessonSpec:
    """The spec with its first task changed."""
    return dataclasses.replace(SPEC, tasks=(dataclasses.replace(TASKS[0], **changes), *TASKS[1:]))


def expect(fault: str | None, problems: list[str]) -> None:
    """A good case has no problems; a planted fault gives one that names it."""
    if fault is None:
        assert [] == problems
    else:
        assert any(fault in problem for problem in problems), problems


@pytest.mark.parametrize(
    ("spec", "misconceptions", "alternatives", "fault"),
    [
        (SPEC, 12, 6, None),
        (with_task(points=3.0), 12, 6, "the points add up to 11, not to 10"),
        (with_task(points=0.0), 12, 6, "4 graded tasks; at least 5"),
        (SPEC, 11, 6, "11 misconceptions; at least 12"),
        (SPEC, 12, 5, "5 alternatives; at least 6"),
        (with_task(hints=("a", "b", "a")), 12, 6, "task task-0 needs three different hints"),
    ],
    ids=["good", "points", "tasks", "misconceptions", "alternatives", "hints"],
)
def test_spec(spec: LessonSpec, misconceptions: int, alternatives: int, fault: str | None) -> None:
    """Points add up; tasks, misconceptions, alternatives and hints are enough."""
    expect(fault, contract.gate_spec(spec, misconceptions, alternatives))


def notebook(cells: int = 30, words: int = 1000, ids: Callable[[int], str] = "cell-{}".format) -> str:
    """A notebook whose first cell holds all its prose."""
    made = [
        {"id": ids(i), "cell_type": "code", "source": "x = 1  # words in code do not count"}
        for i in range(cells)
    ]
    made[0] |= {"cell_type": "markdown", "source": "word " * words}
    return json.dumps({"cells": made})


@pytest.mark.parametrize(
    ("text", "lesson", "fault"),
    [
        (notebook(), True, None),
        (notebook(cells=3, words=3), False, None),
        (notebook(ids=lambda i: "same" if i > 27 else str(i)), True, "cell id 'same' is used twice"),
        (notebook(cells=3, ids=lambda i: "same"), False, "cell id 'same' is used twice"),
        (notebook(cells=27), True, "27 cells; a lesson has 28 to 48"),
        (notebook(cells=49), True, "49 cells"),
        (notebook(words=849), True, "849 words of prose; a lesson has 850 to 1400"),
        (notebook(words=1401), True, "1401 words"),
    ],
    ids=[
        "good",
        "exercise",
        "ids",
        "ids of an exercise",
        "few cells",
        "many cells",
        "few words",
        "many words",
    ],
)
def test_notebook(text: str, lesson: bool, fault: str | None) -> None:
    """Cell ids are unique; a lesson keeps to its size and its length."""
    expect(fault, contract.gate_notebook(text, lesson=lesson))


def test_words_are_what_is_read() -> None:
    """Tags, link targets and numbers are no words; a link's text is."""
    cells = [
        {
            "cell_type": "markdown",
            "source": ['<b title="no">two words</b> [a link](https://no.example) 3 ', "it's"],
        }
    ]
    assert 5 == contract.count_words(cells)


STATED = {"gap": {"value": 39.2, "tolerance": 0.1, "quoted_as": "39.2", "gap_at_least": 10.0}}
PROSE = "The answers differ by 39.2 on average."


def stated(**changes: Any) -> dict[str, dict[str, Any]]:
    """The figures with one entry changed; a field set to ``...`` is left out."""
    entry = STATED["gap"] | changes
    return {"gap": {name: value for name, value in entry.items() if value is not ...}}


@pytest.mark.parametrize(
    ("measured", "figures", "prose", "fault"),
    [
        ({"gap": 39.25}, STATED, PROSE, None),
        ({"gap": 40.0}, STATED, PROSE, "the run gives 40, figures.json states 39.2"),
        ({"gap": math.nan}, STATED, PROSE, "the run gives nan"),
        ({}, STATED, PROSE, "state"),
        ({"gap": 39.2, "more": 1.0}, STATED, PROSE, "different figures: ['more']"),
        ({"gap": 39.2}, STATED, "The answers differ.", "'39.2' does not occur in the prose"),
        ({"gap": 9.2}, stated(value=9.2, quoted_as="9.2"), PROSE, "'9.2' does not occur in the prose"),
        ({"gap": 39.0}, stated(value=39.0, quoted_as="39"), PROSE, "'39' does not occur in the prose"),
        ({"gap": 39.2}, stated(quoted_as="differ"), PROSE, "the prose says differ"),
        ({"gap": 39.2}, stated(quoted_as="39.9"), "It is 39.9.", "the prose says 39.9, the run gives 39.2"),
        ({"gap": 9.0}, stated(value=9.0, quoted_as="9.0"), "It is 9.0.", "the failure does not happen any more: gap is 9"),
        ({"gap": 39.2}, stated(gap_at_least=...), PROSE, "nothing proves that the failure happens"),
        ({"gap": 39.2}, stated(gap_at_least=0.0), PROSE, "nothing proves that the failure happens"),
    ],
    ids=["good", "drift", "NaN", "not measured", "not stated", "not quoted", "end of another", "start of another", "no number", "misquoted", "gap gone",
         "no gap", "a gap of nothing"],
)  # fmt: skip
def test_figures(
    measured: Mapping[str, float], figures: Mapping[str, Any], prose: str, fault: str | None
) -> None:
    """Every figure in the prose is what the run gives, and the failure still happens."""
    expect(fault, contract.gate_figures(measured, figures, prose))


@pytest.mark.parametrize(
    ("quote", "value", "right"),
    [("6,982", 6982.3, True), ("6,982", 6983.0, False), ("39 %", 0.392, True), ("39 %", 0.40, False), ("−4.2", -4.21, True),
     ("4.2", -4.2, False), ("1.5e-7", 1.52e-7, True), ("2e-7", 1.2e-7, False), ("0.30", 0.304, True), ("0.30", 0.31, False)],
)  # fmt: skip
def test_quotes_are_rounded_as_written(quote: str, value: float, right: bool) -> None:
    """A quotation agrees when the value, rounded to the digits that are written, is the quotation."""
    figures = stated(value=value, tolerance=0.0, quoted_as=quote, gap_at_least=-9e9)
    problems = contract.gate_figures({"gap": value}, figures, quote)
    assert right == (not any("the prose says" in problem for problem in problems))


WRONG = CaseResult(
    name="one", call="f(x)", difference=Difference(kind="value", expected="1", got="2", advice="Look.")
)


def trial(
    kind: str, name: str = "", *, wrong: int = 0, says: tuple[str, ...] = (), status: Status = Status.FAILED,
    severity: float | None = None, seed: int = 1,
) -> Trial:  # fmt: skip
    """A trial that fails its first ``wrong`` tasks, each with the same diagnosis."""
    results = {}
    for i, task in enumerate(TASKS):
        good = i >= wrong
        results[task.name] = TaskResult(
            task_id=f"made_up.{task.name}", title=task.title, status=Status.PASSED if good else status,
            score=task.points if good else 0.0, points=task.points, summary="", cases=() if good else (WRONG,),
            diagnosis=None if good else Diagnosis(names=says, words=()),
        )  # fmt: skip
    worst = severity if severity is not None else (50.0 if wrong else 0.01)
    return Trial(
        kind=kind, name=name or kind, seed=seed, results=results, severity={t.name: worst for t in TASKS}
    )


SOLUTION, SKELETON = trial("solution"), trial("skeleton", wrong=5, status=Status.NOT_ATTEMPTED)


@pytest.mark.parametrize(
    ("trials", "fault"),
    [
        ([SOLUTION, SKELETON], None),
        (
            [trial("solution", wrong=1, seed=3), SKELETON],
            "the solution scores 8 with seed 3: made_up.task-0, one: got 2, expected 1",
        ),
        ([SOLUTION, trial("skeleton", wrong=5)], "the skeleton scores 0 and is failed with seed 1"),
        ([SOLUTION, trial("skeleton", wrong=4, status=Status.NOT_ATTEMPTED)], "the skeleton scores 2"),
        ([SKELETON], "the solution was not tried"),
        ([SOLUTION], "the skeleton was not tried"),
    ],
    ids=["good", "solution loses", "skeleton attempted", "skeleton earns", "no solution", "no skeleton"],
)
def test_endpoints(trials: list[Trial], fault: str | None) -> None:
    """The solution gets all points; the skeleton none, and counts as not attempted."""
    expect(fault, contract.gate_endpoints(trials))


@pytest.mark.parametrize(
    ("found", "alike", "fault"),
    [
        (trial("misconception", "m", wrong=1, says=("m",)), [], None),
        (trial("misconception", "m", wrong=2, says=("m", "n")), [frozenset({"m", "n"})], None),
        (trial("misconception", "m", wrong=1), [], "m is diagnosed as nothing with seed 1, not as m"),
        (trial("misconception", "m", wrong=1, says=("n",)), [], "m is diagnosed as n with seed 1, not as m"),
        (trial("misconception", "m", wrong=1, says=("m", "n")), [], "m is diagnosed as m or n"),
        (trial("misconception", "m", wrong=1, says=("m",)), [frozenset({"m", "n"})], "not as m or n"),
        (trial("misconception", "m"), [], "m loses no points with seed 1"),
    ],
    ids=["good", "alike", "unnamed", "misnamed", "ambiguous", "alike but told apart", "full marks"],
)
def test_misconceptions(found: Trial, alike: list[frozenset[str]], fault: str | None) -> None:
    """Each misconception loses points and is diagnosed as itself, or with those declared alike."""
    expect(fault, contract.gate_misconceptions([SOLUTION, found], alike))


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        (trial("alternative", "loop"), None),
        (trial("alternative", "loop", wrong=1), "loop is right but scores 8 with seed 1"),
    ],
    ids=["good", "loses"],
)
def test_alternatives(found: Trial, fault: str | None) -> None:
    """Every right answer gets all points, however it is written."""
    expect(fault, contract.gate_alternatives([found]))


MIXTURES = [trial("mixture", f"mix-{i}", wrong=1) for i in range(5)]


@pytest.mark.parametrize(
    ("trials", "fault"),
    [
        (MIXTURES, None),
        (
            [*MIXTURES, trial("mixture", "both", wrong=1, says=("m",))],
            "the mixture both is named m with seed 1",
        ),
        ([*MIXTURES, trial("mixture", "both")], "the mixture both loses no points"),
        (MIXTURES[1:], "4 mixtures; at least 5"),
        ([*MIXTURES[1:], trial("mixture", "mix-1", wrong=1, seed=2)], "4 mixtures; at least 5"),
    ],
    ids=["good", "named", "full marks", "too few", "too few, several seeds"],
)
def test_mixtures(trials: list[Trial], fault: str | None) -> None:
    """Two mistakes at once lose points and are not named."""
    expect(fault, contract.gate_mixtures(trials))


def evidence(*trials: Trial, task: Task = TASKS[0], **facts: Any) -> Evidence:
    """Trials of a made-up lesson whose reference behaves, but for ``facts``."""
    good: dict[str, Any] = {"reference_seconds": {}, "unstable": (), "split_severity": {}}
    lesson = Lesson(Path("made_up"), dataclasses.replace(SPEC, tasks=(task, *TASKS[1:])))
    return Evidence(lesson=lesson, trials=trials, **good | facts)


MISTAKE = trial("misconception", "m", wrong=1)


def test_a_misconception_has_one_name() -> None:
    """Named rightly at one task and wrongly at another is not named."""
    right, wrong = (trial("misconception", "m", wrong=1, says=(name,)) for name in "mn")
    both = dataclasses.replace(right, results={**right.results, "task-1": wrong.results["task-0"]})
    expect("m is diagnosed as m, n with seed 1, not as m", contract.gate_misconceptions([both], []))


STRICT = dataclasses.replace(TASKS[0], tolerance=Tolerance(margins=(1000.0, 100.0)))


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        (evidence(SOLUTION, MISTAKE), None),
        (evidence(SOLUTION), "task-0: no misconception fails it"),
        (evidence(SOLUTION, trial("misconception")), "task-0: no misconception fails it"),
        (
            evidence(trial("alternative", severity=0.2), MISTAKE),
            "task-0: a right alternative uses 0.2 of the tolerance; at most 1/10",
        ),
        (evidence(trial("solution", severity=0.2), MISTAKE), "task-0: a right alternative uses 0.2"),
        (
            evidence(SOLUTION, trial("misconception", severity=9.0)),
            "exceeds the tolerance 9 times; at least 10",
        ),
        (
            evidence(SOLUTION, MISTAKE, trial("misconception", severity=1.5)),
            "exceeds the tolerance 1.5 times",
        ),
        (evidence(SOLUTION, MISTAKE, task=STRICT), "at most 1/1000 is allowed"),
        (evidence(SOLUTION, MISTAKE, task=STRICT), "at least 100 times is needed"),
    ],
    ids=[
        "good",
        "no misconceptions",
        "harmless misconception",
        "noisy alternative",
        "noisy solution",
        "near",
        "nearest counts",
        "own inner",
        "own outer",
    ],
)
def test_margins(found: Evidence, fault: str | None) -> None:
    """Right answers stay well inside the tolerance, wrong ones well outside."""
    expect(fault, contract.gate_margins(found))


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"reference_seconds": {"a": 9.9, "b": 9.9}, "split_severity": {"a": 0.5}}, None),
        ({"unstable": ("a",)}, "a: the reference gives other answers the second time"),
        ({"split_severity": {"a": 0.6}}, "a: rows answered one by one differ 0.6 tolerances from the batch"),
        ({"split_severity": {"a": math.inf}}, "differ inf tolerances"),
        ({"reference_seconds": {"a": 10.1}}, "a: the reference takes 10.1 s, more than half of 20 s"),
        (
            {"reference_seconds": dict.fromkeys("abcd", 8.0)},
            "the reference takes 32.0 s in all, more than half of 60 s",
        ),
    ],
    ids=["good", "unstable", "split", "split breaks", "slow", "slow in all"],
)
def test_reference(facts: dict[str, Any], fault: str | None) -> None:
    """The reference repeats itself, does not care how a batch is split, and is quick."""
    expect(fault, contract.gate_reference(evidence(**facts)))
