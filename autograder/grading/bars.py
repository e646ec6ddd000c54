"""Shows which entries or columns of a result are wrong, and by how much, as small bars with words beside."""

from __future__ import annotations

import dataclasses
import html

import numpy as np

from autograder.core.results import Figure
from autograder.grading.describe import number

_SHOWN = 8
"""Bars that a card shows: the longest."""

_PIXELS = 80
_BLOCKS = 8
_FEW = 2


@dataclasses.dataclass(frozen=True, kw_only=True)
class Bar:
    """One wrong entry, or one column with a wrong entry.

    Attributes:
        name: The column's name or the entry's place.
        length: How far off it is, relative to the worst: between 0 and 1. Differences count relative to the
            numbers themselves, so that columns of different units can stand side by side.
        side: ``too high``, ``too low``, or ``both ways``.
        got, expected: The numbers; of a column, those that differ most.
    """

    name: str
    length: float
    side: str
    got: str
    expected: str


def bars(figure: Figure) -> tuple[list[Bar], int]:
    """The bars of a figure, and how many entries or columns have none because they are right.

    There are none for a single wrong entry, which the card names anyway; for what has more than two axes; for
    scores of classes, of which the card counts the changed classes; and where a number is missing.
    """
    wrong = figure.wrong
    if wrong is None or wrong.ndim not in {1, 2} or figure.predictions or _has_gaps(figure):
        return [], 0
    as_rows = wrong.ndim == 1 or (wrong.shape[1] == 1 and not figure.names)
    want, have, off = (a.reshape(1, -1) if as_rows else a for a in (figure.expected, figure.got, wrong))
    which = [j for j in range(off.shape[1]) if off[:, j].any()]
    if len(which) < _FEW:
        return [], 0
    place = "[{}]" if as_rows else "column {}"
    found = [
        _bar(figure.names[j] if figure.names else place.format(j), *(a[:, j] for a in (want, have, off)))
        for j in which
    ]
    most = max(bar.length for bar in found)
    found = [dataclasses.replace(bar, length=bar.length / most) for bar in found]
    return found, off.shape[1] - len(which)


def _has_gaps(figure: Figure) -> bool:
    return any(bool(np.isnan(array.astype(float)).any()) for array in (figure.expected, figure.got))


def to_text(figure: Figure, *, public: bool) -> list[str]:
    """The bars as lines of text; see :func:`to_html`."""
    found, right = bars(figure)
    width = max((len(bar.name) for bar in _longest(found)), default=0)
    lines = []
    for bar in _longest(found):
        blocks = "█" * max(1, round(bar.length * _BLOCKS))
        lines.append(f"{bar.name:<{width}}  {blocks:<{_BLOCKS}}  {_words(bar, public=public)}")
    return [*lines, *_rest(found, right)]


def to_html(figure: Figure, *, public: bool) -> str:
    """The bars as a table; empty where there are none.

    Args:
        figure: What to show.
        public: Whether the expected numbers may be seen; if not, the words say only what is too high or low.
    """
    found, right = bars(figure)
    if not found:
        return ""
    rows = "".join(_row(bar, public=public) for bar in _longest(found))
    rest = "".join(f"<div><small>{line}</small></div>" for line in _rest(found, right))
    return f'<table style="border-collapse:collapse">{rows}</table>{rest}'


def _row(bar: Bar, *, public: bool) -> str:
    width = max(2, round(bar.length * _PIXELS))
    return (
        f'<tr><th scope="row" style="text-align:left;padding-right:1em;font-weight:normal">'
        f"{html.escape(bar.name)}</th>"
        f'<td aria-hidden="true"><div style="width:{width}px;height:8px;background-color:#d13438"></div></td>'
        f'<td style="text-align:left;padding-left:1em">{html.escape(_words(bar, public=public))}</td></tr>'
    )


def _bar(name: str, want: np.ndarray, have: np.ndarray, wrong: np.ndarray) -> Bar:
    want_, have_ = want.astype(float)[wrong], have.astype(float)[wrong]
    with np.errstate(all="ignore"):
        apart = have_ - want_
        sizes = np.abs(want_).sum() + np.abs(have_).sum()
        share = float(np.abs(apart).sum() / sizes)
    most = int(np.argmax(np.abs(apart)))
    higher, lower = bool((apart > 0).any()), bool((apart < 0).any())
    side = "both ways" if higher and lower else "too high" if higher else "too low"
    return Bar(
        name=name,
        length=share if np.isfinite(share) and share > 0 else 1.0,  # an infinite number is as wrong as can be
        side=side,
        got=number(have[wrong][most]),
        expected=number(want[wrong][most]),
    )


def _words(bar: Bar, *, public: bool) -> str:
    return f"{bar.side}: got {bar.got}, expected {bar.expected}" if public else bar.side


def _longest(found: list[Bar]) -> list[Bar]:
    """The bars that are shown, in the order of the result."""
    longest = sorted(found, key=lambda bar: -bar.length)[:_SHOWN]
    return [bar for bar in found if bar in longest][:_SHOWN]


def _rest(found: list[Bar], right: int) -> list[str]:
    more = [f"{len(found) - _SHOWN} more are wrong"] if len(found) > _SHOWN else []
    rest = [*more, *([f"{right} {'is' if right == 1 else 'are'} right"] if found and right else [])]
    return [f"{', '.join(rest)}."] if rest else []
