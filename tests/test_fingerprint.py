"""What answers depend on, and nothing else, decides whether a submission runs again."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from classroom import EXERCISE, copy_ungraded, marks, records, students
from repository import HERE
from rich.console import Console

from autograder.core.paths import CourseRoot
from autograder.grader import command, store
from autograder.intake.reading import read
from autograder.intake.submissions import Submission
from autograder.keys import cache, fingerprint
from autograder.lessons import find
from autograder.nbgrader.gradebook import NbgraderBook

LESSON = find(HERE, "normalization")


def name_after(tmp_path: Path, path: str, text: str, before: str) -> str:
    """The name of lesson 01's key, computed by a copy of the package in which a file was changed."""
    copied = tmp_path / "copied"
    shutil.copytree(
        HERE.path / "autograder", copied / "autograder", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(HERE.data / "normalization", copied / "data" / "normalization")
    shutil.copyfile(HERE.settings, copied / "course.toml")
    if path:
        with (copied / path).open("a", encoding="utf-8") as file:
            file.write(text)
    secret = copied / ".skewlab" / "secret"
    secret.parent.mkdir()
    secret.write_text("ab" * 32, encoding="ascii")
    code = (
        f"{before}; from pathlib import Path; from autograder.core.paths import CourseRoot\n"
        "from autograder.keys import cache; from autograder.lessons import find\n"
        f"root = CourseRoot(Path({str(copied)!r}))\n"
        "print(cache.name_of(root, find(root, 'normalization'), 0))"
    )
    run = [sys.executable, "-c", code]
    done = subprocess.run(
        run, cwd=copied, env={"PYTHONPATH": str(copied)}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


NUMERICS = "from autograder.core.environment import NUMERICS; NUMERICS['OMP_NUM_THREADS'] = '2'"
CHANGES = {
    "the code that computes keys": ("autograder/keys/compute.py", "# changed\n", "pass"),
    "the code in the kernel": ("autograder/student/call.py", "# changed\n", "pass"),
    "the code around the kernel": ("autograder/sandbox/client.py", "# changed\n", "pass"),
    "how tasks are found that a patch reaches": ("autograder/lessons/reach.py", "# changed\n", "pass"),
    "the mixtures": ("autograder/lessons/normalization/mixtures.py", "# changed\n", "pass"),
    "how patches are applied": ("autograder/lessons/__init__.py", "# changed\n", "pass"),
    "the reference": ("autograder/lessons/normalization/reference.py", "# changed\n", "pass"),
    "the data": ("data/normalization/cars.csv", "\n", "pass"),
    "the numerics": ("", "", NUMERICS),
    "a library": ("", "", "import importlib.metadata as m; m.version = lambda name: '0'"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_name_changes_with_all_that_answers_depend_on(tmp_path: Path, change: str) -> None:
    """Code on both sides of the wall, numerics, libraries, the lesson and its data name the answer key."""
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    assert name_after(tmp_path / "one", "", "", "pass") != name_after(tmp_path / "other", *CHANGES[change])


@pytest.mark.parametrize(
    "path",
    [
        "autograder/lessons/normalization/lesson.py",
        "autograder/lessons/normalization/witnesses.py",
        "autograder/lessons/normalization/turns/cases.py",
        "data/normalization/make.py",
        "data/normalization/turns.json",
        "data/normalization/lesson.json",
        "autograder/desk/report.py",
    ],
)
def test_the_name_stays_with_what_no_answer_depends_on(tmp_path: Path, path: str) -> None:
    """Prose, turns, questions, the script that made the data, and the report change no answer; nor does where the course lies."""
    (tmp_path / "one").mkdir()
    (tmp_path / "a longer name").mkdir()
    changed = name_after(tmp_path / "a longer name", path, "# changed\n", "pass")
    assert name_after(tmp_path / "one", "", "", "pass") == changed


def test_differences_are_told_in_words() -> None:
    """What changed since the last grading is named; what is missing on one side, too."""
    now = {"numpy": "2.2", "the lesson a": "1"}
    assert [] == fingerprint.differences(now, now)
    then = {"numpy": "2.1", "the lesson a": "2", "the code of x": "3"}
    assert [
        "numpy is 2.1 then and 2.2 now",
        "the lesson a is another",
        "the code of x is missing now",
    ] == fingerprint.differences(then, now, ("then", "now"))


def grade(course: CourseRoot, console: Console | None = None) -> int:
    """Run ``autograder grade`` in this process."""
    return command.run(course, (LESSON,), console or Console(quiet=True), NbgraderBook(course))


@pytest.mark.slow
def test_a_copied_course_runs_nothing_again(graded_class: CourseRoot, tmp_path: Path) -> None:
    """A graded course that was copied elsewhere has its results: no notebook runs, no mark changes."""
    copied = CourseRoot(tmp_path / "elsewhere")
    shutil.copytree(graded_class.path, copied.path)
    before = records(copied)
    pages = {p: p.stat().st_mtime_ns for p in copied.feedback.rglob("*.html")}
    assert 0 == grade(copied)
    assert before == records(copied)
    assert pages == {p: p.stat().st_mtime_ns for p in copied.feedback.rglob("*.html")}
    assert marks(graded_class) == marks(copied)


@pytest.mark.slow
def test_what_was_graded_with_something_else_is_graded_again(
    graded_class: CourseRoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change, a plain run says what changed, runs again, and enters the new result."""
    course = copy_ungraded(graded_class, tmp_path / "course", students(graded_class)[:2])
    assert 0 == grade(course)
    before = records(course)
    assert not (
        json.loads(course.graded_with(EXERCISE).read_bytes()).keys()
        ^ fingerprint.of_lesson(HERE, LESSON).keys()
    )
    changed = {**fingerprint.of_lesson(HERE, LESSON), "numpy": "1.0"}
    monkeypatch.setattr(fingerprint, "of_lesson", lambda *_: changed)
    cache._name.cache_clear()
    console = Console(record=True, width=300, file=(tmp_path / "said.txt").open("w", encoding="utf-8"))
    try:
        assert 0 == grade(course, console)
        submission = Submission(student=students(course)[0], exercise=EXERCISE)
        name = (course.entered / submission.student / EXERCISE).read_text(encoding="ascii")
    finally:
        cache._name.cache_clear()
    said = " ".join(console.export_text().split())
    assert f"{EXERCISE} is graded again: since the last time, numpy is" in said
    assert before.items() <= records(course).items()
    assert len(records(course)) == 2 * len(before)
    assert store.has(course, name)
    assert name not in {path.stem for path in before}
    assert read(course, submission).unreadable is None
