"""Whatever a student's process wrote, reading it gives plain values or one kind of error."""

from __future__ import annotations

import base64
import contextlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import autograder
from autograder.core import answers, wire
from autograder.core.errors import AnswersError

TEXT = base64.b64encode(bytes(8)).decode()
SCRAPS = st.sampled_from(
    [
        "int",
        "float",
        "bytes",
        "scalar",
        "ndarray",
        "objects",
        "dict",
        "tuple",
        "frame",
        "series",
        "missing",
        "other",
        "asset",
        "<f8",
        "<i4",
        "O",
        "f8,f8",
        "(1,",
        "M8[D]",
        TEXT,
        "NaTType",
        "-1",
        "nan",
        "str",
    ]
)
KEYS = st.sampled_from(
    [
        "$",
        "text",
        "name",
        "data",
        "array",
        "dtype",
        "shape",
        "order",
        "items",
        "columns",
        "index",
        "values",
        "column",
        "type",
        "raised",
        "returned",
        "message",
        "where",
        "changed",
        "task",
        "outcomes",
    ]
)
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | SCRAPS
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=12,
)


def array(**changes: Any) -> dict[str, Any]:
    """The record of a good array, with some fields changed."""
    return {"$": "ndarray", "dtype": "<f8", "shape": [1], "order": "C", "data": TEXT} | changes


@given(JSON)
def test_any_json_is_a_value_or_damaged(data: Any) -> None:
    """Reading arbitrary JSON raises AnswersError and nothing else."""
    with contextlib.suppress(AnswersError):
        wire.decode(data)


@given(JSON)
def test_any_outcome_is_an_outcome_or_damaged(data: Any) -> None:
    """Reading an arbitrary outcome raises AnswersError and nothing else."""
    with contextlib.suppress(AnswersError):
        answers.outcome_from_json(data)


@given(JSON, st.dictionaries(st.text(max_size=3), JSON, max_size=2))
def test_any_payload_is_answers_or_damaged(payload: Any, outcomes: Any) -> None:
    """Reading an arbitrary payload raises AnswersError and nothing else."""
    for item in (payload, {"task": "a.b", "outcomes": outcomes}):
        with contextlib.suppress(AnswersError):
            answers.from_json("a.b", item)


GOOD = wire.encode(
    [
        pd.DataFrame({"a": [1.5], "b": ["x"]}),
        {"m": np.arange(3)},
        (1, b"x"),
        np.array([None, "a"], object),
        2**70,
    ]
)


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every container in JSON data, with each of its keys."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in list(items):
        yield data, key
        yield from places(value)


@given(st.integers(0, len(list(places(GOOD))) - 1), JSON)
def test_any_damage_is_found_or_harmless(place: int, scrap: Any) -> None:
    """One field of a good record replaced by anything gives a value or AnswersError."""
    data = json.loads(json.dumps(GOOD))
    holder, key = list(places(data))[place]
    holder[key] = scrap
    with contextlib.suppress(AnswersError):
        wire.decode(data)


HOSTILE: dict[str, Any] = {
    "objects in an array": array(dtype="O"),
    "objects inside a structured array": array(dtype=[["a", "O"]]),
    "a structured array": array(dtype={"names": ["a"], "formats": ["f8"]}),
    "a dtype that is no dtype": array(dtype="(1,"),
    "a shape that is infinite": array(shape=[float("inf")]),
    "a shape that does not fit": array(shape=[2]),
    "a shape beyond memory": array(shape=[2**62]),
    "bytes that are no base64": array(data="%%%"),
    "too few bytes": array(data=TEXT[:4]),
    "an unknown tag": {"$": "pickle", "data": TEXT},
    "no tag": {"data": TEXT},
    "a list as a key": {"$": "dict", "items": [[[1], 2]]},
    "half a pair": {"$": "dict", "items": [[1]]},
    "an integer without end": {"$": "int", "text": "0x" + "f" * 9999},
    "an integer that is none": {"$": "int", "text": "seven"},
    "deeper than the stack": json.loads("[" * 900 + "]" * 900),
    "deeper than any record": json.loads("[" * 102 + "]" * 102),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_records_are_refused(data: Any) -> None:
    """Each known attack is refused with a sentence."""
    with pytest.raises(AnswersError, match=r"The record of an? "):
        wire.decode(data)


def test_an_unknown_tag_is_named() -> None:
    """The sentence says which kind of record is unknown."""
    with pytest.raises(AnswersError, match="unknown kind: 'pickle'"):
        wire.decode({"$": "pickle"})


@pytest.mark.parametrize(
    "data", [{"$": "x" * 10**6}, {"$": "float", "text": "x" * 10**6}], ids=["tag", "text"]
)
def test_a_damaged_record_is_not_quoted_at_length(data: Any) -> None:
    """The sentence stays one, however long the record."""
    with pytest.raises(AnswersError) as caught:
        wire.decode(data)
    assert len(str(caught.value)) < 300


def columns_of(**changes: Any) -> dict[str, Any]:
    """The record of a table of one column and one row, with some fields changed."""
    good = {
        "$": "frame",
        "columns": ["a"],
        "index": array(),
        "data": [{"dtype": "float64", "values": array()}],
    }
    return good | changes


CROOKED = {
    "more names than columns": columns_of(columns=["a", "b"]),
    "more columns than names": columns_of(columns=[]),
    "a column of two axes": columns_of(data=[{"dtype": "float64", "values": array(shape=[1, 1])}]),
    "a column that is a number": columns_of(data=[{"dtype": "float64", "values": 7}]),
    "labels of two axes": columns_of(index=array(shape=[1, 1])),
    "more rows than labels": columns_of(index=array(shape=[0], data="")),
    "labels that are a number": columns_of(index=7),
}


@pytest.mark.parametrize("data", CROOKED.values(), ids=CROOKED.keys())
def test_crooked_tables_are_refused(data: Any) -> None:
    """A table has as many columns as names, and as many rows in each as labels."""
    with pytest.raises(AnswersError):
        wire.decode(data)


@pytest.mark.parametrize(
    "value", [2**9999, -(2**9999), 2**63, -(2**63)], ids=lambda value: f"{value.bit_length()} bits"
)
def test_big_integers_are_whole(value: int) -> None:
    """An integer beyond 64 bits comes back itself."""
    assert value == wire.decode(wire.encode(value))


def test_huge_integers_are_other() -> None:
    """An integer that Python itself would not write out is Other, never another number."""
    assert wire.Other("int", "an integer of 80,001 bits") == wire.decode(wire.encode(16**20000))


DAMAGED: dict[str, Any] = {
    "an error without a kind": {"raised": [], "message": "", "where": ""},
    "an error without words": {"raised": ["ValueError"]},
    "an infinite argument number": {"returned": 1, "type": "int", "changed": [float("inf")]},
    "no type": {"returned": 1, "changed": []},
    "nothing": {},
    "text": "raised",
    "null": None,
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED.keys())
def test_damaged_outcomes_are_refused(data: Any) -> None:
    """An outcome that lacks a part is refused."""
    with pytest.raises(AnswersError):
        answers.outcome_from_json(data)


def test_long_messages_are_cut() -> None:
    """An error's text can't fill the gradebook."""
    outcome = answers.outcome_from_json(
        {"raised": ["E" * 9999] * 99, "message": "m" * 9999, "where": "w" * 9999, "own": 9}
    )
    assert isinstance(outcome, answers.Raised)
    assert (20, 100, 500, 300) == (
        len(outcome.kinds), len(outcome.kinds[0]), len(outcome.message), len(outcome.where)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("payload", "sentence"),
    [
        ({"task": "a.b"}, "no outcomes"),
        ([], "no outcomes"),
        ({"task": "a.c", "outcomes": {}}, "for 'a.c', not for 'a.b'"),
    ],
    ids=["no outcomes", "a list", "another task"],
)
def test_payloads_of_something_else_are_refused(payload: Any, sentence: str) -> None:
    """Answers are read only for the task they say they are for."""
    with pytest.raises(AnswersError, match=sentence):
        answers.from_json("a.b", payload)


@pytest.mark.parametrize("outcome", [{"raised": ["KeyError", "Exception"], "message": "m", "where": "line 1", "own": True},
                                     {"returned": [1, "a"], "type": "list", "changed": [0]}], ids=["raised", "returned"])  # fmt: skip
def test_outcomes_survive(outcome: dict[str, Any]) -> None:
    """An outcome that was read can be written again, the same."""
    assert outcome == answers.outcome_to_json(answers.outcome_from_json(outcome))


def test_there_is_no_pickle() -> None:
    """No module of the package can unpickle, and NumPy is never allowed to."""
    package = Path(str(autograder.__file__)).parent
    forbidden = re.compile(
        r"\b(import|from) +(pickle|dill|cloudpickle|marshal|shelve|joblib)\b|allow_pickle=True"
    )
    found = [
        str(path) for path in package.rglob("*.py") if forbidden.search(path.read_text(encoding="utf-8"))
    ]
    assert [] == found
