"""What makes a course this course and no other: the settings in its ``course.toml``."""

from __future__ import annotations

import dataclasses
import functools
import sys
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.core.text import did_you_mean


@dataclasses.dataclass(frozen=True, kw_only=True)
class Course:
    """The settings of a course; these are the values where ``course.toml`` names no others, or is missing.

    Attributes:
        name: The course's name, as students read it.
        lessons: The folder of the lessons, relative to the course's, with ``/``.
        order: The slugs of lessons in the order in which they are best learnt; others follow by number.
        points: The points that the tasks of each exercise add up to.
        libraries: The names of modules that kernels have imported before a submission runs. A notebook's
            set-up cell imports those without a dot, and prints their versions. One that is missing costs its
            own import time in each kernel, nothing else.
        versions: The names, as on PyPI, of the libraries whose version changes what a pipeline computes.
        require_failure: Whether each lesson has to prove, by ``gap_at_least``, that its failure happens.
    """

    name: str = "The course"
    lessons: str = "lessons"
    order: tuple[str, ...] = ()
    points: float = 10.0
    libraries: tuple[str, ...] = ("numpy", "pandas")
    versions: tuple[str, ...] = ("numpy", "pandas")
    require_failure: bool = True


@functools.lru_cache(maxsize=16)
def settings_of(root: CourseRoot) -> Course:
    """The settings of a course; read once in a process, so that a run sees one state of them.

    Raises:
        CourseError: ``course.toml`` is no TOML, or has a setting that is unknown or of another kind.
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:  # pragma: no cover - the same library under its old name
        import tomli as tomllib

    try:
        text = root.settings.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Course()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{root.settings} can't be read as UTF-8 text: {error}."
        raise CourseError(msg) from error
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        msg = f"{root.settings} is no TOML: {error}. A line is a name, `=` and a value: `points = 10`."
        raise CourseError(msg) from error
    return _course(found, root.settings)


def lessons_of(root: CourseRoot) -> Path:
    """The folder that holds one folder for each lesson of a course.

    Raises:
        CourseError: see :func:`settings_of`.
    """
    return root.path / settings_of(root).lessons


def _course(found: Mapping[str, Any], file: Path) -> Course:
    """The settings of a file, whose values are held against the kinds of the defaults."""
    defaults = {field.name: field.default for field in dataclasses.fields(Course)}
    values: dict[str, Any] = {}
    for name, value in found.items():
        if name not in defaults:
            msg = f"{file} sets {name!r}, which is no setting.{did_you_mean(name, list(defaults))}"
            raise CourseError(msg)
        kind, fits = _KINDS[type(defaults[name])]
        if not fits(value):
            msg = f"{file}: {name} should be {kind}; it is {value!r}."
            raise CourseError(msg)
        values[name] = tuple(value) if isinstance(value, list) else value
    lessons = PurePosixPath(values.get("lessons", "lessons"))
    if lessons.is_absolute() or ".." in lessons.parts:
        msg = f"{file}: lessons should be a folder inside the course, such as 'lessons'; it is '{lessons}'."
        raise CourseError(msg)
    return Course(**values)


_KINDS: dict[type, tuple[str, Callable[[Any], bool]]] = {
    str: ("a text in quotes", lambda value: isinstance(value, str) and bool(value.strip())),
    float: (
        "a number above 0",
        lambda value: isinstance(value, int | float) and not isinstance(value, bool) and value > 0,
    ),
    bool: ("true or false", lambda value: isinstance(value, bool)),
    tuple: (
        'a list of texts, such as ["numpy"]',
        lambda value: isinstance(value, list) and all(isinstance(item, str) and item for item in value),
    ),
}
"""By the type of a default: what is expected, in words, and a test for it."""
