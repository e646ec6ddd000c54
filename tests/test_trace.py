"""The debugging kit: what it reports, and that odd data never stop it."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from typing import Any

import numpy as np
import pandas as pd
import pytest

from autograder.student import trace

ODD: dict[str, Any] = {
    "empty": np.empty((0, 6)),
    "empty list": [],
    "all NaN": np.full((3, 2), np.nan),
    "all NaN float16": np.full(3, np.nan, dtype=np.float16),
    "infinite": np.array([1.0, np.inf, -np.inf]),
    "object": np.array([1, None, "two", math.nan], dtype=object),
    "object numbers": np.array([1, None, 2.5, pd.NA], dtype=object),
    "bool": np.array([True, False]),
    "uint8": np.zeros((2, 3, 3), np.uint8),
    "complex": np.array([1j, np.nan]),
    "text": np.array(["a", "b"]),
    "dates": np.array(["2026-01-01", "NaT"], dtype="datetime64[s]"),
    "scalar": 3.0,
    "none": None,
    "ragged": [[1, 2], [3]],
    "deeply ragged": [[[1, 2], [3]], [[4]]],
    "huge integer": [2**70],
    "series": pd.Series([1, 2, None], dtype="Int64"),
    "frame": pd.DataFrame({"mpg": [18.0, np.nan], "name": ["vega", None]}),
    "nullable frame": pd.DataFrame({"a": pd.array([1, None], dtype="Int64")}),
    "empty frame": pd.DataFrame(),
    "frame without rows": pd.DataFrame({"a": pd.Series([], dtype=float)}),
    "frame with a column twice": pd.DataFrame([[1, 2]], columns=["a", "a"]),
}


@pytest.fixture(params=ODD)
def odd(request: pytest.FixtureRequest) -> Any:
    """One array that is unlike what a pipeline should hand on."""
    return ODD[request.param]


@pytest.fixture
def cars() -> pd.DataFrame:
    """Three cars with two features, in lb and hp."""
    return pd.DataFrame({"weight": [3504, 2372, 1835], "horsepower": [130.0, 95.0, 46.0]})


def test_card_states_the_facts(cars: pd.DataFrame) -> None:
    """A card holds shape, dtype, range, mean, sd with ddof=0, missing values, first row."""
    card = trace.card(cars[["weight"]], name="cars")
    assert (3, 1) == card.shape
    assert "int64" == card.dtype
    assert (1835, 3504) == (card.minimum, card.maximum)
    assert pytest.approx(np.std([3504, 2372, 1835])) == card.sd
    assert pytest.approx(2570.3333) == card.mean
    assert 0 == card.nan_count
    assert ("3504",) == card.first_row
    assert ("weight",) == card.columns


def test_card_skips_missing_values() -> None:
    """Statistics are those of the values that are there; missing ones are counted."""
    card = trace.card([1.0, np.nan, 3.0])
    assert (2.0, 1) == (card.mean, card.nan_count)


@pytest.mark.parametrize("missing", [None, np.nan, pd.NA, pd.NaT])
def test_every_kind_of_missing_counts(missing: object) -> None:
    """None, NaN, NA and NaT in an array of objects are all counted as missing."""
    assert 1 == trace.card(np.array([1, missing], dtype=object)).nan_count


def test_card_never_raises(odd: Any) -> None:
    """A card of odd data prints as text and as a table."""
    card = trace.card(odd, name="odd")
    assert "shape" in str(card)
    assert "<table" in card._repr_html_()


def test_comparisons_never_raise(odd: Any) -> None:
    """Odd data can be compared with themselves, and are the same as themselves."""
    assert () == trace.side_by_side(training=odd, serving=odd).differs
    assert trace.stages(training=[("raw", odd)], serving=[("raw", odd)]).first is None
    assert "stage" in str(trace.nan_start([("raw", odd)]))
    assert "abs_dz" in trace.skew_table(odd, odd)


def test_odd_data_differ_from_usual_data(odd: Any) -> None:
    """Odd data beside usual data are reported as a difference and raise nothing."""
    usual = np.arange(35.0).reshape(7, 5)
    assert "raw" == trace.stages(training=[("raw", usual)], serving=[("raw", odd)]).first
    assert "shape" in trace.side_by_side(training=usual, serving=odd).differs


def test_side_by_side_says_differs_in_words() -> None:
    """What differs is named in the table by a word, not by colour alone."""
    z = np.array([[-1.0, 1.0]])
    table = trace.side_by_side(training=z, serving=z * 255)
    assert ("min", "max", "sd", "first row") == table.differs
    assert 4 == str(table).count("differs")


def test_side_by_side_sees_columns_beyond_those_shown() -> None:
    """Two long lists of columns that differ at the end are not the same."""
    names = [f"c{i}" for i in range(20)]
    left = pd.DataFrame(np.zeros((1, 20)), columns=names)
    right = pd.DataFrame(np.zeros((1, 20)), columns=[*names[:-2], "c19", "c18"])
    assert ("columns",) == trace.side_by_side(training=left, serving=right).differs


def test_side_by_side_forgives_rounding() -> None:
    """A mean of 1e-17 and one of -3e-17 are both zero on the scale of the data."""
    x = np.array([-1.0, 1.0])
    differs = trace.side_by_side(training=x + 1e-12, serving=x).differs
    assert "mean" not in differs


@pytest.mark.parametrize("arrays", [{}, {"only": [1, 2]}])
def test_side_by_side_of_less_than_two(arrays: dict[str, Any]) -> None:
    """One array, or none, is the same as itself."""
    assert () == trace.side_by_side(**arrays).differs


def test_stages_mark_the_first_difference() -> None:
    """The first stage that differs is marked; later ones are only said to differ."""
    x = np.array([[3504.0], [2372.0]])
    table = trace.stages(
        training=[("raw", x), ("scaled", x / 10), ("out", x / 10)],
        serving=[("raw", x), ("scaled", x / 11), ("out", x / 11)],
    )
    assert "scaled" == table.first
    assert (1,) == table.marked
    assert 1 == str(table).count("FIRST DIFFERENCE")


def test_stages_miss_nothing() -> None:
    """A stage that one side lacks is the first difference."""
    x = np.ones((2, 2))
    table = trace.stages(training=[("raw", x), ("scaled", x)], serving=[("raw", x)])
    assert "scaled" == table.first
    assert "only in training" in str(table)


def test_stages_forgive_float32() -> None:
    """The same values in another dtype are mentioned and are no difference."""
    x = np.linspace(0, 4000, 7)
    table = trace.stages(training=[("z", x)], serving=[("z", x.astype(np.float32))])
    assert table.first is None
    assert "other dtype" in str(table)


def test_stages_see_a_statistic_that_is_slightly_off() -> None:
    """Dividing by the sample sd instead of the population sd is a difference."""
    x = np.random.default_rng(0).normal(size=274)
    table = trace.stages(training=[("z", x / x.std())], serving=[("z", x / x.std(ddof=1))])
    assert "z" == table.first


def test_stages_see_the_order_of_columns() -> None:
    """The same columns in another order are a difference even if all values agree."""
    left = pd.DataFrame({"a": [0.0], "b": [0.0]})
    assert "raw" == trace.stages(training=[("raw", left)], serving=[("raw", left[["b", "a"]])]).first


def test_stages_see_nan_on_one_side() -> None:
    """NaN on both sides is the same; NaN on one side is not."""
    a, b = np.array([1.0, np.nan]), np.array([1.0, 2.0])
    assert trace.stages(training=[("x", a)], serving=[("x", a)]).first is None
    assert "x" == trace.stages(training=[("x", a)], serving=[("x", b)]).first


def test_nan_start_names_the_first_stage_with_nan() -> None:
    """The first stage that holds a missing value is named; None when there is none."""
    clean, dirty = np.ones(3), np.array([1.0, np.nan, 2.0])
    assert "joined" == trace.nan_start([("raw", clean), ("joined", dirty), ("out", dirty)]).first
    assert trace.nan_start([("raw", clean)]).first is None
    assert trace.nan_start([]).first is None


def test_skew_table_measures_in_training_sds(cars: pd.DataFrame) -> None:
    """abs_dz is the move of the mean over the training sd; the most moved feature comes first."""
    serving = cars.assign(horsepower=cars["horsepower"] + 2 * cars["horsepower"].std(ddof=0))
    table = trace.skew_table(cars, serving)
    assert ["horsepower", "weight"] == list(table.index)
    assert pytest.approx([2.0, 0.0]) == list(table["abs_dz"])


def test_skew_table_goes_by_name(cars: pd.DataFrame) -> None:
    """Columns are matched by name; one that a side lacks is listed and says so."""
    serving = cars[["horsepower", "weight"]].rename(columns={"weight": "Weight"})
    sides = trace.skew_table(cars, serving)["side"].to_dict()
    assert {"weight": "training only", "Weight": "serving only", "horsepower": "both"} == sides


def test_skew_table_of_a_constant_column() -> None:
    """A column that was constant in training and moved is infinitely far away."""
    table = trace.skew_table(pd.DataFrame({"a": [1, 1]}), pd.DataFrame({"a": [2]}))
    assert math.inf == table.loc["a", "abs_dz"]


def test_skew_table_counts_missing_values() -> None:
    """Missing values are given as a share of the rows."""
    table = trace.skew_table(pd.DataFrame({"a": [1.0, 2.0]}), pd.DataFrame({"a": [1.0, None]}))
    assert 0.5 == table.loc["a", "serving_missing"]


def test_rows_that_keep_to_themselves_agree() -> None:
    """A function of each row alone gives the same alone and in a batch."""
    batch = np.arange(12.0).reshape(4, 3)
    assert 0.0 == trace.alone_and_in_batch(lambda x: x.sum(axis=1), batch)


def test_batch_statistics_are_found_out(cars: pd.DataFrame) -> None:
    """A function that uses its batch's mean gives another answer to a row alone."""
    batch = cars.to_numpy()
    assert pytest.approx(933.6667) == trace.alone_and_in_batch(lambda x: x - x.mean(0), batch)
    assert trace.alone_and_in_batch(lambda frame: frame - frame.mean(), cars) > 900


@pytest.mark.parametrize(
    "fn",
    [
        lambda x: np.squeeze(x[:, :1]),
        lambda x: x.sum(),
        lambda x: x[1:],
        lambda x: np.where(len(x) == 1, np.nan, x),
        lambda x: np.array(["alone" if len(x) == 1 else "batch"] * len(x)),
    ],
    ids=["squeeze", "one number", "drops rows", "nan alone", "other text"],
)
def test_results_that_cannot_be_compared_are_infinitely_apart(fn: Any) -> None:
    """Another shape, NaN on one side, or another text is an infinite difference."""
    assert math.inf == trace.alone_and_in_batch(fn, np.ones((3, 2)))


def test_an_empty_batch_contradicts_nothing() -> None:
    """With no row to try, the difference is zero and the function isn't called."""
    assert 0.0 == trace.alone_and_in_batch(lambda x: 1 / 0, np.empty((0, 2)))


def test_nothing_is_changed(cars: pd.DataFrame) -> None:
    """The kit looks at data and leaves them as they were."""
    before, array = cars.copy(), cars.to_numpy()
    array.setflags(write=False)
    trace.side_by_side(training=cars, serving=array)
    trace.skew_table(cars, cars)
    trace.stages(training=[("raw", array)], serving=[("raw", cars)])
    pd.testing.assert_frame_equal(before, cars)


def test_html_is_accessible_and_escaped() -> None:
    """Tables have a caption and scopes, no style sheet, no script, and no markup from the data."""
    html = trace.side_by_side(training=np.array(["<script>"]), serving=[1])._repr_html_()
    html += trace.card(["<b>"], name="<i>")._repr_html_()
    assert {"col", "row"} == set(re.findall(r'scope="(\w+)"', html))
    assert 2 == html.count("<caption")
    assert not re.search(r"<(script|style|b|i)\b", html)


def test_importing_the_kit_imports_no_pandas() -> None:
    """NumPy is all the kit needs until a skew table is asked for."""
    code = "import sys; import autograder.student.trace_skew; sys.exit('pandas' in sys.modules)"
    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode


def test_what_differs_a_little_says_so() -> None:
    """A statistic that moved by less than a hundredth of the sd is told, with digits that show it."""
    x = np.linspace(-1.0, 1.0, 101)
    table = trace.side_by_side(training=x, serving=x + 1e-4)
    rows = {row[0]: row[1:] for row in table.rows}
    assert ("-1", "-0.9999", "differs a little") == rows["min"]
    assert ("0", "0.0001", "differs a little") == rows["mean"]
    assert "same" == rows["sd"][2]
    close = {row[0]: row[1:] for row in trace.side_by_side(one=12.3456 + x, other=12.34569 + x).rows}
    assert ("12.3456", "12.34569", "differs a little") == close["mean"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.469234, "0.4692"),
        (3504.23, "3504"),
        (45672.8, "45673"),
        (9999.7, "10000"),
        (1.5e12, "1.5e+12"),
        (0.0, "0"),
    ],
)
def test_numbers_are_short(value: float, text: str) -> None:
    """Four digits are read at a glance; large numbers have no fraction."""
    assert text == trace.card([value]).facts()["mean"]


def test_rows_that_differ_in_the_sixth_digit_differ() -> None:
    """Short numbers hide no difference: the first row has the digits that show one."""
    x = np.array([[1.23456, 2.0], [3.0, 4.0]])
    table = trace.side_by_side(training=x, serving=x + np.array([[1e-5, 0.0], [0.0, 0.0]]))
    assert "first row" in table.differs
    assert ("1.23456, 2", "1.23457, 2") == next(row[1:3] for row in table.rows if row[0] == "first row")
