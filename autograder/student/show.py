"""Puts a card before the student: HTML in a notebook, plain text in a terminal."""

from __future__ import annotations

from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import display


def show(text: str, html: str) -> None:
    """Show ``html`` where it can be shown, else ``text``."""
    publish({"text/plain": text, "text/html": html})


def publish(bundle: dict[str, Any]) -> None:
    """Display a MIME bundle; without IPython, print its plain text."""
    if get_ipython() is None:
        print(bundle["text/plain"])
    else:
        display(bundle, raw=True)
