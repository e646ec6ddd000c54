"""A submission gets the exercise's cells back, whatever was done to it, and says what was done."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.core.paths import CourseRoot
from autograder.intake import reading
from autograder.intake.repair import repair

ROOT = Path(__file__).resolve().parent.parent
EXERCISE = "01_normalization"
BLANK: NotebookNode = nbformat.read(ROOT / "exercises" / EXERCISE / f"{EXERCISE}.ipynb", as_version=4)
GRADED = {c.metadata.nbgrader.grade_id: c for c in BLANK.cells if c.metadata.get("nbgrader", {}).get("grade")}


def graded(nb: NotebookNode) -> list[NotebookNode]:
    """The cells that nbgrader would grade."""
    return [c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade")]


def check_cells(nb: NotebookNode) -> dict[str, NotebookNode]:
    """The graded cells of a notebook, by grade id; none may stand twice."""
    cells = graded(nb)
    found = {c.metadata.nbgrader.grade_id: c for c in cells}
    assert len(found) == len(cells)
    return found


def whole(nb: NotebookNode) -> bool:
    """Whether every graded cell is there, as released, in the exercise's order."""
    found = check_cells(nb)
    return [(n, c.source, c.cell_type) for n, c in found.items()] == [
        (n, c.source, c.cell_type) for n, c in GRADED.items()
    ]


def strip_nbgrader(nb: NotebookNode) -> None:
    """As some editors save: metadata gone, ids kept."""
    for cell in nb.cells:
        cell.metadata = {}


def strip_everything(nb: NotebookNode) -> None:
    """Metadata and ids gone: only the text is left."""
    for i, cell in enumerate(nb.cells):
        cell.metadata, cell["id"] = {}, f"new-{i}"


def delete_checks(nb: NotebookNode) -> None:
    """All check cells deleted."""
    nb.cells = [c for c in nb.cells if not c.metadata.get("nbgrader", {}).get("grade")]


def duplicate_checks(nb: NotebookNode) -> None:
    """Every check cell pasted twice."""
    nb.cells = [copy.deepcopy(c) for c in nb.cells for _ in range(2)]


def edit_checks(nb: NotebookNode) -> None:
    """Check cells unlocked, edited, given more points."""
    for cell in graded(nb):
        cell.source = "10.0"
        cell.metadata.nbgrader.update(points=100, locked=False)


def retype_checks(nb: NotebookNode) -> None:
    """Check cells turned into text."""
    for cell in graded(nb):
        cell.cell_type = "markdown"
        cell.pop("outputs", None)
        cell.pop("execution_count", None)


DAMAGE = (strip_nbgrader, strip_everything, delete_checks, duplicate_checks, edit_checks, retype_checks)


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda f: f.__name__)
def test_every_check_comes_back(damage: Callable[[NotebookNode], None]) -> None:
    """Each kind of damage is repaired, with a note, and the points are those of the exercise."""
    nb = copy.deepcopy(BLANK)
    damage(nb)
    mended, notes = repair(nb, BLANK)
    assert whole(mended)
    assert notes
    points = {n: c.metadata.nbgrader.points for n, c in check_cells(mended).items()}
    assert points == {n: c.metadata.nbgrader.points for n, c in GRADED.items()}


def test_an_untouched_notebook_needs_no_repair() -> None:
    """The released exercise stays as it is, without a note."""
    mended, notes = repair(BLANK, BLANK)
    assert mended == BLANK
    assert notes == []


def test_a_students_own_code_stays() -> None:
    """Answers and cells of the student's own are kept through a repair."""
    nb = copy.deepcopy(BLANK)
    strip_everything(nb)
    answer = next(c for c in nb.cells if "def predict(" in c.source)
    answer.source = "def predict(frame, stats, model):\n    return 42"
    nb.cells.insert(3, new_code_cell("mine = 1"))
    mended, _ = repair(nb, BLANK)
    assert {"mine = 1", answer.source} <= {c.source for c in mended.cells}
    placed = next(c for c in mended.cells if c.source == answer.source)
    assert placed.metadata.nbgrader.grade_id == "normalization-predict-answer"


@settings(max_examples=40)
@given(st.lists(st.sampled_from(DAMAGE), max_size=4), st.randoms(use_true_random=False))
def test_any_mix_of_damage_ends_in_a_notebook(
    damage: list[Callable[[NotebookNode], None]], rng: random.Random
) -> None:
    """After any damage, in any order, with cells lost and moved, each check stands once."""
    nb = copy.deepcopy(BLANK)
    for step in damage:
        step(nb)
        rng.shuffle(nb.cells)
        nb.cells = nb.cells[: rng.randint(1, len(nb.cells))]
    mended, _ = repair(nb, BLANK)
    assert set(check_cells(mended)) == set(GRADED)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"{}", b"[1]", b'{"cells": []}', b'{"nbformat": 99, "cells": []}', b"\xff\xfe"],
    ids=["empty", "zip", "object", "list", "no cells", "future", "no text"],
)
def test_what_is_no_notebook_is_the_blank_exercise(tmp_path: Path, content: bytes) -> None:
    """An unreadable file is graded as the blank exercise, with a sentence that says what to hand in."""
    path = tmp_path / "x.ipynb"
    path.write_bytes(content)
    received = reading.read_file(path, CourseRoot(ROOT), EXERCISE)
    assert whole(received.notebook)
    assert "Hand in the .ipynb file itself" in str(received.unreadable)
