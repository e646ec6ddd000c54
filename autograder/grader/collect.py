"""Reads the answers from the outputs of a check's cell, or why there are none.

The outputs were written by a process that runs a student's code, so nothing in them is trusted.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from nbformat import NotebookNode

from autograder.core import answers
from autograder.core.answers import Answers, NoAnswers
from autograder.core.errors import AnswersError
from autograder.core.specs import Task


def answers_of(
    outputs: Sequence[NotebookNode], task_id: str, task: Task, unreached: str | None
) -> Answers | NoAnswers:
    """Return the answers that a check published.

    Args:
        outputs: The outputs of the check's cell.
        task_id: Such as ``normalization.predict``.
        task: The task that the check tries.
        unreached: Why the cell did not run to its end, as a sentence; ``None`` if it did.

    Returns:
        The answers by case; or :class:`~autograder.core.answers.NoAnswers` with a sentence for the student.
    """
    payloads = [
        output.data[answers.MIME]
        for output in outputs
        if output.output_type == "display_data" and answers.MIME in output.data
    ]
    if payloads:
        # The last one is the check's own: code of the student's may have published others before it.
        return _read(payloads[-1], task_id, task)
    if unreached is not None:
        return NoAnswers(f"This check was not reached, or did not finish. {unreached}")
    errors = [output for output in outputs if output.output_type == "error"]
    if errors:
        return NoAnswers(f"The check could not run: {errors[-1].ename}: {errors[-1].evalue[:200]}")
    return NoAnswers("The check gave no answers: something in the notebook keeps it from running.")


def _read(payload: Any, task_id: str, task: Task) -> Answers | NoAnswers:
    """Return the answers in one published record."""
    try:
        record = json.loads(payload) if isinstance(payload, str) else payload
    except (ValueError, RecursionError):
        return NoAnswers("The answers could not be read: their record is damaged.")
    if isinstance(record, dict) and record.get("no_function") == task.entry_point:
        return NoAnswers(
            f"The notebook defines no function `{task.entry_point}`: keep its name, and see that "
            "the cell that defines it runs without an error."
        )
    if isinstance(record, dict) and record.get("too_long") == task.entry_point:
        return NoAnswers(f"What `{task.entry_point}` returned is far larger than the answers to this task.")
    try:
        return answers.from_json(task_id, record)
    except AnswersError as error:
        return NoAnswers(f"The answers could not be read. {error}")
