"""A course without TensorFlow, in a folder of its own: built, handed in, graded, reported, by the same commands."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from another_course import EXERCISE, write_course
from classroom import environment
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook

from autograder.authoring import sample_class
from autograder.core.paths import CourseRoot
from autograder.grader import local
from autograder.grader.table import Row, rows_of
from autograder.intake.submissions import find_submissions
from autograder.lessons import find
from autograder.sandbox.client import Limits, run_notebook
from autograder.sandbox.equipment import Equipment

pytestmark = pytest.mark.slow

HEAVY = ("tensorflow", "keras", "sklearn", "pandas", "matplotlib")


def command(course: CourseRoot, *words: str) -> str:
    """What ``autograder --course FOLDER ...`` prints, given from outside the course."""
    elsewhere = course.path.parent / "elsewhere"
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "--course", str(course.path), *words],
        cwd=_made(elsewhere),
        env=environment(elsewhere / "tmp"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


def hand_in(course: CourseRoot) -> None:
    """A right, a wrong and an unfinished submission."""
    lesson = find(course, "loans")
    blank = json.loads(course.released(EXERCISE).read_text(encoding="utf-8"))
    notebooks = {
        "ann": sample_class.solved(lesson, blank, lesson.alternatives()["sorted"]),
        "bob": sample_class.solved(lesson, blank, lesson.misconceptions()["no-condition"]),
        "cas": blank,
    }
    for student, nb in notebooks.items():
        path = course.of_student(course.submitted, student, EXERCISE)
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(nb), encoding="utf-8")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> CourseRoot:
    """The course, built and released, with three submissions that were graded."""
    made = write_course(tmp_path_factory.mktemp("another") / "course")
    assert "Wrote 6 files." in command(made, "build")
    assert "up to date" in command(made, "build", "--check")
    generate = [sys.executable, "-m", "nbgrader", "generate_assignment", EXERCISE, "--force"]
    env = environment(made.path.parent / "nbgrader")
    subprocess.run(generate, cwd=made.path, env=env, check=True, capture_output=True)
    hand_in(made)
    command(made, "grade")
    return made


def rows(course: CourseRoot) -> dict[str, Row]:
    """What the table says of each student."""
    return {row.student: row for row in rows_of(course, find_submissions(course, [EXERCISE]))}


def test_points_and_mistakes_are_right(course: CourseRoot) -> None:
    """Rows in another order earn all points, a known mistake is named, and a stub is not attempted."""
    found = {name: (row.score, row.points, row.status, row.diagnosis) for name, row in rows(course).items()}
    assert {
        "ann": (20.0, 20.0, "passed", ""),
        "bob": (8.0, 20.0, "failed", "no-condition"),
        "cas": (0.0, 20.0, "not attempted", ""),
    } == found


def test_the_gradebook_has_the_points(course: CourseRoot) -> None:
    """Nbgrader's own gradebook, under the course's id, has each mark and the most that there is."""
    with Gradebook(f"sqlite:///{course.gradebook}", "queries") as book:
        marks = {s.student.id: s.score for s in book.assignment_submissions(EXERCISE)}
        assert 20.0 == book.find_assignment(EXERCISE).max_score
    assert {"ann": 20.0, "bob": 8.0, "cas": 0.0} == marks


def test_feedback_names_the_mistake(course: CourseRoot) -> None:
    """The page has the lesson's words for the mistake; nobody else's page has."""
    pages = {
        student: course.of_student(course.feedback, student, EXERCISE, ".html").read_text(encoding="utf-8")
        for student in ("ann", "bob", "cas")
    }
    assert ["bob"] == [
        name for name, page in pages.items() if "Every loan was joined with every book" in page
    ]
    assert "Tensor" not in pages["ann"]


SHOW = """
import json, sys
from autograder.student import data_path, setup
setup()
print(json.dumps([sorted({name.partition('.')[0] for name in sys.modules}), data_path('loans/readers.txt').read_text()]))
"""


@pytest.mark.usefixtures("confinement")
def test_a_kernel_has_the_courses_libraries_and_data_and_nothing_secret(course: CourseRoot) -> None:
    """The real zygote of this course has imported no TensorFlow; its kernels read the data and no answer."""
    hidden = (course.private, course.path / "lessons", course.solutions, course.path)
    listing = [f"import os; print(os.listdir({str(folder)!r}))" for folder in hidden]
    nb: Any = new_notebook(cells=[new_code_cell(source) for source in (SHOW, *listing)])
    asyncio.run(run_notebook(nb, {}, Limits(cell_seconds=60, notebook_seconds=60), Equipment.of(course)))
    first, second = nb.cells[0].outputs[0].text.splitlines()
    assert (True, True) == (first.startswith("Python 3."), first.endswith(" · OK"))
    modules, readers = json.loads(second)
    assert [] == [name for name in HEAVY if name in modules]
    assert {"sqlite3", "autograder"} <= set(modules)
    assert "Ada Bob Cas Dan\n" == readers
    assert ["PermissionError"] * len(hidden) == [cell.outputs[0].ename for cell in nb.cells[1:]]


def test_the_grader_of_this_course_imports_no_tensorflow(course: CourseRoot) -> None:
    """Keys and public cases are computed without it, too: a process that draws and answers has none."""
    code = (
        "import sys; from pathlib import Path; from autograder.core.paths import CourseRoot\n"
        "from autograder.keys import compute; from autograder.lessons import find\n"
        f"lesson = find(CourseRoot(Path({str(course.path)!r})), 'loans')\n"
        "compute.make_key(lesson, compute.draw_inputs(lesson, 1))\n"
        f"print(*{{'tensorflow', 'keras'}} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "" == run.stdout.strip()


def test_grading_again_runs_nothing(course: CourseRoot) -> None:
    """A second run finds every record."""
    before = {path: path.stat().st_mtime_ns for path in course.records.glob("*/*.json")}
    assert 3 == len(before)
    command(course, "grade", "loans")
    assert before == {path: path.stat().st_mtime_ns for path in course.records.glob("*/*.json")}


def test_report_student_and_bundle_are_of_this_course(course: CourseRoot, tmp_path: Path) -> None:
    """The other commands look into the folder that ``--course`` names, and nowhere else."""
    command(course, "report")
    page = course.report.read_text(encoding="utf-8")
    assert ("01 Loans" in page, "of 20 points" in page, "Every loan was joined" in page) == (True, True, True)
    command(course, "student", str(tmp_path / "student"))
    start = (tmp_path / "student" / "START.ipynb").read_text(encoding="utf-8")
    assert ("# Queries" in start, f"notebooks/{EXERCISE}.ipynb" in start, "serving" in start) == (
        True,
        True,
        False,
    )
    command(course, "bundle")
    (wheel,) = (course.path / "dist").glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {"autograder/data/course.json", "autograder/data/loans/schema.sql"} <= set(names)
    assert not [name for name in names if "normalization" in name]


def test_a_lesson_of_it_runs_as_verify_runs_lessons(course: CourseRoot) -> None:
    """The lesson's notebook runs in a kernel of the course, where this machine accepts its gaps."""
    nb = json.loads(course.lesson(EXERCISE).read_text(encoding="utf-8"))
    cells = [new_code_cell("".join(c["source"])) for c in nb["cells"] if c["cell_type"] == "code"]
    made: Any = new_notebook(cells=cells)
    limits = Limits(cell_seconds=60, notebook_seconds=60)
    run = asyncio.run(run_notebook(made, {}, limits, Equipment.of(course), accepted_gaps=local.gaps()))
    assert run.stopped_at is None
    assert [] == [o for cell in made.cells for o in cell.outputs if o.output_type == "error"]
