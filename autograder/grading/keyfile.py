"""Answer keys as JSON files: the public ones in ``data/``, the hidden ones in the grader's cache."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from autograder.core import answers
from autograder.core.errors import CourseError
from autograder.core.files import write_whole
from autograder.core.results import AnswerKey, CaseKey, TaskKey
from autograder.core.specs import Feedback, Part, Task, Tolerance


def key_to_json(key: AnswerKey) -> dict[str, Any]:
    """``key`` as data that ``json.dumps`` can write."""
    return {
        "slug": key.slug,
        "tasks": {name: _task_to_json(task) for name, task in key.tasks.items()},
        "words": {name: dataclasses.asdict(words) for name, words in key.words.items()},
    }


def key_from_json(data: dict[str, Any]) -> AnswerKey:
    """The key that :func:`key_to_json` wrote.

    Raises:
        KeyError, TypeError: a part of it is missing or has another form.
        AnswersError: an answer in it is damaged.
    """
    return AnswerKey(
        slug=data["slug"],
        tasks={name: _task_from_json(task) for name, task in data["tasks"].items()},
        words={name: Feedback(**words) for name, words in data["words"].items()},
    )


def dump(data: dict[str, Any], path: Path) -> None:
    """Write JSON data so that equal data give equal bytes; the file appears whole or not at all.

    Raises:
        ValueError: a number is NaN or infinite, for which JSON has no form.
        OSError: the file can't be written.
    """
    text = json.dumps(data, indent=0, ensure_ascii=False, allow_nan=False)
    write_whole(path, text + "\n")


def load(path: Path) -> dict[str, Any]:
    """The JSON object in a file that :func:`dump` wrote.

    Raises:
        CourseError: the file is missing or damaged.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"{path} should hold a lesson's cases, but can't be read: {error}"
        raise CourseError(msg) from error
    assert isinstance(data, dict)
    return data


def _task_to_json(key: TaskKey) -> dict[str, Any]:
    """A task's key; what several misconceptions answer stands in it once, and they tell its place."""
    task = dataclasses.asdict(key.task)
    task["require"] = sorted(key.task.require)
    task["ignore"] = sorted(key.task.ignore)
    if not task["ignore"]:
        del task["ignore"]
    places: dict[str, int] = {}
    misconceptions = {
        name: {
            case: places.setdefault(json.dumps(answers.outcome_to_json(outcome)), len(places))
            for case, outcome in outcomes.items()
        }
        for name, outcomes in key.misconceptions.items()
    }
    return {
        "task": task,
        "cases": [
            {
                "name": case.name,
                "call": case.call,
                **({"labels": [list(names) for names in case.labels]} if case.labels else {}),
                **answers.outcome_to_json(case.expected),
            }
            for case in key.cases
        ],
        "outcomes": [json.loads(outcome) for outcome in places],
        "misconceptions": misconceptions,
        "uses": list(key.uses),
    }


def _task_from_json(data: dict[str, Any]) -> TaskKey:
    fields = dict(data["task"])
    tolerance = dict(fields["tolerance"])
    tolerance["margins"] = tuple(tolerance["margins"])
    fields["tolerance"] = Tolerance(**tolerance)
    fields["require"] = frozenset(fields["require"])
    fields["ignore"] = frozenset(fields.get("ignore", ()))
    fields["hints"] = tuple(fields["hints"])
    fields["parts"] = tuple(Part(**part | {"cases": tuple(part["cases"])}) for part in fields["parts"])
    outcomes = [answers.outcome_from_json(outcome) for outcome in data["outcomes"]]
    return TaskKey(
        task=Task(**fields),
        cases=tuple(
            CaseKey(
                name=case["name"],
                call=case["call"],
                expected=answers.outcome_from_json(case),
                labels=tuple(map(tuple, case.get("labels", ()))),
            )
            for case in data["cases"]
        ),
        misconceptions={
            name: {case: outcomes[place] for case, place in places.items()}
            for name, places in data["misconceptions"].items()
        },
        uses=tuple(data["uses"]),
    )
