"""All that answers depend on besides the submission: versions, numerics, our code, the lesson, its data.

There is one fingerprint. An answer key and a result are kept under a digest of it, and machines that grade
one class have to agree on it: a course on training-serving skew has no grader skew. No part of it is an
absolute path, so a course that was copied or moved is graded with the same.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.core.environment import NUMERICS
from autograder.lessons import FOLDER, Lesson, discover
from autograder.student.assets import data_dir

LIBRARIES = ("numpy", "pandas", "tensorflow", "keras", "scikit-learn", "pillow")
"""The libraries that change what a pipeline computes, by the names of their distributions."""

_SOURCES = ("spec.py", "cases.py", "reference.py", "misconceptions.py", "feedback.toml")
"""A lesson's files that its key depends on; its prose is not among them."""

_NOT_READ = ("public.json", "manifest.json", "make.py")
"""Files beside a lesson's data that no answer depends on: generated, or for authors."""

_PACKAGES = ("core", "grading", "student", "keys", "sandbox", "grader")
"""Our code by which keys and answers are computed, compared and shown, on both sides of the wall."""

_PACKAGE = Path(__file__).resolve().parent.parent

Fingerprint = Mapping[str, str]
"""By the name of a thing, its version or a digest of it."""


@functools.lru_cache(maxsize=1)
def of_machine() -> Fingerprint:
    """What this process grades any lesson with. Taken once: a run sees one state of the code."""
    code = {f"the code of autograder.{name}": _digest(_files(_PACKAGE / name)) for name in _PACKAGES}
    code["the code of autograder.lessons"] = _digest([(FOLDER / "__init__.py", "__init__.py")])
    versions = {name: _version(name) for name in ("skewlab", *LIBRARIES)}
    numerics = hashlib.sha256(json.dumps(NUMERICS, sort_keys=True).encode()).hexdigest()[:16]
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return {"python": python, **versions, "the settings of the numerics": numerics, **code}


@functools.lru_cache(maxsize=64)
def of_lesson(lesson: Lesson) -> Fingerprint:
    """What this process grades one lesson with."""
    sources = [(lesson.folder / name, name) for name in _SOURCES]
    data = [item for item in _files(data_dir() / lesson.spec.slug) if item[1] not in _NOT_READ]
    return {**of_machine(), f"the lesson {lesson.spec.slug}": _digest([*sources, *data])}


def of_worker() -> Fingerprint:
    """What this process grades all lessons with, as a machine of a cluster."""
    found = {"distributed": _version("distributed"), **of_machine()}
    for lesson in discover():
        found.update(of_lesson(lesson))
    return found


def differences(
    one: Fingerprint, other: Fingerprint, where: tuple[str, str] = ("here", "there")
) -> list[str]:
    """How two fingerprints differ, in words.

    Args:
        one: The first fingerprint.
        other: The second.
        where: What to call the side of each.
    """
    found = []
    for name in dict.fromkeys([*one, *other]):
        ours, theirs = one.get(name, "missing"), other.get(name, "missing")
        if ours == theirs:
            continue
        if name.startswith("the ") and "missing" not in (ours, theirs):
            found.append(f"{name} is another")
        elif name.startswith("the "):
            found.append(f"{name} is missing {where[0] if ours == 'missing' else where[1]}")
        else:
            found.append(f"{name} is {ours} {where[0]} and {theirs} {where[1]}")
    return found


def _digest(files: Iterable[tuple[Path, str]]) -> str:
    """A digest of files' names and contents."""
    made = hashlib.sha256()
    for path, name in files:
        content = path.read_bytes()
        made.update(f"{name}\0{len(content)}\0".encode())
        made.update(content)
    return made.hexdigest()[:16]


def _files(folder: Path) -> list[tuple[Path, str]]:
    """The files in a folder, each with its name as seen from there."""
    found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return sorted(((path, path.relative_to(folder).as_posix()) for path in found), key=lambda item: item[1])


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "missing"
