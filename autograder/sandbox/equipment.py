"""What a kernel gets of its course: data and libraries, and nothing that is secret."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from autograder.core.course import settings_of
from autograder.core.paths import CourseRoot


@dataclasses.dataclass(frozen=True, kw_only=True)
class Equipment:
    """What a kernel gets of its course.

    Attributes:
        data: The folder of the course's data, which it may read.
        libraries: The names of the modules that it has imported before its first cell.
    """

    data: Path
    libraries: tuple[str, ...]

    @classmethod
    def of(cls, root: CourseRoot) -> Equipment:
        """The equipment of a course's kernels.

        Raises:
            CourseError: the course's settings have a fault.
        """
        return cls(data=root.data.resolve(), libraries=settings_of(root).libraries)
