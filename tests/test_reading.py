"""Handed-in files are read as data: regular files, in their own folder, with metadata of ours."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.core.paths import CourseRoot, find_root
from autograder.intake import reading

HERE = find_root(Path(__file__).parent)
EXERCISE = "01_normalization"


@pytest.fixture
def course(tmp_path: Path) -> CourseRoot:
    """A course with one exercise and an empty folder of one submission."""
    made = CourseRoot(tmp_path / "course")
    made.of_student(made.submitted, "student-01", EXERCISE).parent.mkdir(parents=True)
    target = made.path / "exercises" / EXERCISE / f"{EXERCISE}.ipynb"
    target.parent.mkdir(parents=True)
    target.write_bytes((HERE.path / "exercises" / EXERCISE / f"{EXERCISE}.ipynb").read_bytes())
    return made


def read(course: CourseRoot, change: Callable[[dict[str, Any]], Any] = lambda nb: None) -> Any:
    """Hand in the exercise, changed, and read it."""
    path = course.of_student(course.submitted, "student-01", EXERCISE)
    nb = json.loads((course.path / "exercises" / EXERCISE / path.name).read_text(encoding="utf-8"))
    change(nb)
    path.write_text(json.dumps(nb), encoding="utf-8")
    return reading.read_file(path, course, EXERCISE)


def test_metadata_are_the_exercises(course: CourseRoot) -> None:
    """Kernel, language, widgets, titles and tags that a student set are gone; the marks of nbgrader stay."""

    def change(nb: dict[str, Any]) -> None:
        nb["metadata"] = {"kernelspec": {"name": "bash"}, "title": "<script>", "language_info": 5}
        for cell in nb["cells"]:
            cell["metadata"] |= {"tags": ["skip-execution"], "x": 1}

    plain, nb = read(course), read(course, change)
    assert plain == nb
    released = json.loads(
        (course.path / "exercises" / EXERCISE / f"{EXERCISE}.ipynb").read_text(encoding="utf-8")
    )
    assert [cell["metadata"] for cell in released["cells"]] == [cell.metadata for cell in nb.notebook.cells]


def test_marks_of_ours_do_not_count_when_handed_in(course: CourseRoot) -> None:
    """A student can't declare a notebook unreadable, nor write the notes on repairs."""
    nb = read(course, lambda nb: nb["metadata"].update(skewlab_unreadable={"a": 1}, skewlab_repairs=["x"]))
    assert nb.unreadable is None
    assert nb.repairs == ()


def test_stored_outputs_are_gone(course: CourseRoot) -> None:
    """Outputs come from our own run."""

    def change(nb: dict[str, Any]) -> None:
        for cell in nb["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "10.0"}]

    nb = read(course, change)
    outputs = [cell.outputs for cell in nb.notebook.cells if cell.cell_type == "code"]
    assert outputs
    assert not any(outputs)


def test_links_are_not_followed(course: CourseRoot) -> None:
    """A link in place of the notebook, even to a notebook, is no submission; the feedback says why."""
    path = course.of_student(course.submitted, "student-01", EXERCISE)
    path.symlink_to(course.path / "exercises" / EXERCISE / path.name)
    received = reading.read_file(path, course, EXERCISE)
    assert "it is a link" in str(received.unreadable)


def test_a_course_may_lie_behind_a_link(course: CourseRoot, tmp_path: Path) -> None:
    """Links above the folder of submissions are the instructor's own, and are followed."""
    (tmp_path / "link").symlink_to(course.path)
    read(course)
    linked = CourseRoot(tmp_path / "link")
    received = reading.read_file(
        linked.of_student(linked.submitted, "student-01", EXERCISE), linked, EXERCISE
    )
    assert received.unreadable is None


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_what_is_no_file_is_not_opened(course: CourseRoot, make: Callable[[Path], None]) -> None:
    """A pipe is not waited for, a folder is not read."""
    path = course.of_student(course.submitted, "student-01", EXERCISE)
    make(path)
    received = reading.read_file(path, course, EXERCISE)
    assert "no file" in str(received.unreadable)
