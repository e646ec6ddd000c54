"""What is worked out once in a process is what it would be anew."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.api import Gradebook
from nbgrader.nbgraderformat import MetadataValidator, common
from traitlets.config import Config

from autograder.core import patching
from autograder.nbgrader import caches, pages, patches

PLOT = new_output("display_data", data={"image/png": "aGk="})


@pytest.fixture
def installed() -> Iterator[None]:
    """Nbgrader with this course's changes, which are undone afterwards."""
    patches.install()
    yield
    patching.undo(patches.PATCHES)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({}, ""),
        ({"points": "many"}, "'many' is not of type 'number'"),
        ({"extra": 1}, "Additional properties"),
    ],
)
def test_nbgraders_check_of_cells_still_refuses(
    installed: None, changes: dict[str, object], error: str
) -> None:
    """A cell's notes are held against nbgrader's schema, with the schema checked once."""
    notes = {
        "grade": True,
        "solution": False,
        "locked": True,
        "task": False,
        "points": 1.0,
        "checksum": "a" * 32,
    }
    cell = new_code_cell(
        metadata={"nbgrader": notes | {"schema_version": 3, "grade_id": "a", "cell_type": "code"} | changes}
    )
    validator = MetadataValidator()
    if not error:
        validator.validate_cell(cell)
        return
    with pytest.raises(common.ValidationError, match=error):
        validator.validate_cell(cell)


def test_a_gradebook_that_was_replaced_is_made_whole_again(
    installed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its tables are looked for once for a file, and anew for another one of the same name."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")  # nbgrader runs `alembic`
    path = tmp_path / "gradebook.db"
    url = f"sqlite:///{path}"
    for _ in range(2):
        with Gradebook(url, "course") as gradebook:
            gradebook.update_or_create_student("student-01")
    with Gradebook(url, "course") as gradebook:
        assert [student.id for student in gradebook.students] == ["student-01"]
    path.rename(tmp_path / "old.db")
    with Gradebook(url, "course") as gradebook:
        assert gradebook.students == []


@pytest.fixture
def url(installed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty gradebook's."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")  # nbgrader runs `alembic`
    made = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with Gradebook(made, "course"):
        return made


def committed(url: str) -> list[str]:
    """The students that others see in the file."""
    with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        return [name for (name,) in connection.execute("SELECT id FROM student")]


def test_what_is_done_with_a_gradebook_is_one_transaction(url: str) -> None:
    """Others see all of it at its end, and nothing before; in it, everything can be found."""
    with Gradebook(url, "course") as gradebook:
        gradebook.update_or_create_student("student-01")
        gradebook.update_or_create_student("student-02")
        assert 2 == len(gradebook.students)
        assert [] == committed(url)
    assert ["student-01", "student-02"] == sorted(committed(url))


def test_after_an_exception_nothing_is_kept(url: str) -> None:
    """A pass that fails halfway leaves the gradebook as it was, and the next one works."""

    def fail() -> None:
        with Gradebook(url, "course") as gradebook:
            gradebook.update_or_create_student("student-01")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert [] == committed(url)
    with Gradebook(url, "course") as gradebook:
        gradebook.update_or_create_student("student-02")
    assert ["student-02"] == committed(url)


def test_what_was_loaded_can_be_read_afterwards(url: str) -> None:
    """Formgrader makes its tables of what it has loaded, after it has closed the gradebook."""
    with Gradebook(url, "course") as gradebook:
        gradebook.update_or_create_student("student-01")
    with Gradebook(url, "course") as gradebook:
        students = gradebook.students
    assert ["student-01"] == [student.id for student in students]


def test_a_gradebook_that_stays_open_commits_each_change(url: str) -> None:
    """Formgrader keeps one open while a page is made, and its changes count at once."""
    gradebook = Gradebook(url, "course")
    gradebook.update_or_create_student("student-01")
    assert ["student-01"] == committed(url)
    gradebook.close()


def test_connections_are_kept(url: str) -> None:
    """A gradebook that is opened again uses the connection of the one before."""
    with Gradebook(url, "course") as first:
        one = first.db.connection().connection.dbapi_connection
    with Gradebook(url, "course") as second:
        assert one is second.db.connection().connection.dbapi_connection


def test_short_texts_are_remembered_and_long_ones_not() -> None:
    """A class's pages share most of their cells; what one student wrote at length takes no room."""
    asked: list[str] = []

    @caches.for_short_texts
    def loud(text: str) -> str:
        asked.append(text)
        return text.upper()

    long = "a" * 100_000
    assert ["X", "X", long.upper(), long.upper()] == [loud(text) for text in ("x", "x", long, long)]
    assert ["x", long, long] == asked


def test_every_picture_of_a_page_has_a_description() -> None:
    """Plots, and pictures in texts: one that has a description keeps it."""
    nb = new_notebook(
        cells=[
            new_markdown_cell('<img src="data:x"> <img alt="mine" src="data:y"> `<img>`'),
            new_code_cell("1", outputs=[PLOT]),
        ],
        metadata={"language_info": {"name": "python"}},
    )
    filters = {"clean_html": pages.clean_html, "markdown2html": pages.markdown_to_html}
    exporter = pages.FeedbackExporter(config=Config({"HTMLExporter": {"filters": filters}}))
    page, _ = exporter.from_notebook_node(nb)
    pictures = re.findall(r"<img[^>]*>", page)
    assert 3 == len(pictures)
    assert [1, 1, 1] == [picture.count("alt=") for picture in pictures]
    assert 1 == sum('alt="mine"' in picture for picture in pictures)
