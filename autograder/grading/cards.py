"""Writes a result as plain text and as a small HTML card.

The HTML survives an untrusted notebook and nbconvert: inline styles, no script, no ``<style>``; every
colour comes with a word. Everything that came from a student is escaped.
"""

from __future__ import annotations

import dataclasses
import html
import re

from autograder.core.results import CaseResult, Drawing, Figure, Status, TaskResult
from autograder.grading import bars, sentences, thumbnails
from autograder.grading.sentences import Setting, plural_points

__all__ = ["DESK", "Setting", "message_html", "to_html", "to_text"]

DESK = Setting()
"""The setting of a card on a feedback page: its cases are hidden ones."""

# Contrast is at least 4.5 on white, and 3.8 on the black of JupyterLab's dark theme.
_EMPHASIS = re.compile(r"(?<![\w*])\*(\w(?:[\w -]*\w)?)\*(?![\w*])")
"""A word or a few between asterisks, as in Markdown."""

_MARK = {
    Status.PASSED: ("✓", "#12805c"),
    Status.FAILED: ("✗", "#d13438"),
    Status.NOT_ATTEMPTED: ("○", "#767676"),
    Status.SUBMISSION_ERROR: ("!", "#b05a00"),
    Status.GRADER_FAULT: ("?", "#8f5bc7"),
}
_COLOURS = "red: too high, blue: too low"


def to_text(result: TaskResult, setting: Setting = DESK) -> str:
    """The card of a result as plain text of several lines, for a terminal.

    Args:
        result: The result.
        setting: Where the card is read.
    """
    lines = [_headline(result), result.summary, *sentences.opening(result, setting)]
    drawn = _drawn(result)
    for case in sentences.shown_cases(result):
        lines += ["", f"  {case.name}"]
        lines += [f"    {label:<12} {text}" for label, text in sentences.rows(result, case, setting)]
        if case is drawn:
            lines += [f"    {line}" for line in _figure_text(case, setting)]
    return "\n".join([*lines, *(f"  {line}" for line in sentences.closing(result, setting))])


def to_html(result: TaskResult, setting: Setting = DESK) -> str:
    """The card of a result as one ``<div>``, for a notebook or a feedback page.

    Args:
        result: The result.
        setting: Where the card is read.
    """
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
    parts += [
        f'<div style="margin-top:4px">{_code(line)}</div>' for line in sentences.opening(result, setting)
    ]
    drawn = _drawn(result)
    for i, case in enumerate(sentences.shown_cases(result)):
        figure = _figure_html(case, setting) if case is drawn else ""
        parts.append(_case_html(case, sentences.rows(result, case, setting), figure, open_=i == 0))
    parts += [f"<div><small>{_code(line)}</small></div>" for line in sentences.closing(result, setting)]
    return "".join(parts) + "</div>"


def drawn(result: TaskResult) -> TaskResult:
    """A result as it is kept: with what a feedback page shows of its figures, and without the numbers."""
    chosen = _drawn(result)

    def kept(case: CaseResult) -> CaseResult:
        if case.difference is None:
            return case
        drawing = None
        if case is chosen:
            drawing = Drawing(html=_figure_html(case, DESK), lines=tuple(_figure_text(case, DESK)))
        difference = dataclasses.replace(case.difference, figure=None)
        return dataclasses.replace(case, difference=difference, drawing=drawing)

    return dataclasses.replace(result, cases=tuple(map(kept, result.cases)))


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


def _drawn(result: TaskResult) -> CaseResult | None:
    """The one case whose numbers are drawn, since a class has many cards: the first that can be."""
    return next((case for case in sentences.shown_cases(result) if _figure_html(case, DESK)), None)


def _figure(case: CaseResult) -> Figure | None:
    return case.difference.figure if case.difference else None


def _figure_text(case: CaseResult, setting: Setting) -> list[str]:
    figure = _figure(case)
    if case.drawing is not None:
        return list(case.drawing.lines)
    if figure is None:
        return []
    if thumbnails.thumbnails(figure, public=setting.public):
        words = thumbnails.pixels_in_words(figure)
        return [words] if words else []
    return bars.to_text(figure, public=setting.public)


def _figure_html(case: CaseResult, setting: Setting) -> str:
    figure = _figure(case)
    if case.drawing is not None:
        return case.drawing.html
    if figure is None:
        return ""
    pictures = thumbnails.thumbnails(figure, public=setting.public)
    if not pictures:
        return bars.to_html(figure, public=setting.public)
    words = thumbnails.pixels_in_words(figure)
    legend = f"<div><small>{words} ({_COLOURS})</small></div>" if words else ""
    return f'<div style="margin-top:4px">{thumbnails.to_html(pictures)}</div>{legend}'


def _case_html(case: CaseResult, rows: list[tuple[str, str]], figure: str, *, open_: bool) -> str:
    cells = "".join(
        f'<tr><th scope="row" style="text-align:left;padding-right:1em;white-space:nowrap">{label}</th>'
        f'<td style="text-align:left">{_code(text)}</td></tr>'
        for label, text in rows
    )
    return (
        f'<details{" open" if open_ else ""} style="margin-top:6px"><summary style="display:list-item">'
        f"Case: {_e(case.name)}</summary>"
        f'<table style="border-collapse:collapse">{cells}</table>{figure}</details>'
    )


def _e(text: str) -> str:
    return html.escape(text)


def _code(text: str) -> str:
    """Escape; set what stands between backticks as code and, outside of it, ``*a word*`` as emphasis."""
    pieces = html.escape(text, quote=False).split("`")
    if len(pieces) % 2 == 0:
        return html.escape(text, quote=False)
    return "".join(
        f"<code>{piece}</code>" if i % 2 else _EMPHASIS.sub(r"<em>\1</em>", piece)
        for i, piece in enumerate(pieces)
    )
