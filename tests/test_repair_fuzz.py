"""Whatever is done to a notebook, it ends as one that nbgrader can grade: mutations by the thousand.

No kernel runs here; nbgrader's own passes are real, with a real gradebook. `test_repair_class.py`
sends a class of damaged notebooks through the real grading.
"""

from __future__ import annotations

import copy
import functools
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutations import EXERCISES, MUTANTS, ROOT, released, start
from nbformat import NotebookNode
from nbgrader.converters import Autograde

from autograder.core.paths import CourseRoot
from autograder.intake import reading, repair
from autograder.intake.reading import Received
from autograder.nbgrader import api as nbgrader_api
from autograder.nbgrader.api import CourseAPI


def read_bytes(folder: Path, exercise: str, data: bytes) -> Received:
    """What is made of a hand-in with these bytes."""
    path = folder / exercise / f"{exercise}.ipynb"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return reading.read_file(path, ROOT, exercise)


def marks(nb: NotebookNode) -> list[tuple[str, dict[str, Any], str]]:
    """What nbgrader would count: grade id, its metadata, and the text of locked cells."""
    found = [c for c in nb.cells if "nbgrader" in c.metadata]
    return [
        (c.metadata.nbgrader.grade_id, c.metadata.nbgrader, c.source if c.metadata.nbgrader.locked else "")
        for c in found
    ]


@functools.cache
def original_of(exercise: str) -> NotebookNode:
    """The blank exercise, as a notebook."""
    return nbformat.reads(json.dumps(released(exercise)), as_version=4)


def assert_gradable(nb: NotebookNode, exercise: str) -> None:
    """A valid notebook with each check of the exercise once, as released, and no mark but the exercise's."""
    nbformat.validate(nb)
    json.dumps(nb, allow_nan=False).encode()
    original = original_of(exercise)
    wanted, got = marks(original), marks(nb)
    assert [] == [mark for mark in got if mark not in wanted]
    assert len({name for name, *_ in got}) == len(got)
    checks = {name for name, data, _ in wanted if data.grade}
    assert checks == {name for name, data, _ in got if data.grade}
    assert {"code"} == {c.cell_type for c in nb.cells if "nbgrader" in c.metadata}
    assert original.metadata.kernelspec == nb.metadata.kernelspec


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where hand-ins are put to be read."""
    return tmp_path_factory.mktemp("submitted")


def assert_settled(nb: NotebookNode, exercise: str) -> None:
    """Repairing what was repaired changes nothing and says nothing."""
    again, notes = repair.repair(nb, original_of(exercise))
    assert [] == notes
    for before, after in zip(nb.cells, again.cells, strict=True):
        assert (before.source, before.id, before.metadata) == (after.source, after.id, after.metadata)


@pytest.mark.slow
@settings(max_examples=2500)
@given(MUTANTS, st.sampled_from(EXERCISES))
def test_any_mutant_can_be_graded(folder: Path, made: tuple[str, bytes], other: str) -> None:
    """No exception, a valid notebook, each check once and as released, and nothing left to repair.

    Now and then it is handed in as another exercise.
    """
    exercise, data = made
    exercise = other if len(data) % 8 == 0 else exercise
    nb = read_bytes(folder, exercise, data).notebook
    assert_gradable(nb, exercise)
    if len(data) % 2:
        assert_settled(nb, exercise)


@pytest.mark.slow
@settings(max_examples=500)
@given(st.binary(max_size=200), st.sampled_from((b"", b'{"cells": [', b'{"cells": [{"source": "')))
def test_any_bytes_can_be_graded(folder: Path, data: bytes, head: bytes) -> None:
    """Also what never was a notebook."""
    assert_gradable(read_bytes(folder, EXERCISES[0], head + data).notebook, EXERCISES[0])


@pytest.mark.parametrize("exercise", EXERCISES)
@pytest.mark.parametrize("kind", ["blank", "solved"])
def test_what_is_not_touched_is_not_repaired(folder: Path, exercise: str, kind: str) -> None:
    """Every exercise, blank or solved, is read as it is, without a note."""
    received = read_bytes(folder, exercise, start(exercise, kind).encode())
    assert () == received.repairs
    assert nbformat.reads(start(exercise, kind), as_version=4) == received.notebook


def loses_a_check(nb: NotebookNode) -> None:
    """A repair that forgets a check."""
    nb.cells = [c for c in nb.cells if not c.metadata.get("nbgrader", {}).get("points")]


def doubles_a_check(nb: NotebookNode) -> None:
    """A repair that leaves a second copy marked."""
    nb.cells += [copy.deepcopy(c) for c in nb.cells if c.metadata.get("nbgrader", {}).get("points")]


def keeps_an_edit(nb: NotebookNode) -> None:
    """A repair that leaves points as a student set them."""
    for c in nb.cells:
        if "nbgrader" in c.metadata:
            c.metadata.nbgrader["points"] = 100


def keeps_rubbish(nb: NotebookNode) -> None:
    """A repair that leaves a cell which no notebook may hold."""
    nb.cells[0]["outputs"] = "x"


@pytest.mark.parametrize("fault", [loses_a_check, doubles_a_check, keeps_an_edit, keeps_rubbish])
def test_the_fuzz_finds_a_planted_fault(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: Callable[[NotebookNode], None]
) -> None:
    """Each property can fail: a repair with a fault is caught."""

    def broken(nb: NotebookNode, exercise: NotebookNode) -> tuple[NotebookNode, list[str]]:
        made, notes = repair.repair(nb, exercise)
        fault(made)
        return made, notes

    monkeypatch.setattr(reading, "repair", broken)
    nb = read_bytes(folder, EXERCISES[0], start(EXERCISES[0], "solved").encode()).notebook
    with pytest.raises((AssertionError, nbformat.ValidationError)):
        assert_gradable(nb, EXERCISES[0])


def test_the_fuzz_finds_a_repair_that_never_settles(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repair that makes work for the next one is caught."""
    nb = read_bytes(folder, EXERCISES[0], start(EXERCISES[0], "solved").encode()).notebook
    nb.cells.reverse()
    with pytest.raises(AssertionError):
        assert_settled(nb, EXERCISES[0])


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> CourseAPI:
    """A real nbgrader whose gradebook knows all exercises."""
    root = CourseRoot(tmp_path_factory.mktemp("gradebook"))
    shutil.copytree(ROOT.path / "solutions", root.path / "solutions")
    shutil.copy(ROOT.path / "nbgrader_config.py", root.path)
    opened = nbgrader_api.open_api(root)
    for exercise in EXERCISES:
        nbgrader_api.generate_assignment(opened, exercise)
    return opened


@pytest.mark.slow
@settings(max_examples=150)
@given(MUTANTS)
def test_nbgraders_own_passes_accept_any_mutant(
    folder: Path, api: CourseAPI, made: tuple[str, bytes]
) -> None:
    """All that ``nbgrader autograde`` does before the run succeeds, and changes no line of what will run.

    So the outputs kept under the digest of that code are found again.
    """
    exercise, data = made
    nb = read_bytes(folder, exercise, data).notebook
    before = [c.source for c in nb.cells if c.cell_type == "code"]
    names = {"notebook": exercise, "assignment": exercise, "student": "s", "db_url": api.coursedir.db_url}
    passes = Autograde(coursedir=api.coursedir, parent=api).sanitize_preprocessors
    assert [
        "ClearOutput",
        "DeduplicateIds",
        "OverwriteKernelspec",
        "OverwriteCells",
        "CheckCellMetadata",
    ] == [each.__name__ for each in passes]
    for each in passes:
        nb, _ = each(parent=api).preprocess(nb, {"nbgrader": names})
    assert_gradable(nb, exercise)
    assert before == [c.source for c in nb.cells if c.cell_type == "code"]
