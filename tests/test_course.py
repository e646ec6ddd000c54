"""A course's settings: what ``course.toml`` may say, and what holds where it says nothing."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from repository import HERE
from rich.console import Console

from autograder.authoring import new
from autograder.core.course import Course, lessons_of, settings_of
from autograder.core.environment import DATA, data_from
from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.keys import fingerprint
from autograder.lessons import discover, find, load
from autograder.sandbox.libraries import EVERYWHERE
from autograder.student import assets


def make(folder: Path, text: str | None) -> CourseRoot:
    """A course with such settings, or without any."""
    folder.mkdir(exist_ok=True)
    if text is not None:
        (folder / "course.toml").write_text(text, encoding="utf-8")
    return CourseRoot(folder)


def test_a_course_without_settings_has_the_defaults(tmp_path: Path) -> None:
    """The file may be missing, and what it does not name is as if it were."""
    assert Course() == settings_of(make(tmp_path / "none", None)) == settings_of(make(tmp_path / "empty", ""))
    some = settings_of(make(tmp_path / "some", 'name = "Queries"\npoints = 20\n'))
    assert Course(name="Queries", points=20.0) == some
    assert tmp_path / "some" / "lessons" == lessons_of(CourseRoot(tmp_path / "some"))


def test_every_setting_can_be_made(tmp_path: Path) -> None:
    """Each field of the settings is a name in the file, with a value of its kind."""
    text = (
        'name = "Q"\nlessons = "a/b"\norder = ["one"]\npoints = 7.5\nlibraries = []\n'
        'versions = ["numpy"]\nrequire_failure = false\n'
    )
    made = Course(
        name="Q", lessons="a/b", order=("one",), points=7.5, libraries=(), versions=("numpy",), require_failure=False
    )  # fmt: skip
    assert made == settings_of(make(tmp_path, text))
    assert [] == [
        f.name for f in dataclasses.fields(Course) if getattr(made, f.name) == getattr(Course(), f.name)
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("points = ", r"course.toml is no TOML: .*`points = 10`"),
        ("point = 10", r"sets 'point', which is no setting. Did you mean 'points'\?"),
        ("[names]", r"sets 'names', which is no setting"),
        ('points = "10"', "points should be a number above 0; it is '10'"),
        ("points = true", "points should be a number above 0; it is True"),
        ("points = 0", "points should be a number above 0; it is 0"),
        ("name = 3", "name should be a text in quotes; it is 3"),
        ('name = " "', "name should be a text in quotes; it is ' '"),
        ('libraries = "numpy"', r'libraries should be a list of texts, such as \["numpy"\]; it is \'numpy\''),
        ("versions = [1]", r"versions should be a list of texts, .*; it is \[1\]"),
        ("require_failure = 1", "require_failure should be true or false; it is 1"),
        ('lessons = "../x"', "lessons should be a folder inside the course, .* it is '../x'"),
        ('lessons = "/x"', "lessons should be a folder inside the course, .* it is '/x'"),
    ],
)
def test_a_fault_in_the_settings_is_a_sentence(tmp_path: Path, text: str, says: str) -> None:
    """What is no TOML, unknown or of another kind is named, with what is expected; nothing is guessed."""
    with pytest.raises(CourseError, match=says):
        settings_of(make(tmp_path, text))


def test_bytes_that_are_no_text_are_a_sentence(tmp_path: Path) -> None:
    """A file in another encoding is named."""
    (tmp_path / "course.toml").write_bytes(b'name = "\xff"')
    with pytest.raises(CourseError, match=r"course.toml can't be read as UTF-8 text"):
        settings_of(CourseRoot(tmp_path))


def test_this_course_is_skew_lab() -> None:
    """Its settings name its lessons' folder, and TensorFlow, which nothing else asks for."""
    made = settings_of(HERE)
    assert ("Skew Lab", 10, HERE.path / "autograder" / "lessons") == (
        made.name,
        made.points,
        lessons_of(HERE),
    )
    assert sorted(made.order) == sorted(lesson.spec.slug for lesson in discover(HERE))
    assert {"tensorflow", "keras"} <= {*made.libraries, *made.versions}
    assert not {name.partition(".")[0] for name in EVERYWHERE} & {"tensorflow", "keras", "pandas", "sklearn"}


SPEC = """
from autograder.core.specs import LessonSpec
from .names import TITLE

SPEC = LessonSpec(
    number=1, slug="one", title=TITLE, claim="", lesson_minutes=1, exercise_minutes=1, objectives=("", "", ""),
    tasks=(),
)
"""
CASES = """
from autograder.student import data_path


def make_cases(rng):
    SEEN.append(data_path("one/x.txt").read_text())
    return {}


SEEN = []
"""


def make_lesson(root: CourseRoot, title: str) -> None:
    """A lesson ``one`` with a helper of its own, and data."""
    for folder in (lessons_of(root) / "one", root.data / "one"):
        folder.mkdir(parents=True)
    for name, text in (("spec", SPEC), ("names", f"TITLE = {title!r}"), ("cases", CASES)):
        (lessons_of(root) / "one" / f"{name}.py").write_text(text, encoding="utf-8")
    (root.data / "one" / "x.txt").write_text(f"data of {title}", encoding="utf-8")


def test_two_courses_in_one_process_do_not_mix(tmp_path: Path) -> None:
    """Lessons of one name have the modules, the helpers and the data of their own course."""
    import numpy as np

    from autograder import lessons

    roots = [make(tmp_path / name, 'lessons = "own"') for name in ("a", "b")]
    for root in roots:
        make_lesson(root, root.path.name.upper())
    found = [find(root, "one") for root in roots]
    assert ["A", "B"] == [lesson.spec.title for lesson in found]
    for lesson in found:
        lesson.make_cases(np.random.default_rng(0))
    seen = [lessons._module(lesson.folder, "cases").SEEN for lesson in found]
    assert [["data of A"], ["data of B"]] == seen
    assert found[0] == load(found[0].folder, roots[0].data)


def test_a_course_without_lessons_says_so(tmp_path: Path) -> None:
    """A name that is looked up in an empty course is answered with the folder that was looked into."""
    root = make(tmp_path, None)
    assert () == discover(root)
    with pytest.raises(CourseError, match=rf"no lesson 'one'. There is none at all in {root.path}/lessons"):
        find(root, "one")


def test_a_new_lesson_is_the_courses(tmp_path: Path) -> None:
    """``new`` writes into the course's folder, with the next number there and the course's points."""
    root = make(tmp_path, "points = 20")
    make_lesson(root, "One")
    new.run(root, "two", Console(quiet=True))
    two = find(root, "02_two")
    assert (tmp_path / "lessons" / "two", 20) == (two.folder, sum(task.points for task in two.spec.graded))


def test_versions_are_those_that_the_course_names(tmp_path: Path) -> None:
    """The fingerprint holds the version of each library that the settings name, and of no other."""
    root = make(tmp_path, 'versions = ["ipython", "nothing-such"]')
    parts = fingerprint.of_machine(root)
    assert ("missing", True) == (parts["nothing-such"], parts["ipython"][0].isdigit())
    assert "tensorflow" not in parts
    assert "tensorflow" in fingerprint.of_machine(HERE)


def test_data_are_those_that_a_process_was_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process was told goes first, then the course around it, then that of the package; else a sentence."""
    course = tmp_path / "course"
    (course / "notebooks").mkdir(parents=True)
    (course / "nbgrader_config.py").touch()
    monkeypatch.delenv(DATA, raising=False)
    monkeypatch.chdir(course / "notebooks")
    assert course / "data" == assets.data_dir()
    with data_from(tmp_path / "told"):
        assert tmp_path / "told" == assets.data_dir()
        with data_from(tmp_path / "inner"):
            assert tmp_path / "inner" == assets.data_dir()
        assert tmp_path / "told" == assets.data_dir()
    assert course / "data" == assets.data_dir()
    monkeypatch.chdir(tmp_path)
    assert HERE.data == assets.data_dir()
    monkeypatch.setattr(assets, "_HERE", tmp_path)
    with pytest.raises(CourseError, match=r"is in no course, so there are no data. Open the notebook in"):
        assets.data_dir()
