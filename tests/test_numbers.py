"""Every number in prose that may be a measurement is claimed by a figure, or declared with a reason."""

from __future__ import annotations

import json

import pytest

from autograder.authoring.numbers import gate_numbers, prose_of
from autograder.core.specs import Choice, Question, Unclaimed

QUOTED = ["39.2 %", "1 of 54"]


@pytest.mark.parametrize(
    "text",
    [
        "It is wrong for 39.2 % of them, 1 of 54.",
        "Up to 12 cars, since 1970, 32 × 32 pixels of 255, in 45 minutes, for 10 points.",
        "With version 2.20.1, `x = 0.37`, ``` 0.38 ``` and 2<sup>53</sup>, see [keras#4875](https://x.example/99).",
        "A deviation of 1.0, a 16-bit picture, -1 or −1.",
    ],
)
def test_what_is_no_measurement_passes(text: str) -> None:
    """Small integers, years, versions, sizes, limits of dtypes, times, points, code and links need no figure."""
    assert [] == gate_numbers({"lesson.py": text}, QUOTED, ())


@pytest.mark.parametrize("number", ["27 %", "5 %", "0.37", "42", "6,982", "-999", "139.2", "1.5e-7"])
def test_an_unclaimed_number_is_found(number: str) -> None:
    """Any other number is a problem that says where it stands."""
    (problem,) = gate_numbers({"exercise.py": f"That is {number} of all."}, QUOTED, ())
    assert problem.startswith("exercise.py: no figure claims")
    assert "declare it with its reason in numbers.toml" in problem


def test_a_declared_number_passes_and_is_needed() -> None:
    """What numbers.toml declares passes; an entry that no prose has is a problem."""
    entry = Unclaimed(text="score of 190", reason="Published there.")
    assert [] == gate_numbers({"lesson.py": "A score of 190."}, (), [entry])
    problems = gate_numbers({"lesson.py": "A score of 191."}, (), [entry])
    assert ["numbers.toml: 'score of 190' stands in no prose; remove the entry"] == problems[1:]


def test_questions_are_prose_too() -> None:
    """A number in a choice or its reason is read by students."""
    choice = Choice(text="It is 41.", reason="It is 43.")
    notebook = json.dumps({"cells": [{"cell_type": "markdown", "source": ["Read ", "this."]}]})
    assert "Read this.\nHow many?\nIt is 41. It is 43." == prose_of(
        notebook, [Question(name="q", text="How many?", choices=(choice,))]
    )
