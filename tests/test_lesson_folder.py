"""A lesson folder with a fault says what is wrong, in a sentence for its author."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from conftest import make_task

from autograder.authoring import build
from autograder.authoring.kinds import NOTEBOOK_FILES
from autograder.authoring.notebooks import SETUP, convert
from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.core.specs import LessonSpec
from autograder.lessons import Lesson

SPEC = LessonSpec(
    number=7, slug="made_up", title="Made up", claim="It fails.", lesson_minutes=30, exercise_minutes=20,
    objectives=("Find it.", "Repair it.", "Guard it."), tasks=(make_task("double"),),
)  # fmt: skip
WORDS = '[{0}]\ntitle = "T"\nadvice = "A"\nreason = "R"\n'
EXERCISE = """\
# %% [markdown]
# # Made up
# {{badges}}

# %% role="setup"
# filled in

# %% role="solution" gid="made-up-double-answer"
def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% role="tests" task="double"
"""


@pytest.fixture
def lesson(tmp_path: Path) -> Lesson:
    """A good small folder, for faults to be planted in."""
    files = {
        "reference.py": "def double(x):\n    return 2 * x\n",
        "misconceptions.py": "# %% squares\ndef double(x):\n    return x**2\n# %% adds-two\ndef double(x):\n    return x + 2\n",
        "feedback.toml": WORDS.format("squares") + WORDS.format("adds-two"),
        "exercise.py": EXERCISE,
        "lesson.py": '# %% role="setup"\n#\n\n# %% role="figure"\n1\n\n# %% role="evidence"\n{"gap": 1.0}\n',
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Lesson(tmp_path, SPEC, tmp_path / "data")


@pytest.fixture
def short(lesson: Lesson) -> Lesson:
    """The same folder as a lesson that has an exercise alone."""
    (lesson.folder / "lesson.py").unlink()
    return dataclasses.replace(lesson, spec=dataclasses.replace(SPEC, kind="short", lesson_minutes=0))


def plant(lesson: Lesson, name: str, old: str, new: str) -> None:
    """Put a fault into a file."""
    text = lesson.source(name)
    assert old in text
    (lesson.folder / name).write_text(text.replace(old, new), encoding="utf-8")


def test_a_patch_is_applied_to_the_reference(lesson: Lesson) -> None:
    """A misconception's function takes the place of the reference's."""
    assert (6, 9) == tuple(
        lesson.functions(patch)["double"](3) for patch in ("", lesson.misconceptions()["squares"])
    )


def test_patches_are_found_in_their_order(lesson: Lesson) -> None:
    """Each ``# %% name`` begins a patch."""
    assert ["squares", "adds-two"] == list(lesson.misconceptions())


@pytest.mark.parametrize(
    "heading", ["# %% adds-two", "# %% Squares twice", "#%% squares"], ids=["used twice", "no name", "no gap"]
)
def test_a_lost_patch_is_a_fault(lesson: Lesson, heading: str) -> None:
    """A heading that is used twice, or is no name, is refused: else a misconception vanishes."""
    plant(lesson, "misconceptions.py", "# %% squares", heading)
    with pytest.raises(CourseError):
        lesson.misconceptions()


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [(WORDS.format("squares"), "", "differ in \\['squares'\\]"), ("[squares]", "[cubes]", "differ in \\['cubes', 'squares'\\]"), ('reason = "R"', "", "needs title, advice and reason"),
     ('title = "T"', 'titel = "T"', "needs title, advice and reason"), ("[squares]", "[squares", "needs title, advice and reason")],
    ids=["no entry", "another name", "no reason", "unknown field", "no TOML"],
)  # fmt: skip
def test_feedback_faults_are_named(lesson: Lesson, old: str, new: str, sentence: str) -> None:
    """feedback.toml has one complete entry for each misconception, and no other."""
    assert {"squares", "adds-two"} == set(lesson.words())
    plant(lesson, "feedback.toml", old, new)
    with pytest.raises(CourseError, match=sentence):
        lesson.words()


def test_a_missing_file_is_named(lesson: Lesson) -> None:
    """The sentence names the lesson and the file."""
    with pytest.raises(CourseError, match=r"has no guide\.md: every lesson needs one"):
        lesson.source("guide.md")


def test_roles_make_cells(lesson: Lesson) -> None:
    """Set-up, solution, tests, figure and evidence cells get what nbgrader and verify look for."""
    cells = json.loads(convert(lesson, "exercise.py"))["cells"]
    marks = [cell["metadata"].get("nbgrader", {}) for cell in cells]
    assert ["made-up-01", "made-up-02", "made-up-double-answer", "made-up-double", "made-up-end"] == [
        cell["id"] for cell in cells
    ]
    assert SETUP == cells[1]["source"]
    assert (True, False) == (marks[2]["solution"], marks[2]["locked"])
    assert (True, True, 2) == (marks[3]["grade"], marks[3]["locked"], marks[3]["points"])
    assert "`Lesson 07` `30 min lesson · 20 min exercise`" in cells[0]["source"]
    figure, evidence = json.loads(convert(lesson, "lesson.py", measured=True))["cells"][1:]
    assert ({"source_hidden": True}, "form") == (
        figure["metadata"]["jupyter"],
        figure["metadata"]["cellView"],
    )
    assert ["evidence"] == evidence["metadata"]["tags"]


def test_the_head_of_an_exercise_names_a_lesson_only_where_there_is_one(
    lesson: Lesson, short: Lesson
) -> None:
    """The minutes of a lesson and the link to it are left out where the exercise stands alone."""
    full_head, short_head = (json.loads(convert(one, "exercise.py"))["cells"][0] for one in (lesson, short))
    assert full_head["source"].endswith("[lesson](../../notebooks/07_made_up.ipynb)")
    assert short_head["source"].endswith("`Lesson 07` `20 min exercise` `JupyterLab and Colab`")


def test_a_short_lesson_has_no_questions(short: Lesson) -> None:
    """What students' kernels are told of it holds its tasks, and no question: nobody reads quiz.toml."""
    about = json.loads(build._about(short))
    assert (["double"], {}) == ([task["name"] for task in about["tasks"]], about["questions"])


@pytest.mark.parametrize("name", NOTEBOOK_FILES)
def test_a_file_that_a_short_lesson_does_not_read_is_a_fault(short: Lesson, name: str) -> None:
    """What belongs to a notebook is refused where there is none, with what to do; a full lesson keeps it."""
    build._check_spec(short)
    (short.folder / name).mkdir()
    with pytest.raises(CourseError, match=rf"/{name} is read by nobody: the lesson is short"):
        build._check_spec(short)
    build._check_spec(dataclasses.replace(short, spec=SPEC))


def test_students_get_no_numbers_of_ours(lesson: Lesson) -> None:
    """The cell that ``verify`` reads numbers from is not in the notebook that is built."""
    assert "gap" not in convert(lesson, "lesson.py")


def test_an_unknown_role_is_named(lesson: Lesson) -> None:
    """A slip in a role is no ordinary cell."""
    plant(lesson, "exercise.py", 'role="tests"', 'role="test"')
    with pytest.raises(CourseError, match="role='test'; known are"):
        convert(lesson, "exercise.py")


def test_a_check_cell_is_made_from_the_spec(lesson: Lesson) -> None:
    """Grade id, points, task id and function of a check cell are those of spec.py."""
    cell = json.loads(convert(lesson, "exercise.py"))["cells"][3]
    assert 'check("made_up.double", double)' == cell["source"]
    assert ("made-up-double", 2) == tuple(cell["metadata"]["nbgrader"][key] for key in ("grade_id", "points"))


TESTS_CELL = '# %% role="tests" task="double"'
SLIPS = {
    "unknown": (
        '# %% role="tests" task="dubble"',
        r"tests cell for task 'dubble', which spec\.py does not declare\. Did you mean 'double'",
    ),
    "no points": (
        '# %% role="tests" task="practice"',
        r"tests cell for task 'practice', which earns no points",
    ),
    "no task": ('# %% role="tests"', r"but one gives nothing else\. Name its task"),
    "own points": (
        f"{TESTS_CELL} points=3",
        r"but one gives points, task\. Name its task and remove the rest",
    ),
    "own call": (
        f'{TESTS_CELL}\ncheck("made_up.double", double(1))',
        r"tests cell of task 'double' holds text, 'check\(.*'\. Leave it empty",
    ),
    "missing": ("", r"no tests cell for task 'double': write `# %% role=\"tests\" task=\"double\"` below"),
    "another role": ('# %% role="solution" task="double"', r"no tests cell for task 'double'"),
    "twice": (f"{TESTS_CELL}\n\n{TESTS_CELL}", r"2 tests cells for task 'double': keep one"),
}


@pytest.mark.parametrize(("cells", "sentence"), SLIPS.values(), ids=SLIPS.keys())
def test_every_graded_task_has_one_tests_cell(lesson: Lesson, cells: str, sentence: str) -> None:
    """A tests cell that is unknown, missing, there twice, or filled in by hand is named by its task."""
    tasks = (*SPEC.tasks, make_task("practice", points=0.0))
    lesson = dataclasses.replace(lesson, spec=dataclasses.replace(SPEC, tasks=tasks))
    build._check_spec(lesson)
    plant(lesson, "exercise.py", TESTS_CELL, cells)
    with pytest.raises(CourseError, match=sentence):
        build._check_spec(lesson)


def test_a_slip_in_a_tests_cell_stops_the_notebook_too(lesson: Lesson) -> None:
    """No notebook is made with a check cell that belongs to no task."""
    plant(lesson, "exercise.py", 'task="double"', 'task="dubble"')
    with pytest.raises(CourseError, match="task 'dubble'"):
        convert(lesson, "exercise.py")


DRIFT = {
    "good": ({}, []),
    "edited by hand": (
        {"notebooks/07_made_up.ipynb": "{}"},
        [("notebooks/07_made_up.ipynb", "differs from its source")],
    ),
    "deleted": ({"notebooks/07_made_up.ipynb": None}, [("notebooks/07_made_up.ipynb", "is missing")]),
    "left behind": (
        {"exercises/07_made_up/old.txt": "x"},
        [("exercises/07_made_up/old.txt", "has no source")],
    ),
    "of another lesson": ({"notebooks/08_other.ipynb": "x"}, []),
    "a checkpoint": ({"notebooks/.ipynb_checkpoints/07_made_up.ipynb": "x"}, []),
}


@pytest.mark.parametrize(("changes", "drift"), DRIFT.values(), ids=DRIFT.keys())
def test_drift_is_found(tmp_path: Path, changes: dict[str, str | None], drift: list[tuple[str, str]]) -> None:
    """A generated file that was edited, deleted or left behind is found, whatever else lies there."""
    made = {"notebooks/07_made_up.ipynb": "made", "data/made_up/public.json": "made"}
    for folder, files in (("staged", made), ("root", made | changes)):
        for name, text in files.items():
            if text is not None:
                path = tmp_path / folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
    lessons = (Lesson(tmp_path, SPEC, tmp_path),)
    found = build._compare(CourseRoot(tmp_path / "root"), lessons, tmp_path / "staged")
    assert drift == [(item.path, item.reason) for item in found]
