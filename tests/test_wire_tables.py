"""Tables reach a student's kernel as the pandas objects they were."""

from __future__ import annotations

import json
import math
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd
import pytest

from autograder.core import wire
from autograder.core.errors import CourseError
from autograder.core.specs import Asset, Case
from autograder.keys import compute

if TYPE_CHECKING:
    from autograder.lessons import Lesson

ROMA = pd.to_datetime(["2026-03-29 01:30", "NaT"]).tz_localize("Europe/Rome")

COLUMNS: dict[str, Any] = {
    "floats": [1.5, np.nan],
    "small floats": np.array([1.5, 2.5], np.float32),
    "integers": [1, 2],
    "small integers": np.array([1, 2], np.uint8),
    "booleans": [True, False],
    "text": ["Gentoo", "Adélie"],
    "text with gaps": ["Gentoo", None],
    "nullable text": pd.array(["a", None], dtype="string"),
    "nullable integers": pd.array([1, None], dtype="Int64"),
    "nullable floats": pd.array([1.5, None], dtype="Float64"),
    "nullable booleans": pd.array([True, None], dtype="boolean"),
    "categories": pd.Categorical(["x", None], categories=["y", "x"]),
    "ordered categories": pd.Categorical(["low", "high"], categories=["low", "high"], ordered=True),
    "numbered categories": pd.Categorical([3, 1]),
    "dates": pd.to_datetime(["2026-01-01", "NaT"]),
    "dates of a time zone": ROMA,
    "durations": pd.to_timedelta([1, 2], unit="h"),
    "text in a column of objects": pd.array(np.array(["1", "2"], object), dtype=object),
    "mixed objects": np.array(["a", 1], object),
}

TABLES: dict[str, pd.DataFrame] = {
    "no rows": pd.DataFrame({"a": np.empty(0), "b": np.empty(0, "int64")}),
    "text without rows": pd.DataFrame({"a": ["x"]}).iloc[:0],
    "text that is all gaps": pd.DataFrame({"a": ["x", None]}).iloc[1:],
    "integer labels": pd.DataFrame([[1, 2.5]], columns=[0, 1]),
    "a label twice": pd.DataFrame([[1, 2]], columns=["a", "a"]),
    "two levels of labels": pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", 1), ("a", 2)])),
    "shuffled rows": pd.DataFrame({"a": [1.0, 2.0, 3.0]}, index=[2, 0, 1]),
    "text of objects in shuffled rows": pd.DataFrame({"a": ["x", "y"]}, index=[1, 0], dtype=object),
    "text row labels": pd.DataFrame({"a": [1, 2]}, index=["x", "y"]),
    "dates as row labels": pd.DataFrame({"a": [1]}, index=pd.to_datetime(["2026-01-01"])),
}


def there_and_back(value: Any) -> Any:
    """``value`` as a kernel reads it."""
    return wire.decode(json.loads(json.dumps(wire.encode(value), allow_nan=False)), pandas=True)


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS.keys())
def test_columns_survive(column: Any) -> None:
    """A column of any dtype comes back with its dtype, values and gaps."""
    table = pd.DataFrame({"a": column})
    pd.testing.assert_frame_equal(table, there_and_back(table))


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS.keys())
def test_series_survive(column: Any) -> None:
    """A Series comes back with its name and row labels."""
    series = pd.Series(column, index=[7, 3], name="depth")
    pd.testing.assert_series_equal(series, there_and_back(series))


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_labels_survive(table: pd.DataFrame) -> None:
    """A table comes back with its labels, in their order."""
    pd.testing.assert_frame_equal(table, there_and_back(table))


def test_each_reading_is_a_fresh_copy() -> None:
    """Two calls never share their inputs."""
    data = wire.encode(pd.DataFrame({"a": [1.0]}))
    first, second = wire.decode(data, pandas=True), wire.decode(data, pandas=True)
    first.loc[0, "a"] = 9.0
    assert 1.0 == second.loc[0, "a"]


REFUSED: dict[str, Any] = {
    "periods": pd.DataFrame({"a": pd.period_range("2026-01", periods=2, freq="M")}),
    "named row labels": pd.DataFrame({"a": [1]}, index=pd.Index([3], name="bottle")),
    "row labels with a time zone": pd.DataFrame({"a": [1]}, index=ROMA[:1]),
    "named column labels": pd.DataFrame([[1]], columns=pd.Index(["a"], name="kind")),
    "a Series with named row labels": pd.Series([1], index=pd.Index([3], name="bottle")),
    "an odd table in a container": {
        "tables": (1, [pd.DataFrame({"a": [1]}, index=pd.Index([3], name="bottle"))])
    },
    "an index": pd.Index([1]),
    "a time stamp": pd.Timestamp("2026-01-01"),
    "a set": {1, 2},
    "a dictionary of a kind of its own": OrderedDict(a=1),
    "an integer without end": 16**20000,
    "an array of records": np.zeros(1, [("a", "f8")]),
}
GOOD: dict[str, Any] = {
    **{name: pd.DataFrame({"a": column}) for name, column in COLUMNS.items()},
    **TABLES,
    "a Series": pd.Series([1.5, np.nan], index=[7, 3], name="depth"),
    "an array with gaps": np.arange(6)[::2],
    "an array of NaN and objects": np.array([np.nan, None, "a"], object),
    "containers": {"a": (1, 2.5, math.nan, -0.0), 2: [None, True, "x", b"x", np.float32(1.5), Asset("a/b")]},
}


def draw(value: Any) -> Any:
    """The inputs of a lesson with one case, as a kernel decodes them."""

    class Made:
        def make_cases(self, rng: np.random.Generator) -> Any:
            return {"fit": (Case(name="odd", args=(value,)),)}

    return compute.draw_inputs(cast("Lesson", Made()), 1)["fit"][0]["args"][0]


@pytest.mark.parametrize("value", REFUSED.values(), ids=REFUSED.keys())
def test_what_does_not_travel_is_refused(value: Any) -> None:
    """An input that a kernel would get otherwise is refused when the case is drawn, with its place."""
    with pytest.raises(CourseError, match=r"^fit, odd: this input does not travel"):
        draw(value)


@pytest.mark.parametrize("value", GOOD.values(), ids=GOOD.keys())
def test_what_travels_is_drawn(value: Any) -> None:
    """Every input that arrives as it was is accepted."""
    assert wire.encode(value, memory=True) == draw(value)


def test_each_pipeline_gets_a_table_of_its_own() -> None:
    """A table is decoded once; what one call changes in it, the next does not see."""
    item, tables = wire.encode(pd.DataFrame({"a": [1.0, 2.0]})), compute.Tables()
    first = tables(item)
    first.loc[0, "a"] = 99.0
    assert [1.0, 2.0] == tables(item)["a"].tolist()
