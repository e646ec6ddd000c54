"""The list of all changes that this course makes to nbgrader's code.

They are made when an exporter of ours is created, or when a command of ours opens nbgrader. Reading
``nbgrader_config.py`` changes nothing, since a Jupyter server reads it, too.
"""

from __future__ import annotations

from typing import Any

from nbgrader import api as gradebook_api
from nbgrader.api import Gradebook
from nbgrader.converters import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.nbgraderformat import common

from autograder.core import patching
from autograder.core.patching import Patch
from autograder.nbgrader import caches, copying, transactions

OURS = "autograder.nbgrader."
"""The start of the names of modules that define this course's exporters."""


def is_ours(exporter: Any) -> bool:
    """Return whether an exporter is one of this course's, or derived from one."""
    return any(kind.__module__.startswith(OURS) for kind in type(exporter).__mro__)


PATCHES = (
    Patch(
        owner=BaseConverter,
        attribute="init_assignment",
        make=lambda original: copying.copies_with(original, is_ours),
        parameters=("self", "assignment_id", "student_id"),
        why="It copies every file beside a submission into two other folders, and follows links.",
        since="nbgrader 0.9.5",
    ),
    Patch(
        owner=CourseDirectory,
        attribute="get_existing_timestamp",
        make=copying.timestamp_with,
        parameters=("self", "dest_path"),
        why="It reads a student's file of any kind and size, follows links, and stops at what is no date.",
        since="nbgrader 0.9.5",
    ),
    Patch(
        owner=gradebook_api,
        attribute="create_engine",
        make=caches.engine_with,
        parameters=("url", "kwargs"),
        why="The gradebook is opened ten times a submission, each time with all queries still to compile.",
        since="nbgrader 0.9.5 with sqlalchemy 2.0",
    ),
    Patch(
        owner=Gradebook,
        attribute="__init__",
        make=caches.opening_with,
        parameters=("self", "db_url", "course_id", "authenticator"),
        why="Each opening asks for each of the gradebook's tables whether it is there.",
        since="nbgrader 0.9.5",
    ),
    Patch(
        owner=Gradebook,
        attribute="close",
        make=caches.closing_with,
        parameters=("self",),
        why="Each closing closes the connections, too, and the next opening has to connect anew.",
        since="nbgrader 0.9.5",
    ),
    Patch(
        owner=Gradebook,
        attribute="__enter__",
        make=transactions.entering_with,
        parameters=("self",),
        why="Each of a dozen changes to a submission is a transaction of its own.",
        since="nbgrader 0.9.5",
    ),
    Patch(
        owner=Gradebook,
        attribute="__exit__",
        make=transactions.leaving_with,
        parameters=("self", "exc_type", "exc_value", "traceback"),
        why="What was collected since it was entered is committed here.",
        since="nbgrader 0.9.5",
    ),
    Patch(
        owner=common,
        attribute="jsonschema",
        make=caches.jsonschema_with,
        of="validate",
        parameters=("instance", "schema", "cls", "args", "kwargs"),
        why="nbgrader's own schema is checked again for each cell.",
        since="nbgrader 0.9.5 with jsonschema 4",
    ),
)


def install() -> None:
    """Make the changes; a second call changes nothing.

    Raises:
        CourseError: the installed nbgrader is not the one that they were written for.
    """
    patching.install(PATCHES)
