"""What an exercise promises is proven: each planted gap between text, cases and witnesses is found."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from conftest import make_task

from autograder.authoring.promises import gate_promises, promising_texts
from autograder.core.specs import LessonSpec, Part, Promise

PART = Part(title="edges", points=0.5, cases=("no rows",))
SPEC = LessonSpec(
    number=1, slug="made_up", title="Made up", claim="It fails.", lesson_minutes=30, exercise_minutes=30,
    objectives=("Find it.", "Repair it.", "Guard it."), tasks=(make_task("predict", parts=(PART,)),),
)  # fmt: skip
CASES = {"predict": ("a few rows", "no rows", "one row")}

EXERCISE = '''# %% [markdown]
# # Exercise
#
# - This bullet belongs to no task.
#
# ## 1 · Repair (3 points)
#
# **Done when** the answers are right, for `x` of
# any size. Also for no rows (e.g. 1.5 of them).
#
# Refuse:
#
# - a text, or
#   a picture,
# - a gap.

# %% role="solution"
def predict(x):
    """Repair it.

    Args:
        x: Numbers.

    Returns:
        As many
        numbers.

    Raises:
        ValueError: x is a text.
        TypeError: x is
            a picture.
    """
'''
TEXTS = [
    ("“1 · Repair (3 points)”", "the answers are right, for `x` of any size."),
    ("“1 · Repair (3 points)”", "Also for no rows (e.g. 1.5 of them)."),
    ("“1 · Repair (3 points)”", "a text, or a picture,"),
    ("“1 · Repair (3 points)”", "a gap."),
    ("the docstring of predict, Returns", "As many numbers."),
    ("the docstring of predict, Raises", "ValueError: x is a text."),
    ("the docstring of predict, Raises", "TypeError: x is a picture."),
]


def notebook(markdown: str = "", code: str = "") -> str:
    """The exercise as a notebook, with one of its cells changed."""
    prose, _, function = EXERCISE.partition('# %% role="solution"\n')
    lines = [line.removeprefix("#").removeprefix(" ") for line in prose.splitlines()[1:]]
    cells: list[dict[str, Any]] = [
        {"cell_type": "markdown", "metadata": {}, "source": markdown or "\n".join(lines)},
        {"cell_type": "code", "metadata": {"nbgrader": {"solution": True}}, "source": code or function},
        {"cell_type": "markdown", "metadata": {}, "source": "## To think about (not graded)\n\n- Nothing."},
    ]
    return json.dumps({"cells": cells})


def promise(text: str, case: str = "one row", **changes: Any) -> Promise:
    """A promise of the one task."""
    return Promise(**{"text": text, "task": "predict", "case": case, "witness": "w"} | changes)


PROMISES = [
    promise("for `x` of any size"),
    promise("Also for no rows (e.g.", "no rows", witness="v"),
    promise("a text, or\na   picture"),
    promise("a gap"),
    promise("As many numbers."),
    promise("ValueError: x is a text."),
    promise("x is a picture"),
]


def gate(
    promises: list[Promise], *, spec: LessonSpec = SPEC, witnesses: tuple[str, ...] = ("w", "v")
) -> list[str]:
    """What is wrong with these promises."""
    return gate_promises(spec, EXERCISE, notebook(), promises, witnesses, CASES)


def test_what_promises_something_is_found() -> None:
    """Sentences after “Done when”, bullets of graded tasks, and what docstrings say is returned and raised."""
    assert TEXTS == promising_texts(notebook())


def test_good_promises_hold() -> None:
    """Words may be broken into lines in another way than in the exercise."""
    assert [] == gate(PROMISES)


@pytest.mark.parametrize("missing", range(len(PROMISES)))
def test_a_text_without_a_promise_is_named(missing: int) -> None:
    """Each text that promises something needs a promise that stands in it."""
    where, text = TEXTS[missing]
    problems = gate([promise for i, promise in enumerate(PROMISES) if i != missing])
    assert any(f"exercise.py, {where}: no promise covers “{text}”" in problem for problem in problems), (
        problems
    )


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (promise("It flies."), "promises.toml, “It flies.”: exercise.py has no such words"),
        (promise(""), "exercise.py has no such words"),
        (promise("a gap", task="predikt"), "no graded task is called 'predikt'. Did you mean 'predict'?"),
        (promise("a gap", "no row"), "task predict has no case 'no row'. Did you mean 'no rows'?"),
        (promise("a gap", witness="ww"), "witnesses.py has no 'ww'. Did you mean 'w'?"),
    ],
    ids=["text", "no text", "task", "case", "witness"],
)
def test_a_promise_refers_to_what_is_there(wrong: Promise, fault: str) -> None:
    """Text, task, case and witness of a promise exist; the sentence names the closest."""
    problems = gate([*PROMISES, wrong])
    assert any(fault in problem for problem in problems), problems


def test_practice_promises_nothing() -> None:
    """A promise can't name a task that earns no points."""
    practice = dataclasses.replace(SPEC, tasks=(*SPEC.tasks, make_task("practice", points=0.0)))
    problems = gate([*PROMISES, promise("a gap", task="practice")], spec=practice)
    assert any("no graded task is called 'practice'" in problem for problem in problems), problems


def test_a_witness_that_no_promise_uses_is_named() -> None:
    """Every witness proves something."""
    assert ["witnesses.py: no promise uses u: name it in promises.toml, or remove it"] == gate(
        PROMISES, witnesses=("w", "v", "u")
    )


def test_a_case_of_a_part_needs_a_promise() -> None:
    """What earns points of its own is promised."""
    part = dataclasses.replace(PART, cases=("no rows", "a few rows"))
    spec = dataclasses.replace(SPEC, tasks=(make_task("predict", parts=(part,)),))
    (problem,) = gate(PROMISES, spec=spec)
    assert problem.startswith(
        "spec.py, task predict: 'a few rows' of part 'edges' is proven by no promise: add one"
    )
