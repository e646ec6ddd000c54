"""Writes the grader's log, ``.skewlab/log/grader.log``: what failed on our side, with the traceback.

The log names students by their ids and holds nothing else of theirs. Where an exception's text may quote a
notebook, only the exception's kind is written.
"""

from __future__ import annotations

import contextlib
import logging
import logging.handlers
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from rich.console import Console
from rich.logging import RichHandler

from autograder.core.errors import SkewLabError
from autograder.core.paths import CourseRoot
from autograder.core.text import shorten

FILE = "grader.log"

_BYTES, _FILES = 1_000_000, 5
"""The size in bytes at which a log is put aside, and how many such files are kept."""

_LONGEST = 200
"""How many characters of an exception's text are written: enough for a path, too few for a notebook."""

QUOTING = ("jsonschema", "nbformat", "json")
"""Names of packages whose exceptions quote their input, which is a student's notebook."""

_logger = logging.getLogger("autograder")


@contextlib.contextmanager
def to_file(root: CourseRoot, console: Console | None = None) -> Iterator[None]:
    """Log what the grader does in this block to the course's file.

    Args:
        root: The course.
        console: Where to show it as well (``--verbose``); without, only the file has it.
    """
    root.log.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = logging.handlers.RotatingFileHandler(
        root.log / FILE, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True
    )
    file.setFormatter(_Discreet("%(asctime)s %(levelname)s %(process)d %(name)s: %(message)s"))
    handlers: list[logging.Handler] = [file]
    if console is not None:
        handlers.append(RichHandler(console=console, show_path=False))
        handlers[-1].setFormatter(_Discreet("%(message)s"))
    before = _logger.level, _logger.propagate
    _logger.setLevel(logging.DEBUG if console is not None else logging.INFO)
    _logger.propagate = False  # whoever runs us, a Jupyter server for one, has a log of its own
    for handler in handlers:
        _logger.addHandler(handler)
    try:
        yield
    finally:
        for handler in handlers:
            _logger.removeHandler(handler)
            handler.close()
        _logger.level, _logger.propagate = before


def put_aside(root: CourseRoot, name: str) -> Path:
    """Return the path of a log that another process writes; a file that has grown too long is renamed first.

    Args:
        root: The course.
        name: The log's file name.

    Returns:
        A path in the course's folder of logs, which exists. The file itself may not.
    """
    path = root.log / name
    root.log.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.is_file() and path.stat().st_size > _BYTES:
        path.replace(path.with_name(f"{name}.1"))
    return path


def fault(error: BaseException, about: str) -> str:
    """Log a failure of ours with its traceback.

    Args:
        error: What was raised.
        about: The submission that it happened to: a student's id and an exercise.

    Returns:
        What went wrong, for the console, and where the traceback is.
    """
    _logger.error("grader fault: %s", about, exc_info=error)
    text = str(error) if isinstance(error, SkewLabError) else _last_line(error)
    return f"{text} {where()}".strip()


def where() -> str:
    """Return a sentence in brackets that says where the log is; empty where nothing is logged to a file."""
    files = [h.baseFilename for h in _logger.handlers if isinstance(h, logging.FileHandler)]
    return f"(The traceback is in {files[0]}.)" if files else ""


class _Discreet(logging.Formatter):
    """Formats tracebacks without the texts of exceptions that may quote a notebook."""

    def formatException(  # noqa: N802 - the base class's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the frames and a short text of each exception in a chain, of the latest first."""
        pieces: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None and len(pieces) < _FILES:
            frames = "".join(traceback.format_tb(error.__traceback__))
            pieces.append(f"{frames}{_last_line(error)}")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwhich came of\n".join(pieces)


def _last_line(error: BaseException) -> str:
    """Return the kind of an exception, and its text unless that may quote a notebook."""
    kind = type(error)
    if kind.__module__.partition(".")[0] in QUOTING or not str(error):
        return kind.__name__
    return f"{kind.__name__}: {shorten(' '.join(str(error).split()), _LONGEST)}"
