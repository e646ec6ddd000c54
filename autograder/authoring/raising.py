"""What a reference may raise: a ``ValueError``, and that on purpose. Any other error is an accident."""

from __future__ import annotations

from collections.abc import Iterable

from autograder.core.answers import Raised
from autograder.core.results import TaskKey

_ALLOWED = "ValueError"


def gate_raising(tasks: Iterable[TaskKey]) -> list[str]:
    """The reference raises nothing but a ``ValueError``, with ``raise`` in a line of its own.

    Args:
        tasks: Keys of the lesson's tasks.
    """
    return [
        f"reference.py, {key.task.name}, {case.name!r}: {case.expected.where or 'an unknown line'} raises "
        f"{case.expected.kinds[0]} ({case.expected.message}): mend it, or refuse the input with "
        f"`raise {_ALLOWED}(...)`"
        for key in tasks
        for case in key.cases
        if isinstance(case.expected, Raised)
        and not (case.expected.own and case.expected.kinds[0] == _ALLOWED)
    ]
