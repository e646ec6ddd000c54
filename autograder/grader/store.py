"""Graded notebooks' outputs, kept by what they were graded from: the memory of a run.

A record is named by a digest of the student's variant, the answer key and the code that ran, so
that what is unchanged is never run again, and a run that was killed goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from nbformat import NotebookNode, from_dict

from autograder.core.files import write_whole
from autograder.core.paths import CourseRoot
from autograder.keys import cache, seeds
from autograder.lessons import Lesson


def digest(nb: NotebookNode, root: CourseRoot, lesson: Lesson, student: str, unreadable: str) -> str:
    """What the result of grading ``nb`` depends on."""
    variant = seeds.variant_of(seeds.load_secret(root.secret), student, lesson.spec.exercise)
    cells = [[cell.cell_type, cell.source] for cell in nb.cells if cell.cell_type == "code"]
    key = str(cache.inputs_path(root, lesson, variant))
    text = json.dumps([student, lesson.spec.exercise, key, unreadable, cells])
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def load(root: CourseRoot, name: str) -> bytes | None:
    """The outputs of each code cell, or ``None`` when this was not graded before."""
    try:
        record = _path(root, name).read_bytes()
        json.loads(record)
    except (OSError, ValueError):
        return None
    return record


def save(root: CourseRoot, name: str, record: bytes) -> None:
    """Keep the outputs of a graded notebook; the file appears whole or not at all."""
    write_whole(_path(root, name), record)


def forget(root: CourseRoot, name: str) -> None:
    """Drop a record: what it was graded from runs again."""
    _path(root, name).unlink(missing_ok=True)


def apply(nb: NotebookNode, record: bytes) -> None:
    """Give a notebook's code cells the outputs of a record."""
    code = [cell for cell in nb.cells if cell.cell_type == "code"]
    for cell, kept in zip(code, json.loads(record), strict=True):
        cell.outputs = [from_dict(output) for output in kept]


def _path(root: CourseRoot, name: str) -> Path:
    return root.runs / name[:2] / f"{name}.json"
