"""A second course made of this one's lessons, for whoever grades without touching the real gradebook."""

from __future__ import annotations

import shutil
from collections.abc import Iterable

from autograder.core.course import lessons_of
from autograder.core.paths import CourseRoot
from autograder.lessons import Lesson, load
from autograder.student.public import COURSE

_SKIPPED = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")


def copy_course(root: CourseRoot, made: CourseRoot, lessons: Iterable[Lesson]) -> tuple[Lesson, ...]:
    """Make a folder a course with some lessons of another one, their data and their exercises.

    What else lies in the folder stays: work, a secret, answer keys.

    Args:
        root: The course that is copied.
        made: The course that is made.
        lessons: The lessons.

    Returns:
        The same lessons, as the new course has them.
    """
    made.path.mkdir(parents=True, exist_ok=True)
    for file in (root.config, root.settings):
        if file.is_file():
            shutil.copyfile(file, made.path / file.name)
    trees = [tree.relative_to(root.path) for tree in (lessons_of(root), root.data)]
    trees += [tree.relative_to(root.path) for tree in (root.solutions, root.exercises)]
    for tree in trees:
        shutil.rmtree(made.path / tree, ignore_errors=True)
    found = []
    for lesson in lessons:
        spec = lesson.spec
        names = (spec.slug, spec.slug, spec.exercise, spec.exercise)
        for tree, name in zip(trees, names, strict=True):
            shutil.copytree(root.path / tree / name, made.path / tree / name, ignore=_SKIPPED)
        found.append(load(made.path / trees[0] / spec.slug, made.data))
    shutil.copyfile(root.data / COURSE, made.data / COURSE)
    return tuple(found)
