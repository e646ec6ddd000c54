"""How long a diagnosis takes."""

from __future__ import annotations

import time

from autograder.core.answers import Answers
from autograder.core.results import AnswerKey
from autograder.grading.diagnose import Failed, diagnose
from autograder.grading.grade import grade
from autograder.grading.keyfile import key_from_json, key_to_json
from autograder.keys.compute import draw_inputs, make_key
from autograder.lessons import Lesson

_SEED = 1
_TRIES = 3
"""Of so many tries the shortest counts: the others also measured what else the machine did."""


def milliseconds(lesson: Lesson) -> float:
    """The longest diagnosis among the catalogue's own submissions, in milliseconds of processor time."""
    key = key_from_json(key_to_json(make_key(lesson, draw_inputs(lesson, _SEED))))  # as the grader has it
    headings = {heading for task in key.tasks.values() for heading in task.misconceptions}
    return 1000 * max(min(_seconds(key, heading) for _ in range(_TRIES)) for heading in headings)


def _seconds(key: AnswerKey, heading: str) -> float:
    given: dict[str, Answers] = {
        name: {
            case.name: task.misconceptions.get(heading, {}).get(case.name, case.expected)
            for case in task.cases
        }
        for name, task in key.tasks.items()
    }
    results = grade(key, given)
    failed = {
        name: Failed(
            answers=given[name],
            wrong={case.name: case.difference for case in result.cases if case.difference is not None},
            lost=result.points - result.score,
        )
        for name, result in results.items()
        if result.diagnosis is not None
    }
    began = time.process_time()
    diagnose(key, failed, [name for name in results if name not in failed])
    return time.process_time() - began
