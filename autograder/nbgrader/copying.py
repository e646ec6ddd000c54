"""What nbgrader copies from a submission's folder into others: the date of handing in, and nothing else.

By itself it copies every file beside the notebook, to ``autograded/`` and on to ``feedback/``, and follows
links: to a solution, say.
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
_LENGTH = 100
"""Bytes of a file that may be a date."""


def copies_with(original: Callable[..., None], is_ours: Callable[[Any], bool]) -> Callable[..., None]:
    """``BaseConverter.init_assignment``, which copies what lies beside a notebook.

    Args:
        original: nbgrader's own.
        is_ours: Whether an exporter is one of this course's. Converters of other courses that the same
            server has stay as they are.
    """

    def init_assignment(self: BaseConverter, assignment_id: str, student_id: str) -> None:
        """Copy the date alone, but all files beside an exercise's source, which are the instructor's."""
        if isinstance(self, GenerateAssignment) or not is_ours(self.exporter):
            original(self, assignment_id, student_id)
            return
        source = Path(self._format_source(assignment_id, student_id)) / TIMESTAMP
        if date_in(source) is None:
            return
        target = Path(self._format_dest(assignment_id, student_id)) / TIMESTAMP
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        shutil.copy(source, target, follow_symlinks=False)

    return init_assignment


def timestamp_with(_: Callable[..., Any]) -> Callable[[object, str], dt.datetime | None]:
    """``CourseDirectory.get_existing_timestamp``: the date beside a notebook, or ``None``."""

    def get_existing_timestamp(_: object, dest_path: str) -> dt.datetime | None:
        return date_in(Path(dest_path) / TIMESTAMP)

    return get_existing_timestamp


def date_in(path: Path) -> dt.datetime | None:
    """The date in a regular file; ``None`` where there is none, or something else."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LENGTH:
            return None
        date: dt.datetime = parse_utc(path.read_text(encoding="utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return None
    return date
