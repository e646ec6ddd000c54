"""A lesson's folder: each gate holds for a good lesson, and catches a planted fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tiny import FILES, Tiny

from autograder.authoring import cells, folder
from autograder.authoring.notebooks import SETUP, convert
from autograder.core.errors import CourseError
from autograder.lessons import Lesson

Gate = Callable[[Lesson], list[str]]


def exercise(lesson: Lesson) -> list[str]:
    """The gate of the exercise's cells."""
    return cells.gate_exercise(lesson.spec, convert(lesson, "exercise.py"))


def called(lesson: Lesson) -> list[str]:
    """The gate of what cells call."""
    return cells.gate_cells(lesson, convert(lesson, "exercise.py"), ["predict"])


def alike(lesson: Lesson) -> list[str]:
    """The gate of what is declared alike."""
    return folder.gate_alike(lesson.spec, lesson.misconceptions())


TWIN = '\n    alike=(frozenset({"not-scaled"}), frozenset({"not-scaled", "not-there"})),'
FAULTS: dict[str, tuple[Gate, str, str, str, str]] = {
    "an empty file": (
        folder.gate_files,
        "guide.md",
        FILES["guide.md"],
        " ",
        "there is no guide.md, or it is empty",
    ),
    "a patch of nothing": (
        folder.gate_patches,
        "witnesses.py",
        "def predict(x)",
        "def predicts(x)",
        "witnesses.py, refuses: reference.py has no predicts, and nothing in the patch uses it. Did you mean 'predict'?",
    ),
    "a patch that redefines nothing": (
        folder.gate_patches,
        "mixtures.py",
        "def predict(x)",
        "def predicts(x)",
        "mixtures.py, doubled: it redefines nothing that reference.py has",
    ),
    "twice": (
        folder.gate_patches,
        "mixtures.py",
        "np.asarray(x) * 2.0",
        "np.asarray(x) - 1.0",
        "mixtures.py, doubled is the same patch as misconceptions.py, not-scaled",
    ),
    "the grader": (
        folder.gate_imports,
        "cases.py",
        "import numpy as np\n",
        "import numpy as np\nfrom autograder.grading import compare\n",
        "cases.py imports autograder.grading; of our package",
    ),
    "no advice": (
        folder.gate_words,
        "feedback.toml",
        'advice = "Divide."',
        'advice = ""',
        "feedback.toml, not-scaled: advice is empty",
    ),
    "unkind": (
        folder.gate_words,
        "feedback.toml",
        "Divide.",
        "Simply divide.",
        "“Simply” is not kind to somebody who is stuck",
    ),
    "an unkind hint": (
        folder.gate_words,
        "spec.py",
        "Which idea.",
        "This is easy.",
        "spec.py, hints of predict: “easy” is not kind",
    ),
    "unknown and twice": (
        alike,
        "spec.py",
        '\n    kind="short",',
        f'\n    kind="short",{TWIN}',
        "spec.py declares not-there alike, which is no misconception",
    ),
    "in two groups": (
        alike,
        "spec.py",
        '\n    kind="short",',
        f'\n    kind="short",{TWIN}',
        "spec.py declares not-scaled alike in 2 groups",
    ),
    "no set-up": (called, "exercise.py", '# %% role="setup"', "# %%", "the first code cell, and no other"),
    "an unknown task": (
        called,
        "exercise.py",
        "are right,",
        'are right (`hint("tiny.predicts")`),',
        "'tiny.predicts' is no task that can be called here. Did you mean 'tiny.predict'?",
    ),
    "other points": (
        exercise,
        "exercise.py",
        "(10 points)",
        "(9 points)",
        "predict: 10 in spec.py, 9 in the heading of exercise.py",
    ),
    "no function": (
        exercise,
        "exercise.py",
        "def predict(x)",
        "def predicts(x)",
        "0 solution cells define predict",
    ),
    "another's gid": (
        exercise,
        "exercise.py",
        "tiny-predict-answer",
        "tall-answer",
        "gid 'tall-answer' does not begin with 'tiny-'",
    ),
    "chance": (
        folder.gate_cases,
        "cases.py",
        "rng.normal",
        "np.random.default_rng().normal",
        "one seed draws other cases the second time",
    ),
    "no chance": (
        folder.gate_cases,
        "cases.py",
        "rng.normal(size=(4, 3))",
        "np.ones((4, 3))",
        "two seeds draw the same cases",
    ),
    "one name": (
        folder.gate_cases,
        "cases.py",
        '"no rows"',
        '"a few rows"',
        "2 cases are called 'a few rows'",
    ),
    "another signature": (
        folder.gate_cases,
        "cases.py",
        "args=(np.empty((0, 3)),)",
        "args=(np.empty((0, 3)), 1)",
        "cases.py, predict, 'no rows': 2 arguments for `x`",
    ),
}


@pytest.mark.parametrize(("gate", "file", "old", "new", "fault"), FAULTS.values(), ids=FAULTS.keys())
def test_a_planted_fault_is_found(
    gate: Gate, file: str, old: str, new: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gate holds for the good lesson, and names the fault in the other."""
    tiny = Tiny(tmp_path)
    assert [] == gate(tiny.load())
    tiny.plant(file, old, new)
    problems = gate(tiny.load())
    assert any(fault in problem for problem in problems), problems


def test_a_helper_of_a_patch_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the patch itself calls may have a name that the reference does not have."""
    tiny = Tiny(tmp_path)
    tiny.plant(
        "mixtures.py",
        "def predict(x):\n    return",
        "def twice(x):\n    return x\ndef predict(x):\n    return twice(x) *",
    )
    assert [] == folder.gate_patches(tiny.load())


def test_a_gid_that_is_used_twice_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The author reads which gid it is, before nbformat calls the notebook corrupted."""
    tiny = Tiny(tmp_path)
    tiny.plant("exercise.py", 'gid="tiny-predict-answer"', 'gid="tiny-predict"')
    with pytest.raises(CourseError, match=r"tiny/exercise\.py: 2 cells have the gid 'tiny-predict'"):
        convert(tiny.load(), "exercise.py")


GUESS = ["guess = ...", "reveal(guess, 1)", "<details><summary>Open this once you have guessed</summary>"]


@pytest.mark.parametrize(
    ("sources", "fault"),
    [
        (GUESS, None),
        (GUESS[1:], "no cell that begins with `guess = ...`"),
        ([GUESS[0], "print(f'{1}')", GUESS[2]], "calls `reveal(guess, ...)`"),
        ([*GUESS[:2], "It is 1."], "stands below the guess in a fold"),
    ],
    ids=["good", "no guess", "told", "no fold"],
)
def test_nothing_is_told_before_it_is_guessed(sources: list[str], fault: str | None) -> None:
    """The guess is left to the student, and what was measured stands in a fold that opens after it."""
    import json

    problems = cells.gate_guess(json.dumps({"cells": [{"source": source} for source in [SETUP, *sources]]}))
    assert bool(problems) == (fault is not None)
    assert fault is None or any(fault in problem for problem in problems)
