"""``quiz``: a question with choices. Opening a choice tells whether it is right, and why."""

from __future__ import annotations

import html
import re
from typing import Any

from autograder.core.errors import CourseError
from autograder.core.text import did_you_mean, shorten
from autograder.student import public
from autograder.student.show import say, show

_CODE = re.compile(r"`([^`]+)`")
_LETTERS = "ABCDEFGH"


def quiz(question: str, choice: str = "") -> None:
    """Show a question with its choices. Open a choice to see whether it is right, and why.

    Nothing is graded. It needs no network and no script: a choice is opened with a click, or with the Tab
    key and Enter. Where no HTML is shown, ``choice`` answers.

    Args:
        question: The question's name as it stands in the lesson, such as ``"normalization.nightly"``.
        choice: The letter of your answer, such as ``"B"``; then only its reason is shown.

    Example:
        >>> quiz("normalization.nightly")  # doctest: +SKIP
        >>> quiz("normalization.nightly", "B")  # doctest: +SKIP
    """
    slug, _, name = str(question).partition(".")
    try:
        questions = public.about(slug)["questions"]
    except CourseError as error:
        say("This question is unknown", str(error))
        return
    except Exception as error:  # noqa: BLE001 - the student can mend nothing here, and must be told so
        say("The quiz itself failed", f"Tell your instructor. ({type(error).__name__}: {error})")
        return
    if name not in questions:
        close = did_you_mean(str(question), [f"{slug}.{known}" for known in questions])
        say("This question is unknown", f"There is no question {shorten(repr(question), 80)}.{close}")
        return
    asked = questions[name]
    if not choice:
        show(_text(question, asked), _html(asked))
        return
    given = dict(zip(_LETTERS, asked["choices"], strict=False)).get(str(choice).strip().upper())
    if given is None:
        letters = ", ".join(_LETTERS[: len(asked["choices"])])
        say("This choice is unknown", f"The choices are {letters}; you gave {shorten(repr(choice), 40)}.")
        return
    say(_verdict(given), given["reason"])


def _verdict(choice: dict[str, Any]) -> str:
    return "✓ Right" if choice["right"] else "✗ Not this one"


def _text(name: str, asked: dict[str, Any]) -> str:
    lines = [
        f"  {letter}  {choice['text']}" for letter, choice in zip(_LETTERS, asked["choices"], strict=False)
    ]
    return "\n".join([asked["text"], *lines, f'Answer with quiz("{name}", "A"), or another letter.'])


def _html(asked: dict[str, Any]) -> str:
    """The question as one ``<div>`` that works in an untrusted notebook, too: no script, no ``<style>``."""
    choices = "".join(
        '<details style="margin:2px 0"><summary style="display:list-item;cursor:pointer">'
        f"<b>{letter}</b>&ensp;{_marked(choice['text'])}</summary>"
        f'<div style="border-left:4px solid {"#12805c" if choice["right"] else "#d13438"};'
        f'padding:2px 12px;margin:2px 0 8px 1.2em"><b>{_verdict(choice)}.</b> '
        f"{_marked(choice['reason'])}</div>"
        "</details>"
        for letter, choice in zip(_LETTERS, asked["choices"], strict=False)
    )
    return (
        '<div role="group" aria-label="Question" style="border-left:4px solid #2f76b5;padding:6px 12px;'
        f'margin:4px 0;max-width:52em;line-height:1.45"><strong>{_marked(asked["text"])}</strong>'
        f'<div style="margin-top:4px">{choices}</div>'
        '<div style="font-size:90%">Choose, then open your choice.</div></div>'
    )


def _marked(text: str) -> str:
    return _CODE.sub(r"<code>\1</code>", html.escape(text))
