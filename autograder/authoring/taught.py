"""What an exercise asks was taught: the guide says by which line of the lesson, for each graded promise.

A lesson without a notebook teaches in the text of its exercise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.authoring.kinds import MINIMUMS
from autograder.authoring.leaks import without_solutions
from autograder.core.results import MAIN
from autograder.core.specs import LessonSpec
from autograder.lessons import Lesson

HEADER = "| task | what is asked | taught by |"
"""The first line of the table in ``guide.md``."""

_CELLS = 3


def teaching_text(lesson: Lesson) -> str:
    """What students are taught with: ``lesson.py``, or ``exercise.py`` without its solutions.

    Raises:
        CourseError: there is no such file.
    """
    if MINIMUMS[lesson.spec.kind].notebook:
        return lesson.source("lesson.py")
    return without_solutions(lesson.source("exercise.py"))


def gate_taught(spec: LessonSpec, guide: str, lesson: str) -> list[str]:
    """Every part of every graded task has a row in the guide, and each row quotes the lesson.

    Args:
        spec: The lesson's tasks with their parts. A task's main part is written as ``main``.
        guide: The text of ``guide.md``. The last column of its table quotes the lesson in backticks,
            as it stands there, and may say more.
        lesson: The text that teaches, as :func:`teaching_text` returns it.

    Returns:
        The problems, each as a sentence.
    """
    rows = list(_rows(guide))
    if not rows:
        return [
            f"guide.md has no table that begins with {HEADER!r}: say there which line teaches what is graded"
        ]
    asked = [(task.name, title) for task in spec.graded for title in (MAIN, *(p.title for p in task.parts))]
    problems = [
        f"guide.md: {' | '.join(row)!r} is not a row of {_CELLS} cells" for row in rows if len(row) != _CELLS
    ]
    rows = [row for row in rows if len(row) == _CELLS]
    told = [(task, title) for task, title, _ in rows]
    problems += [
        f"guide.md doesn't say where the lesson teaches {task}, {title}"
        for task, title in asked
        if (task, title) not in told
    ]
    problems += [
        f"guide.md maps {task}, {title}, which is not graded"
        for task, title in told
        if (task, title) not in asked
    ]
    for task, title, taught in rows:
        quotes = re.findall(r"`([^`]+)`", taught)
        problems += [
            f"guide.md, {task}, {title}: the lesson has no {quote!r}"
            for quote in quotes
            if quote not in lesson
        ]
        if not quotes:
            problems.append(f"guide.md, {task}, {title}: quote a line of the lesson in backticks")
    return problems


def _rows(guide: str) -> Iterator[list[str]]:
    """The cells of each row of the table."""
    _, _, rest = guide.partition(HEADER)
    for line in rest.splitlines()[2:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("| ").split(" | ")]
