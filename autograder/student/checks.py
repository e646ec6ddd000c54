"""``check`` and ``hint``: what a student calls in a notebook. Neither ever raises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from autograder.core import answers as answers_format
from autograder.core.errors import CourseError
from autograder.grading import cards
from autograder.grading.grade import grade
from autograder.student import public
from autograder.student.call import call_all
from autograder.student.show import show


def check(task_id: str, function: Callable[..., Any]) -> float | None:
    """Try your function on the public cases of a task and show how it did.

    When your notebook is graded, the same rubric is applied to other inputs.

    Args:
        task_id: Such as ``"normalization.predict"``; it stands in the exercise.
        function: Your function itself, not its result: ``predict``, not ``predict(frame)``.

    Returns:
        The points earned on the public cases; ``None`` for practice, which earns none.

    Example:
        >>> check("normalization.predict", predict)  # doctest: +SKIP
    """
    try:
        cases, key, task_key = public.find_task(task_id)
    except CourseError as error:
        _say("This check is unknown", str(error))
        return 0.0
    task = task_key.task
    if not callable(function):
        submission: dict[str, Any] = {
            task.name: f"`check` was given {type(function).__name__}, not a function: "
            f"pass `{task.entry_point}` itself, without calling it."
        }
    else:
        outcomes = call_all(function, cases)
        payload = answers_format.to_json(task_id, outcomes)
        submission = {task.name: answers_format.from_json(task_id, payload)}
    result = grade(key, submission)[task.name]
    show(cards.to_text(result), cards.to_html(result))
    return float(result.score) if task.points else None


def hint(task_id: str, rung: int = 1) -> None:
    """Show one of three hints: 1 where to look, 2 which idea, 3 nearly the code.

    Example:
        >>> hint("normalization.predict", 2)  # doctest: +SKIP
    """
    try:
        _, _, task_key = public.find_task(task_id)
    except CourseError as error:
        _say("This hint is unknown", str(error))
        return
    hints = task_key.task.hints
    if rung not in range(1, len(hints) + 1):
        _say("This hint is unknown", f"Hints are numbered 1 to {len(hints)}; you asked for {rung!r}.")
        return
    _say(f"Hint {rung} of {len(hints)}: {task_key.task.title}", hints[rung - 1])


def _say(title: str, text: str) -> None:
    show(f"{title}\n{text}", cards.message_html(title, text))
