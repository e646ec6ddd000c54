"""What nbgrader copies from a submission's folder into others: the date of handing in, and nothing else.

By itself it copies every file beside the notebook, to ``autograded/`` and on to ``feedback/``, and follows
links: to a solution, say. ``nbgrader_config.py`` calls :func:`install`, so every way to nbgrader has it.
"""

from __future__ import annotations

import datetime as dt
import stat
from pathlib import Path

from nbgrader.converters import base
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import find_all_files, parse_utc

from autograder.core.paths import find_root

TIMESTAMP = "timestamp.txt"
_LENGTH = 100


def install() -> None:
    """Make nbgrader look for files, and for dates, as the functions of this module do."""
    base.find_all_files = files_to_copy
    CourseDirectory.get_existing_timestamp = timestamp_in


def files_to_copy(path: str, exclude: list[str] | None = None) -> list[str]:
    """The files in ``path`` that nbgrader may copy: of what students handed in, the date alone."""
    files: list[str] = find_all_files(path, exclude)
    if not Path(path).resolve().is_relative_to(find_root().work.resolve()):
        return files  # an exercise's source, which is the instructor's
    return [file for file in files if Path(file) == Path(path) / TIMESTAMP and _read(Path(file)) is not None]


def timestamp_in(_: CourseDirectory, folder: str) -> dt.datetime | None:
    """The date beside a notebook; ``None`` where there is none, or something else."""
    return _read(Path(folder) / TIMESTAMP)


def _read(path: Path) -> dt.datetime | None:
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > _LENGTH:
            return None
        date: dt.datetime = parse_utc(path.read_text(encoding="utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return None
    return date
