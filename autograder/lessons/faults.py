"""What an author's code raises, as a sentence that names the file and the line."""

from __future__ import annotations

import contextlib
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

from autograder.core.errors import CourseError, SkewLabError

PATCHES = ("misconceptions.py", "alternatives.py", "mixtures.py", "witnesses.py")
"""Names of the files that hold patches."""


@contextlib.contextmanager
def told(folder: Path) -> Iterator[None]:
    """Turn what a lesson's code raises within the block into a sentence.

    Args:
        folder: The lesson's folder. Patches are compiled under the name ``<folder>/<heading>``, and the
            reference as ``<folder>/reference.py``.

    Raises:
        CourseError: a file of the lesson has an error. What no line of the lesson raised is left as it is.
    """
    try:
        yield
    except SkewLabError:
        raise
    except Exception as error:
        where = _where(error, folder)
        if where is None:
            raise
        said = error.msg if isinstance(error, SyntaxError) else str(error)
        msg = f"{where}: {type(error).__name__}: {said}"
        raise CourseError(msg) from error


def _where(error: Exception, folder: Path) -> str | None:
    """The file and the line of the lesson that an error comes from: the innermost one."""
    frames = [(frame.filename, frame.lineno or 0) for frame in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append((error.filename, error.lineno or 0))
    for name, line in reversed(frames):
        if Path(name).is_absolute():
            if Path(name).is_relative_to(folder):
                return f"{folder.name}/{Path(name).relative_to(folder).as_posix()}, line {line}"
        elif name.startswith(f"{folder.name}/"):
            return _named(folder, name.partition("/")[2], line)
    return None


def _named(folder: Path, title: str, line: int) -> str:
    """Where a line of the reference or of a patch stands in its file."""
    if title.endswith(".py"):
        return f"{folder.name}/{title}, line {line}"
    for file in PATCHES:
        path = folder / file
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        heading = re.search(rf"^# %% {re.escape(title)}$", text, re.MULTILINE)
        if heading is not None:
            return f"{folder.name}/{file}, {title}, line {text.count(chr(10), 0, heading.end()) + 1 + line}"
    return f"{folder.name}/{title}, line {line}"
