"""Writes a result as plain text and as a small HTML card.

The HTML survives an untrusted notebook and nbconvert: inline styles, no script, no ``<style>``; every
colour comes with a word. Everything that came from a student is escaped.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

from autograder.core.results import CaseResult, Difference, Status, TaskResult
from autograder.core.text import plural

# Contrast is at least 4.5 on white, and 3.8 on the black of JupyterLab's dark theme.
_MARK = {
    Status.PASSED: ("✓", "#12805c"),
    Status.FAILED: ("✗", "#d13438"),
    Status.NOT_ATTEMPTED: ("○", "#767676"),
    Status.SUBMISSION_ERROR: ("!", "#b05a00"),
    Status.GRADER_FAULT: ("?", "#8f5bc7"),
}
_SHOWN = 3
"""Wrong cases that a card shows in full; more would not be read."""


def to_text(result: TaskResult) -> str:
    """The card of a result as plain text of several lines, for a terminal."""
    lines = [_headline(result), result.summary]
    lines += _advice_lines(result)
    for case in _wrong(result)[:_SHOWN]:
        assert case.difference is not None
        lines += ["", f"  {case.name}"]
        lines += [f"    {label:<12} {text}" for label, text in _rows(case, case.difference)]
    lines += [f"  note: {note}" for note in _notes(result)]
    return "\n".join([*lines, *_rest(result)])


def to_html(result: TaskResult) -> str:
    """The card of a result as one ``<div>``, for a notebook or a feedback page."""
    mark, colour = _MARK[result.status]
    parts = [
        (
            f'<div role="group" aria-label="{_e(_headline(result))}" style="border-left:4px solid {colour};'
            'padding:6px 12px;margin:4px 0;max-width:52em;line-height:1.45">'
        ),
        (
            f'<div><strong style="color:{colour}">{mark} {_e(str(result.status))}</strong> '
            f"<strong>{_e(result.title)}</strong>{_e(_points(result))}</div>"
        ),
        f"<div>{_code(result.summary)}</div>",
    ]
    parts += [f'<div style="margin-top:4px">{_code(line)}</div>' for line in _advice_lines(result)]
    parts += [_case_html(case, open_=i == 0) for i, case in enumerate(_wrong(result)[:_SHOWN])]
    parts += [f"<div><small>{_code(line)}</small></div>" for line in [*_notes(result), *_rest(result)]]
    return "".join(parts) + "</div>"


def message_html(title: str, text: str) -> str:
    """A card that is only a title and a sentence, such as a hint, as one ``<div>``.

    Args:
        title: Plain text.
        text: Plain text; what stands between backticks is set as code.
    """
    return (
        f'<div role="note" aria-label="{_e(title)}" style="border-left:4px solid #2f76b5;'
        'padding:6px 12px;margin:4px 0;max-width:52em;line-height:1.45">'
        f"<strong>{_e(title)}</strong><div>{_code(text)}</div></div>"
    )


def _headline(result: TaskResult) -> str:
    return f"{_MARK[result.status][0]} {result.status}: {result.title}{_points(result)}"


def _points(result: TaskResult) -> str:
    return f" ({result.score:g} of {plural_points(result.points)})" if result.points else " (practice)"


def _wrong(result: TaskResult) -> list[CaseResult]:
    if result.status is not Status.FAILED:
        return []
    return [case for case in result.cases if case.difference is not None]


def _advice_lines(result: TaskResult) -> Iterable[str]:
    diagnosis = result.diagnosis
    if diagnosis is None or not diagnosis.words:
        return []
    if len(diagnosis.words) > 1:
        titles = " or ".join(f"“{words.title}”" for words in diagnosis.words)
        return [f"These answers fit more than one mistake: {titles}."]
    words = diagnosis.words[0]
    return [f"Diagnosis: {words.title}. {_cost(result)}".rstrip(), words.advice, words.reason]


def _cost(result: TaskResult) -> str:
    """The largest difference, the flipped predictions and the lost points of a task, in parentheses."""
    differences = [case.difference for case in result.cases if case.difference is not None]
    distances = [d.distance for d in differences if d.distance is not None]
    rows = sum(d.rows or 0 for d in differences)
    flips = sum(d.flips or 0 for d in differences)
    facts = []
    if distances:
        facts.append(f"largest difference {_figure(max(distances))}")
    if rows:
        facts.append(f"{flips} of {plural(rows, 'prediction')} flipped")
    if result.points:
        facts.append(f"costs {plural_points(result.points - result.score)}")
    return f"({', '.join(facts)})" if facts else ""


def _figure(value: float) -> str:
    """Three digits, as a person writes them: ``0.0152``, ``1,520``."""
    text = f"{value:.3g}"
    return f"{float(text):,.0f}" if 1000 <= abs(float(text)) < 1e9 else text  # noqa: PLR2004 - where %g turns to powers


def plural_points(points: float) -> str:
    """``1 point``, ``2.5 points``."""
    return "1 point" if points == 1 else f"{points:g} points"


def _rows(case: CaseResult, difference: Difference) -> list[tuple[str, str]]:
    return [
        ("called with", case.call),
        ("got", difference.got),
        ("expected", difference.expected),
        ("what to do", difference.advice),
    ]


def _case_html(case: CaseResult, *, open_: bool) -> str:
    assert case.difference is not None
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;padding-right:1em;white-space:nowrap">{label}</th>'
        f'<td style="text-align:left">{_code(text)}</td></tr>'
        for label, text in _rows(case, case.difference)
    )
    return (
        f'<details{" open" if open_ else ""} style="margin-top:6px"><summary style="display:list-item">'
        f"Case: {_e(case.name)}</summary>"
        f'<table style="border-collapse:collapse">{rows}</table></details>'
    )


def _notes(result: TaskResult) -> list[str]:
    return list(dict.fromkeys(note for case in result.cases for note in case.notes))[:_SHOWN]


def _rest(result: TaskResult) -> list[str]:
    more = len(_wrong(result)) - _SHOWN
    return [f"... and {plural(more, 'more case')}."] if more > 0 else []


def _e(text: str) -> str:
    return html.escape(text)


def _code(text: str) -> str:
    """Escape, and set what stands between backticks as code."""
    pieces = html.escape(text, quote=False).split("`")
    if len(pieces) % 2 == 0:
        return html.escape(text, quote=False)
    return "".join(f"<code>{piece}</code>" if i % 2 else piece for i, piece in enumerate(pieces))
