"""When ``build --check`` calls a generated file drifted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.authoring.build import same_answers
from autograder.core import wire


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
