"""Small courses with a sample class, for tests that grade them in processes of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from nbgrader.api import Gradebook
from repository import HERE

from autograder.authoring import sample_class
from autograder.authoring.course_copy import copy_course
from autograder.core.paths import CourseRoot
from autograder.lessons import Lesson

EXERCISE = "01_normalization"
LEFT_OUT = ("never returns", "half done", "writes to stderr")
"""Kinds of the sample class that wait for a limit, or add nothing here."""


def make_course(path: Path, lesson: Lesson) -> CourseRoot:
    """A course with one exercise, to which at most two of each kind of the sample class handed in."""
    made = CourseRoot(path)
    copy_course(HERE, made, [lesson])
    made.work.mkdir()
    samples = [x for x in sample_class.make_class(made, lesson) if x.kind not in LEFT_OUT]
    chosen = [
        sample
        for sample, group in ((x, x.kind.partition(":")[0]) for x in samples)
        if sample in [x for x in samples if x.kind.startswith(group)][:2]
    ]
    sample_class.hand_in(made, lesson, chosen)
    return made


def copy_ungraded(course: CourseRoot, path: Path, only: Iterable[str] | None = None) -> CourseRoot:
    """The same submissions, secret and answer keys elsewhere; no result, no gradebook."""
    made = CourseRoot(path)
    for name in ("solutions", "exercises", "data", "autograder", ".skewlab/keys"):
        shutil.copytree(course.path / name, path / name)
    for name in ("nbgrader_config.py", "course.toml", ".skewlab/secret"):
        shutil.copyfile(course.path / name, path / name)
    for student in students(course) if only is None else only:
        shutil.copytree(course.submitted / student, made.submitted / student)
    return made


def students(course: CourseRoot) -> list[str]:
    """Who handed in."""
    return sorted(path.name for path in course.submitted.iterdir())


def marks(course: CourseRoot) -> dict[str, float]:
    """The marks in nbgrader's gradebook, by student."""
    with Gradebook(f"sqlite:///{course.work / 'gradebook.db'}", "skewlab") as gradebook:
        return {s.student.id: s.score for s in gradebook.assignment_submissions(EXERCISE)}


def records(course: CourseRoot) -> dict[Path, int]:
    """The records of the store, and when each was written."""
    return {path: path.stat().st_mtime_ns for path in course.records.glob("*/*.json")}


def environment(temporary: Path, **more: str) -> dict[str, str]:
    """A process's environment: nothing of this one's but where programs are; ``temporary`` for its files."""
    temporary.mkdir(parents=True, exist_ok=True)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(temporary),
        "TMPDIR": str(temporary),
        "NO_COLOR": "1",
        "COLUMNS": "400",
        "PYTHONPATH": str(HERE.path),  # the package that is tested, wherever one is installed
        **more,
    }


def start(course: CourseRoot, temporary: Path, *words: str, **more: str) -> subprocess.Popen[str]:
    """Start ``autograder grade`` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "autograder.cli", "grade", *words],
        cwd=course.path,
        env=environment(temporary, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def until(
    true: Callable[[], object], seconds: float = 600, also: Iterable[subprocess.Popen[str]] = ()
) -> None:
    """Wait for a condition; fails after a deadline, or when a process that must live has ended.

    The deadline is for what never happens: a busy machine may take minutes for what is due in seconds.
    """
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        for process in also:
            assert process.poll() is None, f"it ended early: {process.stdout and process.stdout.read()}"
        time.sleep(0.01)


def processes(mark: Path) -> list[str]:
    """The command lines of running processes that name ``mark``: a zygote's kernels carry its own."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
            state = (path.parent / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:  # it ended meanwhile
            continue
        if str(mark) in line and state != "Z":
            found.append(line)
    return found
