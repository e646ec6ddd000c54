"""Keeps the records of graded submissions, each under a digest of all that its result depends on.

A submission whose digest has a record is not run again, so a run that was killed goes on where it stopped.
nbgrader's passes take the notebook and the outputs from the record and repair nothing themselves.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, from_dict

from autograder.core.errors import GraderFault
from autograder.core.files import write_whole
from autograder.core.paths import CourseRoot
from autograder.core.results import RESULT_MIME, TaskResult
from autograder.intake.reading import Received
from autograder.intake.submissions import Submission


@dataclasses.dataclass(frozen=True, kw_only=True)
class Record:
    """A graded submission.

    Attributes:
        notebook: The repaired notebook, without outputs.
        outputs: For each code cell of ``notebook``, in order, the list of its outputs.
        repairs: Sentences for the student, one for each kind of repair.
    """

    notebook: NotebookNode
    outputs: tuple[list[NotebookNode], ...]
    repairs: tuple[str, ...]

    def results(self) -> tuple[TaskResult, ...]:
        """Return the results of its tasks, in the order of the notebook.

        Raises:
            AnswersError: a result is damaged.
        """
        return results_in(output for cell in self.outputs for output in cell)


def results_in(outputs: Iterable[Mapping[str, Any]]) -> tuple[TaskResult, ...]:
    """Return the results that lie in outputs of cells, in their order.

    Args:
        outputs: Outputs as nbformat has them. Those that hold no result are skipped.

    Raises:
        AnswersError: a result is damaged.
    """
    return tuple(
        TaskResult.from_json(output["data"][RESULT_MIME])
        for output in outputs
        if RESULT_MIME in output.get("data", ())
    )


def digest(submission: Submission, received: Received, key_name: str) -> str:
    """Return the digest that names a submission's record: 32 hexadecimal digits.

    Args:
        submission: The student and the exercise, on which the order of the cases depends.
        received: The submission as it was read.
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
    """Return a record as JSON, as it is kept.

    Args:
        received: The submission as it was read.
        outputs: The JSON that :func:`autograder.grader.job.grade_job` returned.
    """
    # Joined as text: the outputs are JSON already, and parsing them costs as much as writing them.
    head = json.dumps({"notebook": received.notebook, "repairs": received.repairs})
    return head[:-1].encode() + b', "outputs": ' + outputs + b"}"


def has(root: CourseRoot, name: str) -> bool:
    """Return whether there is a whole record under a digest."""
    return _read(root, name) is not None


def load(root: CourseRoot, name: str) -> Record:
    """Return the record under a digest.

    Args:
        root: The course.
        name: The digest.

    Raises:
        GraderFault: there is no record, or only a part of one.
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
    """Keep a record; the file appears whole or not at all.

    Args:
        root: The course.
        name: The digest of the submission.
        record: The record, from :func:`to_bytes`.
    """
    write_whole(_path(root, name), record)


def forget(root: CourseRoot, name: str) -> None:
    """Remove the record under a digest, if there is one: its submission then runs again."""
    _path(root, name).unlink(missing_ok=True)


def _read(root: CourseRoot, name: str) -> Any:
    """Return a record's parsed JSON; ``None`` if there is none, or only a part, as after a power cut."""
    try:
        data = json.loads(_path(root, name).read_bytes())
    except (OSError, ValueError):
        return None
    whole = isinstance(data, dict) and data.keys() == {"notebook", "repairs", "outputs"}
    return data if whole else None


def _path(root: CourseRoot, name: str) -> Path:
    return root.records / name[:2] / f"{name}.json"


def code_cells(nb: NotebookNode) -> Sequence[NotebookNode]:
    """Return the code cells of a notebook, in order."""
    return [cell for cell in nb.cells if cell.cell_type == "code"]
