"""The instructor's path, through real nbgrader with its real gradebook and real kernels."""

from __future__ import annotations

import asyncio
import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from classroom import marks, processes
from nbformat.v4 import new_code_cell, new_notebook
from repository import EQUIPMENT, HERE
from rich.console import Console

from autograder.authoring import demo, sample_class
from autograder.authoring.course_copy import copy_course
from autograder.core.paths import CourseRoot
from autograder.desk import report
from autograder.grader import command, table
from autograder.grader.table import results_of
from autograder.intake.submissions import find_submissions
from autograder.lessons import Lesson, find
from autograder.nbgrader.gradebook import NbgraderBook
from autograder.sandbox import zygote_client
from autograder.sandbox.client import Limits, run_notebook

pytestmark = pytest.mark.slow

EXERCISE = "01_normalization"


@pytest.fixture(scope="module")
def lesson() -> Lesson:
    """The lesson that the class handed in."""
    return find(HERE, "normalization")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory, lesson: Lesson) -> Iterator[CourseRoot]:
    """A course with the sample class of lesson 01, graded by ``autograder grade``."""
    made = CourseRoot(tmp_path_factory.mktemp("course"))
    copy_course(HERE, made, [lesson])
    made.work.mkdir()
    demo.hand_in(made, (lesson,))
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made.path)
        assert (
            command.run(made, (lesson,), Console(quiet=True), NbgraderBook(made), student="*", force=False)
            == 0
        )
        yield made


def run_nbgrader(course: CourseRoot, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a plain nbgrader command as its manual says, from the course's folder."""
    command = [sys.executable, "-m", "nbgrader", *words]
    env = {**os.environ, **more}
    return subprocess.run(command, cwd=course.path, env=env, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def kinds(course: CourseRoot) -> dict[str, str]:
    """What each sample student is, by student."""
    lines = (course.work / "class.txt").read_text(encoding="utf-8").splitlines()
    return {line.split()[1].rstrip(":"): line.split(": ", 1)[1] for line in lines}


def test_the_class_is_large_and_varied(kinds: dict[str, str]) -> None:
    """The sample class has at least 14 students, right, wrong, unfinished, broken and odd."""
    assert len(kinds) >= 14
    assert {"blank", "half done", "never returns", "from Colab", "no notebook"} <= set(kinds.values())


def test_right_answers_get_all_points(course: CourseRoot, kinds: dict[str, str]) -> None:
    """Every right style, and every right notebook that is only odd, gets full marks in the gradebook."""
    odd = {"from Colab", "writes to stderr", "redefines check, prints scores"}
    right = {s for s, kind in kinds.items() if kind.startswith("right") or kind in odd}
    assert dict.fromkeys(right, 10.0) == {s: m for s, m in marks(course).items() if s in right}


def test_blank_and_unreadable_get_none(course: CourseRoot, kinds: dict[str, str]) -> None:
    """A blank exercise and a file that is no notebook score 0, and both are in the gradebook."""
    nothing = {s for s, kind in kinds.items() if kind in ("blank", "no notebook")}
    assert dict.fromkeys(nothing, 0.0) == {s: m for s, m in marks(course).items() if s in nothing}


def a_mistake(kinds: dict[str, str]) -> tuple[str, str]:
    """A student of the class who has a misconception, and its title."""
    student, kind = next(item for item in kinds.items() if item[1].startswith("misconception"))
    return student, find(HERE, "normalization").words()[kind.removeprefix("misconception: ")].title


def test_misconceptions_are_named(course: CourseRoot, lesson: Lesson, kinds: dict[str, str]) -> None:
    """Each misconception in the class loses marks and is named in the table."""
    graded = {
        row.student: row for row in table.rows_of(course, find_submissions(course, [lesson.spec.exercise]))
    }
    held = {s: kind.removeprefix("misconception: ") for s, kind in kinds.items() if "misconception" in kind}
    assert held
    for student, name in held.items():
        assert name in graded[student].diagnosis.split(", ")
        assert (graded[student].score or 0) < 10


def test_nobody_is_left_out(course: CourseRoot, lesson: Lesson, kinds: dict[str, str]) -> None:
    """There is one status, one mark and one feedback page for every student."""
    graded = {
        row.student: row for row in table.rows_of(course, find_submissions(course, [lesson.spec.exercise]))
    }
    assert set(graded) == set(kinds)
    assert all(row.score is not None for row in graded.values())
    assert all((course.feedback / s / EXERCISE / f"{EXERCISE}.html").is_file() for s in kinds)


def test_one_function_that_never_returns_costs_its_own_points(
    course: CourseRoot, kinds: dict[str, str]
) -> None:
    """An endless loop in the guard costs the guard's point, and no other."""
    student = next(s for s, kind in kinds.items() if kind == "never returns")
    assert marks(course)[student] == 9.0


def test_plain_nbgrader_gives_the_same_marks(
    course: CourseRoot, kinds: dict[str, str], short_tmp: Path
) -> None:
    """``nbgrader autograde`` gives the marks of ``autograder grade``, and leaves no process and no file behind."""
    before = marks(course)
    shutil.rmtree(course.records)  # else nothing would run
    done = run_nbgrader(course, "autograde", EXERCISE, "--force", TMPDIR=str(short_tmp))
    assert [] == processes(short_tmp) + list(map(str, short_tmp.glob("skewlab*")))
    assert done.returncode == 0, done.stderr[-2000:]
    assert before == marks(course)
    assert set(before) == set(kinds)


def test_feedback_shows_the_card_and_hides_no_error(course: CourseRoot, kinds: dict[str, str]) -> None:
    """A feedback page shows what was called, got and expected, and the diagnosis in words."""
    student, title = a_mistake(kinds)
    text = (course.feedback / student / EXERCISE / f"{EXERCISE}.html").read_text(encoding="utf-8")
    for words in ("called with", "expected", "At home, ", title):
        assert words in text


def test_a_score_is_a_plain_float_that_nbgrader_reads(course: CourseRoot) -> None:
    """Each check cell ends in one finite float within its points: nothing nbgrader could misread."""
    for path in course.autograded.rglob("*.ipynb"):
        nb = nbformat.read(path, as_version=4)
        cells = [c for c in nb.cells if c.metadata.get("nbgrader", {}).get("grade")]
        assert len(cells) == len(results_of(path) or ()) == 6
        for cell in cells:
            value = float(cell.outputs[-1].data["text/plain"])
            assert 0.0 <= value <= cell.metadata.nbgrader.points
            assert not [o for o in cell.outputs if o.output_type in ("error", "stream")]


def test_release_and_export_work_as_in_the_manual(course: CourseRoot, kinds: dict[str, str]) -> None:
    """``release_assignment``, ``collect``, ``generate_feedback`` and ``export`` run from the course's folder."""
    for words in (
        ("generate_assignment", EXERCISE, "--force"),
        ("release_assignment", EXERCISE, "--force"),
        ("collect", EXERCISE),
        ("generate_feedback", EXERCISE, "--force"),
        ("export", f"--to={course.work / 'marks.csv'}"),
    ):
        done = run_nbgrader(course, *words)
        assert done.returncode == 0, (words, done.stderr[-2000:])
    with (course.work / "marks.csv").open(encoding="utf-8") as file:
        exported = {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}
    assert exported == marks(course)


def test_the_report_names_students_and_mistakes(
    course: CourseRoot, lesson: Lesson, kinds: dict[str, str]
) -> None:
    """The class report lists every student and the mistakes by name, and runs no script."""
    assert report.run(course, (lesson,), Console(quiet=True)) == 0
    page = course.report.read_text(encoding="utf-8")
    assert "student-01" in page
    assert a_mistake(kinds)[1] in page
    assert "<script" not in page


def test_what_is_unchanged_is_not_run_again(course: CourseRoot, lesson: Lesson) -> None:
    """A second run leaves every graded notebook as it was."""
    before = {p: p.stat().st_mtime_ns for p in course.autograded.rglob("*.ipynb")}
    assert (
        command.run(course, (lesson,), Console(quiet=True), NbgraderBook(course), student="*", force=False)
        == 0
    )
    assert before == {p: p.stat().st_mtime_ns for p in course.autograded.rglob("*.ipynb")}


def test_spawned_kernels_give_the_same_marks(
    course: CourseRoot, lesson: Lesson, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fresh processes and forked ones give a student the same mark."""
    before = marks(course)
    monkeypatch.setenv("SKEWLAB_KERNEL", "spawn")
    assert (
        command.run(
            course, (lesson,), Console(quiet=True), NbgraderBook(course), student="student-06", force=True
        )
        == 0
    )
    assert before == marks(course)


def test_a_fresh_process_imports_in_its_own_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a spawned kernel needs to import TensorFlow is not taken from a submission's seconds."""
    monkeypatch.setenv("SKEWLAB_KERNEL", "spawn")
    nb = new_notebook(cells=[new_code_cell("import tensorflow\nprint('imported')")])
    limits = Limits(cell_seconds=1, notebook_seconds=1)
    done = asyncio.run(run_notebook(nb, {}, limits, EQUIPMENT, accepted_gaps=[zygote_client.SPAWNED]))
    assert (None, "imported\n") == (done.stopped_at, nb.cells[0].outputs[0].text)


def test_every_patch_is_a_hand_in(lesson: Lesson, course: CourseRoot) -> None:
    """Each patch, written into a student's notebook, is code that compiles."""
    import json

    blank = json.loads(
        (course.path / "exercises" / EXERCISE / f"{EXERCISE}.ipynb").read_text(encoding="utf-8")
    )
    for patch in (*lesson.misconceptions().values(), *lesson.alternatives().values()):
        for cell in sample_class.solved(lesson, blank, patch)["cells"]:
            if cell["cell_type"] == "code" and "google.colab" not in "".join(cell["source"]):
                compile("".join(cell["source"]), "cell", "exec")
