"""Plain ``nbgrader autograde`` and formgrader's button: the same way, the same questions, the same words."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from classroom import EXERCISE, copy_ungraded, marks, students
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.core.errors import CourseError
from autograder.core.paths import CONFIG, CourseRoot
from autograder.grader import local
from autograder.nbgrader import preprocessors
from autograder.nbgrader.gradebook import NbgraderBook

GAP = "the network is not cut off"


@pytest.fixture
def course(graded_class: CourseRoot, tmp_path: Path) -> CourseRoot:
    """One submission, not graded yet, in a course with a gradebook."""
    made = copy_ungraded(graded_class, tmp_path / "course", students(graded_class)[:1])
    NbgraderBook(made).prepare([EXERCISE])
    return made


def autograde(course: CourseRoot, **options: Any) -> dict[str, Any]:
    """What formgrader's button does: nbgrader's own API with the course's configuration."""
    config = PyFileConfigLoader(CONFIG, path=str(course.path)).load_config()
    config.merge(Config({"SubmissionExporter": options}))
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    answer: dict[str, Any] = api.autograde(EXERCISE, students(course)[0])
    return answer


@pytest.mark.slow
def test_a_gap_is_said(course: CourseRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    """What this machine can't enforce is in nbgrader's log, and the submission is graded."""
    monkeypatch.setattr(local, "gaps", lambda: (GAP,))
    answer = autograde(course)
    assert answer["success"], answer
    assert f"Not enforced: {GAP}" in answer["log"]
    assert {students(course)[0]} == set(marks(course))


@pytest.mark.slow
def test_a_gap_is_refused_where_confinement_is_required(
    course: CourseRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With ``SubmissionExporter.require_confinement`` nothing runs, and nobody gets a mark."""
    monkeypatch.setattr(local, "gaps", lambda: (GAP,))
    monkeypatch.setattr(preprocessors, "grade_one", lambda *_: pytest.fail("a submission ran"))
    answer = autograde(course, require_confinement=True)
    assert not answer["success"]
    assert f"Confinement is required, but on this machine {GAP}." in answer["log"]
    assert not any(course.autograded.rglob("*.ipynb"))


@pytest.mark.slow
def test_it_does_not_matter_where_it_is_called(
    course: CourseRoot, graded_class: CourseRoot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The course is that of the configuration, also from inside another course's folder."""
    other = tmp_path / "other"
    other.mkdir()
    (other / CONFIG).write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(other)
    assert autograde(course)["success"]
    student = students(course)[0]
    assert marks(graded_class)[student] == marks(course)[student]
    assert [CONFIG] == [path.name for path in other.iterdir()]


def test_the_same_sentence_as_the_command() -> None:
    """The command and nbgrader refuse with one sentence from one place."""
    with pytest.raises(CourseError, match=f"Confinement is required, but on this machine {GAP}"):
        preprocessors.require_all((GAP,))
    preprocessors.require_all(())
    assert logging.getLogger("autograder").handlers == []
