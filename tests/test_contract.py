"""Every gate of the contract holds for a good lesson, and catches a planted fault."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Mapping
from typing import Any

import pytest
from conftest import make_task

from autograder.authoring import contract
from autograder.core.specs import LessonSpec

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
        (with_task(points=0.0), 12, 6, "task task-0 earns no points: move it to turns/"),
        (SPEC, 11, 6, "11 misconceptions; at least 12"),
        (SPEC, 12, 5, "5 alternatives; at least 6"),
        (with_task(hints=("a", "b", "a")), 12, 6, "task task-0 needs three different hints"),
    ],
    ids=["good", "points", "tasks", "no points", "misconceptions", "alternatives", "hints"],
)
def test_spec(spec: LessonSpec, misconceptions: int, alternatives: int, fault: str | None) -> None:
    """Points add up; tasks, misconceptions, alternatives and hints are enough."""
    expect(fault, contract.gate_spec(spec, misconceptions, alternatives, 10))


def notebook(cells: int = 30, words: int = 1000) -> str:
    """A notebook whose first cell holds all its prose."""
    made = [{"cell_type": "code", "source": "x = 1  # words in code do not count"} for _ in range(cells)]
    made[0] |= {"cell_type": "markdown", "source": "word " * words}
    return json.dumps({"cells": made})


@pytest.mark.parametrize(
    ("text", "lesson", "fault"),
    [
        (notebook(), True, None),
        (notebook(cells=3, words=3), False, None),
        (notebook(cells=27), True, "27 cells; a lesson has 28 to 70"),
        (notebook(cells=71), True, "71 cells"),
        (notebook(words=849), True, "849 words of prose; there should be 850 to 1400"),
        (notebook(words=1401), True, "1401 words"),
    ],
    ids=[
        "good",
        "exercise",
        "few cells",
        "many cells",
        "few words",
        "many words",
    ],
)
def test_notebook(text: str, lesson: bool, fault: str | None) -> None:
    """A lesson keeps to its size and its length."""
    expect(fault, contract.gate_notebook("full", text, lesson=lesson))


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
    expect(fault, contract.gate_figures(measured, figures, prose, require_failure=True))


@pytest.mark.parametrize(
    ("quote", "value", "right"),
    [("6,982", 6982.3, True), ("6,982", 6983.0, False), ("39 %", 0.392, True), ("39 %", 0.40, False), ("−4.2", -4.21, True),
     ("4.2", -4.2, False), ("1.5e-7", 1.52e-7, True), ("2e-7", 1.2e-7, False), ("0.30", 0.304, True), ("0.30", 0.31, False)],
)  # fmt: skip
def test_quotes_are_rounded_as_written(quote: str, value: float, right: bool) -> None:
    """A quotation agrees when the value, rounded to the digits that are written, is the quotation."""
    figures = stated(value=value, tolerance=0.0, quoted_as=quote, gap_at_least=-9e9)
    problems = contract.gate_figures({"gap": value}, figures, quote, require_failure=True)
    assert right == (not any("the prose says" in problem for problem in problems))
