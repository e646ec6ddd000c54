"""Grades answers: compares each case, names the mistake, and gives the points.

These are pure functions of a key and answers. The student's kernel runs them on the public cases, the
grader on the hidden ones, so that the same rules hold in both.
"""

from __future__ import annotations

from collections.abc import Mapping

from autograder.core.answers import Answers, NoAnswers, Outcome, Raised, Returned
from autograder.core.results import (
    AnswerKey,
    CaseResult,
    Diagnosis,
    Difference,
    Status,
    TaskKey,
    TaskResult,
)
from autograder.core.text import plural
from autograder.grading.compare import compare

Given = Mapping[str, Answers | NoAnswers]
"""What came back, by the name of the task."""


def grade(key: AnswerKey, given: Given) -> dict[str, TaskResult]:
    """Grade every task of ``key`` for which something came back.

    Returns:
        The results, by the name of the task, in the order of ``key``.
    """
    candidates = _explanations(key, given)
    return {
        name: _grade_task(key, name, given[name], candidates.get(name, ()))
        for name in key.tasks
        if name in given
    }


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


def _grade_task(
    key: AnswerKey, name: str, answers: Answers | NoAnswers, names: tuple[str, ...]
) -> TaskResult:
    task_key = key.tasks[name]
    task = task_key.task
    if isinstance(answers, NoAnswers):
        cases: tuple[CaseResult, ...] = ()
        status, summary = Status.SUBMISSION_ERROR, answers.reason
    else:
        cases = tuple(_case_results(task_key, answers))
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
    diagnosis = None
    if status is Status.FAILED:
        words = tuple(key.words[misconception] for misconception in names)
        diagnosis = Diagnosis(names=names, words=words)
    return TaskResult(
        task_id=f"{key.slug}.{name}",
        title=task.title,
        status=status,
        score=task.points if status is Status.PASSED else 0.0,
        points=task.points,
        summary=summary,
        cases=cases,
        diagnosis=diagnosis,
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
        comparison = compare(key.task, case.expected, received)
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


def _explanations(key: AnswerKey, given: Given) -> dict[str, tuple[str, ...]]:
    """For each task, the misconceptions that give exactly these answers.

    Where several do, those that also explain most of the other tasks stay.
    """
    answered = {name: answers for name, answers in given.items() if not isinstance(answers, NoAnswers)}
    right = {
        name
        for name, answers in answered.items()
        if not any(case.difference for case in _case_results(key.tasks[name], answers))
    }
    fits = {
        name: {
            misconception
            for misconception, outcomes in key.tasks[name].misconceptions.items()
            if name not in right and _same(key.tasks[name], outcomes, answers)
        }
        for name, answers in answered.items()
    }

    def explained(misconception: str) -> int:
        return sum(
            misconception in fits[name]
            or (name in right and misconception not in key.tasks[name].misconceptions)
            for name in fits
        )

    best = {}
    for name, names in fits.items():
        most = max(map(explained, names), default=0)
        best[name] = tuple(sorted(m for m in names if explained(m) == most))
    patterns = {name for name in fits if _is_pattern(key.tasks[name])}
    if any(name not in right and not best[name] for name in fits.keys() - patterns):
        best.update(dict.fromkeys(patterns, ()))
    return best


def _is_pattern(key: TaskKey) -> bool:
    """Whether a task's answers only say yes or no, as a guard's do, or name one of a few classes.

    Such a pattern is weak evidence: a guard built on a broken step accepts and refuses at random, and
    labels hide by how much the numbers under them are off; so nothing is read into it while another task's
    mistake is unknown.
    """
    return all(isinstance(c.expected, Raised) or _is_words(c.expected.value) for c in key.cases)


def _is_words(value: object) -> bool:
    """Whether a value holds nothing, or words only."""
    return (
        value is None
        or isinstance(value, str)
        or (isinstance(value, list | tuple) and all(map(_is_words, value)))
    )


def _same(key: TaskKey, outcomes: Answers, answers: Answers) -> bool:
    """Whether ``answers`` are those of a misconception, case by case.

    A shared kind of exception is no evidence by itself: at least one wrong answer must be a value.
    """
    return all(
        case.name in answers and agree(key, outcomes[case.name], answers[case.name]) for case in key.cases
    ) and any(
        isinstance(outcomes[case.name], Returned) and not agree(key, outcomes[case.name], case.expected)
        for case in key.cases
    )


def agree(key: TaskKey, one: Outcome, other: Outcome) -> bool:
    """Whether two outcomes are the same mistake: within tolerance, or the same kind of exception."""
    if isinstance(one, Raised) and isinstance(other, Raised):
        return one.kinds[0] == other.kinds[0]
    if isinstance(one, Raised) or isinstance(other, Raised):
        return False
    if one.changed or other.changed:
        return one.changed == other.changed
    return compare(key.task, one, other).difference is None


def _is_stub(outcome: Outcome) -> bool:
    return isinstance(outcome, Raised) and outcome.kinds[0] == "NotImplementedError"
