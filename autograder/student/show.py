"""Shows a card to the student: as HTML in a notebook, as plain text in a terminal."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable
from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import display

from autograder.core.text import shorten
from autograder.grading.cards import message_html

_DPI = 80
"""Dots an inch of the pictures in cards: small files, and still sharp."""


def show(text: str, markup: str) -> None:
    """Show ``markup``, which is HTML, in a notebook, and ``text`` where no notebook runs."""
    publish({"text/plain": text, "text/html": markup})


def say(title: str, text: str) -> None:
    """Show a card that is only a title and a sentence; what stands between backticks is code."""
    show(f"{title}\n{text}", message_html(title, text))


def written(value: Any, write: Callable[[Any], str] = repr) -> str:
    """The text of anything, shortened; the name of its type if its own ``repr`` raises."""
    try:
        return shorten(write(value), 200)
    except Exception:  # noqa: BLE001 - a student's __repr__ may do anything
        return type(value).__name__


def publish(bundle: dict[str, Any]) -> None:
    """Display data by their MIME types; without IPython, print the text.

    Args:
        bundle: The data, with at least a ``text/plain``.
    """
    if get_ipython() is None:
        print(bundle["text/plain"])
    else:
        display(bundle, raw=True)


def picture() -> bytes:
    """What ``matplotlib.pyplot`` has drawn last, as a PNG file; the notebook does not show it once more."""
    import matplotlib.pyplot as plt

    figure, buffer = plt.gcf(), io.BytesIO()
    figure.savefig(buffer, format="png", dpi=_DPI, bbox_inches="tight")
    plt.close(figure)
    return buffer.getvalue()


def picture_html(png: bytes, words: str) -> str:
    """A PNG file as an ``<img>`` whose alternative text is ``words``."""
    return f'<img alt="{html.escape(words)}" src="data:image/png;base64,{base64.b64encode(png).decode()}">'
