"""``check`` and ``hint``, which a student calls in a notebook. Neither ever raises an exception."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from autograder.core import answers as answers_format
from autograder.core.answers import Answers, NoAnswers
from autograder.core.errors import CourseError
from autograder.core.results import AnswerKey, TaskKey
from autograder.core.specs import EncodedCase
from autograder.core.text import shorten
from autograder.grading import cards
from autograder.grading.grade import fault, grade
from autograder.student import public
from autograder.student.call import call_all
from autograder.student.show import show


def check(task_id: str, function: Callable[..., Any]) -> float | None:
    """Try your function on the public cases of a task and show how it did.

    When your notebook is graded, the same rubric is applied to other inputs.

    Args:
        task_id: The task's name as it stands in the exercise, such as ``"normalization.predict"``.
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
    except Exception as error:  # noqa: BLE001 - the student can mend nothing here, and must be told so
        _say("The check itself failed", _failed("check", error))
        return 0.0
    try:
        return _check(task_id, function, cases, key, task_key)
    except Exception as error:  # noqa: BLE001 - as above
        result = fault(key, task_key.task.name, "")
        result = dataclasses.replace(result, summary=_failed("check", error))
        show(cards.to_text(result), cards.to_html(result))
        return 0.0


def _check(
    task_id: str, function: Callable[..., Any], cases: list[EncodedCase], key: AnswerKey, task_key: TaskKey
) -> float | None:
    task = task_key.task
    if not callable(function):
        given: Answers | NoAnswers = NoAnswers(
            f"`check` was given {type(function).__name__}, not a function: "
            f"pass `{task.entry_point}` itself, without calling it."
        )
    else:
        outcomes = call_all(function, cases)
        payload = answers_format.to_json(task_id, outcomes)
        given = answers_format.from_json(task_id, payload)
    result = grade(key, {task.name: given})[task.name]
    show(cards.to_text(result), cards.to_html(result))
    return float(result.score) if task.points else None


def hint(task_id: str, rung: int = 1) -> None:
    """Show one of a task's three hints.

    Args:
        task_id: The task's name as it stands in the exercise, such as ``"normalization.predict"``.
        rung: 1 says where to look, 2 which idea to use, and 3 nearly the code.

    Example:
        >>> hint("normalization.predict", 2)  # doctest: +SKIP
    """
    try:
        _, _, task_key = public.find_task(task_id)
    except CourseError as error:
        _say("This hint is unknown", str(error))
        return
    except Exception as error:  # noqa: BLE001 - as in check
        _say("The hint itself failed", _failed("hint", error))
        return
    hints = task_key.task.hints
    if not isinstance(rung, int | float) or rung not in range(1, len(hints) + 1):
        _say("This hint is unknown", f"Hints are numbered 1 to {len(hints)}; you asked for {_shown(rung)}.")
        return
    _say(f"Hint {int(rung)} of {len(hints)}: {task_key.task.title}", hints[int(rung) - 1])


def _failed(what: str, error: Exception) -> str:
    return f"The {what} itself failed; tell your instructor. ({type(error).__name__}: {_shown(error, str)})"


def _shown(value: Any, write: Callable[[Any], str] = repr) -> str:
    """The text of anything, shortened; the name of its type if its own ``repr`` raises."""
    try:
        return shorten(write(value), 200)
    except Exception:  # noqa: BLE001 - a student's __repr__ may do anything
        return type(value).__name__


def _say(title: str, text: str) -> None:
    show(f"{title}\n{text}", cards.message_html(title, text))
