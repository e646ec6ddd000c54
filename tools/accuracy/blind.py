"""Blind submissions: written from an exercise's text alone, kept as text in ``tests/blind/<lesson>.py``.

Each section is headed ``# %% KIND: NAME | BELIEF`` and holds the functions that a student wrote; the others
are those of the solution. Kinds: ``right`` answers keep every promise of the text, ``wrong`` ones break at
least one, and ``first`` ones are wrong answers that a beginner types first.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from pathlib import Path

from autograder.core.errors import CourseError

KINDS = ("right", "wrong", "first")

_HEADING = re.compile(r"^# %% (?P<kind>\w+): (?P<name>[a-z0-9-]+) \| (?P<belief>.+)$")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Blind:
    """One submission.

    Attributes:
        kind: One of :data:`KINDS`.
        name: Unique in its file.
        belief: What the student believed or did, in a sentence.
        source: The functions that the student wrote, as Python text.
    """

    kind: str
    name: str
    belief: str
    source: str


def read(path: Path) -> list[Blind]:
    """The submissions in a file.

    Raises:
        CourseError: a heading is damaged, a kind is unknown, or a name is used twice.
    """
    return list(_parse(path.name, path.read_text(encoding="utf-8")))


def _parse(file: str, text: str) -> Iterable[Blind]:
    names: set[str] = set()
    for section in re.split(r"^(?=# %%)", text, flags=re.MULTILINE)[1:]:
        heading, _, source = section.partition("\n")
        match = _HEADING.match(heading)
        if match is None or match["kind"] not in KINDS:
            msg = f"{file}: {heading!r} should read '# %% right|wrong|first: name | belief'."
            raise CourseError(msg)
        if match["name"] in names:
            msg = f"{file}: the name {match['name']} is used twice. Give one of them another."
            raise CourseError(msg)
        names.add(match["name"])
        yield Blind(kind=match["kind"], name=match["name"], belief=match["belief"], source=source.strip())
