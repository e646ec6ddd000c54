"""A hand-in is found under any name, and another exercise's is named."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import handins
import pytest
from handins import EXERCISE, ROOT, Notebook, cells, code, code_of, read, said

from autograder.intake import reading
from autograder.intake.finding import find_submission
from autograder.nbgrader.api import name_as_expected


@pytest.fixture
def blank() -> Notebook:
    """The released exercise."""
    return handins.blank_exercise()


@pytest.fixture
def solved() -> Notebook:
    """The exercise, solved."""
    return handins.solved_exercise()


def test_marks_of_ours_in_a_hand_in_count_for_nothing(tmp_path: Path, solved: Notebook) -> None:
    """Nobody can write what is said of a notebook, or show another text than the one that ran."""
    solved["metadata"] |= {"skewlab": {"digest": "x"}, "repairs": ["All is well."]}
    solved["cells"][2]["metadata"]["skewlab"] = "print('innocent')"
    received = read(tmp_path, solved)
    assert (None, "") == (received.unreadable, said(received))
    assert [c.source for c in received.notebook.cells if c.cell_type == "code"] == code(received)


@pytest.mark.parametrize("form", [None, "stripped"])
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("exercises/05_shapes/05_shapes.ipynb", "seems to be the exercise `05_shapes`"),
        ("exercises/03_missing_values/03_missing_values.ipynb", "the exercise `03_missing_values`"),
        ("notebooks/01_normalization.ipynb", "seems to be the lesson `01_normalization`"),
        ("notebooks/04_dtypes.ipynb", "seems to be the lesson `04_dtypes`"),
    ],
)
def test_another_notebook_of_the_course_is_recognised(
    tmp_path: Path, path: str, words: str, form: str | None
) -> None:
    """It is named, also without its metadata, and its own text stays to be seen."""
    other: Notebook = json.loads((ROOT.path / path).read_text(encoding="utf-8"))
    if form:
        for i, cell in enumerate(other["cells"]):
            cell["metadata"], cell["id"] = {}, f"n{i}"
    received = read(tmp_path, other)
    assert words in str(received.unreadable)
    assert "Hand in your notebook of that exercise." in str(received.unreadable)
    assert {"".join(c["source"]) for c in other["cells"]} <= {c.source for c in received.notebook.cells}


def test_a_notebook_of_something_else_is_said_to_be_one(tmp_path: Path) -> None:
    """It has nothing of the exercise: neither graded as not attempted, nor run."""
    received = read(tmp_path, cells("import os\nprint(os.getcwd())"))
    assert "seems to be another one" in str(received.unreadable)
    assert "import os\nprint(os.getcwd())" in code(received)


@pytest.mark.parametrize("kept", ["function", "check", "text", "id"])
def test_one_sign_of_the_exercise_is_enough(tmp_path: Path, blank: Notebook, kept: str) -> None:
    """A function, a check, a text or an id of the exercise: then it is graded, not refused."""
    cell = {
        "function": {"cell_type": "code", "source": "def standardize(frame, stats):\n    return 1"},
        "check": {"cell_type": "code", "source": 'check("normalization.fit", f)'},
        "text": {"cell_type": "markdown", "source": blank["cells"][3]["source"]},
        "id": {"cell_type": "code", "source": "1", "id": "normalization-skew"},
    }[kept]
    received = read(tmp_path, {"nbformat": 4, "cells": [cell]})
    assert received.unreadable is None


NAMES = (
    f"{EXERCISE} (1).ipynb",
    f"Copy of {EXERCISE}.ipynb",
    f"{EXERCISE}_student-01.ipynb",
    f"{EXERCISE}.ipynb.txt",
    f"{EXERCISE}.ipynb.json",
    f"{EXERCISE.upper()}.IPYNB",
    "Untitled.ipynb",
    EXERCISE,
    "mein Heft ü.ipynb",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_renamed_file_is_the_submission(tmp_path: Path, solved: Notebook, name: str) -> None:
    """The only file that lies there, whatever its name, with a sentence that says so."""
    received = read(tmp_path, solved, name)
    assert code_of(solved) == code(received)
    assert f"The file `{name}` was read as {EXERCISE}.ipynb." == said(received)


def put(folder: Path, name: str, age: int) -> Path:
    """A file that is some seconds old."""
    path = folder / name
    path.write_text("{}", encoding="utf-8")
    os.utime(path, (time.time() - age,) * 2)
    return path


def test_of_several_files_the_right_name_wins(tmp_path: Path) -> None:
    """However old it is."""
    put(tmp_path, "newer.ipynb", 0)
    assert put(tmp_path, f"{EXERCISE}.ipynb", 1000) == find_submission(tmp_path, EXERCISE)


def test_of_several_notebooks_the_newest_wins_and_the_others_are_named(
    tmp_path: Path, solved: Notebook
) -> None:
    """A notebook by its name goes before any other file, and files of nbgrader's or the system's are none."""
    put(tmp_path, "old.ipynb", 1000)
    put(tmp_path, "notes.txt", 0)
    put(tmp_path, "timestamp.txt", 0)
    put(tmp_path, ".DS_Store", 0)
    received = read(tmp_path, solved, "new.ipynb")
    assert code_of(solved) == code(received)
    assert said(received).endswith("the newest notebook; not read: `notes.txt`, `old.ipynb`.")


def test_a_file_that_is_no_notebook_is_said_to_be_none(tmp_path: Path) -> None:
    """A report instead of the notebook is an unreadable submission, not a missing one."""
    received = read(tmp_path, b"%PDF-1.7", "report.pdf")
    assert "no valid JSON" in str(received.unreadable)
    assert "The file `report.pdf` was read" in said(received)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo], ids=["folder", "pipe"])
def test_what_is_no_file_is_not_opened(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """A folder of the notebook's name, or a pipe that would never end."""
    make(tmp_path / f"{EXERCISE}.ipynb")
    received = reading.read_file(tmp_path / f"{EXERCISE}.ipynb", ROOT, EXERCISE)
    assert "no file" in str(received.unreadable)


def test_a_disk_that_fails_is_no_students_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is raised, and ends as a fault of the grader's."""
    put(tmp_path, f"{EXERCISE}.ipynb", 0)

    def fails(path: Path, mode: str) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fails)
    with pytest.raises(OSError, match="Input/output error"):
        reading.read_file(tmp_path / f"{EXERCISE}.ipynb", ROOT, EXERCISE)


def test_nothing_handed_in_is_no_submission(tmp_path: Path) -> None:
    """An empty folder, or one that isn't there."""
    put(tmp_path, "timestamp.txt", 0)
    assert [None, None] == [find_submission(f, EXERCISE) for f in (tmp_path, tmp_path / "none")]


def test_nbgrader_is_given_the_expected_name(tmp_path: Path) -> None:
    """The hook of plain ``nbgrader autograde``, which knows notebooks by their names."""
    notebooks = [str(tmp_path / "a.ipynb"), str(tmp_path / "b.ipynb")]
    name_as_expected(assignment=EXERCISE, student="student-01", notebooks=notebooks)
    assert [str(tmp_path / f"{EXERCISE}.ipynb")] == notebooks
