"""A new lesson has every file, in order, and the package ships what it is made of."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from repository import HERE
from rich.console import Console

from autograder.authoring import build, new
from autograder.authoring.notebooks import convert
from autograder.core.course import lessons_of
from autograder.core.errors import CourseError
from autograder.lessons import load

PACKAGE = HERE.path / "autograder"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A new lesson's folder."""
    new.write(tmp_path / "byte_pairs", 12, 10)
    return tmp_path / "byte_pairs"


def files(folder: Path) -> list[Path]:
    """The files in a folder and in those within, without what Python keeps there."""
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]


def test_it_has_the_files_of_every_lesson(folder: Path) -> None:
    """A new lesson has the files that lesson 01 has, under the same names; mixtures of turns are spare."""
    folder_01 = lessons_of(HERE) / "normalization"
    wanted = {path.relative_to(folder_01) for path in files(folder_01)}
    assert wanted - {Path("turns/mixtures.py")} == {path.relative_to(folder) for path in files(folder)}


def test_no_placeholder_is_left(folder: Path) -> None:
    """Number, slug and title are filled in everywhere; what the builder fills in stays."""
    texts = {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in files(folder)}
    assert [] == [name for name, text in texts.items() if "$" in text]
    assert '"""Lesson 12: Byte pairs."""\n' == texts["__init__.py"]
    assert "{{badges}}" in texts["exercise.py"]


def test_it_builds(folder: Path) -> None:
    """Spec, tests cells, patches and words of a new lesson agree, and both notebooks are made."""
    lesson = load(folder, folder.parent / "data")
    assert ("12_byte_pairs", "Byte pairs") == (lesson.spec.exercise, lesson.spec.title)
    build._check_spec(lesson)
    ids = [cell["id"] for cell in json.loads(convert(lesson, "exercise.py"))["cells"]]
    assert ["byte-pairs-predict-answer", "byte-pairs-predict", "byte-pairs-end"] == ids[-3:]
    assert convert(lesson, "lesson.py")
    assert {"not-scaled"} == set(lesson.words())
    assert 1 == len(lesson.questions())
    assert 1.0 == lesson.functions()["predict"](3.0)
    assert all(lesson.functions(patch)["predict"] for patch in lesson.alternatives().values())


def test_it_is_lint_free(folder: Path) -> None:
    """The files of a new lesson that are Python of ours pass the course's own style check."""
    names = [
        f"{inside}{name}" for inside in ("", "turns/") for name in ("__init__.py", "spec.py", "cases.py")
    ]
    for command in ("check", "format --check"):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command.split(), "--config", HERE.path / "pyproject.toml",
             *(folder / name for name in names)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert 0 == done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("normalization", "There is a lesson 'normalization' already"),
        ("Tokens", "use small letters"),
        ("../x", "use small letters"),
    ],
)
def test_a_slug_that_is_taken_or_malformed_is_refused(slug: str, sentence: str) -> None:
    """Nothing is written over, and nothing outside the lessons' folder."""
    with pytest.raises(CourseError, match=sentence):
        new.run(HERE, slug, Console(quiet=True))


@pytest.mark.parametrize("folder", ["authoring/templates/lesson", "desk/templates"])
def test_the_package_ships_every_template(folder: str) -> None:
    """An installed ``autograder`` finds the templates that a clone has."""
    shipped = {Path(file.path) for file in WheelBuilder(str(HERE.path)).recurse_included_files()}
    templates = set(files(PACKAGE / folder))
    assert templates
    assert templates <= shipped
