"""Blind submissions: written from an exercise's text alone, kept as text in ``tests/blind/<lesson>.py``.

Each section is headed ``# %% KIND: NAME | BELIEF`` and holds the functions that a student wrote; the others
are those of the solution. Kinds: ``right`` answers keep every promise of the text, ``wrong`` ones break at
least one, and ``first`` ones are wrong answers that a beginner types first.

Beside it, ``<lesson>.labels.toml`` says which misconceptions of the catalogue are true of each wrong one. It
was written afterwards, from the submissions' code, and is the truth that the grader's names are held against.
"""

from __future__ import annotations

import dataclasses
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from autograder.core.errors import CourseError

if sys.version_info >= (3, 11):
    import tomllib
else:  # pragma: no cover - the same library under its old name
    import tomli as tomllib

KINDS = ("right", "wrong", "first")

_HEADING = re.compile(r"^# %% (?P<kind>\w+): (?P<name>[a-z0-9-]+) \| (?P<belief>.+)$")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Blind:
    """One submission.

    Attributes:
        number: Its place in the file, from 1.
        kind: One of :data:`KINDS`.
        name: Unique in its file.
        belief: What the student believed or did, in a sentence.
        source: The functions that the student wrote, as Python text.
        true: The misconceptions that are true of it; none for right ones, and for what has no entry.
    """

    number: int
    kind: str
    name: str
    belief: str
    source: str
    true: tuple[str, ...] = ()

    @property
    def student(self) -> str:
        """The id of the student who hands it in, which decides about the variant that is dealt."""
        return f"blind-{self.number:03d}"


def read(path: Path) -> list[Blind]:
    """The submissions in a file, with the labels that lie beside it.

    Raises:
        CourseError: a heading is damaged, a kind is unknown, a name is used twice, or the labels are damaged
            or are of other submissions.
    """
    blinds = list(_parse(path.name, path.read_text(encoding="utf-8")))
    labels = _labels(path.with_suffix(".labels.toml"))
    wrong = {blind.name for blind in blinds if blind.kind != "right"}
    if wrong != labels.keys():
        odd = ", ".join(sorted(wrong ^ labels.keys()))
        msg = f"{path.name} and its labels differ in {odd}. Label each wrong submission, and no other."
        raise CourseError(msg)
    return [dataclasses.replace(blind, true=labels.get(blind.name, ())) for blind in blinds]


def _labels(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        msg = f"{path.name} should hold the labels of the blind submissions, but can't be read: {error}"
        raise CourseError(msg) from error
    for name, names in table.items():
        if not isinstance(names, list) or not all(isinstance(item, str) for item in names):
            msg = f"{path.name}: {name} should be a list of misconceptions' names, not {names!r}."
            raise CourseError(msg)
    return {name: tuple(names) for name, names in table.items()}


def _parse(file: str, text: str) -> Iterable[Blind]:
    names: set[str] = set()
    for number, section in enumerate(re.split(r"^(?=# %%)", text, flags=re.MULTILINE)[1:], start=1):
        heading, _, source = section.partition("\n")
        match = _HEADING.match(heading)
        if match is None or match["kind"] not in KINDS:
            msg = f"{file}: {heading!r} should read '# %% right|wrong|first: name | belief'."
            raise CourseError(msg)
        if match["name"] in names:
            msg = f"{file}: the name {match['name']} is used twice. Give one of them another."
            raise CourseError(msg)
        names.add(match["name"])
        yield Blind(
            number=number,
            kind=match["kind"],
            name=match["name"],
            belief=match["belief"],
            source=source.strip(),
        )
