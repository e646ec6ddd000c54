"""Runs in place of a ``check`` line when a notebook is graded.

The grader calls :func:`record` in the student's kernel, with inputs that stand in no notebook. It publishes
what the student's function did with them. Whether that is right is decided by another process, which never
runs a student's code.
"""

from __future__ import annotations

import functools
import json
import os
from pathlib import Path
from typing import Any

from IPython.core.getipython import get_ipython

from autograder.core import answers
from autograder.grading import keyfile
from autograder.student.call import call_all
from autograder.student.show import publish

MAX_BYTES = 12 * 2**20
"""The longest record of one task's answers, in characters of JSON; right solutions need a hundredth of it."""

_MODELS: dict[str, Any] = {}
"""The models that were given to functions, by name. Tasks share them, as the cases of a task do."""


def record(task_id: str, entry_point: str) -> None:
    """Call a function of the notebook on the hidden inputs of a task, and publish the answers.

    Args:
        task_id: The task's full name: ``normalization.predict``.
        entry_point: The name of the function. If the notebook defines none, that is published instead.

    Raises:
        KeyError: the variable :data:`~autograder.core.answers.INPUTS` is missing, or inputs lack the task.
        CourseError: the file of inputs can't be read.
    """
    inputs = _inputs(os.environ[answers.INPUTS])
    shell = get_ipython()
    assert shell is not None  # the grader calls this in a kernel
    function = shell.user_ns.get(entry_point)
    if callable(function):
        name = task_id.partition(".")[2]
        payload = answers.to_json(task_id, call_all(function, inputs[name], _MODELS))
        if len(json.dumps(payload)) > MAX_BYTES:  # it would not be received
            payload = {"task": task_id, "too_long": entry_point}
    else:
        payload = {"task": task_id, "no_function": entry_point}
    publish({answers.MIME: payload, "text/plain": f"Answers recorded for {task_id}."})


@functools.cache
def _inputs(path: str) -> dict[str, Any]:
    """The hidden inputs of all tasks, read once; each call of a student's function decodes its own."""
    return keyfile.load(Path(path))
