"""What is accepted: tolerances at their edge, other containers, and odd but equal values."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from conftest import make_task, raised, returned
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.core.answers import Outcome
from autograder.core.specs import Tolerance
from autograder.core.wire import Other
from autograder.core.wire_tables import Frame
from autograder.grading.compare import Comparison, compare


def run(expected: Any, received: Any, type_name: str | None = None, **changes: Any) -> Comparison:
    """Compare two returned values."""
    return compare(make_task(**changes), returned(expected), returned(received, type_name))


EDGES = {
    "atol, at the edge": (Tolerance(atol=2.0), 10, 12, True),
    "atol, beyond": (Tolerance(atol=2.0), 10, 13, False),
    "rtol, at the edge": (Tolerance(rtol=0.5), 4, 6, True),
    "rtol, beyond": (Tolerance(rtol=0.5), 4, 7, False),
    "rtol counts from the expected": (Tolerance(rtol=0.5), 2, 4, False),
    "both add up": (Tolerance(atol=1.0, rtol=0.5), 4, 7, True),
    "nothing tolerated, equal": (Tolerance(), 4, 4, True),
    "nothing tolerated, unequal": (Tolerance(), 2**62, 2**62 + 1, False),
    "nothing tolerated, near zero": (Tolerance(rtol=0.5), 0.0, 1e-300, False),
    "infinite, expected": (Tolerance(), math.inf, math.inf, True),
    "infinite, of the other sign": (Tolerance(atol=1e9, rtol=1.0), math.inf, -math.inf, False),
    "infinite, unexpected": (Tolerance(atol=1e9, rtol=1.0), 1.0, math.inf, False),
    "finite for infinite": (Tolerance(atol=1e9, rtol=1.0), math.inf, 1.0, False),
    "NaN, expected": (Tolerance(), math.nan, math.nan, True),
    "NaN, unexpected": (Tolerance(atol=1e9), 1.0, math.nan, False),
    "a number for NaN": (Tolerance(atol=1e9), math.nan, 1.0, False),
}


@pytest.mark.parametrize("wrap", [lambda v: v, lambda v: np.array([v, v])], ids=["number", "array"])
@pytest.mark.parametrize(("tolerance", "expected", "received", "right"), EDGES.values(), ids=EDGES.keys())
def test_tolerance_is_exact_at_its_edge(
    tolerance: Tolerance, expected: Any, received: Any, right: bool, wrap: Any
) -> None:
    """Numbers agree when |received - expected| <= atol + rtol * |expected|, and NaN with NaN."""
    found = run(wrap(expected), wrap(received), tolerance=tolerance)
    assert (right, right) == (found.difference is None, found.severity <= 1)


ROUNDED, CUT = np.array([0.4, -0.4, 0.4, -0.4]), np.array([0.4, 0.4, 0.4, 0.4])


@pytest.mark.parametrize(("offset", "right"), [(ROUNDED, True), (CUT, False)], ids=["rounded", "truncated"])
def test_bias_tells_truncation_from_rounding(offset: np.ndarray, right: bool) -> None:
    """Differences that are each small may not all lean to one side."""
    found = run(np.zeros(4), offset, tolerance=Tolerance(atol=0.5, bias=0.1))
    assert right == (found.difference is None)
    assert right or "on average +0.4" in str(found.difference)


@pytest.mark.parametrize(
    ("received", "severity"),
    [([1.0, 2.0], 0.0), ([1.5, 2.0], 0.5), ([1.0, 4.0], 2.0), ([1.0], math.inf), ([1.0, math.nan], math.inf)],
    ids=["equal", "half of it", "twice", "another shape", "NaN"],
)
def test_severity_counts_in_tolerances(received: list[float], severity: float) -> None:
    """Severity is the worst difference in units of the tolerance; infinite if not of numbers."""
    found = run(np.array([1.0, 2.0]), np.array(received), tolerance=Tolerance(atol=1.0))
    assert severity == pytest.approx(found.severity)


def test_severity_of_a_container_is_that_of_its_worst_number() -> None:
    """In a dict, the worst number counts also when an earlier one is right."""
    found = run({"a": 1.0, "b": 1.0}, {"a": 1.5, "b": 1.25}, tolerance=Tolerance(atol=1.0))
    assert 0.5 == found.severity


@pytest.mark.parametrize(("expected", "received", "severity"), [
    (raised("ValueError"), raised("ValueError"), 0.0), (raised("ValueError"), returned(1), math.inf),
    (returned(1), raised("ValueError"), math.inf), (returned(None), returned(None), 0.0), (returned(None), returned(3), math.inf),
], ids=["same error", "accepted", "error", "guard", "a guard that hands back"])  # fmt: skip
def test_severity_of_other_outcomes(expected: Outcome, received: Outcome, severity: float) -> None:
    """Where no numbers are compared, right is 0 and wrong is infinite."""
    assert severity == compare(make_task(), expected, received).severity


FRAME = Frame(("a", "b"), (np.array([0.0, 2.0]), np.array([1.0, 3.0])), np.arange(2))
GRID = np.array([[0.0, 1.0], [2.0, 3.0]])
LIKE_ARRAYS = {
    "list": (GRID.tolist(), "list"),
    "tuple": (tuple(map(tuple, GRID)), "tuple"),
    "DataFrame": (FRAME, "DataFrame"),
    "tensor": (GRID, "EagerTensor"),
    "Series": (GRID, "Series"),
}


@pytest.mark.parametrize(("received", "type_name"), LIKE_ARRAYS.values(), ids=LIKE_ARRAYS.keys())
def test_what_is_like_an_array_is_accepted_with_a_note(received: Any, type_name: str) -> None:
    """A list, table or tensor with the right numbers is right, and the note says so."""
    found = run(GRID, received, type_name)
    assert (None, (f"Your {type_name} was read as an array.",)) == (found.difference, found.notes)


@pytest.mark.parametrize(("received", "type_name"), LIKE_ARRAYS.values(), ids=LIKE_ARRAYS.keys())
def test_what_is_like_an_array_is_refused_where_the_type_matters(received: Any, type_name: str) -> None:
    """Where the task asks for the type, only an array is an array."""
    found = run(GRID, received, type_name, require=frozenset({"type"})).difference
    assert found is not None
    assert ("type", "Return a NumPy array.") == (found.kind, found.advice)


def test_a_function_without_a_return_is_told_so() -> None:
    """The commonest slip has a sentence of its own."""
    found = run(GRID, None, "NoneType").difference
    assert found is not None
    assert found.advice == "The function returned nothing: is `return` missing?"


@pytest.mark.parametrize("dtype", ["float32", "int64", "object"])
def test_dtype_matters_only_where_it_is_asked_for(dtype: str) -> None:
    """Another dtype with the right numbers is right, unless the task asks for the dtype."""
    assert run(GRID, GRID.astype(dtype)).difference is None
    found = run(GRID, GRID.astype(dtype), require=frozenset({"dtype"})).difference
    assert found is not None and "dtype" == found.kind


EQUAL: dict[str, tuple[Any, Any]] = {
    "int for float": ({"a": 2.0}, {"a": 2}),
    "NumPy number for float": ({"a": 2.0}, {"a": np.float32(2)}),
    "0-d array for float": (2.0, np.array(2.0)),
    "NumPy text for text": (["Gentoo"], [np.str_("Gentoo")]),
    "array for list": ([1, 2], np.array([1, 2])),
    "tuple for list": ([1, 2], (1, 2)),
    "NumPy bool for bool": (True, np.bool_(True)),
    "keys in another order": ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    "NaN for a gap in text": (np.array(["a", None], object), np.array(["a", np.nan], object)),
    "NaT for NaT": (np.array(["2026-01-01", "NaT"], "M8[D]"), np.array(["2026-01-01", "NaT"], "M8[ns]")),
    "text of another width": (np.array(["a"]), np.array(["a"], dtype="U9")),
    "no rows": (np.empty((0, 3)), np.empty((0, 3), "int64")),
    "empty list": ([], []),
    "empty dict": ({}, {}),
}


@pytest.mark.parametrize(("expected", "received"), EQUAL.values(), ids=EQUAL.keys())
def test_equal_values_are_right_however_they_are_written(expected: Any, received: Any) -> None:
    """What a reader would call the same answer is right."""
    assert None is run(expected, received).difference


NUMBERS = st.integers() | st.floats() | st.complex_numbers()
SCALARS = st.none() | st.booleans() | NUMBERS | st.text(max_size=3) | st.binary(max_size=3) | st.just(10**400)
ARRAYS = hnp.arrays(hnp.scalar_dtypes(), st.sampled_from([(), (0,), (2,), (2, 2), (1, 2), (2, 1, 1)]))
OBJECTS = hnp.arrays(object, (2,), elements=SCALARS)
FRAMES = st.builds(
    lambda a, b: Frame(("a", "b"), (a, b), np.arange(2)), *[hnp.arrays(hnp.scalar_dtypes(), 2)] * 2
)
VALUES = st.recursive(
    SCALARS | ARRAYS | OBJECTS | FRAMES | st.just(Other("Model", "<Model>")),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=1), inner, max_size=3),
    max_leaves=6,
)
EXPECTED: list[Any] = [
    GRID, GRID[0], GRID[:0], np.array(["a", "b"]), np.array(["2026-01-01", "NaT"], "M8[D]"), np.array(["a", None], object),
    FRAME, {"a": 1.0, "": [1, "b"]}, [1, 2.0], [np.array([1.0, 2.0])], 1, 2.5, math.nan, True, "a", b"a", None,
]  # fmt: skip
NAMES = st.sampled_from(["ndarray", "list", "EagerTensor", "object"])


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda value: " ".join(repr(value).split())[:30])
@settings(max_examples=40)
@given(received=VALUES, type_name=NAMES)
def test_comparing_never_raises(expected: Any, received: Any, type_name: str) -> None:
    """Whatever came back, the comparison is a value."""
    assert isinstance(run(expected, received, type_name), Comparison)


def test_a_table_of_dates_and_numbers_is_no_array() -> None:
    """A table whose columns fit no common dtype is a wrong answer, not a fault of the grader."""
    dates = Frame(("a", "b"), (np.array([1.0]), np.array(["2026-01-01"], "M8[D]")), np.arange(1))
    found = run(np.array([[1.0, 2.0]]), dates, "DataFrame").difference
    assert found is not None and "type" == found.kind


def test_row_labels_are_compared_exactly() -> None:
    """A tolerance is for measurements; row labels agree or they don't."""
    moved = Frame(FRAME.columns, FRAME.data, np.arange(2) + 1)
    found = run(FRAME, moved, tolerance=Tolerance(atol=5.0))
    assert found.difference is not None and math.isinf(found.severity)


@pytest.mark.parametrize(("offset", "severity"), [(0.0, 0.0), (0.1, math.inf)], ids=["none", "some"])
def test_no_bias_at_all_may_be_tolerated(offset: float, severity: float) -> None:
    """A bias of 0.0 is a tolerance like any other."""
    assert (
        severity == run(np.zeros(2), np.zeros(2) + offset, tolerance=Tolerance(atol=1.0, bias=0.0)).severity
    )
