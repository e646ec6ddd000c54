"""Unknown answers in a real class: groups, and words that reach their students without a run."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from classroom import EXERCISE, records
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from repository import HERE
from rich.console import Console
from traitlets.config.loader import PyFileConfigLoader

from autograder.authoring import sample_class
from autograder.authoring.course_copy import copy_course
from autograder.core.errors import CourseError
from autograder.core.paths import CONFIG, CourseRoot
from autograder.desk import unknown
from autograder.grader import command, local, table, words
from autograder.intake.submissions import find_submissions
from autograder.keys import seeds
from autograder.lessons import find
from autograder.nbgrader.gradebook import NbgraderBook

pytestmark = pytest.mark.slow

LESSON = find(HERE, "normalization")
SPREAD = "    {v} = ({t}.max() - {t}.min()) / 5\n    return {{'mean': {t}.mean().to_dict(), 'std': {v}.to_dict()}}\n"
PATCHES = {
    "ann": "def fit_stats(train):\n" + SPREAD.format(v="spread", t="train"),
    "bob": "def fit_stats(table):\n    'The range.'\n" + SPREAD.format(v="s", t="table"),
    "cas": (
        "def fit_stats(train):\n"
        "    std = {c: 0.2 * float(np.ptp(train[c].to_numpy())) for c in train.columns}\n"
        "    return {'mean': train.mean().to_dict(), 'std': std}\n"
    ),
    "dee": "",
}
"""A spread in place of the deviation: twice with the same code, once written otherwise; and a right answer."""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> CourseRoot:
    """The class, graded. ``cas`` has the inputs of ``ann``, and ``bob`` has others."""
    made = CourseRoot(tmp_path_factory.mktemp("class") / "course")
    copy_course(HERE, made, [LESSON])
    blank = json.loads(made.released(EXERCISE).read_text(encoding="utf-8"))
    for student, name in students(made).items():
        path = made.of_student(made.submitted, student, EXERCISE)
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(sample_class.solved(LESSON, blank, PATCHES[name])), encoding="utf-8")
    assert grade(made) == 0
    return made


def students(course: CourseRoot) -> dict[str, str]:
    """Ids, and whose patch each hands in; chosen by their variants."""
    secret = seeds.load_secret(course.secret)
    own = seeds.variant_of(secret, "ann", EXERCISE)
    same = {n: seeds.variant_of(secret, f"{n}", EXERCISE) == own for n in map(str, range(100, 200))}
    bob, cas = next(n for n in same if not same[n]), next(n for n in same if same[n])
    return {"ann": "ann", bob: "bob", cas: "cas", "dee": "dee"}


def grade(course: CourseRoot) -> int:
    """Grade the class as the command does."""
    return command.run(course, (LESSON,), Console(quiet=True), NbgraderBook(course))


def said_by(act: Any, *args: Any, **options: Any) -> str:
    """What a command prints."""
    console = Console(file=io.StringIO(), width=200)
    lead = args[:2]
    assert act(*lead, console, *args[2:], **options) == 0
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def name(course: CourseRoot, title: str) -> str:
    """Name the class's one group."""
    lessons = [find(course, "normalization")]
    group = unknown.groups_of(course, lessons, words.load(course))[0]
    return said_by(
        unknown.name, course, lessons, group.id, title=title, advice="Use `std(ddof=0)`.", reason=""
    )


def page(course: CourseRoot, student: str) -> Path:
    """A student's feedback page."""
    return course.of_student(course.feedback, student, EXERCISE, ".html")


def test_equal_unknown_answers_are_one_group(course: CourseRoot) -> None:
    """Equal answers to the same inputs, and equal code with others, join; the list shows one student's code."""
    wrong = sorted(student for student, patch in students(course).items() if patch != "dee")
    text = said_by(unknown.run, course, [LESSON])
    assert "3 students, normalization.fit (" in text
    assert f"students: {', '.join(wrong)}" in text
    assert "1 group." in text
    assert "def fit_stats(" in text


def test_words_reach_their_students_and_nothing_runs(
    course: CourseRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next grading writes the pages of the group anew, marked as the instructor's, and no other."""
    monkeypatch.setattr(local, "grade_job", lambda *_: pytest.fail("a submission ran"))
    kept, untouched = records(course), page(course, "dee").stat().st_mtime_ns
    assert "# %% the-range-divided" in name(course, "The range, divided")
    assert grade(course) == 0
    assert kept == records(course)
    for student, patch in students(course).items():
        says = "From your instructor: The range, divided." in page(course, student).read_text(
            encoding="utf-8"
        )
        assert says == (patch != "dee"), student
    assert untouched == page(course, "dee").stat().st_mtime_ns
    rows = table.rows_of(course, find_submissions(course, [EXERCISE]))
    assert ["from your instructor: The range, divided"] * 3 + [""] == sorted(
        (row.diagnosis for row in rows), reverse=True
    )
    assert "No graded submission has an unknown answer" in said_by(unknown.run, course, [LESSON])


def test_plain_nbgrader_shows_the_words_of_now(course: CourseRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    """``generate_feedback`` and ``autograde`` take words that changed, and run nothing again."""
    monkeypatch.setattr(local, "grade_job", lambda *_: pytest.fail("a submission ran"))
    name(course, "First words")
    assert grade(course) == 0
    name(course, "Other words")
    config = PyFileConfigLoader(CONFIG, path=str(course.path)).load_config()
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    assert api.generate_feedback(EXERCISE, "ann", force=True)["success"]
    text = page(course, "ann").read_text(encoding="utf-8")
    assert (True, False) == ("Other words" in text, "First words" in text)
    answer = api.autograde(EXERCISE, "ann")
    assert answer["success"], answer
    graded = course.of_student(course.autograded, "ann", EXERCISE).read_text(encoding="utf-8")
    assert (True, False) == ("Other words" in graded, "First words" in graded)


def test_damaged_words_stop_a_run_with_a_sentence(course: CourseRoot) -> None:
    """Nothing is graded, and the sentence names the file and what it needs."""
    before = course.words.read_bytes() if course.words.exists() else b""
    course.words.write_text("[[answers]]\ntitle = 1\n", encoding="utf-8")
    with pytest.raises(CourseError, match=r"words\.toml should hold .* needs advice, identities"):
        grade(course)
    course.words.write_bytes(before)
