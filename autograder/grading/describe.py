"""Values, names and places in a few words, as they stand on a card."""

from __future__ import annotations

import itertools
import reprlib
from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np

from autograder.core.text import plural, shorten
from autograder.core.wire import Other
from autograder.core.wire_tables import Frame, table_kind

_NAMES = 8
"""Names of columns or keys that a sentence lists."""

_LABELS = 3
"""Row labels that tell what an index is made of."""

_NAME_LENGTH = 40
_LIST_LENGTH = 60
_TEXT_LENGTH = 80


def describe(value: Any) -> str:
    """A value in a few words: ``array (3, 13) float32``, ``'Gentoo'``, ``dict with 2 keys``.

    Args:
        value: Anything. A table is a ``Frame``, or a pandas object, which says more: its time zone, its
            categories, its row labels. Bytes are a file; their number says more than the first of them.
    """
    if not isinstance(value, Frame) and table_kind(value):
        return _series(value) if table_kind(value) == "series" else _dataframe(value)
    for kinds, words in _WORDS:
        if isinstance(value, kinds):
            return words(value)
    return shorten(_written(value), _TEXT_LENGTH)


def number(value: Any) -> str:
    """A number with up to six significant digits; an integer with all of its own."""
    return f"{value:.6g}" if isinstance(value, float | np.floating) else str(value)


def name(value: Any) -> str:
    """One column's name or one key, as Python writes it."""
    return shorten(_written(value), _NAME_LENGTH)


def names(values: Collection[Any]) -> str:
    """The names of columns or keys, as many and as long as fit a sentence."""
    shown = ", ".join(map(name, itertools.islice(values, _NAMES)))
    return f"{shown}, ... ({len(values)} in all)" if len(values) > _NAMES else shown


def at(path: str) -> str:
    """The beginning of a sentence on a part of the result, such as ``['std']: ``; nothing for all of it."""
    return f"{path}: " if path else ""


@reprlib.recursive_repr()
def _written(value: Any) -> str:
    """A value as Python writes it, with the texts and numbers of NumPy as plain ones: ``'virginica'``."""
    if type(value) is list:
        return f"[{', '.join(map(_written, value))}]"
    if type(value) is tuple:
        return f"({', '.join(map(_written, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, np.str_):
        return repr(str(value))
    return str(value) if isinstance(value, np.number | np.bool_) else repr(value)


def _series(series: Any) -> str:
    """Such as ``Series (7,) datetime64[ns, Europe/Berlin] 'time', index 3, 0, 5, ...``."""
    words = f"Series {(len(series),)} {series.dtype}"
    if str(series.dtype) == "category":
        words += f" of {names(series.cat.categories.tolist())}"
    if series.name is not None:
        words += f" {name(series.name)}"
    return words + _index(series.index)


def _dataframe(table: Any) -> str:
    """Such as ``DataFrame (5, 14): 13 float64, 1 Int64``."""
    return f"DataFrame {tuple(table.shape)}{_dtypes([str(t) for t in table.dtypes])}{_index(table.index)}"


def _dtypes(dtypes: Sequence[str]) -> str:
    kinds = list(dict.fromkeys(dtypes))
    if len(kinds) <= 1:
        return "".join(f" {kind}" for kind in kinds)
    counts = [f"{dtypes.count(kind)} {kind}" for kind in kinds[:_NAMES]]
    return f": {', '.join(counts)}{', ...' if len(kinds) > _NAMES else ''}"


def _index(index: Any) -> str:
    """What row labels are, where they are not just 0, 1, 2, ..."""
    labels = [shorten(str(label), _NAME_LENGTH) for label in index]
    if list(index) == list(range(len(index))):
        return ""
    if len(labels) > _LABELS + 1:
        labels[_LABELS:-1] = ["..."]
    return f", index {', '.join(labels)}"


def _sequence(value: list[Any] | tuple[Any, ...]) -> str:
    text = _written(value)
    if len(text) <= _LIST_LENGTH and "\n" not in text:
        return text
    return f"{type(value).__name__} of {_items(value)}"


def _items(values: Sequence[Any]) -> str:
    """What a long list holds: ``9 integers``, ``8 lists of 8 numbers``, ``4 items: str, int``."""
    kinds = list(dict.fromkeys(type(value).__name__ for value in values))
    if len(kinds) != 1:
        return f"{plural(len(values), 'item')}: {', '.join(kinds[:_NAMES])}"
    whole = plural(len(values), _NOUNS.get(kinds[0], kinds[0]))
    if isinstance(values[0], np.ndarray):
        layouts = {(array.shape, str(array.dtype)) for array in values}
        return whole + (
            " {} {}".format(*layouts.pop()) if len(layouts) == 1 else " of several shapes or dtypes"
        )
    if isinstance(values[0], list | tuple):
        inner = {_items(item) for item in values if item}
        return f"{whole} of {inner.pop()}" if len(inner) == 1 and all(values) else whole
    return whole


_NOUNS = {
    "ndarray": "array",
    "bytes": "file",
    "int": "integer",
    "float": "number",
    "str": "text",
    "str_": "text",
    "bool": "truth value",
}
"""What the items of a list are called, by the name of their type."""

_WORDS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (np.ndarray, lambda array: f"array {array.shape} {array.dtype}"),
    (
        Frame,
        lambda frame: (
            f"DataFrame {(len(frame.index), len(frame.columns))}{_dtypes([str(a.dtype) for a in frame.data])}"
        ),
    ),
    (dict, lambda items: f"dict with {plural(len(items), 'key')}"),
    ((list, tuple), _sequence),
    (Other, lambda other: f"{other.type_name}: {other.text[:_TEXT_LENGTH]}"),
    (bytes, lambda file: f"file of {len(file):,} byte{'' if len(file) == 1 else 's'}"),
)
