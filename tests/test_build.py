"""What ``build`` writes into the README, and when ``build --check`` calls a generated file drifted."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from autograder.authoring import readme
from autograder.authoring.build import same_answers
from autograder.core import wire
from autograder.core.specs import LessonSpec

SPECS = {
    number: LessonSpec(
        number=number, slug=f"s{number}", title=f"T{number}", claim="It fails.", lesson_minutes=35,
        exercise_minutes=30, objectives=("a", "b", "c"), tasks=(), kind="short" if number == 2 else "full",
    )
    for number in (1, 2, 3)
}  # fmt: skip


def test_the_readme_has_a_row_for_each_lesson() -> None:
    """Rows are written from specs, in their order; those of other lessons and all other text stay."""
    text = f"Before\n{readme.BEGIN}{readme.END}After\n"
    both = readme.with_rows(readme.with_rows(text, [SPECS[3]]), [SPECS[1], SPECS[2]])
    assert both.startswith("Before\n") and both.endswith("After\n")
    rows = [line for line in both.splitlines() if line.startswith("| 0")]
    assert ["| 01 | T1 | It fails. | 35 + 30 |", "| 02 | T2 | It fails. | 30 | [exercise]"] == [
        rows[0].partition(" [lesson]")[0],
        rows[1].partition("(")[0],
    ]
    assert "notebooks/03_s3.ipynb" in rows[2]
    assert both == readme.with_rows(both, [SPECS[2]])
    changed = dataclasses.replace(SPECS[2], claim="It fails again.")
    assert both.replace("It fails. | 30 |", "It fails again. | 30 |") == readme.with_rows(both, [changed])


def test_a_readme_without_a_place_for_rows_stays() -> None:
    """Another course's README is its own."""
    assert "Mine\n" == readme.with_rows("Mine\n", [SPECS[1]])


def public(value: Any) -> dict[str, Any]:
    """A public file with one answer."""
    return {"inputs": {}, "key": {"returned": wire.encode(value), "type": "x", "changed": []}}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (np.float32([1.0, 2.0]), np.float32([1.0, 2.000001]), True),
        (np.float32([1.0, 2.0]), np.float32([1.0, 2.001]), False),
        (np.float32([1.0]), np.float64([1.0]), False),
        (np.float32([1.0]), np.float32([[1.0]]), False),
        (np.array([1, 2]), np.array([1, 3]), False),
        (np.array([np.nan]), np.array([np.nan]), True),
        (0.25, 0.25 + 1e-9, True),
        (0.25, 0.26, False),
        ("Adelie", "Gentoo", False),
        ({"a": 1.0}, {"b": 1.0}, False),
        ([1.0], [1.0, 2.0], False),
        (1, True, False),
    ],
    ids=str,
)
def test_rounding_is_no_drift_and_anything_else_is(one: Any, other: Any, same: bool) -> None:
    """Answers that differ by a processor's rounding are the same; any other difference is drift."""
    assert same_answers(public(one), public(other)) is same
