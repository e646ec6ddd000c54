"""What the benchmark says: its arithmetic, its targets, and that the documents quote what it measured."""

from __future__ import annotations

import dataclasses
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from repository import HERE
from rich.console import Console

from autograder.core.errors import CourseError
from autograder.lessons import find
from tools.bench import __main__ as command
from tools.bench import run
from tools.bench.figures import TARGETS, Figures, describe, load
from tools.bench.page import draw, to_markdown
from tools.bench.stopwatch import Measured, Step, measure

DOCS = Path(__file__).resolve().parent.parent / "docs"


def measured(name: str, students: int, seconds: float, coordinator_mb: float = 100.0) -> Measured:
    """A command's figures."""
    return Measured(
        name=name, students=students, seconds=seconds, coordinator_mb=coordinator_mb, peak_mb=1000.0
    )


GOOD = Figures(
    exercise="01_normalization",
    cores=2,
    students=50,
    stock=measured("stock", 50, 600.0),
    stock_feedback=measured("feedback", 50, 20.0),
    plain=measured("plain", 50, 80.0),
    grade=[measured("grade", 50, 25.0), measured("grade", 400, 200.0)],
    own_seconds=0.6,
    versions={"python": "3.11"},
)

FAULTS: dict[str, dict[str, Any]] = {
    "grade": {"stock": measured("stock", 50, 499.0), "plain": measured("plain", 50, 60.0)},
    "plain": {"plain": measured("plain", 50, 101.0)},
    "overhead": {"grade": [measured("grade", 50, 25.0), measured("grade", 400, 25.0 + 350 * 0.81)]},
    "linear": {"grade": [measured("grade", 50, 25.0), measured("grade", 400, 232.0)], "own_seconds": 2.0},
    "memory": {"grade": [measured("grade", 50, 25.0), measured("grade", 400, 200.0, 126.0)]},
}


def test_the_figures_are_ratios_of_what_was_measured() -> None:
    """Speed against stock without feedback; overhead from the slope; growth a submission; memory in MB."""
    assert GOOD.results() == pytest.approx(
        {"grade": 24.0, "plain": 7.5, "overhead": 0.2, "linear": 1.0, "memory": 0.0}
    )
    assert GOOD.missed() == []


def test_the_three_ways_are_compared_on_the_same_submissions() -> None:
    """Of several classes, the one that stock nbgrader graded is held against it."""
    larger = dataclasses.replace(GOOD, students=400, stock=measured("stock", 400, 4000.0))
    assert larger.results()["grade"] == pytest.approx(20.0)


@pytest.mark.parametrize("name", FAULTS)
def test_each_target_can_be_missed(name: str) -> None:
    """A figure on the wrong side of its target is named."""
    missed = dataclasses.replace(GOOD, **FAULTS[name]).missed()
    assert name in missed
    assert set(missed) <= {name, "linear" if name == "overhead" else name}


def test_every_figure_is_said_and_drawn(tmp_path: Path) -> None:
    """There is a sentence for each target, a row for each command, and the picture is written."""
    assert set(describe(GOOD)) == set(TARGETS) == set(GOOD.results())
    page = to_markdown(GOOD)
    assert all(text in page for text in describe(GOOD).values())
    assert "50 submissions of `01_normalization`" in page
    assert all(f"| {row.name} | {row.students} | {row.seconds:.1f} |" in page for row in GOOD.grade)
    draw(GOOD, tmp_path / "bench.png")
    assert (tmp_path / "bench.png").read_bytes().startswith(b"\x89PNG")


def test_the_page_says_what_was_measured() -> None:
    """``docs/benchmark.md`` is what the figures beside it give, and the README quotes its ratios."""
    figures = load(DOCS / "bench.json")
    assert (DOCS / "benchmark.md").read_text(encoding="utf-8") == to_markdown(figures)
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    quoted = re.search(
        r"(\d+) times as fast as stock nbgrader, and plain `nbgrader autograde` (\d+) times", readme
    )
    assert quoted is not None
    results = figures.results()
    assert [int(number) for number in quoted.groups()] == [int(results["grade"]), int(results["plain"])]


def test_a_command_is_timed_and_its_memory_seen(tmp_path: Path) -> None:
    """Memory of the process, and of all that it started, counts."""
    hold = "import time; x = bytearray(60_000_000); x[:] = b'1' * len(x); time.sleep(1.2)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {hold!r}])"
    step = Step(folder=tmp_path, graded=tmp_path, students=1, console=Console(quiet=True))
    found = measure("hold", [sys.executable, "-c", code], step)
    assert found.students == 1
    assert 0 < found.coordinator_mb < 50 < found.peak_mb


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    """The last line of a failed command is the reason."""
    step = Step(folder=tmp_path, graded=tmp_path, students=1, console=Console(quiet=True))
    with pytest.raises(CourseError, match="ValueError: broken"):
        measure("broken", [sys.executable, "-c", "raise ValueError('broken')"], step)


def test_the_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    """``--help`` says what is compared and gives an example."""
    with pytest.raises(SystemExit) as end:
        command.main(["--help"])
    text = capsys.readouterr().out
    assert 0 == end.value.code
    assert "example: python -m tools.bench" in text
    assert "stock nbgrader" in text


def test_any_lesson_can_be_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """The lesson, the sizes and the size that is compared are options."""
    asked: list[Any] = []
    monkeypatch.setattr(run, "run", lambda root, *rest: asked.extend(rest[:3]))
    assert 0 == command.main(["--lesson", "05_shapes", "--sizes", "10", "20", "--compared", "5"])
    assert [find(HERE, "shapes"), [10, 20], 5] == asked


def test_an_unknown_lesson_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in the lesson's name ends the command with a sentence, before anything is measured."""
    assert 1 == command.main(["--lesson", "normalisation"])
    assert "There is no lesson 'normalisation'. Did you mean 'normalization'?" in " ".join(
        capsys.readouterr().out.split()
    )
