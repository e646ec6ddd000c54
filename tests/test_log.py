"""The log: every grader fault leaves its traceback, and no student's text."""

from __future__ import annotations

import json
import logging
import sqlite3
import stat
from pathlib import Path
from typing import Any

import nbformat
import pytest
from classroom import EXERCISE, copy_ungraded, marks, students
from repository import HERE
from rich.console import Console

from autograder.core.errors import GraderFault
from autograder.core.paths import CourseRoot
from autograder.grader import command, local, log, store
from autograder.keys import cache
from autograder.lessons import find
from autograder.nbgrader import api as nbgrader_api
from autograder.nbgrader.gradebook import NbgraderBook

LESSON = find(HERE, "normalization")


def text_of(course: CourseRoot) -> str:
    """What the log says."""
    return (course.log / log.FILE).read_text(encoding="utf-8")


def broken(depth: int) -> None:
    """Fails with a text that says little."""
    if depth:
        broken(depth - 1)
    raise KeyError("abc")


def test_a_fault_leaves_its_traceback_and_names_the_file(tmp_path: Path) -> None:
    """The sentence says which kind of error it was and where the traceback is."""
    course = CourseRoot(tmp_path)
    with log.to_file(course):
        try:
            broken(2)
        except KeyError as error:
            said = log.fault(error, f"student-01 {EXERCISE}")
    assert f"KeyError: 'abc' (The traceback is in {course.log / log.FILE}.)" == said
    assert "grader fault: student-01 01_normalization" in text_of(course)
    assert 3 == text_of(course).count("in broken")
    assert 0o700 == stat.S_IMODE(course.log.stat().st_mode)


def test_a_fault_of_ours_speaks_for_itself(tmp_path: Path) -> None:
    """A sentence that we wrote is shown as it is."""
    with log.to_file(CourseRoot(tmp_path)):
        assert log.fault(GraderFault("The disk is full."), "x").startswith("The disk is full. (The traceback")
    assert "The disk is full." == log.fault(GraderFault("The disk is full."), "x")


@pytest.mark.parametrize("quote", [nbformat.ValidationError("SECRET"), ValueError("x" * 500 + "SECRET")])
def test_no_student_text_is_logged(tmp_path: Path, quote: Exception) -> None:
    """What quotes a notebook is named without its text, and long texts are cut."""
    course = CourseRoot(tmp_path)
    with log.to_file(course):
        log.fault(quote, "student-01")
    assert type(quote).__name__ in text_of(course)
    assert "SECRET" not in text_of(course)


def test_the_log_is_put_aside_when_it_is_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It fills a bounded number of files of bounded size."""
    monkeypatch.setattr(log, "_BYTES", 2000)
    course = CourseRoot(tmp_path)
    with log.to_file(course):
        for number in range(500):
            logging.getLogger("autograder.test").info("a line with the number %s", number)
    files = list(course.log.iterdir())
    assert 1 + log._FILES == len(files)
    assert all(path.stat().st_size <= 2000 for path in files)
    assert "number 499" in text_of(course)


def test_another_process_starts_a_new_log_when_its_own_is_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the zygote says fills two files at most."""
    monkeypatch.setattr(log, "_BYTES", 100)
    course = CourseRoot(tmp_path)
    for text in ("short", "x" * 200, "new"):
        log.put_aside(course, "zygote.log").write_text(text, encoding="utf-8")
    log.put_aside(course, "zygote.log")
    assert ["zygote.log", "zygote.log.1"] == sorted(path.name for path in course.log.iterdir())
    assert "x" * 200 == (course.log / "zygote.log.1").read_text(encoding="utf-8")


def test_what_quotes_a_notebook_is_not_said() -> None:
    """Of nbgrader's last line, only the kind of an error that quotes a cell is shown."""
    said = "[ERROR] There was an error\nnbformat.validator.NotebookValidationError: SECRET is not valid"
    assert "nbformat.validator.NotebookValidationError" == nbgrader_api.failure({"log": said})
    assert "OSError: No space left" == nbgrader_api.failure({"log": "OSError: No space left"})


def test_verbose_shows_what_is_logged(tmp_path: Path) -> None:
    """With a console, it says the same there; without one, nothing is printed."""
    said = (tmp_path / "said.txt").open("w+", encoding="utf-8")
    with log.to_file(CourseRoot(tmp_path), Console(file=said, width=200)):
        logging.getLogger("autograder.test").info("a line")
    said.seek(0)
    assert "a line" in said.read()


def test_nbgraders_report_is_kept_without_texts() -> None:
    """Of nbgrader's tracebacks, places and kinds of errors stay; what they quote is left out."""
    report = {
        "log": '[ERROR] There was an error\nTraceback\n  File "a.py", line 5, in run\n    x(SECRET)\nKeyError: SECRET',
        "error": "nbgrader.converters.base.NbGraderException: SECRET",
    }
    kept = nbgrader_api.frames(report)
    assert "SECRET" not in kept
    assert [
        '  File "a.py", line 5, in run',
        "KeyError",
        "nbgrader.converters.base.NbGraderException",
    ] == kept.split("\n")


def grade(course: CourseRoot) -> tuple[int, str]:
    """Run the command here; returns its exit code and what it printed."""
    console = Console(
        record=True, width=400, quiet=False, file=(course.path / "said.txt").open("w", encoding="utf-8")
    )
    code = command.run(course, (LESSON,), console, NbgraderBook(course))
    return code, " ".join(console.export_text().split())


@pytest.fixture
def course(graded_class: CourseRoot, tmp_path: Path) -> CourseRoot:
    """Two submissions, not graded yet."""
    return copy_ungraded(graded_class, tmp_path / "course", students(graded_class)[:2])


@pytest.mark.slow
def test_a_fault_while_running_is_logged_and_costs_nothing(
    course: CourseRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One submission that we fail at is a grader fault with its traceback; the other one is graded."""
    real, failed = local.grade_job, []

    async def grade_job(root: Any, job: Any, gaps: Any) -> bytes:
        if not failed:
            failed.append(job)
            broken(0)
        return await real(root, job, gaps)

    monkeypatch.setattr(local, "grade_job", grade_job)
    code, said = grade(course)
    assert (1, 1) == (code, said.count("grader fault student-"))
    assert f"KeyError: 'abc' (The traceback is in {course.log / log.FILE}.)" in said
    assert "in broken" in text_of(course)
    assert 1 == len(marks(course))
    assert 0 == grade(course)[0]
    assert 2 == len(marks(course))


@pytest.mark.slow
def test_a_fault_in_the_gradebook_is_logged(course: CourseRoot) -> None:
    """Nbgrader's own traceback is kept, when its database refuses."""
    assert 0 == grade(course)[0]
    for path in course.entered.glob("*/*"):
        path.unlink()
    with sqlite3.connect(course.gradebook) as book:
        book.execute("DROP TABLE grade")
    code, said = grade(course)
    assert 1 == code
    assert "Traceback" not in said
    assert "nbgrader could not enter" in text_of(course)
    assert ".py" in text_of(course)


@pytest.mark.slow
def test_a_missing_record_is_a_grader_fault(course: CourseRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a result is gone when it is entered, nothing is run a second time, and nobody gets a zero."""
    runs: list[Any] = []
    real_save, real_grade = store.save, local.grade_job

    async def grade_job(root: Any, job: Any, gaps: Any) -> bytes:
        runs.append(job)
        return await real_grade(root, job, gaps)

    def save(root: CourseRoot, name: str, record: bytes) -> None:
        real_save(root, name, record)
        store.forget(root, name)

    monkeypatch.setattr(local, "grade_job", grade_job)
    monkeypatch.setattr(store, "save", save)
    code, said = grade(course)
    assert (1, 2) == (code, len(runs))
    assert 2 == said.count("Grade this submission again.")
    assert {} == {student: mark for student, mark in marks(course).items() if mark is not None and mark > 0}
    assert [] == list(course.entered.glob("*/*"))


@pytest.mark.slow
def test_why_a_key_failed_is_logged(course: CourseRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that the process which computes keys said is in the log."""
    cache._name.cache_clear()
    monkeypatch.setattr(cache.sys, "executable", "/bin/false")
    for path in course.keys.rglob("key-*.json"):
        path.unlink()
    try:
        code, said = grade(course)
    finally:
        cache._name.cache_clear()
    assert 1 == code
    assert "The answer key of normalization could not be computed" in said
    assert "The answer key of normalization, exit code 1" in text_of(course)


def test_records_hold_what_nbgrader_shows() -> None:
    """A record has the notebook, its outputs and the repairs, and no other part."""
    data = {"notebook": {"cells": []}, "repairs": [], "outputs": []}
    assert data.keys() == json.loads(store.to_bytes(_received(), json.dumps([]).encode())).keys()


def _received() -> Any:
    from autograder.intake.reading import Received

    return Received(notebook=nbformat.v4.new_notebook(), to_run=(), checks={}, repairs=())
