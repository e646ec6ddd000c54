"""A class of damaged hand-ins through the real grading: one status each, and right answers keep their marks."""

from __future__ import annotations

import copy
import json
import random
import subprocess
import sys
from collections.abc import Callable, Iterator

import mutations as fuzz
import pytest
from classroom import marks
from mutations import Notebook
from repository import HERE
from rich.console import Console

from autograder.authoring.course_copy import copy_course
from autograder.core.paths import CourseRoot
from autograder.core.results import Status
from autograder.grader import command
from autograder.grader.table import Row, rows_of
from autograder.intake.submissions import find_submissions
from autograder.lessons import find
from autograder.nbgrader import api as nbgrader_api
from autograder.nbgrader.gradebook import NbgraderBook

pytestmark = pytest.mark.slow

EXERCISE = "01_normalization"
MUTANTS = 18
FULL = 10.0


def is_check(cell: dict[str, object]) -> bool:
    """Whether a cell is one of the exercise's checks."""
    return bool(fuzz.metadata_of(cell).get("nbgrader", {}).get("grade"))


def is_answer(cell: dict[str, object]) -> bool:
    """Whether a cell is where an answer is written."""
    return bool(fuzz.metadata_of(cell).get("nbgrader", {}).get("solution"))


def all_stripped(nb: Notebook) -> None:
    """No metadata, no ids: only text is left."""
    for cell in nb["cells"]:
        cell["metadata"] = {}
        del cell["id"]


def checks_deleted(nb: Notebook) -> None:
    """No check is left."""
    nb["cells"] = [c for c in nb["cells"] if not is_check(c)]


def cells_doubled(nb: Notebook) -> None:
    """Each cell is there twice."""
    nb["cells"] = [copy.deepcopy(c) for c in nb["cells"] for _ in range(2)]


def checks_retyped(nb: Notebook) -> None:
    """Checks and answers became text."""
    for i, cell in enumerate(nb["cells"]):
        if is_check(cell) or is_answer(cell):
            cell["cell_type"] = ("markdown", "raw")[i % 2]


def checks_first(nb: Notebook) -> None:
    """All checks stand above all functions."""
    nb["cells"].sort(key=lambda c: not is_check(c))


def reversed_cells(nb: Notebook) -> None:
    """The imports come last."""
    nb["cells"].reverse()


def one_cell(nb: Notebook) -> None:
    """All code merged into one cell, checks among it."""
    code = [c for c in nb["cells"] if c["cell_type"] == "code"]
    code[0]["source"] = "\n\n".join(map(fuzz.text_of, code))
    nb["cells"] = code[:1]


def into_checks(nb: Notebook) -> None:
    """Each answer merged with its check, whose metadata is what survived."""
    kept = []
    for cell in nb["cells"]:
        if is_check(cell) and kept and is_answer(kept[-1]):
            cell["source"] = fuzz.text_of(kept.pop()) + "\n\n" + fuzz.text_of(cell)
        kept.append(cell)
    nb["cells"] = kept


def own_cells(nb: Notebook) -> None:
    """The answers stand in cells of the student's own at the end, the stubs in their place."""
    blank = {c["id"]: c["source"] for c in fuzz.released(EXERCISE)["cells"]}
    for cell in [c for c in nb["cells"] if is_answer(c)]:
        nb["cells"].append({"cell_type": "code", "metadata": {}, "source": cell["source"]})
        cell["source"] = blank[cell["id"]]


def full_of_magics(nb: Notebook) -> None:
    """Whatever students copy from the web, above each function."""
    lines = (
        "!pip install -q scikit-learn",
        "%matplotlib widget",
        "from google.colab import drive\ndrive.mount('/content/drive')",
        "%load_ext tensorboard",
    )
    for i, cell in enumerate(c for c in nb["cells"] if is_answer(c)):
        cell["source"] = f"{lines[i % len(lines)]}\n{fuzz.text_of(cell)}"
        if i == len(lines):
            cell["source"] = "%%time\n!ls\n" + fuzz.text_of(cell)
    nb["cells"].insert(2, {"cell_type": "code", "metadata": {}, "source": "%%bash\nls /"})
    nb["cells"].insert(
        2, {"cell_type": "code", "metadata": {}, "source": "%%capture\n!ls\n%timeit -n1 -r1 1"}
    )


def with_rng(mutation: fuzz.Mutation) -> Callable[[Notebook], None]:
    """One of the fuzz's mutations that keep a student's functions."""

    def mutate(nb: Notebook) -> None:
        mutation(nb, random.Random(1))

    mutate.__name__ = mutation.__name__
    return mutate


HARMLESS: tuple[Callable[[Notebook], None], ...] = (
    all_stripped,
    checks_deleted,
    cells_doubled,
    checks_retyped,
    checks_first,
    reversed_cells,
    one_cell,
    into_checks,
    own_cells,
    full_of_magics,
    *map(
        with_rng,
        (
            fuzz.strip_ids,
            fuzz.scramble_ids,
            fuzz.scramble_grade_ids,
            fuzz.edit_marks,
            fuzz.from_colab,
            fuzz.to_format_3,
            fuzz.other_kernel,
        ),
    ),
)
DAMAGE: tuple[fuzz.Damage, ...] = (fuzz.append_bytes, fuzz.windows_lines, fuzz.other_encoding, fuzz.twice)
FOREIGN = ("exercises/05_shapes/05_shapes.ipynb", "notebooks/01_normalization.ipynb")


def hand_ins() -> Iterator[tuple[str, bytes]]:
    """What each student is, and the file's bytes."""
    right = fuzz.start(EXERCISE, "solved")
    for harmless in HARMLESS:
        nb = json.loads(right)
        harmless(nb)
        yield f"right: {harmless.__name__}", json.dumps(nb).encode()
    for harm in DAMAGE:
        yield f"right: {harm.__name__}", harm(right.encode(), random.Random(3))
    for path in FOREIGN:
        yield f"foreign: {path}", (fuzz.ROOT.path / path).read_bytes()
    for seed in range(MUTANTS):
        rng = random.Random(seed)
        mutations, damage = rng.sample(fuzz.MUTATIONS, 4), rng.sample(fuzz.DAMAGE, seed % 3 == 0)
        yield (
            f"mutant {seed}",
            fuzz.mutant(EXERCISE, rng.choice(("blank", "solved")), mutations, damage, seed)[1],
        )


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CourseRoot]:
    """A course with that class, graded by ``autograder grade``."""
    made = CourseRoot(tmp_path_factory.mktemp("course"))
    copy_course(HERE, made, [find(HERE, EXERCISE)])
    for name in FOREIGN:
        (made.path / name).parent.mkdir(parents=True, exist_ok=True)
        (made.path / name).write_bytes((fuzz.ROOT.path / name).read_bytes())
    for number, (_, data) in enumerate(hand_ins(), start=1):
        path = made.of_student(made.submitted, f"student-{number:02d}", EXERCISE)
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made.path)
        assert 0 == command.run(
            made, (find(HERE, EXERCISE),), Console(quiet=True), NbgraderBook(made), student="*", force=False
        )
        yield made


@pytest.fixture(scope="module")
def rows(course: CourseRoot) -> dict[str, Row]:
    """The row of the table for each kind of hand-in."""
    by_student = {row.student: row for row in rows_of(course, find_submissions(course, [EXERCISE]))}
    kinds = [kind for kind, _ in hand_ins()]
    assert {f"student-{n:02d}" for n in range(1, len(kinds) + 1)} == set(by_student)
    return {kind: by_student[f"student-{n:02d}"] for n, kind in enumerate(kinds, start=1)}


def page(course: CourseRoot, student: str) -> str:
    """A student's feedback page."""
    return (course.feedback / student / EXERCISE / f"{EXERCISE}.html").read_text(encoding="utf-8")


def test_every_student_gets_one_status_and_no_fault_of_ours(course: CourseRoot, rows: dict[str, Row]) -> None:
    """The batch ends; each has a status, a mark in the gradebook and a page."""
    assert 40 <= len(rows)
    known = {str(status) for status in Status} - {str(Status.GRADER_FAULT)}
    assert set() == {row.status for row in rows.values()} - known
    assert {row.student: row.score for row in rows.values()} == marks(course)
    assert all(page(course, row.student) for row in rows.values())


def test_damage_that_keeps_the_functions_keeps_the_marks(rows: dict[str, Row]) -> None:
    """Metadata, ids, kinds, order, format and encoding: right answers get full marks."""
    right = {kind: row.score for kind, row in rows.items() if kind.startswith("right")}
    assert dict.fromkeys(right, FULL) == right


def test_another_exercise_is_named_and_its_text_stays(course: CourseRoot, rows: dict[str, Row]) -> None:
    """It is an error in the submission, never work that was not attempted."""
    for kind, row in rows.items():
        if kind.startswith("foreign"):
            assert (str(Status.SUBMISSION_ERROR), 0.0) == (row.status, row.score)
            assert "seems to be the" in page(course, row.student)
    assert "the camera delivers" in page(course, rows[f"foreign: {FOREIGN[0]}"].student)


def test_the_page_says_what_was_repaired_and_shows_what_was_written(
    course: CourseRoot, rows: dict[str, Row]
) -> None:
    """A line that was not run stands there as the student wrote it."""
    text = page(course, rows["right: full_of_magics"].student)
    assert "What was repaired before grading" in text
    assert "There is no shell, no network and no Drive" in text
    assert "/content/drive" in text
    assert "%%bash" in text
    assert "# not run" not in text


def test_each_notebook_ran_once(course: CourseRoot, rows: dict[str, Row]) -> None:
    """The pass of nbgrader finds the outputs of what ran: repair gives it the same code to run."""
    assert len(rows) == len(list(course.records.rglob("*.json")))


@pytest.mark.parametrize("name", [f"{EXERCISE} (1).ipynb", f"{EXERCISE}.ipynb.txt"])
def test_a_renamed_file_is_graded(course: CourseRoot, name: str) -> None:
    """It enters the gradebook under its exercise's name, with a word on its own."""
    path = course.submitted / "renamed" / EXERCISE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(fuzz.start(EXERCISE, "solved"), encoding="utf-8")
    api = nbgrader_api.open_api(course)
    for answer in (api.autograde(EXERCISE, "renamed"), api.generate_feedback(EXERCISE, "renamed")):
        assert answer["success"], nbgrader_api.failure(answer)
    assert FULL == marks(course)["renamed"]
    assert name in page(course, "renamed")
    path.unlink()


def test_plain_nbgrader_grades_a_renamed_notebook(course: CourseRoot) -> None:
    """``nbgrader autograde`` finds it, too, as long as its name ends in ``.ipynb``."""
    path = course.submitted / "copied" / EXERCISE / f"Copy of {EXERCISE}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(fuzz.start(EXERCISE, "solved"), encoding="utf-8")
    command = [sys.executable, "-m", "nbgrader", "autograde", EXERCISE, "--student", "copied"]
    done = subprocess.run(command, cwd=course.path, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr[-2000:]
    assert FULL == marks(course)["copied"]
