"""The fingerprint: all that answers depend on besides the submission.

It holds the versions of libraries, the settings of the numerics, our code, the lesson and its data. Answer
keys and records are kept under a digest of it, and all machines that grade one class must have the same.
No part of it is an absolute path, so it stays the same when a course is copied or moved.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import json
import sys
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from autograder.core.course import settings_of
from autograder.core.environment import NUMERICS
from autograder.core.paths import CourseRoot
from autograder.lessons import Lesson, discover

_WORDS = "feedback.toml"
_NOT_RUN = ("lesson.py", "exercise.py", "alternatives.py", "witnesses.py")
"""Names of a lesson's modules that no key depends on. All others count, helpers of ``cases.py`` too."""

NOT_READ = ("public.json", "turns.json", "lesson.json", "manifest.json", "make.py")
"""Names of files beside a lesson's data that no answer depends on: generated ones, and authors' scripts."""

_PACKAGES = ("core", "grading", "student", "keys", "sandbox", "grader")
"""Rooms whose code computes, compares or shows keys and answers, in the kernel or in the grader."""

_PACKAGE = Path(__file__).resolve().parent.parent

Fingerprint = Mapping[str, str]
"""By the name of a part, its version or a digest of its content."""


@functools.lru_cache(maxsize=16)
def of_machine(root: CourseRoot) -> Fingerprint:
    """Return the parts of the fingerprint that all lessons of a course share.

    They are read once in a process, so a run sees one state of the code.
    """
    code = {f"the code of autograder.{name}": _digest(_files(_PACKAGE / name)) for name in _PACKAGES}
    modules = [(path, path.name) for path in sorted((_PACKAGE / "lessons").glob("*.py"))]
    code["the code of autograder.lessons"] = _digest(modules)
    versions = {name: _version(name) for name in ("skewlab", *settings_of(root).versions)}
    numerics = hashlib.sha256(json.dumps(NUMERICS, sort_keys=True).encode()).hexdigest()[:16]
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    return {"python": python, **versions, "the settings of the numerics": numerics, **code}


@functools.lru_cache(maxsize=64)
def of_lesson(root: CourseRoot, lesson: Lesson) -> Fingerprint:
    """Return the fingerprint of one lesson of a course, as this process has it; read once in a process."""
    names = {path.name for path in lesson.folder.glob("*.py")}.difference(_NOT_RUN)
    sources = [(lesson.folder / name, name) for name in sorted({*names, _WORDS})]
    data = [item for item in _files(lesson.data / lesson.spec.slug) if item[1] not in NOT_READ]
    return {**of_machine(root), f"the lesson {lesson.spec.slug}": _digest([*sources, *data])}


def of_worker(root: CourseRoot) -> Fingerprint:
    """Return the fingerprint of a course's lessons and of Dask, which a cluster's machines must share."""
    found = {"distributed": _version("distributed"), **of_machine(root)}
    for lesson in discover(root):
        found.update(of_lesson(root, lesson))
    return found


def differences(
    one: Fingerprint, other: Fingerprint, where: tuple[str, str] = ("here", "there")
) -> list[str]:
    """Return how two fingerprints differ.

    Args:
        one: The first fingerprint.
        other: The second fingerprint.
        where: The words for the first and the second side, such as ``("then", "now")``.

    Returns:
        A clause for each part that differs, such as ``numpy is 2.1 then and 2.2 now``; empty if none does.
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


def of_folder(folder: Path, without: Collection[str] = ()) -> str:
    """Return a digest of all files under a folder but those with certain names."""
    return _digest([item for item in _files(folder) if item[0].name not in without])


def _digest(files: Iterable[tuple[Path, str]]) -> str:
    """Return a digest of files' contents and of the names given with them: 16 hexadecimal digits."""
    made = hashlib.sha256()
    for path, name in files:
        content = path.read_bytes()
        # With the length, no other division of the same bytes into files has this digest.
        made.update(f"{name}\0{len(content)}\0".encode())
        made.update(content)
    return made.hexdigest()[:16]


def _files(folder: Path) -> list[tuple[Path, str]]:
    """Return all files under a folder, each with its path relative to the folder, ordered by that path."""
    found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return sorted(((path, path.relative_to(folder).as_posix()) for path in found), key=lambda item: item[1])


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "missing"
