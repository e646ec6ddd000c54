"""Makes nbgrader copy only the date of handing in from a submission's folder.

By itself nbgrader copies every file beside the notebook to ``autograded/`` and on to ``feedback/``. It also
follows links, which may lead to a solution.
"""

from __future__ import annotations

import datetime as dt
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbgrader.converters import BaseConverter, GenerateAssignment
from nbgrader.utils import parse_utc

TIMESTAMP = "timestamp.txt"
"""The name of the file that holds the date of handing in."""

_LENGTH = 100
"""Bytes of the largest file that is read as a date."""


def copies_with(original: Callable[..., None], is_ours: Callable[[Any], bool]) -> Callable[..., None]:
    """Return ``BaseConverter.init_assignment`` that copies nothing but the date.

    Args:
        original: nbgrader's own method.
        is_ours: Tells whether an exporter is one of this course's. A server may also grade other courses,
            whose files are copied as before.
    """

    def init_assignment(self: BaseConverter, assignment_id: str, student_id: str) -> None:
        """Copy the date alone; of an exercise's source, which is the instructor's, copy all files."""
        if isinstance(self, GenerateAssignment) or not is_ours(self.exporter):
            original(self, assignment_id, student_id)
            return
        source = Path(self._format_source(assignment_id, student_id)) / TIMESTAMP
        if date_in(source) is None:
            return
        target = Path(self._format_dest(assignment_id, student_id)) / TIMESTAMP
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)  # nbgrader makes its copies read-only, and they can't be overwritten
        shutil.copy(source, target, follow_symlinks=False)

    return init_assignment


def timestamp_with(_: Callable[..., Any]) -> Callable[[object, str], dt.datetime | None]:
    """Return ``CourseDirectory.get_existing_timestamp`` that reads the date with :func:`date_in`."""

    def get_existing_timestamp(_: object, dest_path: str) -> dt.datetime | None:
        return date_in(Path(dest_path) / TIMESTAMP)

    return get_existing_timestamp


def date_in(path: Path) -> dt.datetime | None:
    """Return the date in a file, in UTC; ``None`` if it is no short regular file that holds a date."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LENGTH:
            return None
        date: dt.datetime = parse_utc(path.read_text(encoding="utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return None
    return date
