"""``autograder build``: everything that is generated from the lessons' text.

The whole is staged in a temporary folder and then compared (``--check``) or copied, so there is one
way to make each file and a half-built course never stays behind.
"""

from __future__ import annotations

import dataclasses
import filecmp
import functools
import json
import math
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console

from autograder.authoring import readme
from autograder.authoring.kinds import MINIMUMS, NOTEBOOK_FILES
from autograder.authoring.limits import watch
from autograder.authoring.notebooks import convert, tested_tasks
from autograder.authoring.raising import gate_raising
from autograder.authoring.verified import Verified, digest_of, grounds
from autograder.core import wire
from autograder.core.course import settings_of
from autograder.core.environment import NUMERICS
from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.grading import keyfile
from autograder.lessons import TURNS as TURNS_FOLDER
from autograder.lessons import Lesson
from autograder.student.public import ABOUT, COURSE, TURNS
from autograder.student.public import FILE as PUBLIC_FILE

_ROUNDING = 1e-5
"""The relative and absolute difference that counts as rounding: between processors, 7.6e-6 was measured."""

TREES = ("notebooks", "solutions", "exercises")
"""The folders of a course in which every file is generated."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Drift:
    """A generated file that is not what its source says.

    Attributes:
        path: The file, relative to the course, with ``/``.
        reason: What is wrong, to be read after the path: ``is missing``.
    """

    path: str
    reason: str


def build(
    root: CourseRoot, lessons: tuple[Lesson, ...], console: Console, *, force: bool = False
) -> list[Drift]:
    """Write what is generated.

    Args:
        root: The course.
        lessons: The lessons whose files are made; those of others are left alone.
        console: Where is shown what is done just now.
        force: Whether to work out public answers anew that were worked out from the same before.

    Returns:
        What was written or removed: the files that differed before.

    Raises:
        CourseError: a lesson's text has a fault. Then nothing is written.
    """
    with tempfile.TemporaryDirectory(prefix="skewlab-build-") as folder:
        staged = Path(folder)
        _stage(root, lessons, staged, console, force=force)
        drift = _compare(root, lessons, staged)
        for item in drift:
            source, target = staged / item.path, root.path / item.path
            if source.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
            else:
                target.unlink()
        return drift


def check(
    root: CourseRoot, lessons: tuple[Lesson, ...], console: Console, *, force: bool = False
) -> list[Drift]:
    """What :func:`build` would change. The arguments and errors are the same; nothing is written."""
    with tempfile.TemporaryDirectory(prefix="skewlab-build-") as folder:
        _stage(root, lessons, Path(folder), console, force=force)
        return _compare(root, lessons, Path(folder))


def _stage(
    root: CourseRoot, lessons: tuple[Lesson, ...], folder: Path, console: Console, *, force: bool
) -> None:
    """Generate everything into an empty folder, laid out as in the repository."""
    os.environ.update(NUMERICS)  # before TensorFlow is imported: public answers are computed as hidden ones
    from autograder.nbgrader.api import release_into

    staged = CourseRoot(folder)
    _write(staged.data / COURSE, _course(root))
    for lesson in lessons:
        _check_spec(lesson)
        name = lesson.spec.exercise
        if MINIMUMS[lesson.spec.kind].notebook:
            _write(staged.lesson(name), convert(lesson, "lesson.py"))
        _write(staged.source(name), convert(lesson, "exercise.py"))
        release_into(root, staged.solutions, staged.exercises, name)
        data = staged.data / lesson.spec.slug
        _write(data / ABOUT, _about(lesson))
        kept = Verified(root, lesson, functools.partial(console.print, markup=False), force=force)
        keyfile.dump(public(root, lesson, kept, console), data / PUBLIC_FILE)
        if lesson.turns is not None:
            code = {"code": lesson.turns.source("reference.py")}
            keyfile.dump({**public(root, lesson.turns, kept, console), **code}, data / TURNS)
    text = (
        (root.path / readme.FILE).read_text(encoding="utf-8") if (root.path / readme.FILE).is_file() else ""
    )
    if readme.BEGIN in text:
        _write(folder / readme.FILE, readme.with_rows(text, [lesson.spec for lesson in lessons]))


def public(root: CourseRoot, lesson: Lesson, kept: Verified, console: Console) -> dict[str, Any]:
    """The public inputs of a lesson, or of its turns, with their key, as this processor computes it.

    Args:
        root: The course.
        lesson: The lesson, or its turns.
        kept: The results of the lesson.
        console: Where is shown what is done just now.

    Raises:
        CourseError: the lesson's code has an error or takes too long; or the reference has an accident.
    """
    turns = lesson.folder.name == TURNS_FOLDER

    def make() -> dict[str, Any]:
        from autograder.keys.compute import PUBLIC_SEED, draw_inputs, make_key

        watched = watch(lesson, console)
        inputs = draw_inputs(lesson, PUBLIC_SEED, watched)
        # Turns are tried at home alone, where a pair of mistakes is rare.
        key = make_key(lesson, inputs, composed=not turns, watch=watched)
        problems = gate_raising(key.tasks.values())
        if problems:
            raise CourseError(f"{lesson.spec.slug}: {'; '.join(problems)}.")
        return {"inputs": inputs, "key": keyfile.key_to_json(key)}

    told = [lesson.source("feedback.toml"), [dataclasses.asdict(task) for task in lesson.spec.tasks]]
    patches = ("alternatives.py", "witnesses.py")
    digest = digest_of(grounds(root, lesson, without=patches), told)
    found: dict[str, Any] = kept.get("public-turns" if turns else "public", digest, make)
    return found


def _course(root: CourseRoot) -> str:
    """What a student's kernel may know of the course, as JSON: its name, what a notebook imports first."""
    settings = settings_of(root)
    libraries = [name for name in settings.libraries if "." not in name]
    return json.dumps({"name": settings.name, "libraries": libraries}, indent=1, ensure_ascii=False) + "\n"


def _about(lesson: Lesson) -> str:
    """What a student's kernel may know of a lesson, as JSON: its tasks, its questions without beliefs."""
    spec = lesson.spec
    asked = lesson.questions() if MINIMUMS[spec.kind].notebook else ()
    questions = {
        question.name: {
            "text": question.text,
            "choices": [
                {"text": choice.text, "reason": choice.reason, "right": choice.right}
                for choice in question.choices
            ],
        }
        for question in asked
    }
    turns = lesson.turns.spec.tasks if lesson.turns is not None else ()
    tasks = [
        {"name": task.name, "title": task.title, "points": task.points} for task in (*turns, *spec.tasks)
    ]
    about = {"number": spec.number, "title": spec.title, "tasks": tasks, "questions": questions}
    return json.dumps(about, indent=1, ensure_ascii=False) + "\n"


def _check_spec(lesson: Lesson) -> None:
    """Every graded task has exactly one tests cell: else points would be missing, or counted twice.

    Raises:
        CourseError: a task has none, or several, or the lesson has files that its kind does not read; one
            sentence for each.
    """
    found = Counter(tested_tasks(lesson))
    file = f"{lesson.folder.name}/exercise.py"
    problems = [
        f'{file} has no tests cell for task {task.name!r}: write `# %% role="tests" task="{task.name}"` '
        f"below the cell that defines {task.entry_point}."
        if not found[task.name]
        else f"{file} has {found[task.name]} tests cells for task {task.name!r}: keep one."
        for task in lesson.spec.graded
        if found[task.name] != 1
    ]
    if not MINIMUMS[lesson.spec.kind].notebook:
        problems += [
            f"{lesson.folder.name}/{name} is read by nobody: the lesson is {lesson.spec.kind} and has no "
            "notebook. Remove it, or choose another kind in spec.py."
            for name in NOTEBOOK_FILES
            if (lesson.folder / name).exists()
        ]
    if problems:
        raise CourseError(" ".join(problems))


def _compare(root: CourseRoot, lessons: tuple[Lesson, ...], staged: Path) -> list[Drift]:
    made = {
        str(path.relative_to(staged).as_posix())
        for tree in (*TREES, "data")
        for path in (staged / tree).rglob("*")
        if path.is_file()
    }
    made |= {readme.FILE} if (staged / readme.FILE).is_file() else set()
    # Files of lessons that are not built now have no source among ``made``, and are not adrift for that.
    prefixes = tuple(lesson.spec.exercise for lesson in lessons)
    present = {
        str(path.relative_to(root.path).as_posix())
        for tree in TREES
        for path in (root.path / tree).rglob("*")
        if path.is_file()
        and ".ipynb_checkpoints" not in path.parts
        and path.relative_to(root.path / tree).parts[0].startswith(prefixes)
    }
    drift = [Drift(path=path, reason="has no source") for path in sorted(present - made)]
    for path in sorted(made):
        if not (root.path / path).is_file():
            drift.append(Drift(path=path, reason="is missing"))
        elif not _same(root.path / path, staged / path):
            drift.append(Drift(path=path, reason="differs from its source"))
    return drift


def _same(committed: Path, made: Path) -> bool:
    """Whether two files are equal byte for byte; answers may differ by a processor's rounding."""
    if filecmp.cmp(committed, made, shallow=False):
        return True
    return made.name in (PUBLIC_FILE, TURNS) and same_answers(keyfile.load(committed), keyfile.load(made))


def same_answers(one: Any, other: Any) -> bool:
    """Whether two public files, as JSON data, hold the same answers.

    Floating-point numbers may differ by rounding; types, shapes, integers and text may not.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        if one.get("$") == other.get("$") == "ndarray":
            return _same_arrays(wire.decode(one), wire.decode(other))
        return one.keys() == other.keys() and all(same_answers(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_answers, one, other))
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=_ROUNDING, abs_tol=_ROUNDING)
    return type(one) is type(other) and bool(one == other)


def _same_arrays(one: np.ndarray, other: np.ndarray) -> bool:
    if one.dtype != other.dtype or one.shape != other.shape:
        return False
    if one.dtype.kind in "fc":
        # A sum is rounded by its largest terms, so a small number may differ by the rounding of a large one.
        finite = np.abs(one[np.isfinite(one)])
        scale = max(1.0, float(finite.max())) if finite.size else 1.0
        return bool(np.allclose(one, other, rtol=_ROUNDING, atol=_ROUNDING * scale, equal_nan=True))
    return bool(np.array_equal(one, other))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
