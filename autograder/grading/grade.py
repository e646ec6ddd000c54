"""Grades answers: compares each case, names the mistake, and gives the points.

These are pure functions of a key and answers. The student's kernel runs them on the public cases, the
grader on the hidden ones, so that the same rules hold in both.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping

from autograder.core.answers import Answers, NoAnswers, Outcome, Raised
from autograder.core.results import (
    MAIN,
    AnswerKey,
    CaseResult,
    Difference,
    PartResult,
    Status,
    TaskKey,
    TaskResult,
)
from autograder.core.text import plural
from autograder.grading.compare import compare
from autograder.grading.diagnose import Failed, diagnose, is_pattern

Given = Mapping[str, Answers | NoAnswers]
"""What came back, by the name of the task."""


def grade(key: AnswerKey, given: Given) -> dict[str, TaskResult]:
    """Grade every task of ``key`` for which something came back.

    Returns:
        The results, by the name of the task, in the order of ``key``.
    """
    results = {name: _grade_task(key, name, given[name]) for name in key.tasks if name in given}
    failed = {
        name: Failed(
            answers=answers,
            wrong={case.name: case.difference for case in result.cases if case.difference is not None},
            lost=result.points - result.score,
        )
        for name, result in results.items()
        if result.status is Status.FAILED and not isinstance(answers := given[name], NoAnswers)
    }
    passed = [name for name, result in results.items() if result.status is Status.PASSED]
    for name, diagnosis in diagnose(key, failed, passed).items():
        results[name] = dataclasses.replace(results[name], diagnosis=diagnosis)
    return results


def fault(key: AnswerKey, name: str, reason: str) -> TaskResult:
    """The result of a task that the grader failed at: it is not scored, and will be graded again.

    Args:
        key: The lesson's answer key.
        name: The task's name.
        reason: A sentence for the instructor; the student reads it too.
    """
    task = key.tasks[name].task
    return TaskResult(
        task_id=f"{key.slug}.{name}",
        title=task.title,
        status=Status.GRADER_FAULT,
        score=0.0,
        points=task.points,
        summary=f"The grader failed; your instructor will grade this again. ({reason})",
    )


def _grade_task(key: AnswerKey, name: str, answers: Answers | NoAnswers) -> TaskResult:
    task_key = key.tasks[name]
    task = task_key.task
    parts: tuple[PartResult, ...] = ()
    if isinstance(answers, NoAnswers):
        cases: tuple[CaseResult, ...] = ()
        status, summary = Status.SUBMISSION_ERROR, answers.reason
    else:
        cases = tuple(_case_results(task_key, answers))
        parts = _parts(task_key, cases)
        wrong = [case for case in cases if case.difference is not None]
        if answers and all(_is_stub(outcome) for outcome in answers.values()):
            status, summary = Status.NOT_ATTEMPTED, f"`{task.entry_point}` is still the given stub."
        elif not wrong:
            status, summary = Status.PASSED, _verdict("All", len(cases), "agree", len(cases), "with")
        else:
            status, summary = (
                Status.FAILED,
                _verdict(f"{len(wrong)} of", len(wrong), "differ", len(cases), "from"),
            )
            if len(cases) - len(wrong) < _needed(task_key):
                summary += f" Points count from {_needed(task_key)} right cases on."
    return TaskResult(
        task_id=f"{key.slug}.{name}",
        title=task.title,
        status=status,
        score=sum(part.score for part in parts) if status in _SCORED else 0.0,
        points=task.points,
        summary=summary,
        cases=cases,
        parts=parts if task.parts else (),
    )


_SCORED = (Status.PASSED, Status.FAILED)


_GUESSED = 0.75
"""The share of cases that a task with parts has to get right where it is answered by yes and no, or in words.

Who guesses gets half of them right, and with luck all of a part; almost never three quarters of all.
"""


def _needed(key: TaskKey) -> int:
    """How many cases have to be right before any part of a task earns points."""
    return math.ceil(_GUESSED * len(key.cases)) if key.task.parts and is_pattern(key) else 0


def _parts(key: TaskKey, cases: tuple[CaseResult, ...]) -> tuple[PartResult, ...]:
    """What each part earned, the main part first: it holds the cases that are in no other.

    The other parts earn nothing while it is wrong: one edge may be right by chance. Of answers that are only
    yes or no, even the main part may be. So no part of these earns anything, unless most cases are right.
    """
    task = key.task
    wrong = {case.name for case in cases if case.difference is not None}
    good = not wrong.difference(*(part.cases for part in task.parts))
    good = good and len(cases) - len(wrong) >= _needed(key)
    points = task.points - sum(part.points for part in task.parts)
    main = PartResult(title=MAIN, score=points if good else 0.0, points=points)
    return main, *(
        PartResult(
            title=part.title,
            score=part.points if good and wrong.isdisjoint(part.cases) else 0.0,
            points=part.points,
        )
        for part in task.parts
    )


def _verdict(whom: str, count: int, does: str, cases: int, how: str) -> str:
    """``All 2 cases agree with``, ``1 of 2 cases differs from``, ``Its one case agrees with``."""
    subject = "Its one case" if cases == 1 else f"{whom} {plural(cases, 'case')}"
    return f"{subject} {does}{'s' if count == 1 else ''} {how} the reference."


def _case_results(key: TaskKey, answers: Answers) -> list[CaseResult]:
    results = []
    for case in key.cases:
        received = answers.get(case.name)
        if received is None:
            results.append(CaseResult(name=case.name, call=case.call, difference=_UNANSWERED))
            continue
        comparison = compare(key.task, case.expected, received, case.labels)
        results.append(
            CaseResult(
                name=case.name,
                call=case.call,
                difference=comparison.difference,
                notes=comparison.notes,
            )
        )
    return results


_UNANSWERED = Difference(
    kind="missing",
    expected="an answer",
    got="none: an earlier case did not come back in time",
    advice="Mend the earlier case first.",
)


def _is_stub(outcome: Outcome) -> bool:
    return isinstance(outcome, Raised) and outcome.kinds[0] == "NotImplementedError"
