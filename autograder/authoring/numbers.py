"""Numbers in prose: what looks like a measurement is quoted by a figure, or declared with its reason."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from autograder.core.specs import Question, Unclaimed

_NUMBER = re.compile(r"(?<![\w.,#])[-−]?\d+(?:,\d{3})*(?:\.\d+)?(?:e[-+]?\d+)?")
_NO_PROSE = re.compile(
    r"```.*?```|`[^`]*`|<(su[pb])>.*?</\1>|<[^>]*>|\]\([^)]*\)|https?://\S+", re.DOTALL | re.IGNORECASE
)
"""Code, powers and indices, tags, and the addresses of links."""

_PLAIN = re.compile(
    r"\d+[.·]? ?×[ \d×]*\d|\d+(?=[- ](?:minutes?|min|points?|bits?)\b)|\b\d+\.\d+\.\d+\b|\b(?:19|20)\d\d\b"
)
"""Sizes, times, points, widths of dtypes, versions and years."""

_SMALL = 12
_LIMITS = frozenset({127, 128, 255, 256, 65535, 65536})
"""Where integers of 8 and 16 bits end."""

_AROUND = 30


def gate_numbers(
    proses: Mapping[str, str], quoted: Iterable[str], unclaimed: Sequence[Unclaimed]
) -> list[str]:
    """Every number in prose that may be a measurement is quoted by a figure, or declared with a reason.

    Small integers, years, versions, sizes such as 32 × 32, limits of dtypes, minutes and points are none, and
    nothing in code or in a link's address is.

    Args:
        proses: What students read, by the name of the file.
        quoted: How the figures are quoted.
        unclaimed: The numbers that no figure claims, each as it stands in a text.
    """
    spare = [entry.text for entry in unclaimed]
    known = sorted({*quoted, *spare}, key=len, reverse=True)
    problems = []
    for file, text in proses.items():
        rest = text
        for words in known:
            rest = re.sub(pattern_of(words), " ", rest)
        rest = _PLAIN.sub(" ", _NO_PROSE.sub(" ", rest))
        problems += [
            f"{file}: no figure claims {match.group()!r} in “{_around(rest, match)}”: measure it in the "
            "evidence cell and state it in figures.json, or declare it with its reason in numbers.toml"
            for match in _NUMBER.finditer(rest)
            if _may_be_measured(match.group(), rest[match.end() :])
        ]
    return problems + [
        f"numbers.toml: {text!r} stands in no prose; remove the entry"
        for text in spare
        if not any(re.search(pattern_of(text), prose) for prose in proses.values())
    ]


def pattern_of(quote: str) -> str:
    """What finds a quotation as it stands: ``"39.2"`` is neither in ``"139.2"`` nor in ``"39.25"``."""
    return r"(?<!\d)(?<!\d[.,])" + re.escape(quote) + r"(?![.,]?\d|e[-+]?\d)"


def prose_of(notebook: str, questions: Iterable[Question] = ()) -> str:
    """All that a student reads in a notebook: its Markdown cells, and the questions with their choices.

    Args:
        notebook: The text of the ``.ipynb`` file.
        questions: The lesson's questions.
    """
    written = ["".join(c["source"]) for c in json.loads(notebook)["cells"] if c["cell_type"] == "markdown"]
    for question in questions:
        written += [question.text, *(f"{choice.text} {choice.reason}" for choice in question.choices)]
    return "\n".join(written)


def _may_be_measured(number: str, after: str) -> bool:
    text = number.replace(",", "").replace("−", "-")
    value = float(text)
    if re.match(r"\s*(?:%|per ?cent)", after) or value != int(value):
        return True
    return abs(value) > _SMALL and value not in _LIMITS


def _around(text: str, match: re.Match[str]) -> str:
    words = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
    return " ".join(words.split())
