"""Finds out whether a notebook belongs to an exercise, and if not, which other notebook it seems to be."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from nbformat import NotebookNode
from nbformat import read as read_notebook

from autograder.core.paths import CourseRoot
from autograder.intake.names import names_of
from autograder.intake.slots import slots_of

_CHECK = re.compile(r"\bcheck\(\s*['\"]([a-z0-9_.]+)['\"]")
_TELLING = 40
"""Length, in characters, from which a text cell tells notebooks apart; shorter ones are equal by chance."""


def misplaced(nb: NotebookNode, root: CourseRoot, exercise: str) -> str | None:
    """Return a sentence for the student about a notebook that has nothing of the exercise.

    Args:
        nb: The notebook that was handed in, parsed and not yet repaired.
        root: The course, which holds the other exercises and the lessons.
        exercise: The name of the exercise, ``01_normalization``.

    Returns:
        ``None`` if an id, a check or a text in the notebook belongs to the exercise; or if it defines a
        function that the exercise asks for and has nothing of another notebook of the course.
    """
    released = root.released(exercise)
    lessons = sorted(root.notebooks.glob("*.ipynb"))
    others = [path for path in sorted(root.exercises.glob("*/*.ipynb")) if path != released] + lessons
    telling = _telling(tuple((path, path.stat().st_mtime_ns) for path in (released, *others)))
    signs = _signs(nb.cells)
    if signs & telling[released]:
        return None
    shared = {path: len(signs & telling[path]) for path in others}
    best = max(shared, key=lambda path: shared[path], default=released)
    if shared.get(best):
        kind = "the lesson" if best in lessons else "the exercise"
        return (
            f"The notebook you handed in seems to be {kind} `{best.stem}`: nothing in it belongs to the "
            f"exercise `{exercise}`. Hand in your notebook of that exercise."
        )
    if _defines_an_answer(nb, released):
        return None
    return (
        f"The notebook you handed in seems to be another one: nothing in it belongs to the exercise "
        f"`{exercise}`, neither a check, nor a function, nor a text. Hand in your notebook of that exercise."
    )


def _defines_an_answer(nb: NotebookNode, released: Path) -> bool:
    """Return whether a notebook defines a function that the exercise asks for: all cells may be new."""
    slots = slots_of(read_notebook(released, as_version=4))
    wanted = frozenset[str]().union(*(slot.functions for slot in slots))
    return any(wanted & names_of(cell.source).defines for cell in nb.cells if cell.cell_type == "code")


@functools.lru_cache(maxsize=16)
def _telling(files: tuple[tuple[Path, int], ...]) -> dict[Path, frozenset[tuple[str, str]]]:
    """Return the signs of each notebook of the course that no other one has.

    What stands in several, such as what to do before handing in, tells none of them.

    Args:
        files: The notebooks' paths, each with its time of change: a changed notebook is read anew.
    """
    signs = {path: _signs(read_notebook(path, as_version=4).cells) for path, _ in files}
    count = Counter(sign for found in signs.values() for sign in found)
    return {path: frozenset(sign for sign in found if count[sign] == 1) for path, found in signs.items()}


def _signs(cells: Iterable[NotebookNode]) -> frozenset[tuple[str, str]]:
    """Return what tells a notebook from others, as pairs of a kind and a value: ids, checks, longer texts."""
    signs = set()
    for cell in cells:
        source = cell.source
        signs.add(("id", str(cell.get("id") or "")))
        signs.add(("id", str(cell.metadata.get("nbgrader", {}).get("grade_id") or "")))
        signs |= {("check", task) for task in _CHECK.findall(source)}
        if cell.cell_type != "code" and len(source) >= _TELLING:
            signs.add(("text", " ".join(source.split())))
    return frozenset(signs - {("id", "")})
