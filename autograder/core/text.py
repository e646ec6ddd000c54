"""Small sentences, and texts made short or writable."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

_LISTED = 12
"""Known words that are few enough to read."""

_HALF = re.compile("[\ud800-\udfff]")
"""Half of a character that UTF-16 writes as two; JSON and file names can hold one alone."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence to end an error message with, beginning with a space; empty if there is nothing to say.

    Args:
        word: What was asked for.
        known: What there is. If one of these resembles ``word``, the sentence is `` Did you mean 'x'?``; if
            none does, it lists up to twelve: `` Known: x, y.``
    """
    known = list(known)
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    if close:
        return f" Did you mean {close[0]!r}?"
    return f" Known: {', '.join(known)}." if 0 < len(known) <= _LISTED else ""


def plural(count: int, noun: str, nouns: str = "") -> str:
    """``1 row``, ``3 rows``; where ``s`` doesn't make the plural, ``nouns`` is it: ``2 axes``."""
    return f"{count} {noun}" if count == 1 else f"{count} {nouns or noun + 's'}"


def shorten(text: str, length: int, end: str = "...") -> str:
    """``text`` if it has at most ``length`` characters; else its beginning and ``end``, together as long."""
    return text if len(text) <= length else text[: length - len(end)] + end


def quoted(names: Iterable[str]) -> str:
    """``“no rows”, “one row”``."""
    return ", ".join(f"“{name}”" for name in names)


def printable(text: str, instead: str = "?") -> str:
    """``text`` without what could steer a terminal or hide: control characters, marks of direction, and such.

    Args:
        text: Any text. Its line ends and tabs stay.
        instead: What replaces each other character that is not printable.
    """
    return "".join(c if c.isprintable() or c in "\n\t" else instead for c in text)


def writable(text: str, instead: str = "?") -> str:
    r"""``text`` as a file can hold it: without halves of characters.

    Args:
        text: Any text; JSON's ``"\ud83d"`` is half a character.
        instead: What replaces a half that stands alone. Two halves in their order become their character.
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
        return _HALF.sub(instead, joined)
    return text
