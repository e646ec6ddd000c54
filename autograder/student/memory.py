"""What a kernel remembers between checks: answers, points, failures, hints, and what was green.

A submission is graded with the answers of all its tasks: one tells what another means. So a check at home
also looks at the answers of the tasks that were checked before.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from IPython.core.getipython import get_ipython

from autograder.core.answers import Answers, NoAnswers
from autograder.core.results import AnswerKey, Status, TaskResult
from autograder.core.specs import Task
from autograder.grading.sentences import Setting


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Checked:
    """A task that was checked: the function as it was then, and its answers."""

    entry_point: str
    function: Callable[..., Any]
    answers: Answers


@dataclasses.dataclass(kw_only=True)
class _Lesson:
    checked: dict[str, _Checked] = dataclasses.field(default_factory=dict)
    earned: dict[str, float] = dataclasses.field(default_factory=dict)
    failures: dict[str, int] = dataclasses.field(default_factory=dict)
    hints: dict[str, int] = dataclasses.field(default_factory=dict)
    green: dict[str, Callable[..., Any]] = dataclasses.field(default_factory=dict)


_LESSONS: dict[str, _Lesson] = {}


def with_earlier(
    slug: str, task: Task, function: Any, answers: Answers | NoAnswers
) -> dict[str, Answers | NoAnswers]:
    """The answers of a task, and those of the lesson's tasks that were checked before; they are kept, too.

    All earlier ones are forgotten when one of the functions is no longer the one of that name in the
    notebook: the others may call it, so what they would answer now is not known.

    Args:
        slug: The lesson.
        task: The task that is being checked.
        function: What was given to ``check``.
        answers: What came of it.
    """
    lesson = _LESSONS.setdefault(slug, _Lesson())
    shell = get_ipython()
    namespace = shell.user_ns if shell is not None else {}
    if any(namespace.get(kept.entry_point) is not kept.function for kept in lesson.checked.values()):
        lesson.checked.clear()
    given: dict[str, Answers | NoAnswers] = {name: kept.answers for name, kept in lesson.checked.items()}
    if isinstance(answers, NoAnswers):
        lesson.checked.pop(task.name, None)
    else:
        lesson.checked[task.name] = _Checked(entry_point=task.entry_point, function=function, answers=answers)
    return {**given, task.name: answers}


def setting_of(key: AnswerKey, name: str, result: TaskResult) -> Setting:
    """Keep how a task ended, and say what its card needs to know.

    Args:
        key: The lesson's answer key.
        name: The task's name.
        result: Its new result.
    """
    lesson = _LESSONS.setdefault(key.slug, _Lesson())
    lesson.earned[name] = result.score
    lesson.green.pop(name, None)
    if result.status is Status.FAILED:
        lesson.failures[name] = lesson.failures.get(name, 0) + 1
    elif result.status is Status.PASSED:
        lesson.failures.pop(name, None)
        lesson.green[name] = lesson.checked[name].function
    rungs = len(key.tasks[name].task.hints)
    return Setting(
        titles={f"{key.slug}.{other}": item.task.title for other, item in key.tasks.items()},
        public=True,
        rung=min(rungs, max(1, lesson.failures.get(name, 0), lesson.hints.get(name, 0) + 1)),
        earned=sum(lesson.earned.values()),
        points=sum(item.task.points for item in key.tasks.values()),
    )


def is_green(slug: str, name: str, function: Any) -> bool:
    """Whether a task's last check was green, and was of this very function."""
    return slug in _LESSONS and function is not None and _LESSONS[slug].green.get(name) is function


def earned(slug: str) -> float:
    """The points of a lesson's checks that were run so far, on the public cases."""
    return sum(_LESSONS[slug].earned.values()) if slug in _LESSONS else 0.0


def hinted(slug: str, name: str, rung: int) -> None:
    """Keep that a hint was shown: the next card points to the one after it."""
    hints = _LESSONS.setdefault(slug, _Lesson()).hints
    hints[name] = max(rung, hints.get(name, 0))


def forget() -> None:
    """Begin anew, as in a fresh kernel."""
    _LESSONS.clear()
