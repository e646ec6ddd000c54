"""``verify`` builds first, stops where all else would fail for one reason, and has a quick way that writes nothing."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from test_verdicts import trial
from tiny import Here, Tiny

from autograder import cli
from autograder.authoring import build, kinds, lint, verdicts, verify, workers
from autograder.authoring.build import Drift
from autograder.authoring.gates import Gates
from autograder.core.paths import CourseRoot
from autograder.core.results import Claim


class Desk:
    """A course with the tiny lesson, and what ``verify`` prints of it."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = CourseRoot(folder)
        self.tiny = Tiny(folder)
        self.pool = Here(Console(quiet=True))
        self.built: list[int] = []
        few = kinds.Minimums(
            tasks=1, misconceptions=1, alternatives=1, mixtures=1, notebook=False, words=(0, 900)
        )
        monkeypatch.setitem(kinds.MINIMUMS, "short", few)  # type: ignore[arg-type]

        @contextlib.contextmanager
        def start(_: Console) -> Iterator[Here]:
            yield self.pool

        def drift(_root: CourseRoot, lessons: Any, _console: Console, *, force: bool) -> list[Drift]:
            self.built.append(len(lessons))
            return [Drift(path="README.md", reason="differs from its source")]

        monkeypatch.setattr(workers, "start", start)
        monkeypatch.setattr(build, "build", drift)
        monkeypatch.setattr(build, "check", drift)

    def verify(self, **options: Any) -> tuple[int, str]:
        """The exit code, and what was printed."""
        file = io.StringIO()
        code = verify.run(self.root, (self.tiny.load(),), Console(file=file, width=500), (3,), **options)
        return code, file.getvalue()

    def files(self) -> list[Path]:
        """What there is in the course, but for what is kept."""
        found = (path for path in self.root.path.rglob("*") if "__pycache__" not in path.parts)
        return sorted(path for path in found if path.is_file() and ".skewlab" not in path.parts)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A course with the tiny lesson, for which no kernel and no process is started."""
    return Desk(tmp_path, monkeypatch)


def test_quick_gates_hold_and_write_nothing(desk: Desk) -> None:
    """One draw is tried, no mutant, no kernel; nothing is built; the last line says what to run before a commit."""
    before = desk.files()
    code, said = desk.verify(quick=True)
    assert 0 == code, said
    assert ["tiny: one draw of the inputs"] == desk.pool.ran
    assert "Quick gates hold; run `autograder verify tiny` before you commit" in said
    assert [] == desk.built
    assert before == desk.files()


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("feedback.toml", "Divide.", "Simply divide.", "✗ tiny: words"),
        ("exercise.py", "are right,", "are right for 27 %,", "✗ tiny: numbers"),
        ("spec.py", "Subtract, then divide.", "`(np.asarray(x) - 1.0) / 2.0`", "✗ tiny: hints"),
        ("guide.md", "`the answers", "`all answers", "✗ tiny: taught"),
        ("promises.toml", "no rows", "two rows", "✗ tiny: promises"),
        ("alternatives.py", "0.5", "0.6", "✗ tiny: solution and alternatives 100 %"),
        ("misconceptions.py", "- 1.0", "/ 2 - 0.5", "✗ tiny: misconceptions named"),
    ],
)  # fmt: skip
def test_a_quick_gate_finds_its_fault(desk: Desk, file: str, old: str, new: str, fault: str) -> None:
    """Each part of the quick way is really tried, and the command fails."""
    desk.tiny.plant(file, old, new)
    code, said = desk.verify(quick=True)
    assert 1 == code
    assert fault in said
    assert "Quick gates hold" not in said


@pytest.mark.parametrize("quick", [True, False])
@pytest.mark.parametrize(
    ("file", "old", "new", "gate"),
    [
        ("spec.py", "points=10", "points=9", "spec"),
        ("exercise.py", "(10 points)", "(8 points)", "cells and points"),
        ("reference.py", "def predict", "def predicts", "patches"),
        ("cases.py", "rng.normal", "rgn.normal", "cases"),
        ("exercise.py", "tiny-predict-answer", "tiny-predict", "cells and points"),
    ],
)
def test_what_builds_on_a_fault_is_not_tried(
    desk: Desk, file: str, old: str, new: str, gate: str, quick: bool
) -> None:
    """Where a base gate fails, one line names the gates that are not tried; nothing is run, nothing is built."""
    desk.tiny.plant(file, old, new)
    code, said = desk.verify(quick=quick)
    assert 1 == code
    assert f"✗ tiny: {gate}\n" in said
    (line,) = [line for line in said.splitlines() if line.startswith("– tiny: not tried until these hold: ")]
    assert all(name in line for name in ("exercise.py", "numbers", "promises", "misconceptions named"))
    assert ("mutants" in line) is not quick
    assert [] == desk.pool.ran
    assert sum(desk.built) == 0


def test_a_problem_is_said_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sentence of one gate is printed once."""
    monkeypatch.setattr(Gates, "base", lambda _: [("spec", lambda: ["too short", "too short"])])
    _, said = desk.verify()
    assert 1 == said.count("too short")


def test_what_was_built_is_said(desk: Desk) -> None:
    """Without ``--check`` the files are written, and named; with it they are a fault."""
    desk.tiny.plant("spec.py", "points=10", "points=9")
    assert "  wrote README.md\n" in desk.verify()[1]
    said = desk.verify(check=True)[1]
    assert "✗ course: generated files\n    README.md differs from its source\n" in said


def test_lint_is_a_gate_where_its_tools_are(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the tools or their settings one line says what to install; nothing fails for that."""
    desk.tiny.plant("spec.py", "points=10", "points=9")  # so that no more is tried
    assert "– course: lint: not tried, there is no pyproject.toml" in desk.verify()[1]
    monkeypatch.setattr(lint.importlib.util, "find_spec", lambda _: None)
    assert "– course: lint: not tried, install ruff and mypy" in desk.verify()[1]


def test_lint_finds_a_fault(desk: Desk) -> None:
    """Style, format and types of a lesson's folder are held to the course's settings."""
    settings = '[tool.ruff.lint]\nselect = ["F"]\n[tool.mypy]\nstrict = true\n'
    (desk.root.path / "pyproject.toml").write_text(settings, encoding="utf-8")
    (desk.tiny.folder / "cases.py").write_text("import os\nx: int = 'a'\n", encoding="utf-8")
    found = lint.Lint(desk.root.path, [desk.tiny.folder])
    problems = "\n".join(found.problems())
    found.end()
    assert "ruff check: tiny/cases.py:1:8: F401" in problems
    assert "ruff format: " in problems
    assert "mypy: tiny/cases.py:2: error: Incompatible types" in problems


def test_follow_up_costs_are_told() -> None:
    """A task that loses points to a misconception and does not name it is listed, with what it says instead."""
    trials = [trial("misconception", "m", wrong=1, says=("m",)), trial("misconception", "n", wrong=2)]
    assert ["n also costs task-0 (unknown), task-1 (unknown)"] == verdicts.follow_ups(trials)
    partly = trial("misconception", "m: late", wrong=1, says=("m",), claim=Claim.PARTLY)
    assert [] == verdicts.follow_ups([partly])


@pytest.mark.parametrize("option", ["--quick", "--check", "--force"])
def test_options_reach_the_command(option: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line says which way is taken."""
    given: dict[str, Any] = {}
    monkeypatch.setattr(verify, "run", lambda *_, **options: given.update(options) or 0)
    assert 0 == cli.main(["verify", "shapes", option])
    assert {name: f"--{name}" == option for name in ("check", "quick", "force")} == given


def test_continuous_integration_is_strict() -> None:
    """``make verify`` builds nothing, so a generated file that differs fails there."""
    root = Path(__file__).resolve().parent.parent
    (line,) = [
        text
        for text in (root / "Makefile").read_text(encoding="utf-8").splitlines()
        if " verify " in text and "$(BIN)/autograder verify" in text
    ]
    assert "verify --check" in line
    assert "make verify SEEDS=3" in (root / ".ci" / "run").read_text(encoding="utf-8")
