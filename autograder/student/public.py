"""Loads what is public of a course: its name and libraries, lessons' tasks and questions, cases with keys."""

from __future__ import annotations

import functools
import json
import re
from pathlib import Path
from typing import Any

from autograder.core.errors import CourseError
from autograder.core.results import AnswerKey, TaskKey
from autograder.core.text import did_you_mean
from autograder.grading import keyfile
from autograder.student.assets import data_dir

FILE = "public.json"
TURNS = "turns.json"
"""The file like :data:`FILE` for what students write in a lesson, with the lesson's own code for it."""
ABOUT = "lesson.json"
"""The file with a lesson's number, title, tasks and questions: small, where the cases are large."""
COURSE = "course.json"
"""The file beside lessons' folders, with the course's ``name`` and the ``libraries`` of its notebooks."""

_LONGEST = 80
_SLUG = re.compile(rf"[a-z0-9_]{{1,{_LONGEST}}}")
"""What may stand in a path: a student may have pasted anything for a task's name."""


def load(slug: str, file: str = FILE) -> tuple[dict[str, list[dict[str, Any]]], AnswerKey]:
    """The public cases of each task, by the task's name, and their answer key.

    Args:
        slug: The name of the lesson's folder, such as ``normalization``.
        file: :data:`FILE` for the exercise, :data:`TURNS` for the lesson, which may have no tasks.

    Raises:
        CourseError: there is no such lesson, and the message names the closest; or its file is damaged.
    """
    path = data_dir() / slug / FILE if _SLUG.fullmatch(slug) else None
    if path is None or not path.is_file():
        known = sorted(p.parent.name for p in data_dir().glob(f"*/{FILE}"))
        msg = f"There is no lesson {slug[:_LONGEST]!r}.{did_you_mean(slug[:_LONGEST], known)}"
        raise CourseError(msg)
    if not path.with_name(file).is_file():
        return {}, AnswerKey(slug=slug, tasks={}, words={})
    return _read_cases(path.with_name(file))


@functools.lru_cache(maxsize=8)
def _read_cases(path: Path) -> tuple[dict[str, list[dict[str, Any]]], AnswerKey]:
    data = keyfile.load(path)
    return data["inputs"], keyfile.key_from_json(data["key"])


def own_code(slug: str) -> str:
    """The lesson's own code for all of its turns: the text of a module.

    Args:
        slug: The name of the lesson's folder, which :func:`load` has accepted.

    Raises:
        CourseError: the lesson has no turns.
    """
    path = data_dir() / slug / TURNS
    if not path.is_file():
        msg = f"Lesson {slug!r} has no code of its own."
        raise CourseError(msg)
    code: str = keyfile.load(path)["code"]
    return code


def find_task(task_id: str) -> tuple[list[dict[str, Any]], AnswerKey, TaskKey]:
    """The public cases of one task, the lesson's answer key, and the task's part of it.

    Args:
        task_id: The task's full name, such as ``"normalization.predict"``.

    Raises:
        CourseError: there is no such task or lesson; the message names the closest.
    """
    slug, _, name = str(task_id).partition(".")
    known = []
    for file in (TURNS, FILE):  # the smaller one first
        inputs, key = load(slug, file)
        if name in key.tasks:
            return inputs[name], key, key.tasks[name]
        known += [f"{slug}.{task}" for task in key.tasks]
    msg = f"There is no task {task_id!r}.{did_you_mean(str(task_id), known)}"
    raise CourseError(msg)


def about(slug: str) -> dict[str, Any]:
    """A lesson's ``number`` and ``title``, its ``questions``, and its ``tasks`` with name, title and points.

    Args:
        slug: The name of the lesson's folder, such as ``normalization``.

    Raises:
        CourseError: there is no such lesson; the message names the closest.
        ValueError: its file is damaged.
    """
    path = data_dir() / slug / ABOUT if _SLUG.fullmatch(slug) else None
    if path is None or not path.is_file():
        known = sorted(p.parent.name for p in data_dir().glob(f"*/{ABOUT}"))
        msg = f"There is no lesson {slug[:_LONGEST]!r}.{did_you_mean(slug[:_LONGEST], known)}"
        raise CourseError(msg)
    return _read_json(path)


def course() -> dict[str, Any]:
    """The course's ``name``, and its ``libraries``: the names of the modules that a notebook begins with.

    Raises:
        CourseError: the course's data were not generated.
        ValueError: the file is damaged.
    """
    path = data_dir() / COURSE
    if not path.is_file():
        msg = f"There is no {path}: `autograder build` writes it."
        raise CourseError(msg)
    return _read_json(path)


@functools.lru_cache(maxsize=16)
def _read_json(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def lessons() -> dict[str, dict[str, Any]]:
    """What :func:`about` says of each lesson, by its slug, in the order of their numbers."""
    found = {path.parent.name: about(path.parent.name) for path in data_dir().glob(f"*/{ABOUT}")}
    return dict(sorted(found.items(), key=lambda item: int(item[1]["number"])))
