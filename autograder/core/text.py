"""Small sentences."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_LISTED = 12
"""Known words that are few enough to read."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` Did you mean 'x'?`` for the closest known word, or what is known, or nothing."""
    known = list(known)
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return f" Did you mean {close[0]!r}?"
    return f" Known: {', '.join(known)}." if 0 < len(known) <= _LISTED else ""


def plural(count: int, noun: str, nouns: str = "") -> str:
    """``1 row``, ``3 rows``; where ``s`` doesn't make the plural, ``nouns`` is it: ``2 axes``."""
    return f"{count} {noun}" if count == 1 else f"{count} {nouns or noun + 's'}"


def shorten(text: str, length: int, end: str = "...") -> str:
    """``text``, or as much of it as fits into ``length`` characters together with ``end``."""
    return text if len(text) <= length else text[: length - len(end)] + end


def writable(text: str) -> str:
    """``text`` without halves of characters, which JSON can name and no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
