"""A run of ``autograder grade`` that is killed at any moment: the next one loses and repeats nothing.

The command runs in a process of its own, which a test ends when it sees the moment it waits for.
"""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from classroom import (
    EXERCISE,
    copy_ungraded,
    marks,
    processes,
    records,
    start,
    students,
    until,
)

from autograder.core.errors import GraderFault
from autograder.core.paths import CourseRoot
from autograder.grader import store

slow = pytest.mark.slow
STUDENTS = 8


class Room:
    """A course to grade, and the folder for temporary files of whoever grades it."""

    def __init__(self, graded: CourseRoot, folder: Path, temporary: Path) -> None:
        self.course = copy_ungraded(graded, folder, students(graded)[:STUDENTS])
        self.expected = {s: m for s, m in marks(graded).items() if s in students(self.course)}
        self.temporary = temporary

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start the command."""
        return start(self.course, self.temporary, *words)

    def stop_when(self, moment: Callable[[], object], number: signal.Signals, *words: str) -> tuple[int, str]:
        """Start the command and end it at a moment; returns its exit code and what it printed."""
        run = self.start(*words)
        try:
            until(moment, also=[run])
            run.send_signal(number)
            text, _ = run.communicate(timeout=300)
        finally:
            run.kill()  # does nothing to a process that has ended
        return run.returncode, text

    def kill_when(self, moment: Callable[[], object], *words: str) -> None:
        """Start the command and kill it at a moment; all that it started ends by itself."""
        code, text = self.stop_when(moment, signal.SIGKILL, *words)
        assert -signal.SIGKILL == code, text
        until(lambda: not processes(self.temporary) and not processes(self.course.path))

    def finish(self) -> None:
        """Run the command to its end: everybody has the mark of an undisturbed run, nothing is left behind."""
        run = self.start()
        text, _ = run.communicate()
        assert run.returncode == 0, text
        assert self.expected == marks(self.course)
        assert len(self.expected) == len(records(self.course))
        with sqlite3.connect(self.course.work / "gradebook.db") as book:
            assert [("ok",)] == book.execute("PRAGMA integrity_check").fetchall()
            assert [(1,)] == book.execute("SELECT count(*) FROM alembic_version").fetchall()
        assert [] == processes(self.temporary) + processes(self.course.path)
        assert [] == list(self.temporary.glob("skewlab*"))

    def entered(self) -> dict[Path, int]:
        """Which submissions the gradebook holds, by the files that say so, and since when."""
        return {p: p.stat().st_mtime_ns for p in self.course.entered.glob(f"*/{EXERCISE}")}

    def page(self, number: int) -> Path:
        """A student's feedback page."""
        return self.course.feedback / f"student-{number:02d}" / EXERCISE / f"{EXERCISE}.html"


@pytest.fixture
def room(graded_class: CourseRoot, tmp_path: Path, short_tmp: Path) -> Room:
    """A part of the sample class, not graded yet."""
    return Room(graded_class, tmp_path / "course", short_tmp)


@slow
def test_killed_while_notebooks_run(room: Room) -> None:
    """What is in the store is not run again; the killed run's processes and scratch folders go."""
    room.kill_when(lambda: len(records(room.course)) >= 3)
    kept = records(room.course)
    assert 3 <= len(kept) < STUDENTS
    assert list(room.temporary.glob("skewlab*")), "the kill left nothing to clean up"
    room.finish()
    assert kept.items() <= records(room.course).items()


@slow
def test_killed_while_marks_are_entered(room: Room) -> None:
    """No notebook runs again, and who is in the gradebook is not entered again."""
    room.kill_when(lambda: len(room.entered()) >= 2)
    kept, entered = records(room.course), room.entered()
    assert 2 <= len(entered) < STUDENTS
    room.finish()
    assert kept.items() <= records(room.course).items()
    assert entered.items() <= room.entered().items()


@slow
def test_killed_again_and_again(room: Room) -> None:
    """Killed in the middle of keys, the gradebook's making, a run, a notebook, a page: it gets there."""
    shutil.rmtree(room.course.keys)
    shutil.rmtree(room.course.path / "exercises")
    course = room.course
    journal = course.work / "gradebook.db-journal"
    moments: list[Callable[[], object]] = [
        (course.work / "gradebook.db").exists,
        journal.exists,
        lambda: processes(course.keys),
        lambda: list(course.keys.rglob("key-*.json*")),
        lambda: processes(room.temporary / "skewlab"),
        lambda: records(course),
        lambda: len(records(course)) >= 3,
        (course.autograded / "student-01" / EXERCISE).exists,
        lambda: course.of_student(course.autograded, "student-02", EXERCISE).exists(),
        room.page(2).exists,
        lambda: len(room.entered()) >= 3,
    ]
    for moment in moments:
        before = records(course)
        room.kill_when(moment)
        assert before.items() <= records(course).items()
    room.finish()


@slow
def test_a_killed_regrading_goes_on_without_force(room: Room) -> None:
    """After a kill in ``--force``, the plain command grades again whoever was not yet reached, and no other."""
    room.finish()
    before = records(room.course)
    room.kill_when(lambda: len(records(room.course).items() - before.items()) >= 2, "--force")
    again = {path: time for path, time in records(room.course).items() if before[path] != time}
    assert 2 <= len(again) < STUDENTS
    room.finish()
    assert again.items() <= records(room.course).items()
    assert not before.items() & records(room.course).items()


@slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
@pytest.mark.parametrize("phase", ["keys", "running", "gradebook"])
def test_stopped(room: Room, number: signal.Signals, phase: str) -> None:
    """Ctrl-C and SIGTERM end the command soon, with a sentence and 130, and leave nothing behind."""
    if phase == "keys":
        shutil.rmtree(room.course.keys)
    moment = {
        "keys": lambda: processes(room.course.keys),
        "running": lambda: records(room.course),
        "gradebook": room.entered,
    }[phase]
    code, text = room.stop_when(moment, number)
    assert (130, True) == (code, "the same command goes on from there" in text), text
    assert "Traceback" not in text
    assert "grader fault" not in text
    assert [] == list(room.temporary.glob("skewlab*"))
    until(lambda: not processes(room.temporary) and not processes(room.course.path))


def test_half_a_record_is_none(tmp_path: Path) -> None:
    """What a crash of the machine left of a record counts as not graded."""
    course, name = CourseRoot(tmp_path), "ab" * 16
    record = b'{"notebook": {"cells": []}, "repairs": ["One."], "outputs": [[{"output_type": "stream"}], []]}'
    store.save(course, name, record)
    (path,) = records(course)
    loaded = store.load(course, name)
    assert (("One.",), 2) == (loaded.repairs, len(loaded.outputs))
    for size in range(len(record)):
        path.write_bytes(record[:size])
        assert not store.has(course, name)
        with pytest.raises(GraderFault, match="Grade this submission again"):
            store.load(course, name)


def test_a_forgotten_record_is_none(tmp_path: Path) -> None:
    """What is forgotten runs again; to forget it twice is no error."""
    course = CourseRoot(tmp_path)
    store.save(course, "ab" * 16, b'{"notebook": {}, "repairs": [], "outputs": []}')
    assert store.has(course, "ab" * 16)
    for _ in range(2):
        store.forget(course, "ab" * 16)
        assert not store.has(course, "ab" * 16)
