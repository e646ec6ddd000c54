"""Small texts: plurals, cuts, and what a file can hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.core.text import plural, shorten, writable

LETTERS = st.characters() | st.sampled_from("\ud83d\ude00\udc80a")
"""Any character, and often half of one."""


@pytest.mark.parametrize(
    ("words", "count", "nouns"),
    [("1 row", 1, ("row",)), ("0 rows", 0, ("row",)), ("1 axis", 1, ("axis", "axes")), ("2 axes", 2, ("axis", "axes"))],
)  # fmt: skip
def test_a_count_has_its_plural(words: str, count: int, nouns: tuple[str, ...]) -> None:
    """One is singular, and a noun may have a plural of its own."""
    assert words == plural(count, *nouns)


@pytest.mark.parametrize(
    ("cut", "text", "end"),
    [("abcdef", "abcdef", "..."), ("abc...", "abcdefg", "..."), ("abcde…", "abcdefg", "…"), ("", "", "...")],
)
def test_a_long_text_is_cut_and_says_so(cut: str, text: str, end: str) -> None:
    """A text that fits is not touched; a longer one ends with a mark, and fits with it."""
    assert cut == shorten(text, 6, end)


@pytest.mark.parametrize(
    ("text", "instead", "written"),
    [
        ("Weißbier 😀 ✓", "?", "Weißbier 😀 ✓"),
        ("a\ud83d", "?", "a?"),
        ("\ude00\ud83d", "�", "��"),
        ("\ud83d" + "\ude00", "?", "😀"),
        ("name\udcff.ipynb", "?", "name?.ipynb"),
    ],
)
def test_halves_of_characters_are_joined_or_replaced(text: str, instead: str, written: str) -> None:
    """Two halves in their order are a character; one alone is replaced."""
    assert written == writable(text, instead)


@given(st.text(LETTERS))
def test_whatever_is_writable_can_be_written(text: str) -> None:
    """The result has an encoding, and a text that had one is the same."""
    made = writable(text)
    made.encode("utf-8")
    assert made == writable(made)
