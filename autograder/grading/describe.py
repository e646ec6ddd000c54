"""Values, names and places in a few words, as they stand on a card."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection
from typing import Any

import numpy as np

from autograder.core.text import plural, shorten
from autograder.core.wire import Other
from autograder.core.wire_tables import Frame

_NAMES = 8
"""Names of columns or keys that a sentence lists."""

_NAME_LENGTH = 40
_LIST_LENGTH = 60
_TEXT_LENGTH = 80


def describe(value: Any) -> str:
    """A value in a few words: ``array (3, 13) float32``, ``'Gentoo'``, ``dict with 2 keys``.

    Bytes are a file; their number says more than the first of them.
    """
    for kinds, words in _WORDS:
        if isinstance(value, kinds):
            return words(value)
    return shorten(repr(value), _TEXT_LENGTH)


def number(value: Any) -> str:
    """A number with up to six significant digits; an integer with all of its own."""
    return f"{value:.6g}" if isinstance(value, float | np.floating) else str(value)


def name(value: Any) -> str:
    """One column's name or one key, as Python writes it."""
    return shorten(repr(value), _NAME_LENGTH)


def names(values: Collection[Any]) -> str:
    """The names of columns or keys, as many and as long as fit a sentence."""
    shown = ", ".join(map(name, itertools.islice(values, _NAMES)))
    return f"{shown}, ... ({len(values)} in all)" if len(values) > _NAMES else shown


def at(path: str) -> str:
    """The beginning of a sentence on a part of the result, such as ``['std']: ``; nothing for all of it."""
    return f"{path}: " if path else ""


def _list(value: list[Any] | tuple[Any, ...]) -> str:
    text = repr(value)
    if len(text) <= _LIST_LENGTH:
        return text
    return f"{type(value).__name__} of {plural(len(value), 'item')}"


_WORDS: tuple[tuple[type | tuple[type, ...], Callable[[Any], str]], ...] = (
    (np.ndarray, lambda array: f"array {array.shape} {array.dtype}"),
    (Frame, lambda frame: f"DataFrame {(len(frame.index), len(frame.columns))}"),
    (dict, lambda items: f"dict with {plural(len(items), 'key')}"),
    ((list, tuple), _list),
    (Other, lambda other: f"{other.type_name}: {other.text[:_TEXT_LENGTH]}"),
    (bytes, lambda file: f"bytes, {len(file):,} of them"),
)
