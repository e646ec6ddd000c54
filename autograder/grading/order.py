"""Answers whose rows or columns may stand in any order, put into the order of what they are compared with.

Rows are the items of a list or tuple, the entries of an array along its first axis, the rows of a table. A
table's columns are told by their names, those of other answers by what they hold. Rows agree as comparing has
it: numbers within the tolerance, missing numbers with missing ones, all else exactly.
"""

from __future__ import annotations

import collections
import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.core.answers import Answers, Outcome, Returned
from autograder.core.specs import Task, Tolerance
from autograder.core.text import shorten
from autograder.core.wire_tables import Frame
from autograder.grading.comparator import is_real
from autograder.grading.distances import distances, in_tolerances

_MANY = 2000
"""Rows with the same words, beyond which they are paired by size and not one with each."""

_ROW_LENGTH = 80
_DIGITS = 6
_NUMBER = "#"
"""What stands for a number among the words of a row."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Alignment:
    """An answer in the order of another one.

    Attributes:
        value: The answer.
        strange: The places of the rows that agree with none that is left there; empty where the two are not
            built alike, or all rows agree.
    """

    value: Any
    strange: tuple[int, ...] = ()


def align(task: Task, expected: Any, got: Any) -> Alignment:
    """Put rows and columns of an answer where those of the expected one stand, as far as order is ignored.

    Args:
        task: The task, for its tolerance and for what it ignores.
        expected: The answer whose order counts.
        got: The answer that is put in order; it is returned as it is where nothing is ignored.
    """
    if "column order" in task.ignore:
        got = _with_columns(task.tolerance, expected, got)
    if "row order" not in task.ignore:
        return Alignment(value=got)
    labelled = isinstance(expected, Frame) and not _is_counted(expected.index)
    one, other = _rows_of(expected, labelled=labelled), _rows_of(got, labelled=labelled)
    if one is None or other is None or one.shape != other.shape:
        return Alignment(value=got)
    order, strange = _match(task.tolerance, one, other)
    value = _taken(got, order)
    if isinstance(value, Frame) and isinstance(expected, Frame) and not labelled:
        value = dataclasses.replace(value, index=expected.index)  # mere numbers of rows
    return Alignment(value=value, strange=strange)


def aligned(task: Task, expected: Outcome, received: Outcome) -> Outcome:
    """What came of a case, its value as :func:`align` puts it; what raised stays as it is."""
    if not task.ignore or not isinstance(expected, Returned) or not isinstance(received, Returned):
        return received
    return dataclasses.replace(received, value=align(task, expected.value, received.value).value)


def canonical(task: Task, answers: Answers) -> Answers:
    """The answers in an order of their own, so that two that differ in what the task ignores are the same."""
    if not task.ignore:
        return answers
    return {name: _canonical(task, outcome) for name, outcome in answers.items()}


def row_text(value: Any, place: int) -> str:
    """One row of an answer, as it stands on a card: ``('Ada', 3)``, ``name='Ada', n=3``."""
    if isinstance(value, Frame):
        cells = [
            f"{column}={array[place : place + 1].tolist()[0]!r}"
            for column, array in zip(value.columns, value.data, strict=True)
        ]
        return shorten(", ".join(cells), _ROW_LENGTH)
    row = value[place]
    return shorten(repr(row.tolist() if isinstance(row, np.ndarray | np.generic) else row), _ROW_LENGTH)


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Rows:
    """The rows of an answer.

    Attributes:
        words: For each row its cells as text, :data:`_NUMBER` for a number.
        numbers: The numbers, of shape (n, k), with 0 for what is none.
    """

    words: tuple[tuple[str, ...], ...]
    numbers: np.ndarray

    @property
    def shape(self) -> tuple[int, ...]:
        """How many rows there are, and how many cells in each."""
        return self.numbers.shape

    def sorted(self) -> list[int]:
        """The places of the rows from the smallest to the largest, by their words, then by their numbers."""
        ranks = {words: rank for rank, words in enumerate(sorted(set(self.words)))}
        keys = [np.round(column, _DIGITS) for column in self.numbers.T[::-1]]
        return [int(i) for i in np.lexsort([*keys, np.array([ranks[words] for words in self.words])])]


def _rows_of(value: Any, *, labelled: bool) -> _Rows | None:
    """The rows of an answer; ``None`` if it has none. ``labelled``: a table's labels belong to its rows."""
    if isinstance(value, Frame):
        columns = [value.index, *value.data] if labelled else list(value.data)
        lists = [_entries(column) for column in columns]
        return _made([[column[i] for column in lists] for i in range(len(value.index))])
    if isinstance(value, np.ndarray) and value.ndim:
        width = int(np.prod(value.shape[1:], dtype=int))
        return _made([_entries(row) for row in value.reshape(len(value), width)])
    if isinstance(value, list | tuple):
        return _made([_cells(item) for item in value])
    return None


def _cells(item: Any) -> list[Any]:
    if isinstance(item, np.ndarray):
        return _entries(item)
    return list(item) if isinstance(item, list | tuple) else [item]


def _made(rows: Sequence[list[Any]]) -> _Rows:
    width = max(map(len, rows), default=0)
    words, numbers = [], np.zeros((len(rows), width), np.longdouble)
    for place, row in enumerate(rows):
        texts = []
        for column, cell in enumerate(row):
            if is_real(cell):
                texts.append(_NUMBER)
                numbers[place, column] = cell
            else:
                texts.append(f"{'str' if isinstance(cell, str) else type(cell).__name__} {cell!s}")
        words.append(tuple(texts))
    return _Rows(words=tuple(words), numbers=numbers)


def _entries(array: np.ndarray) -> list[Any]:
    """An array's entries as Python's values: dates as text, whatever their unit; NaN for what is missing."""
    kind = array.dtype.kind
    if kind in "mM":
        return ["" if np.isnat(item) else str(item.astype(f"{kind}8[ns]")) for item in array.ravel()]
    return [float("nan") if item is None else item for item in array.ravel().tolist()]


def _match(tolerance: Tolerance, one: _Rows, other: _Rows) -> tuple[list[int], tuple[int, ...]]:
    """For each row of ``one`` the place of a row of ``other``; and the rows that agree with none.

    All rows that agree with one are paired, as many as can be. Where these are few, the rest would be paired
    at random, and both are paired by size: then a relation such as a factor can still be seen.
    """
    count = len(one.words)
    by_size = dict(zip(one.sorted(), other.sorted(), strict=True))
    strange = [i for i, j in by_size.items() if not _agreeing(tolerance, one, i, other, [j])]
    if not strange:
        return [by_size[i] for i in range(count)], ()
    groups: dict[tuple[str, ...], list[int]] = {}
    for j, words in enumerate(other.words):
        groups.setdefault(words, []).append(j)
    candidates = [
        _agreeing(tolerance, one, i, other, near)
        if len(near := groups.get(words, [])) <= _MANY
        else [by_size[i]] * (i not in strange)
        for i, words in enumerate(one.words)
    ]
    paired = _pairs(candidates)
    if 2 * len(paired) < count:
        return [by_size[i] for i in range(count)], tuple(sorted(strange))
    taken = set(paired.values())
    left = [i for i in one.sorted() if i not in paired]
    paired |= dict(zip(left, [j for j in other.sorted() if j not in taken], strict=True))
    return [paired[i] for i in range(count)], tuple(sorted(left))


def _agreeing(tolerance: Tolerance, one: _Rows, row: int, other: _Rows, places: Sequence[int]) -> list[int]:
    """Those of some rows of ``other`` that agree with a row of ``one``."""
    same = [j for j in places if other.words[j] == one.words[row]]
    want = one.numbers[row]
    if not same or not want.size:
        return same
    have = other.numbers[same]
    units = in_tolerances(distances(want, have)[0], np.broadcast_to(want, have.shape), tolerance)
    good = np.all(units <= 1, axis=1)
    return [j for place, j in enumerate(same) if good[place]]


def _pairs(candidates: Sequence[Sequence[int]]) -> dict[int, int]:
    """As many pairs as can be, each of a row and one of its candidates, and none twice: augmenting paths."""
    paired: dict[int, int] = {}
    owner: dict[int, int] = {}
    for start in range(len(candidates)):
        reached_from: dict[int, int] = {}
        queue, free = collections.deque([start]), None
        while queue and free is None:
            row = queue.popleft()
            for other in candidates[row]:
                if other in reached_from:
                    continue
                reached_from[other] = row
                if other not in owner:
                    free = other
                    break
                queue.append(owner[other])
        while free is not None:  # each row on the way gives up its candidate for the next one
            row = reached_from[free]
            owner[free] = row
            paired[row], free = free, paired.get(row)
    return paired


def _with_columns(tolerance: Tolerance, expected: Any, got: Any) -> Any:
    """An answer with its columns in the order of the expected one, if it has the same."""
    if isinstance(expected, Frame) and isinstance(got, Frame):
        return _by_name(expected.columns, got)
    one, other = _columns_of(expected), _columns_of(got)
    if one is None or other is None or one.shape != other.shape:
        return got
    order, _ = _match(tolerance, one, other)
    return _columns_taken(got, order)


def _by_name(names: Sequence[str], table: Frame) -> Frame:
    if sorted(names) != sorted(table.columns):
        return table
    places: Mapping[str, list[int]] = {
        name: [i for i, column in enumerate(table.columns) if column == name] for name in names
    }
    order = [places[name].pop(0) for name in names]
    return dataclasses.replace(table, columns=tuple(names), data=tuple(table.data[i] for i in order))


def _columns_of(value: Any) -> _Rows | None:
    """The columns of an array of two axes, or of rows of one length, as rows; else ``None``."""
    if isinstance(value, np.ndarray):
        return _rows_of(value.T, labelled=False) if value.ndim == 2 else None  # noqa: PLR2004 - a table
    if isinstance(value, list | tuple) and all(isinstance(row, list | tuple) for row in value):
        return _made([list(column) for column in zip(*value, strict=True)]) if _is_even(value) else None
    return None


def _is_even(rows: Sequence[Any]) -> bool:
    return len({len(row) for row in rows}) == 1


def _columns_taken(value: Any, order: Sequence[int]) -> Any:
    if isinstance(value, np.ndarray):
        return value[:, list(order)]
    return type(value)(type(row)(row[i] for i in order) for row in value)


def _taken(value: Any, order: Sequence[int]) -> Any:
    """An answer with its rows in another order."""
    places = np.array(order, int)
    if isinstance(value, Frame):
        return dataclasses.replace(
            value, data=tuple(column[places] for column in value.data), index=value.index[places]
        )
    return value[places] if isinstance(value, np.ndarray) else type(value)(value[i] for i in order)


def _is_counted(index: np.ndarray) -> bool:
    """Whether row labels are 0, 1, 2, ..."""
    return bool(index.tolist() == list(range(len(index))))


def _canonical(task: Task, outcome: Outcome) -> Outcome:
    if not isinstance(outcome, Returned):
        return outcome
    value = outcome.value
    if "column order" in task.ignore:
        if isinstance(value, Frame):
            value = _by_name(sorted(value.columns), value)
        elif (columns := _columns_of(value)) is not None:
            value = _columns_taken(value, columns.sorted())
    rows = _rows_of(value, labelled=False) if "row order" in task.ignore else None
    if rows is not None:
        value = _taken(value, rows.sorted())
        if isinstance(value, Frame):
            value = dataclasses.replace(value, index=np.arange(len(value.index)))
    return dataclasses.replace(outcome, value=value)
