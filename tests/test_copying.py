"""What nbgrader copies from a submission's folder: the date of handing in, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbgrader.converters import Autograde, BaseConverter, GenerateAssignment, GenerateFeedback
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.core import patching
from autograder.core.paths import CONFIG, CourseRoot, find_root
from autograder.nbgrader import copying, patches

EXERCISE = "01_normalization"


@pytest.fixture
def course(tmp_path: Path) -> Iterator[CourseRoot]:
    """A course with files beside a submission, its graded copy and its source; nbgrader is changed as by us."""
    made = CourseRoot(tmp_path / "course")
    made.path.mkdir()
    shutil.copyfile(find_root(Path(__file__).parent).path / CONFIG, made.path / CONFIG)
    for tree in (made.submitted, made.autograded):
        folder = made.of_student(tree, "student-01", EXERCISE).parent
        folder.mkdir(parents=True)
        (folder / "numpy.py").write_text("x", encoding="utf-8")
        (folder / "link.txt").symlink_to("/etc/passwd")
    source = made.solutions / EXERCISE
    source.mkdir(parents=True)
    (source / "table.csv").write_text("x", encoding="utf-8")
    patches.install()
    yield made
    patching.undo(patches.PATCHES)


def converter(course: CourseRoot, kind: type[BaseConverter], *, ours: bool = True) -> BaseConverter:
    """One of nbgrader's converters, with the exporter that the course's configuration names, or with its own."""
    config = PyFileConfigLoader(CONFIG, path=str(course.path)).load_config()
    made = kind(coursedir=CourseDirectory(config=config), config=config if ours else Config())
    made.exporter = made.exporter_class(parent=made, config=made.config)
    return made


def copy(course: CourseRoot, kind: type[BaseConverter], *, ours: bool = True) -> set[str]:
    """The names of the files that a converter copies."""
    made = converter(course, kind, ours=ours)
    student = "." if kind is GenerateAssignment else "student-01"
    BaseConverter.init_assignment(made, EXERCISE, student)
    target = Path(made._format_dest(EXERCISE, student))
    return {path.name for path in target.iterdir()} if target.is_dir() else set()


@pytest.mark.parametrize(
    ("text", "copied"),
    [("2026-01-31 12:00:00 UTC", {copying.TIMESTAMP}), ("soon", set()), ("", set()), ("9" * 200, set())],
    ids=["a date", "no date", "empty", "long"],
)
def test_only_a_readable_date_is_copied(course: CourseRoot, text: str, copied: set[str]) -> None:
    """Of the files beside a notebook, the date is copied, if it is one, and no other file."""
    date = course.of_student(course.submitted, "student-01", EXERCISE).parent / copying.TIMESTAMP
    date.write_text(text, encoding="utf-8")
    shutil.rmtree(course.autograded)
    assert copied == copy(course, Autograde)
    assert bool(copied) == (copying.date_in(date) is not None)


def test_a_link_is_no_date(course: CourseRoot) -> None:
    """A link in place of the date is not followed."""
    date = course.of_student(course.submitted, "student-01", EXERCISE).parent / copying.TIMESTAMP
    date.symlink_to("/etc/passwd")
    shutil.rmtree(course.autograded)
    assert set() == copy(course, Autograde)


def test_feedback_gets_no_file_of_a_student(course: CourseRoot) -> None:
    """What lies beside a graded copy, however it came there, is not copied on to ``feedback/``."""
    assert set() == copy(course, GenerateFeedback)


@pytest.mark.parametrize("kind", [Autograde, GenerateFeedback])
def test_every_exporter_of_ours_brings_the_protection(course: CourseRoot, kind: type[BaseConverter]) -> None:
    """Plain ``nbgrader autograde`` and ``generate_feedback`` have it, each by itself."""
    patching.undo(patches.PATCHES)
    if kind is Autograde:
        shutil.rmtree(course.autograded)
    assert set() == copy(course, kind)


def test_an_exercises_own_files_are_copied(course: CourseRoot) -> None:
    """Beside a source notebook, every file is the instructor's, and is copied as nbgrader does."""
    assert {"table.csv"} == copy(course, GenerateAssignment)


def test_another_course_on_the_same_server_is_left_alone(course: CourseRoot) -> None:
    """A converter with an exporter that is not ours copies as nbgrader does."""
    shutil.rmtree(course.autograded)
    assert {"numpy.py", "link.txt"} == copy(course, Autograde, ours=False)


def test_which_course_does_not_depend_on_the_working_folder(
    course: CourseRoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The protection holds from inside another folder, and whatever the environment says."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SKEWLAB_COURSE", str(tmp_path))
    shutil.rmtree(course.autograded)
    assert set() == copy(course, Autograde)
