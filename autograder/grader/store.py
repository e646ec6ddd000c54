"""The results of graded submissions, each kept under a digest of all that it depends on.

What is unchanged is never run again, and a run that was killed goes on where it stopped. nbgrader's passes
take what they show from here: a submission is read, repaired and digested once.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict

from autograder.core.errors import GraderFault
from autograder.core.files import write_whole
from autograder.core.paths import CourseRoot
from autograder.intake.reading import Received
from autograder.intake.submissions import Submission


@dataclasses.dataclass(frozen=True, kw_only=True)
class Record:
    """A graded submission.

    Attributes:
        notebook: As it was handed in and repaired, without outputs.
        outputs: For each code cell of ``notebook``, in order, its outputs.
        repairs: What was repaired, as sentences for the student.
    """

    notebook: NotebookNode
    outputs: tuple[list[NotebookNode], ...]
    repairs: tuple[str, ...]


def digest(submission: Submission, received: Received, key_name: str) -> str:
    """The name of a submission's record.

    Args:
        submission: Whose it is: it decides about the order of the cases.
        received: What was read.
        key_name: The name of the student's answer key (:func:`autograder.keys.cache.name_of`), which changes
            with the lesson, its data, the grader's code and the versions of libraries.
    """
    parts = [
        dataclasses.astuple(submission),
        key_name,
        received.notebook,
        received.to_run,
        received.repairs,
        received.unreadable,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def to_bytes(received: Received, outputs: bytes) -> bytes:
    """A record as it is kept: ``outputs`` are those of :func:`autograder.grader.job.grade_job`."""
    head = json.dumps({"notebook": received.notebook, "repairs": received.repairs})
    return head[:-1].encode() + b', "outputs": ' + outputs + b"}"


def has(root: CourseRoot, name: str) -> bool:
    """Whether there is a whole record of this name."""
    return _read(root, name) is not None


def load(root: CourseRoot, name: str) -> Record:
    """The record of this name.

    Raises:
        GraderFault: there is none.
    """
    data = _read(root, name)
    if data is None:
        msg = f"The result {name} is missing from {root.records}. Grade this submission again."
        raise GraderFault(msg)
    return Record(
        notebook=from_dict(data["notebook"]),
        outputs=tuple([from_dict(output) for output in cell] for cell in data["outputs"]),
        repairs=tuple(data["repairs"]),
    )


def save(root: CourseRoot, name: str, record: bytes) -> None:
    """Keep a record; the file appears whole or not at all."""
    write_whole(_path(root, name), record)


def forget(root: CourseRoot, name: str) -> None:
    """Drop a record: what it was graded from runs again."""
    _path(root, name).unlink(missing_ok=True)


def _read(root: CourseRoot, name: str) -> Any:
    """A record's data; ``None`` if it is missing, or if a crash of the machine left half of it."""
    try:
        data = json.loads(_path(root, name).read_bytes())
    except (OSError, ValueError):
        return None
    whole = isinstance(data, dict) and data.keys() == {"notebook", "repairs", "outputs"}
    return data if whole else None


def _path(root: CourseRoot, name: str) -> Path:
    return root.records / name[:2] / f"{name}.json"


def code_cells(nb: NotebookNode) -> Sequence[NotebookNode]:
    """The cells of a notebook that have outputs, in order."""
    return [cell for cell in nb.cells if cell.cell_type == "code"]
