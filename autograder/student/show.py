"""Shows a card to the student: as HTML in a notebook, as plain text in a terminal."""

from __future__ import annotations

from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import display


def show(text: str, html: str) -> None:
    """Show ``html`` in a notebook, and ``text`` where no notebook runs."""
    publish({"text/plain": text, "text/html": html})


def publish(bundle: dict[str, Any]) -> None:
    """Display data by their MIME types; without IPython, print the text.

    Args:
        bundle: The data, with at least a ``text/plain``.
    """
    if get_ipython() is None:
        print(bundle["text/plain"])
    else:
        display(bundle, raw=True)
