"""What a student reads of an exception: its kind, the gist of its text, and the own line that raised it."""

from __future__ import annotations

import builtins
import difflib
import re
import sys
import traceback
from collections.abc import Iterable
from pathlib import Path

from autograder.core.answers import Raised

_LENGTH = 400
"""Characters of a message that are kept."""

_NOISE = tuple(
    re.compile(pattern, re.DOTALL | re.MULTILINE)
    for pattern in (
        r"\x1b\[[0-9;?]*[ -/]*[@-~]",  # codes for the colours of a terminal
        r"\AException encountered when calling \S+\s*",  # Keras says around an error in which layer it was,
        r"\s*Arguments received by \S+:\s.*\Z",  # and what that was called with, in many lines
        r"\AGraph execution error:.*(^  File [^\n]*|unavailable>)\n",  # TensorFlow: how the graph was made,
        r"\{\{function_node [^}]*\}\}\s*",  # and the names of its operations
        r"\s*\[(\[\{\{node|Op:).*\Z",
        r"(?<=\bkeras_tensor)_\d+",  # Keras counts all tensors that were made before, also for other models,
        r"(?P<kept>\b[Ll]ayer ['\"][a-z0-9_]*?)_\d+(?=['\"])",  # and all layers of a kind
    )
)
"""What is taken out of a message, but for the group ``kept``."""

_NEAR = 0.6
"""How alike two names are, at least, for one to be a slip of the other; 1 is equal."""


def raised(error: BaseException) -> Raised:
    """An exception as an answer, whatever its class does when it is written."""
    kinds = tuple(kind.__name__ for kind in type(error).__mro__ if kind is not object)
    return Raised(kinds=kinds, message=_message(error)[:_LENGTH], where=_where(error))


def _message(error: BaseException) -> str:
    try:
        text = str(error)
    except Exception:  # noqa: BLE001 - a student's __str__ may raise
        return ""
    for pattern in _NOISE:
        text = pattern.sub(lambda found: found.groupdict().get("kept", ""), text)
    return " ".join(text.split()) + _suggestion(error)


def _suggestion(error: BaseException) -> str:
    """`` Did you mean 'train'?`` for a name that is not defined, where another one resembles it."""
    trace = error.__traceback__
    if type(error) is not NameError or not isinstance(error.name, str) or trace is None:
        return ""
    while trace.tb_next is not None:
        trace = trace.tb_next
    scopes: tuple[Iterable[str], ...] = (trace.tb_frame.f_locals, trace.tb_frame.f_globals, dir(builtins))
    for scope in scopes:  # the nearest first
        names = [name for name in scope if not name.startswith("_")]
        close = difflib.get_close_matches(error.name, names, n=1, cutoff=_NEAR)
        if close:
            return f". Did you mean {close[0]!r}?"
    return ""


def _where(error: BaseException) -> str:
    """The last line of the student's own code that the error passed through."""
    here = str(Path(__file__).parent)
    for entry in reversed(traceback.extract_tb(error.__traceback__)):
        notebook_cell = "ipykernel" in entry.filename or entry.filename.startswith("<ipython-input")
        if notebook_cell or not (
            "site-packages" in entry.filename
            or entry.filename.startswith((here, sys.prefix, sys.base_prefix))
        ):
            return f"line {entry.lineno}: {entry.line}" if entry.line else f"line {entry.lineno}"
    return ""
