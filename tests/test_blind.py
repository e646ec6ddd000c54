"""Blind submissions are text that can be handed in; a damaged file is a sentence."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from autograder.core.errors import CourseError
from autograder.core.results import Status, TaskSummary
from autograder.lessons import Lesson, discover
from tools.accuracy.blind import Blind, read
from tools.accuracy.measure import Outcome, _outcome, count

FOLDER = Path(__file__).parent / "blind"
LESSONS = discover()


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.spec.slug)
def test_there_are_enough_and_all_are_python(lesson: Lesson) -> None:
    """Each exercise has at least 25 right and 60 wrong submissions, each of which defines a graded function."""
    blinds = read(FOLDER / f"{lesson.spec.slug}.py")
    kinds = Counter(blind.kind for blind in blinds)
    assert 25 <= kinds["right"]
    assert 60 <= kinds["wrong"] + kinds["first"]
    entry_points = {task.entry_point for task in lesson.spec.graded}
    for blind in blinds:
        names = {
            node.name
            for node in ast.parse(blind.source).body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        }
        names |= {
            target.id
            for node in ast.parse(blind.source).body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        assert names & entry_points, blind.name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# %% good: a | b\n", "should read"),
        ("# %% right: a\n", "should read"),
        ("# %% right: a | b\n# %% wrong: a | c\n", "the name a is used twice"),
    ],
)
def test_a_damaged_file_is_a_sentence(tmp_path: Path, text: str, words: str) -> None:
    """It names the heading, or the name that is used twice."""
    (tmp_path / "x.py").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=words):
        read(tmp_path / "x.py")


def outcome(kind: str, name: str, *results: TaskSummary) -> Outcome:
    """What came of a submission."""
    return _outcome(Blind(kind=kind, name=name, belief="", source=""), results)


def task(points: float, diagnosis: tuple[str, ...] | None) -> TaskSummary:
    """A task worth 2 points."""
    status = Status.PASSED if points else Status.FAILED
    return TaskSummary(task_id="a.b", status=status, score=points, points=2, summary="", diagnosis=diagnosis)


def test_what_came_of_them_is_counted() -> None:
    """A right one that loses, a wrong one that loses nothing, a named one: each in its place."""
    figures = count(
        "01_a",
        [
            outcome("right", "r", task(2, None)),
            outcome("right", "loses", task(2, None), task(0, ())),
            outcome("wrong", "full", task(2, None)),
            outcome("wrong", "named", task(0, ("x",))),
            outcome("first", "unknown", task(0, ())),
            outcome("first", "either", task(0, ("x", "y"))),
        ],
    )
    assert (2, ("loses",), 4, ("full",)) == (figures.right, figures.right_losing, figures.wrong, figures.full)
    assert (2, 2, 1) == (figures.named, figures.first, figures.first_named)
