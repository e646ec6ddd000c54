"""``yours``: a lesson goes on with the student's function if its check is green, and else with its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.core.errors import CourseError
from autograder.student import memory, public
from autograder.student.show import say, written


def yours(task_id: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return your function if its check is green. If it is not, return the lesson's own, and say so.

    So the lesson runs to its end whatever you have written, and runs with your code where that is right.

    Args:
        task_id: The task's name as it stands in the lesson, such as ``"normalization.prepare"``.
        function: Your function.

    Example:
        >>> prepare = yours("normalization.prepare", prepare)  # doctest: +SKIP
    """
    try:
        _, key, task_key = public.find_task(task_id)
        name = task_key.task.entry_point
        if memory.is_green(key.slug, task_key.task.name, function):
            say("The lesson goes on with your code", f"From here on, `{name}` is what you wrote.")
            return function
        namespace: dict[str, Any] = {"__name__": task_id}
        code = compile(public.own_code(key.slug), task_id, "exec")
        exec(code, namespace)  # noqa: S102 - the lesson's own code
    except CourseError as error:
        say("This task is unknown", str(error))
    except Exception as error:  # noqa: BLE001 - the lesson must go on, whatever is damaged
        text = f"`yours` itself failed; tell your instructor. ({written(error, _named)})"
        say("The lesson goes on with your code", text)
    else:
        text = f"The check of `{name}` is not green yet. Write yours any time; run its cell, then this one."
        say("The lesson goes on with its own code", text)
        own: Callable[..., Any] = namespace[name]
        return own
    return function


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
