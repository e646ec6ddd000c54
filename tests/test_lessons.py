"""What holds for every lesson's text, without running its pipelines. New lessons are found by themselves.

A lesson counts as released once ``autograder build`` has made its exercise; the folder of one that is
still being written is skipped.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any, cast

import nbformat
import pytest
from repository import HERE
from rich.console import Console
from tiny import Here

from autograder import lessons
from autograder.authoring import build, new
from autograder.authoring.gates import Gates
from autograder.authoring.kinds import MINIMUMS
from autograder.authoring.notebooks import convert
from autograder.authoring.verified import Verified
from autograder.authoring.workers import Workers
from autograder.core import wire
from autograder.core.course import lessons_of
from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.intake.slots import slots_of
from autograder.keys.compute import draw_inputs
from autograder.lessons import Lesson, discover, find

ROOT = Path(__file__).resolve().parent.parent
SLUGS = sorted(path.parent.name for path in lessons_of(HERE).glob("*/spec.py"))
SOURCES = [
    *((slug, "exercise.py") for slug in SLUGS),
    *((one.spec.slug, "lesson.py") for one in discover(HERE) if MINIMUMS[one.spec.kind].notebook),
]


def load(slug: str) -> Lesson:
    """A released lesson; skips one that is being written."""
    if not list((ROOT / "exercises").glob(f"[0-9][0-9]_{slug}/*.ipynb")):
        pytest.skip(f"{slug} is not released: `autograder build` has made no exercise of it")
    return lessons.load(lessons_of(HERE) / slug, HERE.data)


@pytest.fixture(params=SLUGS)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    """Every released lesson in turn."""
    return load(request.param)


def cells_of(lesson: Lesson, source: str) -> list[dict[str, Any]]:
    """The cells of a generated notebook."""
    return list(json.loads(convert(lesson, source))["cells"])


def code_of(lesson: Lesson, source: str) -> str:
    """The code of a generated notebook."""
    return "\n".join(cell["source"] for cell in cells_of(lesson, source) if cell["cell_type"] == "code")


def test_lessons_are_found_in_their_order() -> None:
    """Every folder with a spec is a lesson; their numbers are unique and rise."""
    try:
        found = discover(HERE)
    except Exception as error:
        pytest.skip(f"a lesson is being written: {error!r}")
    numbers = [lesson.spec.number for lesson in found]
    assert SLUGS == sorted(lesson.spec.slug for lesson in found)
    assert sorted(set(numbers)) == numbers


def test_a_lesson_is_found_by_either_name(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slug and the exercise's name both find it; a slip is answered with the closest."""
    monkeypatch.setattr(lessons, "discover", lambda _: (lesson,))
    assert [lesson, lesson] == [find(HERE, lesson.spec.slug), find(HERE, lesson.spec.exercise)]
    with pytest.raises(CourseError, match=f"Did you mean '{lesson.spec.slug}'"):
        find(HERE, lesson.spec.slug[:-1])


def test_what_is_written_holds(lesson: Lesson) -> None:
    """Every gate that runs nothing but ``make_cases`` holds for every lesson."""
    root = CourseRoot(ROOT)
    gates = Gates(root, lesson, cast("Workers", Here(Console(quiet=True))), Verified(root, lesson), ())
    problems = {name: gate() for name, gate in (*gates.base(), *gates.written())}
    assert {} == {name: found for name, found in problems.items() if found}


@pytest.mark.parametrize(("slug", "source"), SOURCES)
def test_equal_text_gives_equal_bytes(slug: str, source: str) -> None:
    """Building twice changes nothing."""
    lesson = load(slug)
    assert convert(lesson, source).encode() == convert(lesson, source).encode()


@pytest.mark.parametrize(("slug", "source"), SOURCES)
def test_notebooks_ship_without_outputs(slug: str, source: str) -> None:
    """What is built has no outputs: readers see their own run."""
    cells = cells_of(load(slug), source)
    assert [] == [c["id"] for c in cells if c.get("outputs") or c.get("execution_count")]


def test_check_cells_are_those_of_the_spec(lesson: Lesson) -> None:
    """Each graded task has one locked check line, worth the spec's points."""
    build._check_spec(lesson)
    nb = nbformat.reads(convert(lesson, "exercise.py"), as_version=4)
    checked = [slot.task_id for slot in slots_of(nb) if slot.is_check]
    assert [lesson.spec.task_id(task) for task in lesson.spec.graded] == checked


def test_cases_survive_the_way_to_the_kernel(lesson: Lesson) -> None:
    """What a student's function is given is what the author drew."""
    lost = []
    for task, cases in draw_inputs(lesson, 1).items():
        for case in cases:
            for i, sent in enumerate(case["args"]):
                arrived = wire.encode(wire.decode(sent, pandas=True), memory=True)
                if json.dumps(arrived) != json.dumps(sent):
                    lost.append(f"{task}, {case['name']}, argument {i + 1}")
    assert [] == lost


@pytest.mark.parametrize("name", ["witnesses.py", "promises.toml", "equivalents.toml", "quiz.toml"])
def test_a_missing_file_is_named(name: str, tmp_path: Path) -> None:
    """A lesson without one of its files is refused with a sentence that names the file."""
    new.write(tmp_path / "byte_pairs", 12, 10)
    (tmp_path / "byte_pairs" / name).unlink()
    made = dataclasses.replace(find(HERE, "normalization"), folder=tmp_path / "byte_pairs")
    with pytest.raises(CourseError, match=f"Lesson byte_pairs has no {name}: every lesson needs one"):
        {
            "witnesses.py": made.witnesses,
            "promises.toml": made.promises,
            "equivalents.toml": made.equivalents,
            "quiz.toml": made.questions,
        }[name]()
