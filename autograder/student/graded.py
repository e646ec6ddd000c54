"""What runs in place of a ``check`` line when a notebook is graded.

The engine calls :func:`record` with inputs that no notebook holds. It publishes what the student's
function did with them; whether that is right is decided elsewhere, by a process that never runs a
student's code.
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
"""The longest record of one task's answers; the longest of a right solution has a hundredth of that."""


def record(task_id: str, entry_point: str) -> None:
    """Call the notebook's ``entry_point`` on the hidden inputs of a task and publish the answers."""
    inputs = _inputs(os.environ[answers.INPUTS])
    shell = get_ipython()
    assert shell is not None  # the engine calls this in a kernel
    function = shell.user_ns.get(entry_point)
    if callable(function):
        name = task_id.partition(".")[2]
        payload = answers.to_json(task_id, call_all(function, inputs[name]))
        if len(json.dumps(payload)) > MAX_BYTES:  # it would not be received
            payload = {"task": task_id, "too_long": entry_point}
    else:
        payload = {"task": task_id, "no_function": entry_point}
    publish({answers.MIME: payload, "text/plain": f"Answers recorded for {task_id}."})


@functools.cache
def _inputs(path: str) -> dict[str, Any]:
    """The hidden inputs of all tasks, read once; each call of a student's function decodes its own."""
    return keyfile.load(Path(path))
