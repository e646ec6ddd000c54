"""Tells from nbgrader's configuration which course is meant."""

from __future__ import annotations

from pathlib import Path

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Configurable

from autograder.core.paths import CourseRoot


def root_of(configurable: Configurable) -> CourseRoot:
    """Return the course that nbgrader's configuration names."""
    return CourseRoot(Path(CourseDirectory(config=configurable.config).root))
