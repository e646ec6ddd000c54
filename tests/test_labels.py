"""Rows and columns of an answer have names where the arguments leave no doubt, and else none."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from conftest import make_task, make_task_key, returned

from autograder.core.results import AnswerKey
from autograder.grading import keyfile
from autograder.grading.describe import describe
from autograder.keys.labels import axis_names

FRAME = pd.DataFrame(np.ones((4, 3)), columns=list("abc"))
KEPT = FRAME.set_axis([7, 3, 1, 2])
STATS = {"mean": dict.fromkeys("abc", 0.0), "std": dict.fromkeys("abc", 1.0)}
ABC = ("a", "b", "c")

CASES: dict[str, tuple[list[Any], Any, tuple[tuple[str, ...], ...]]] = {
    "a number for each column": ([FRAME, FRAME], np.zeros(3), (ABC,)),
    "a table": ([FRAME, STATS], np.zeros((4, 3)), ((), ABC)),
    "rows with labels": ([KEPT], np.zeros((4, 2)), (("7", "3", "1", "2"), ())),
    "a list with labels": ([KEPT["a"]], ["x"] * 4, (("7", "3", "1", "2"),)),
    "both": ([KEPT, STATS], np.zeros((4, 3)), (("7", "3", "1", "2"), ABC)),
    "an extra column elsewhere": ([FRAME, FRAME.assign(z=1)], np.zeros(3), (ABC,)),
    "columns in another order": ([FRAME, FRAME[list("bca")]], np.zeros(3), ()),
    "keys in another order": ([FRAME[list("bca")], STATS], np.zeros((4, 3)), ()),
    "as many rows as columns": ([FRAME.iloc[:3]], np.zeros((3, 3)), ()),
    "another number of entries": ([FRAME], np.zeros(5), ()),
    "rows of two tables that differ": ([KEPT, FRAME], np.zeros((4, 2)), ()),
    "no table": ([np.zeros((4, 3))], np.zeros(3), ()),
    "keys alone": ([{"size": 1, "sd": 2}], np.zeros(2), ()),
    "no array": ([FRAME], {"a": 1}, ()),
    "a number": ([FRAME], np.float64(1), ()),
}


@pytest.mark.parametrize(("args", "value", "names"), CASES.values(), ids=CASES.keys())
def test_axes_are_named_where_there_is_no_doubt(
    args: list[Any], value: Any, names: tuple[tuple[str, ...], ...]
) -> None:
    """A name on the wrong number would be a wrong story: whatever leaves a doubt leaves no name."""
    assert names == axis_names(args, value)


INPUTS: dict[str, tuple[Any, str]] = {
    "a Series": (pd.Series([1.0, 2.0]), "Series (2,) float64"),
    "a time zone": (
        pd.Series(pd.date_range("2026", periods=2, tz="Europe/Berlin", unit="ns")),
        "Series (2,) datetime64[ns, Europe/Berlin]",
    ),
    "Int64, a name, an index": (
        pd.Series([1, None, 3], dtype="Int64", name="age", index=[4, 2, 9]),
        "Series (3,) Int64 'age', index 4, 2, 9",
    ),
    "categories": (pd.Series(list("aba"), dtype="category"), "Series (3,) category of 'a', 'b'"),
    "a long index": (FRAME.iloc[[0, 1, 2, 3, 1, 0]], "DataFrame (6, 3) float64, index 0, 1, 2, ..., 0"),
    "several dtypes": (FRAME.assign(n=1), "DataFrame (4, 4): 3 float64, 1 int64"),
    "no columns": (pd.DataFrame(), "DataFrame (0, 0)"),
}


@pytest.mark.parametrize(("value", "words"), INPUTS.values(), ids=INPUTS.keys())
def test_tables_are_described_as_they_are(value: Any, words: str) -> None:
    """A Series is called one, and its dtype, time zone, categories and row labels are told."""
    assert words == describe(value)


@pytest.mark.parametrize("labels", [(), ((), ABC), (("7",),)], ids=["none", "columns", "rows"])
def test_labels_travel_in_the_key(labels: tuple[tuple[str, ...], ...]) -> None:
    """A key that was written and read has the same names."""
    task = make_task_key(make_task(), {"a": returned(1.0)})
    cases = tuple(dataclasses.replace(case, labels=labels) for case in task.cases)
    key = AnswerKey(slug="s", tasks={"double": dataclasses.replace(task, cases=cases)}, words={})
    read = keyfile.key_from_json(json.loads(json.dumps(keyfile.key_to_json(key))))
    assert labels == read.tasks["double"].cases[0].labels
