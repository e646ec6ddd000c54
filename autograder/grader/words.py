"""The instructor's own words for unknown answers: the course's file ``words.toml``.

``autograder name`` writes it, and people edit it. The words are looked up whenever a card, a table or a
report is made of a result, so nothing runs again because of them.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import re
import sys
from collections.abc import Iterable
from typing import Any

from autograder.core.errors import CourseError
from autograder.core.files import write_whole
from autograder.core.paths import CourseRoot
from autograder.core.results import Claim, TaskResult
from autograder.core.specs import Feedback
from autograder.core.text import printable

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover - the same library under its old name
    import tomli as tomllib

_HEAD = """\
# Words of this course for answers that no misconception of a lesson explains.
# `autograder name` writes this file anew. Edit title, advice and reason as you like; comments are not kept.
# After a change: `autograder grade`. It runs nothing again, and writes the pages of these students anew.
"""

_IDENTITY = re.compile(r"[0-9a-f]{16}")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Named:
    """The words for one group of unknown answers.

    Attributes:
        task: The id of the task: ``normalization.predict``.
        title, advice, reason: What the students read, as in :class:`~autograder.core.specs.Feedback`. The
            reason may be empty.
        lesson: The digest of the lesson at the time when the answers were named.
        identities: The identities of the group's results. Whoever has one of them gets the words.
    """

    task: str
    title: str
    advice: str
    reason: str
    lesson: str
    identities: tuple[str, ...]

    def fits(self, result: TaskResult) -> bool:
        """Return whether the words are for this result."""
        return self.task == result.task_id and not set(self.identities).isdisjoint(result.identities)


@dataclasses.dataclass(frozen=True)
class Words:
    """All words of a course, in the order of the file.

    Attributes:
        entries: The words of each group.
    """

    entries: tuple[Named, ...] = ()

    def find(self, result: TaskResult) -> Named | None:
        """Return the words for a result; ``None`` if there are none."""
        return next((entry for entry in self.entries if entry.fits(result)), None)

    def said(self, result: TaskResult) -> TaskResult:
        """Return a result with its words, marked as the instructor's; unchanged if there are none."""
        entry = self.find(result)
        if entry is None or result.diagnosis is None:
            return result
        feedback = Feedback(title=entry.title, advice=entry.advice, reason=entry.reason)
        diagnosis = dataclasses.replace(
            result.diagnosis, claim=Claim.INSTRUCTOR, names=(entry.title,), words=(feedback,), follows=""
        )
        return dataclasses.replace(result, diagnosis=diagnosis)

    def digest(self, results: Iterable[TaskResult]) -> str:
        """Return a digest of the words that results get: 16 hexadecimal digits; empty if they get none."""
        said = [(r.task_id, e.title, e.advice, e.reason) for r in results if (e := self.find(r)) is not None]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16] if said else ""

    def with_entry(self, entry: Named) -> Words:
        """Return the words with a new entry, in place of those that share an identity with it.

        It takes their identities over: whoever had their words gets the new ones.
        """
        own = set(entry.identities)
        old = [e for e in self.entries if e.task == entry.task and not own.isdisjoint(e.identities)]
        joined = tuple(sorted(own.union(*(e.identities for e in old))))
        kept = tuple(e for e in self.entries if e not in old)
        return Words((*kept, dataclasses.replace(entry, identities=joined)))


def load(root: CourseRoot) -> Words:
    """Return the words of a course; none where there is no file.

    Raises:
        CourseError: the file can't be read as words.
    """
    try:
        text = root.words.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Words()
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{root.words} should hold the course's words, but can't be read: {error}"
        raise CourseError(msg) from error
    try:
        return _parse(text)
    except ValueError as error:
        msg = (
            f"{root.words} should hold the course's words, as `autograder name` writes them, but {error}. "
            "Correct it, or remove the entry."
        )
        raise CourseError(msg) from error


def save(root: CourseRoot, words: Words) -> None:
    """Write the words of a course; the file appears whole or not at all."""
    tables = [
        "\n".join(
            ["[[answers]]"]
            + [f"{field.name} = {_text(getattr(entry, field.name))}" for field in dataclasses.fields(entry)]
        )
        for entry in words.entries
    ]
    write_whole(root.words, "\n".join([_HEAD, *(f"{table}\n" for table in tables)]))


def clean(text: str) -> str:
    """Return a text in one line, without what could steer a terminal."""
    return printable(" ".join(text.split()))


def toml_text(text: str) -> str:
    """Return a text as TOML writes it. JSON's form of a printable text is TOML's, too."""
    return json.dumps(clean(text), ensure_ascii=False)


def _text(value: str | tuple[str, ...]) -> str:
    return f"[{', '.join(map(toml_text, value))}]" if isinstance(value, tuple) else toml_text(value)


@functools.lru_cache(maxsize=8)
def _parse(text: str) -> Words:
    """Read a file's text once in a process; raises ``ValueError`` with a clause that says what is wrong."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        msg = f"it is no TOML: {error}"
        raise ValueError(msg) from error
    entries = table.pop("answers", [])
    if table:
        msg = f"it has {', '.join(map(repr, table))}, where only tables [[answers]] belong"
        raise ValueError(msg)
    if not isinstance(entries, list):
        msg = "its answers are no tables [[answers]]"
        raise ValueError(msg)  # noqa: TRY004 - the file's fault, said like the others
    return Words(tuple(_entry(entry, f"its [[answers]] {n}") for n, entry in enumerate(entries, start=1)))


def _entry(data: Any, where: str) -> Named:
    wanted = {field.name for field in dataclasses.fields(Named)}
    if not isinstance(data, dict) or set(data) != wanted:
        has = ", ".join(map(str, data)) if isinstance(data, dict) else "no fields"
        msg = f"{where} has {has}; it needs {', '.join(sorted(wanted))}, and nothing else"
        raise ValueError(msg)
    identities = data["identities"]
    for name in sorted(wanted - {"identities"}):
        if not isinstance(data[name], str):
            msg = f"{where} has {type(data[name]).__name__} as its {name}; it needs a text"
            raise ValueError(msg)  # noqa: TRY004 - the file's fault, said like the others
        if name in ("title", "advice") and not data[name].strip():
            msg = f"{where} has no {name}"
            raise ValueError(msg)
    if not (
        isinstance(identities, list)
        and identities
        and all(isinstance(item, str) and _IDENTITY.fullmatch(item) for item in identities)
    ):
        msg = f"{where} needs a list of identities, each of 16 hexadecimal digits"
        raise ValueError(msg)
    texts = {name: clean(data[name]) for name in wanted - {"identities"}}
    return Named(**texts, identities=tuple(identities))
