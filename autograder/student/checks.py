"""``check``, ``hint`` and ``case``, which a student calls in a notebook. None of them ever raises."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from autograder.core import answers as answers_format
from autograder.core.answers import Answers, NoAnswers
from autograder.core.errors import CourseError
from autograder.core.results import AnswerKey, TaskKey
from autograder.core.specs import EncodedCase
from autograder.core.text import did_you_mean
from autograder.grading import cards
from autograder.grading.grade import fault, grade
from autograder.student import memory, progress, public
from autograder.student.call import arguments, call_all
from autograder.student.quiet import quiet_stderr
from autograder.student.show import say, show, written


class Points(float):
    """Points as ``check`` returns them: nbgrader reads them below the card, and students need not.

    The card has said them already, and a bare ``3.0`` below it looks like a slip.
    """

    def _repr_html_(self) -> str:
        """What a notebook shows in place of the number; called by IPython."""
        return "<span></span>"


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
        say("This check is unknown", str(error))
        return Points(0.0)
    except Exception as error:  # noqa: BLE001 - the student can mend nothing here, and must be told so
        say("The check itself failed", _failed("check", error))
        return Points(0.0)
    try:
        return _check(task_id, function, cases, key, task_key)
    except Exception as error:  # noqa: BLE001 - as above
        result = fault(key, task_key.task.name, "")
        result = dataclasses.replace(result, summary=_failed("check", error))
        show(cards.to_text(result), cards.to_html(result))
        return Points(0.0)


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
    result = grade(key, memory.with_earlier(key.slug, task, function, given))[task.name]
    setting = memory.setting_of(key, task.name, result)
    progress.note(key.slug, result)
    show(cards.to_text(result, setting), cards.to_html(result, setting))
    return Points(result.score) if task.points else None


def hint(task_id: str, rung: int = 1) -> None:
    """Show one of a task's three hints.

    Args:
        task_id: The task's name as it stands in the exercise, such as ``"normalization.predict"``.
        rung: 1 says where to look, 2 which idea to use, and 3 nearly the code.

    Example:
        >>> hint("normalization.predict", 2)  # doctest: +SKIP
    """
    try:
        _, key, task_key = public.find_task(task_id)
    except CourseError as error:
        say("This hint is unknown", str(error))
        return
    except Exception as error:  # noqa: BLE001 - as in check
        say("The hint itself failed", _failed("hint", error))
        return
    hints = task_key.task.hints
    if not isinstance(rung, int | float) or rung not in range(1, len(hints) + 1):
        say("This hint is unknown", f"Hints are numbered 1 to {len(hints)}; you asked for {written(rung)}.")
        return
    memory.hinted(key.slug, task_key.task.name, int(rung))
    say(f"Hint {int(rung)} of {len(hints)}: {task_key.task.title}", hints[int(rung) - 1])


def case(task_id: str, name: str) -> tuple[Any, ...]:
    """The arguments with which ``check`` calls your function in one case, to try it by yourself.

    Args:
        task_id: The task's name as it stands in the exercise, such as ``"normalization.predict"``.
        name: The case's name as it stands on the card.

    Returns:
        A fresh copy of the arguments, with models loaded; an empty tuple, and a sentence, if there is no such
        case.

    Example:
        >>> frame, stats, model = case("normalization.edges", "no rows")  # doctest: +SKIP
        >>> predict(*case("normalization.edges", "no rows"))  # doctest: +SKIP
    """
    try:
        cases, _, _ = public.find_task(task_id)
        known = {item["name"]: item for item in cases}
        if isinstance(name, str) and name in known:
            with quiet_stderr():
                return arguments(known[name], {})
        say(
            "This case is unknown",
            f"There is no case {written(name)}.{did_you_mean(written(name, str), known)}",
        )
    except CourseError as error:
        say("This case is unknown", str(error))
    except Exception as error:  # noqa: BLE001 - as in check
        say("The case itself failed", _failed("case", error))
    return ()


def _failed(what: str, error: Exception) -> str:
    return f"The {what} itself failed; tell your instructor. ({type(error).__name__}: {written(error, str)})"
