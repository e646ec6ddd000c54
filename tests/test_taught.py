"""What is graded was taught: the guide says where, and the gate holds it against the lesson."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from repository import HERE

from autograder.authoring.taught import HEADER, gate_taught, teaching_text
from autograder.core.specs import LessonSpec, Part
from autograder.lessons import Lesson, find

LESSON = """
z = (x - mean) / sd  # the repair
if not good:
    raise ValueError("refused")
"""


@pytest.fixture(scope="module")
def spec() -> LessonSpec:
    """A lesson with one graded task that has one edge."""
    made = find(HERE, "normalization").spec
    task = dataclasses.replace(
        made.graded[0], name="repair", parts=(Part(title="no rows", points=0.5, cases=("no rows",)),)
    )
    return dataclasses.replace(made, tasks=(task,))


def guide(*rows: str) -> str:
    """A guide with a table of such rows, and something after it."""
    return "\n".join(
        ["# Guide", "", HEADER, "| --- | --- | --- |", *rows, "", "## Good to know", "| a | b |"]
    )


MAIN = "| repair | main | `(x - mean) / sd` |"
EDGE = "| repair | no rows | `if not good:`, and the sentence below |"


def test_a_whole_table_passes(spec: LessonSpec) -> None:
    """A row for each part, each with a quote of the lesson, is all that is asked."""
    assert [] == gate_taught(spec, guide(MAIN, EDGE), LESSON)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("# Guide", "has no table that begins with"),
        (guide(MAIN), "guide.md doesn't say where the lesson teaches repair, no rows"),
        (guide(MAIN, EDGE, "| guard | main | `refused` |"), "maps guard, main, which is not graded"),
        (guide(MAIN.replace("mean", "median"), EDGE), "repair, main: the lesson has no '(x - median) / sd'"),
        (guide(MAIN, "| repair | no rows | somewhere |"), "repair, no rows: quote a line of the lesson"),
        (guide(MAIN, "| repair | no rows |"), "'repair | no rows' is not a row of 3 cells"),
        (guide(MAIN, EDGE, "| a | b | `x | y` |"), "'a | b | `x | y`' is not a row of 3 cells"),
    ],
    ids=[
        "no table",
        "a part is missing",
        "not graded",
        "not in the lesson",
        "no quote",
        "two cells",
        "four cells",
    ],
)
def test_a_gap_is_found(spec: LessonSpec, text: str, problem: str) -> None:
    """What is graded and not mapped, mapped and not graded, or not in the lesson, is named."""
    assert any(problem in line for line in gate_taught(spec, text, LESSON)), gate_taught(spec, text, LESSON)


def test_a_short_lesson_teaches_in_its_exercise(tmp_path: Path, spec: LessonSpec) -> None:
    """Where there is no notebook, the exercise's text teaches, but not the solution that students don't get."""
    exercise = "# Subtract the mean.\n### BEGIN SOLUTION\nz = x - mean\n### END SOLUTION\n# Then divide.\n"
    (tmp_path / "exercise.py").write_text(exercise, encoding="utf-8")
    (tmp_path / "lesson.py").write_text("# The lesson.\n", encoding="utf-8")
    assert "# The lesson.\n" == teaching_text(Lesson(tmp_path, spec, tmp_path))
    text = teaching_text(Lesson(tmp_path, dataclasses.replace(spec, kind="short"), tmp_path))
    assert "Subtract the mean" in text and "Then divide" in text
    assert "x - mean" not in text
