"""A class with attackers in it, handed in and graded."""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import hashlib
import io
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from repository import HERE
from rich.console import Console

import autograder
from attacks.case import Attack, Places
from attacks.tables import ATTACKS
from autograder.authoring import sample_class
from autograder.authoring.course_copy import copy_course
from autograder.core.paths import CourseRoot
from autograder.grader import command
from autograder.grader.table import Row, rows_of
from autograder.intake.submissions import find_submissions
from autograder.keys import cache, seeds
from autograder.lessons import find
from autograder.nbgrader.gradebook import NbgraderBook
from autograder.sandbox import client, confine, zygote_client
from autograder.sandbox.scratch import scratch

EXERCISE = "01_normalization"
ODD_NAME = "O'Neil [a-z] *? & <b>"
SECRET = "5e" * 32
"""The course's: with another one, one forger in a hundred guesses all that a guard must refuse."""

TOGETHER = 9
"""Attempts in one submission, where they can be made side by side."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Class:
    """A class that was graded.

    Attributes:
        course, places: Its course, and where things lie.
        code, said: What ``autograder grade`` returned and printed.
        attackers: The student behind each attack, by its name.
        honest: The expected marks of the others.
        before, after: Digests of the files that nobody may change, and rows of the gradebook.
        new: What grading left in the folder of temporary files.
        zygotes: How many were started.
    """

    course: CourseRoot
    places: Places
    code: int
    said: str
    attackers: dict[str, str]
    honest: dict[str, float]
    before: dict[str, str]
    after: dict[str, str]
    new: set[str]
    zygotes: int
    rows: dict[str, Row] = dataclasses.field(default_factory=dict)


@contextlib.contextmanager
def graded_class(folder: Path) -> Iterator[Class]:
    """Honest students and attackers side by side, graded once by ``autograder grade``, in ``folder``."""
    course = _make_course(folder / "course")
    lesson = find(HERE, "normalization")
    limits = dataclasses.replace(lesson.spec, cell_seconds=8.0, notebook_seconds=40.0)
    lesson = dataclasses.replace(lesson, spec=limits)
    blank = json.loads(
        (course.path / "exercises" / EXERCISE / f"{EXERCISE}.ipynb").read_text(encoding="utf-8")
    )
    right = sample_class.solved(lesson, blank)
    honest = _hand_in_honest(course, lesson, blank, right)
    places = Places(
        course=course.path,
        package=Path(autograder.__file__).parent,
        honest=course.of_student(course.submitted, "honest-01", EXERCISE),
        outside=folder / "planted",
        grader=os.getpid(),
    )
    attackers = {}
    for number, group in enumerate(_submissions(), start=1):
        student = f"attacker-{number:03d}"
        attackers |= {attack.name: student for attack in group}
        _hand_in(course, student, group, right if group[0].right else blank, places)
    temporary = Path(tempfile.mkdtemp(prefix="attacked-"))  # short: a socket's path has 107 characters
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course.path)
        patch.setenv("SKEWLAB_PLANTED", "a secret in the grader's environment")
        patch.setattr(client, "kernel_confinement", _with_little_memory)
        patch.setattr(zygote_client, "_zygotes", {})
        patch.setattr(tempfile, "tempdir", str(temporary))
        scratch.cache_clear()
        cache.ensure(course, lesson, range(seeds.POOL))
        assert (
            command.run(course, (lesson,), Console(quiet=True), NbgraderBook(course), student="honest-01")
            == 0
        )  # a gradebook
        before = _state(course)
        console = Console(file=io.StringIO(), width=200)
        code = command.run(course, (lesson,), console, NbgraderBook(course))
        made = Class(
            course=course,
            places=places,
            code=code,
            said=console.file.getvalue(),
            attackers=attackers,
            honest=honest,
            before=before,
            after=_state(course),
            new=_left_in(temporary),
            zygotes=len(zygote_client._zygotes),
            rows={
                row.student: row for row in rows_of(course, find_submissions(course, [lesson.spec.exercise]))
            },
        )
        yield made
        for zygote in zygote_client._zygotes.values():
            zygote.close()
    scratch.cache_clear()
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(temporary, ignore_errors=True)


def _left_in(temporary: Path) -> set[str]:
    """What lies there, but the folder of this process, and the zygote's in it."""
    own = scratch()
    left = {path.name for path in temporary.iterdir() if path != own}
    return left | {path.name for path in own.iterdir() if not path.name.startswith("zygote-")}


def _make_course(path: Path) -> CourseRoot:
    made = CourseRoot(path)
    copy_course(HERE, made, [find(HERE, EXERCISE)])
    made.work.mkdir()
    made.secret.parent.mkdir()
    made.secret.write_text(SECRET, encoding="ascii")
    return made


def _hand_in_honest(course: CourseRoot, lesson: Any, blank: Any, right: Any) -> dict[str, float]:
    wrong = sample_class.solved(lesson, blank, lesson.misconceptions()["raw-inputs"])
    never = sample_class._edit_last(right, "while True:\n    pass")
    notebooks = {
        "honest-01": (right, 10.0),
        "honest-02": (sample_class.solved(lesson, blank, next(iter(lesson.alternatives().values()))), 10.0),
        "honest-03": (wrong, None),
        "honest-04": (blank, 0.0),
        "honest-05": (never, 9.0),
        "zz-honest-06": (right, 10.0),
        ODD_NAME: (right, 10.0),
    }
    for student, (nb, _) in notebooks.items():
        _write(course, student, json.dumps(nb).encode())
    return {student: marks for student, (_, marks) in notebooks.items() if marks is not None}


def _with_little_memory(scratch: Path, data: Path) -> confine.Confinement:
    """Half of the usual memory: touching gigabytes takes seconds."""
    return dataclasses.replace(confine.kernel_confinement(scratch, data), memory_bytes=3 * 2**29)


def _submissions() -> Iterator[list[Attack]]:
    """The attacks of each submission: one, or a few that can be tried in one notebook."""
    together = [attack for attack in ATTACKS if attack.together]
    yield from (together[start : start + TOGETHER] for start in range(0, len(together), TOGETHER))
    yield from ([attack] for attack in ATTACKS if not attack.together)


def _hand_in(
    course: CourseRoot, student: str, group: list[Attack], base: dict[str, Any], places: Places
) -> None:
    nb = copy.deepcopy(base)
    for attack in group[1:]:
        nb = sample_class._add(nb, places.fill(attack.code))
    attack = group[0]
    if attack.guard:
        cell = next(c for c in nb["cells"] if "def guard(" in "".join(c["source"]))
        cell["source"] = places.fill(attack.guard)
    if attack.code:
        nb = sample_class._add(nb, places.fill(attack.code))
    changed = attack.change(nb)
    content = changed if isinstance(changed, bytes) else json.dumps(changed).encode()
    if attack.place is None:
        _write(course, student, content)
    else:
        folder = course.submitted / student / EXERCISE
        folder.mkdir(parents=True)
        attack.place(folder, content, places)


def _write(course: CourseRoot, student: str, content: bytes) -> None:
    path = course.of_student(course.submitted, student, EXERCISE)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)


def _state(course: CourseRoot) -> dict[str, str]:
    """Digests of what grading must leave alone, and the gradebook's own description of the exercise."""
    found = {}
    package = Path(autograder.__file__).parent
    trees = [course.path / "solutions", course.path / "exercises", course.path / ".skewlab" / "keys"]
    trees += [course.submitted, package, package.parent / "data"]
    for path in (p for tree in trees for p in tree.rglob("*")):
        if (
            path.is_file()
            and not path.is_symlink()
            and "__pycache__" not in path.parts
            and path.stat().st_size < 2**28
        ):
            status = path.stat()
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found[str(path)] = f"{digest} {status.st_mode:o} {status.st_mtime_ns}"
    found["secret"] = (course.path / ".skewlab" / "secret").read_text(encoding="ascii")
    with sqlite3.connect(course.work / "gradebook.db") as book:
        for table in ("assignment", "notebook", "base_cell", "grade_cells", "solution_cells", "source_cell"):
            rows = book.execute(f"select * from {table} order by 1").fetchall()
            found[table] = hashlib.sha256(repr(rows).encode()).hexdigest()
    book.close()
    return found
