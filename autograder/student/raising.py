"""What a student reads of an exception: its kind, the gist of its text, and the own line that raised it."""

from __future__ import annotations

import builtins
import difflib
import dis
import re
import sys
import traceback
import types
from collections.abc import Iterable, Iterator
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

_RAISE = dis.opmap["RAISE_VARARGS"]
"""What Python does at a ``raise`` and at a failed ``assert``."""

_NEAR = 0.6
"""How alike two names are, at least, for one to be a slip of the other; 1 is equal."""


def raised(error: BaseException) -> Raised:
    """An exception as an answer, whatever its class does when it is written."""
    kinds = tuple(kind.__name__ for kind in type(error).__mro__ if kind is not object)
    where, own = _where(error)
    return Raised(kinds=kinds, message=_message(error)[:_LENGTH], where=where, own=own)


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
    traces = list(_tracebacks(error))
    if type(error) is not NameError or not isinstance(error.name, str) or not traces:
        return ""
    frame = traces[-1].tb_frame
    scopes: tuple[Iterable[str], ...] = (frame.f_locals, frame.f_globals, dir(builtins))
    for scope in scopes:  # the nearest first
        names = [name for name in scope if not name.startswith("_")]
        close = difflib.get_close_matches(error.name, names, n=1, cutoff=_NEAR)
        if close:
            return f". Did you mean {close[0]!r}?"
    return ""


def _where(error: BaseException) -> tuple[str, bool]:
    """The last line of the student's own code that the error passed through, and whether it raised it."""
    here = str(Path(__file__).parent)
    own = None
    for trace, entry in zip(_tracebacks(error), traceback.extract_tb(error.__traceback__), strict=True):
        notebook_cell = "ipykernel" in entry.filename or entry.filename.startswith("<ipython-input")
        if notebook_cell or not (
            "site-packages" in entry.filename
            or entry.filename.startswith((here, sys.prefix, sys.base_prefix))
        ):
            own = trace, entry
    if own is None:
        return "", False
    trace, entry = own
    line = f"line {entry.lineno}: {entry.line}" if entry.line else f"line {entry.lineno}"
    # The text of the line is not always known, but what Python was doing there is. `assert` does the same.
    return line, trace.tb_frame.f_code.co_code[trace.tb_lasti] == _RAISE


def _tracebacks(error: BaseException) -> Iterator[types.TracebackType]:
    """The frames that an error passed through, from the outermost on."""
    trace = error.__traceback__
    while trace is not None:
        yield trace
        trace = trace.tb_next
