"""Rows and columns whose order is free: an answer in another order is right, and a wrong one is told as one."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from conftest import make_task, make_task_key, make_words, returned
from hypothesis import given
from hypothesis import strategies as st

from autograder.core.answers import Returned
from autograder.core.results import AnswerKey, Claim, Status
from autograder.core.specs import Ignored, Task, Tolerance
from autograder.core.wire_tables import Frame
from autograder.grading import cards, keyfile
from autograder.grading.compare import Comparison, compare
from autograder.grading.diagnose import agree
from autograder.grading.grade import grade
from autograder.grading.order import canonical

NAN = float("nan")
ROWS: tuple[Ignored, ...] = ("row order",)
COLUMNS: tuple[Ignored, ...] = ("column order",)


def free(*ignored: Ignored, **changes: Any) -> Task:
    """A task that ignores some order."""
    return make_task(ignore=frozenset(ignored), **changes)


def run(task: Task, expected: Any, received: Any) -> Comparison:
    """Compare two returned values."""
    return compare(task, returned(expected), returned(received))


def frame(index: list[Any] | None = None, **columns: list[Any]) -> Frame:
    """A table as the grader has it."""
    data = tuple(
        np.array(column, object if isinstance(column[0], str) else None) for column in columns.values()
    )
    return Frame(tuple(columns), data, np.array(range(len(data[0])) if index is None else index))


RIGHT: dict[str, tuple[tuple[Ignored, ...], Any, Any]] = {
    "tuples": (ROWS, [("Ada", 3), ("Bob", 2)], [("Bob", 2), ("Ada", 3)]),
    "lists for tuples": (ROWS, [("Ada", 3), ("Bob", 2)], [["Bob", 2], ["Ada", 3]]),
    "single values": (ROWS, ["a", "b", "c"], ["c", "a", "b"]),
    "duplicates": (ROWS, [("a", 1), ("b", 2), ("a", 1)], [("a", 1), ("a", 1), ("b", 2)]),
    "missing numbers": (ROWS, [("a", NAN), ("a", 1.0)], [("a", 1.0), ("a", NAN)]),
    "nothing": (ROWS, [("a", None), ("b", 1)], [("b", 1), ("a", None)]),
    "rounded numbers": (ROWS, [(1.0, 5), (1.0, 7)], [(1.0002, 7), (0.9998, 5)]),
    "no rows": (ROWS, [], []),
    "rows of an array": (ROWS, np.array([[1, 2], [3, 4]]), np.array([[3, 4], [1, 2]])),
    "an array with NaN": (ROWS, np.array([[1, NAN], [1, 2]]), np.array([[1, 2], [1, NAN]])),
    "a line of numbers": (ROWS, np.array([1.0, 2.0, 2.0]), np.array([2.0, 1.0, 2.0])),
    "a list for an array": (ROWS, np.array([[1, 2], [3, 4]]), [[3, 4], [1, 2]]),
    "words in an array": (ROWS, np.array(["a", "b"]), np.array(["b", "a"])),
    "dates": (ROWS, np.array(["2026-01-02", "NaT"], "M8[ns]"), np.array(["NaT", "2026-01-02"], "M8[D]")),
    "rows of a table": (ROWS, frame(n=["a", "b"], x=[1, 2]), frame(n=["b", "a"], x=[2, 1])),
    "a sorted table": (ROWS, frame(x=[1, 2]), frame([1, 0], x=[2, 1])),
    "labelled rows": (ROWS, frame(["p", "q"], x=[1, 2]), frame(["q", "p"], x=[2, 1])),
    "columns of tuples": (COLUMNS, [("Ada", 3), ("Bob", 2)], [(3, "Ada"), (2, "Bob")]),
    "columns of an array": (COLUMNS, np.array([[1, 2], [3, 4]]), np.array([[2, 1], [4, 3]])),
    "equal columns": (COLUMNS, np.array([[1, 1, 2]]), np.array([[1, 2, 1]])),
    "columns of a table": (COLUMNS, frame(a=[1, 2], b=[3, 4]), frame(b=[3, 4], a=[1, 2])),
    "both in a table": (ROWS + COLUMNS, frame(a=[1, 2], b=[3, 4]), frame(b=[4, 3], a=[2, 1])),
}


@pytest.mark.parametrize(("ignored", "expected", "received"), RIGHT.values(), ids=RIGHT)
def test_another_order_is_right(ignored: tuple[Ignored, ...], expected: Any, received: Any) -> None:
    """What the spec ignores makes no difference, in each kind of answer."""
    found = run(free(*ignored), expected, received)
    assert (None, True) == (found.difference, found.severity <= 1)


@pytest.mark.parametrize(
    ("ignored", "expected", "received"),
    [item for name, item in RIGHT.items() if name not in ("no rows", "rounded numbers")],
    ids=[name for name in RIGHT if name not in ("no rows", "rounded numbers")],
)
def test_order_counts_where_the_spec_does_not_ignore_it(
    ignored: tuple[Ignored, ...], expected: Any, received: Any
) -> None:
    """The same answers are wrong for a task that ignores nothing, but for containers and equal rows."""
    found = run(make_task(), expected, received)
    assert found.difference is not None


WRONG: dict[str, tuple[tuple[Ignored, ...], Any, Any, str]] = {
    "another row": (ROWS, [("a", 1), ("b", 2)], [("b", 3), ("a", 1)], "value"),
    "a row twice": (ROWS, [("a", 1), ("b", 2)], [("a", 1), ("a", 1)], "item"),
    "one duplicate for another": (ROWS, [1, 1, 2], [1, 2, 2], "value"),
    "a row too many": (ROWS, [("a", 1)], [("a", 1), ("a", 1)], "shape"),
    "numbers of two rows mixed": (ROWS, [(1, 10), (2, 20)], [(1, 20), (2, 10)], "value"),
    "NaN for a number": (ROWS, [1.0, NAN], [NAN, NAN], "nan"),
    "columns in another order": (ROWS, [("a", 1)], [(1, "a")], "item"),
    "rows in another order": (COLUMNS, [("a", 1), ("b", 2)], [("b", 2), ("a", 1)], "item"),
    "columns of other names": (COLUMNS, frame(a=[1]), frame(b=[1]), "columns"),
    "other labels": (ROWS, frame(["p", "q"], x=[1, 1]), frame(["p", "r"], x=[1, 1]), "item"),
    "text for a number": (ROWS, [1, 2], [2, "1"], "type"),
}


@pytest.mark.parametrize(("ignored", "expected", "received", "kind"), WRONG.values(), ids=WRONG)
def test_other_rows_are_wrong(ignored: tuple[Ignored, ...], expected: Any, received: Any, kind: str) -> None:
    """An order that is free excuses no other row, no other number of rows and no other order."""
    found = run(free(*ignored), expected, received)
    assert found.difference is not None
    assert kind == found.difference.kind


def test_a_wrong_row_is_told_as_a_row() -> None:
    """Where the order is free, the card shows the row that is missing and one that came in its place."""
    task = free(*ROWS)
    found = run(task, [("Ada", 3), ("Bob", 2), ("Cas", 1)], [("Cas", 1), ("Bob", 5), ("Ada", 3)]).difference
    assert found is not None
    assert "somewhere the row ('Bob', 2)" == found.expected
    assert "('Bob', 5); 1 of 3 rows agrees with none that is expected" == found.got
    table = run(task, frame(n=["a", "b"], x=[1, 2]), frame(n=["b", "a"], x=[2, 4])).difference
    assert table is not None
    assert ("somewhere the row n='a', x=1", "n='a', x=4") == (table.expected, table.got.partition(";")[0])


def test_advice_asks_for_no_order_that_is_free() -> None:
    """Another number of rows, and other columns, are told without a word of their order."""
    task = free(*ROWS, *COLUMNS)
    for expected, received in (([1], [1, 2]), (frame(a=[1]), frame(b=[1]))):
        found = run(task, expected, received).difference
        assert found is not None
        assert "their order is free" in found.advice


def test_rows_within_the_tolerance_are_paired_however_they_are_sorted() -> None:
    """Of all ways to pair rows one that fits is found, also where each fits several, and sorting finds none."""
    task = free(*ROWS, tolerance=Tolerance(atol=1.0))
    expected = [(0.0, 0.0), (0.5, 3.0), (1.0, 1.5)]
    for received in itertools.permutations([(1.0, 0.5), (0.4, 3.5), (0.9, 2.0)]):
        assert run(task, expected, list(received)).difference is None


@given(
    st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 3), st.sampled_from([0.5, NAN]))), st.randoms()
)
def test_any_shuffling_is_right(rows: list[Any], random: Any) -> None:
    """Whatever the rows are, and however often each stands there."""
    shuffled = random.sample(rows, len(rows))
    task = free(*ROWS)
    assert run(task, rows, shuffled).difference is None
    one, other = (repr(canonical(task, {"x": returned(answer)})) for answer in (rows, shuffled))
    assert one == other


def test_many_rows_are_paired_at_once() -> None:
    """A table of ten thousand rows, with a wrong one, is compared without trying each with each."""
    expected = np.column_stack([np.arange(10_000.0), np.arange(10_000.0) % 7])
    received = expected[::-1].copy()
    assert run(free(*ROWS), expected, received).difference is None
    received[3, 1] = 99.0
    assert run(free(*ROWS), expected, received).difference is not None


DEALT = {"few": [("Ada", 3), ("Bob", 2), ("Cas", 7)], "more": [("Dan", 4), ("Eve", 9), ("Fay", 5)]}


def made_key(wrong: Callable[[Any], Any]) -> AnswerKey:
    """The key of a task with rows in any order, and one misconception."""
    right = {name: returned(rows) for name, rows in DEALT.items()}
    mistaken = {"doubles": {name: returned(wrong(rows)) for name, rows in DEALT.items()}}
    key = make_task_key(free(*ROWS), right, mistaken)
    return AnswerKey(slug="made", tasks={"double": key}, words=make_words("doubles"))


def twice(rows: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Each number doubled, which is a misconception here."""
    return [(name, 2 * number) for name, number in rows]


def test_a_mistake_is_named_in_any_order() -> None:
    """A misconception's answers are recognised whatever the order of their rows; right ones pass."""
    key = made_key(twice)
    wrong = {name: returned(twice(rows)[::-1]) for name, rows in DEALT.items()}
    result = grade(key, {"double": wrong})["double"]
    assert result.diagnosis is not None
    assert (Claim.ONE, ("doubles",)) == (result.diagnosis.claim, result.diagnosis.names)
    assert "Title of doubles" in cards.to_text(result)
    right = {name: returned(rows[::-1]) for name, rows in DEALT.items()}
    assert Status.PASSED is grade(key, {"double": right})["double"].status


def test_a_relation_is_measured_in_the_expected_order() -> None:
    """No card calls rows right ones in another order, where that is no mistake; a factor is still found."""
    rows = {"few": np.array([[1.0, 5.0], [2.0, 3.0], [4.0, 9.0]]), "more": np.array([[7.0, 2.0], [6.0, 8.0]])}
    key = make_task_key(free(*ROWS), {name: returned(value) for name, value in rows.items()})
    given = {name: returned(3 * value[::-1]) for name, value in rows.items()}
    result = grade(AnswerKey(slug="made", tasks={"double": key}, words={}), {"double": given})["double"]
    assert result.diagnosis is not None
    assert "constant-factor" == result.diagnosis.relation


def test_equal_unknown_answers_share_an_order() -> None:
    """For the groups of ``autograder unknown``, rows stand in an order of their own; without it, as they came."""
    one, other = {"x": returned([("b", 2), ("a", 1)])}, {"x": returned([("a", 1), ("b", 2)])}
    assert canonical(free(*ROWS), one) == canonical(free(*ROWS), other)
    assert canonical(make_task(), one) != canonical(make_task(), other)


def test_a_key_keeps_what_is_ignored() -> None:
    """In a key's file stands what a task ignores, and nothing where it ignores nothing."""
    key = made_key(twice)
    data = keyfile.key_to_json(key)
    assert key.tasks["double"].task == keyfile.key_from_json(data).tasks["double"].task
    plain = dataclasses.replace(key.tasks["double"], task=make_task())
    data = keyfile.key_to_json(dataclasses.replace(key, tasks={"double": plain}))
    assert "ignore" not in data["tasks"]["double"]["task"]
    assert frozenset() == keyfile.key_from_json(data).tasks["double"].task.ignore


def test_an_answer_agrees_with_itself_in_another_order() -> None:
    """Agreement looks past the order before it looks at single numbers."""
    key = make_task_key(free(*ROWS), {"x": returned(np.arange(6.0).reshape(3, 2))})
    value = np.arange(6.0).reshape(3, 2)
    assert agree(key, returned(value), Returned(value=value[::-1].copy(), type_name="ndarray"))
