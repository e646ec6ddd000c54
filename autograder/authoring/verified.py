"""What ``verify`` and ``build`` worked out before, kept by the digest of all that it depends on.

One file holds one result, such as the trials of one draw; a newer one takes its place, so there are never
more files than results. They lie in ``.skewlab/verified/`` as JSON, compressed. A fresh clone has none.
"""

from __future__ import annotations

import dataclasses
import functools
import gzip
import hashlib
import json
import zlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from autograder.core.errors import AnswersError
from autograder.core.files import write_whole
from autograder.core.paths import CourseRoot
from autograder.keys import fingerprint
from autograder.lessons import Lesson

_PROSE = ("title", "hints")
"""Fields of a task that no trial depends on."""

_NOT_RUN = ("spec.py", "lesson.py", "exercise.py", "__init__.py")
"""Modules of a lesson that count by what they declare, or by the code of their cells."""

Say = Callable[[str], None]
"""Takes a sentence for the author."""


class Verified:
    """The results of one lesson.

    Args:
        root: The course.
        lesson: The lesson.
        say: Is told when a file is damaged.
        force: Whether to find nothing, so that all is worked out anew.
    """

    def __init__(self, root: CourseRoot, lesson: Lesson, say: Say = print, *, force: bool = False) -> None:
        self._folder = root.verified / lesson.spec.slug
        self._say = say
        self._force = force

    def find(self, name: str, digest: str, read: Callable[[Any], Any] = lambda data: data) -> Any:
        """A result that was kept.

        Args:
            name: What it is, such as ``draw-3``.
            digest: Of all that it depends on.
            read: Makes it of JSON data.

        Returns:
            The result; ``None`` if there is none for this digest.
        """
        path = self._path(name)
        if self._force or not path.is_file():
            return None
        try:
            kept = json.loads(gzip.decompress(path.read_bytes()))
            return read(kept["data"]) if kept["digest"] == digest else None
        except (OSError, EOFError, zlib.error, LookupError, TypeError, ValueError, AnswersError) as error:
            said = f"{type(error).__name__}: {error}"
            self._say(
                f".skewlab/verified/{self._folder.name}/{path.name} is damaged ({said}): worked out anew."
            )
            return None

    def keep(self, name: str, digest: str, data: Any, *, good: bool = True) -> None:
        """Keep a result, in place of an earlier one of this name.

        Args:
            name: What it is.
            digest: Of all that it depends on.
            data: The result as JSON data.
            good: Whether it is kept: a fault that a busy machine may have caused is looked for again.
        """
        if not good:
            self._path(name).unlink(missing_ok=True)
            return
        text = json.dumps({"digest": digest, "data": data}, separators=(",", ":"))
        write_whole(self._path(name), gzip.compress(text.encode(), compresslevel=1, mtime=0))

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.json.gz"

    def get(
        self, name: str, digest: str, make: Callable[[], Any], good: Callable[[Any], bool] = lambda _: True
    ) -> Any:
        """A result that is JSON data, worked out if it is not kept.

        Args:
            name: What it is.
            digest: Of all that it depends on.
            make: Works it out.
            good: Whether a result is kept.
        """
        found = self.find(name, digest)
        if found is None:
            found = make()
            self.keep(name, digest, found, good=good(found))
        return found


def digest_of(*parts: Any) -> str:
    """A digest of JSON data."""
    return _sha256(json.dumps(parts, sort_keys=True, default=sorted))


def grounds(root: CourseRoot, lesson: Lesson, without: Collection[str] = ()) -> list[Any]:
    """What all trials of a lesson depend on, as JSON data: libraries, our code, data, and the lesson's code.

    What is read and not run is no part of it: titles, hints, minutes, the words for mistakes.

    Args:
        root: The course.
        lesson: The lesson, or its turns.
        without: Names of further modules of the lesson that don't count.
    """
    skipped = {*_NOT_RUN, *without}
    sources = {
        path.relative_to(lesson.folder).as_posix(): _sha256(path.read_text(encoding="utf-8"))
        for path in sorted(lesson.folder.glob("*.py"))
        if path.name not in skipped
    }
    declared = [
        {name: value for name, value in dataclasses.asdict(task).items() if name not in _PROSE}
        for task in lesson.spec.tasks
    ]
    return [_machine(root), _data(root.data), sources, declared]


def code_of(notebook: str) -> list[str]:
    """The code of a notebook's cells."""
    cells = json.loads(notebook)["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


@functools.cache
def _machine(root: CourseRoot) -> dict[str, str]:
    """Libraries and our code, the author's commands included; read once in a process."""
    return {**fingerprint.of_machine(root), "authoring": fingerprint.of_folder(Path(__file__).parent)}


@functools.cache
def _data(folder: Path) -> str:
    """All data of the course: a lesson may read those of another; read once in a process."""
    return fingerprint.of_folder(folder, fingerprint.NOT_READ)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
