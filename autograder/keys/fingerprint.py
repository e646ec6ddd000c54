"""What grading depends on besides the submission: versions of libraries, our code, the lessons.

An answer key is named after it, and machines that grade one class have to agree on it: a course on
training-serving skew has no grader skew.
"""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from autograder.lessons import Lesson, discover
from autograder.student.assets import data_dir

LIBRARIES = ("numpy", "pandas", "tensorflow", "keras", "scikit-learn", "pillow")
"""Libraries that change what a pipeline computes."""

_SOURCES = ("spec.py", "cases.py", "reference.py", "misconceptions.py", "feedback.toml")
"""A lesson's files that its key depends on; its prose is not among them."""

_GRADER = ("core", "grading", "student", "keys", "sandbox", "grader")

_PACKAGE = Path(__file__).resolve().parent.parent

Fingerprint = Mapping[str, str]
"""By the name of a thing, its version or a digest of it."""


@functools.lru_cache(maxsize=1)
def fingerprint() -> Fingerprint:
    """What this process grades with."""
    code = {f"the code of autograder.{name}": digest(code_files(name)) for name in _GRADER}
    lessons = {f"the lesson {x.spec.slug}": digest(lesson_files(x)) for x in discover()}
    versions = {name: _version(name) for name in ("skewlab", *LIBRARIES, "distributed")}
    return {"python": f"{sys.version_info[0]}.{sys.version_info[1]}", **versions, **code, **lessons}


def differences(here: Fingerprint, there: Fingerprint) -> list[str]:
    """In words, what another process grades with that this one does not."""
    found = []
    for name in dict.fromkeys([*here, *there]):
        ours, theirs = here.get(name, "missing"), there.get(name, "missing")
        if ours == theirs:
            continue
        if name.startswith("the ") and "missing" not in (ours, theirs):
            found.append(f"{name} is another")
        elif name.startswith("the "):
            found.append(f"{name} is missing {'here' if ours == 'missing' else 'there'}")
        else:
            found.append(f"{name} is {ours} here and {theirs} there")
    return found


def digest(files: Iterable[Path]) -> str:
    """Of names and contents."""
    made = hashlib.sha256()
    for path in files:
        made.update(content(path))
    return made.hexdigest()[:16]


def content(path: Path) -> bytes:
    """What a file adds to a digest."""
    return path.name.encode() + b"\0" + path.read_bytes()


def lesson_files(lesson: Lesson) -> list[Path]:
    """What a lesson's key depends on: code, words, data."""
    return [lesson.folder / name for name in _SOURCES] + _files(data_dir() / lesson.spec.slug)


def code_files(name: str) -> list[Path]:
    """The files of one of our packages."""
    return _files(_PACKAGE / name)


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "missing"
