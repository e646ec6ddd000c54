"""Nothing that students get holds an answer: the last gate of the contract."""

from __future__ import annotations

import base64
import json
import struct

import pytest
from conftest import make_task

from autograder.authoring import leaks

LINE = "return (frame - stats['mean']) / stats['std']"
SECRET = base64.b64encode(struct.pack("6d", *(0.1 * k for k in range(1, 7)))).decode()


def as_notebook(*cells: str) -> str:
    """A notebook of code cells."""
    return json.dumps({"cells": [{"cell_type": "code", "source": cell} for cell in cells]})


SOLUTION = as_notebook(
    "import numpy as np",
    f"def scale(frame, stats):\n    ### BEGIN SOLUTION\n    {LINE}\n    return None\n    ### END SOLUTION\n",
    "a long line that follows the solution is no secret",
)
HARMLESS = as_notebook(
    "import numpy as np",
    "def scale(frame, stats):\n    return None",
    "a long line that follows the solution is no secret",
)

PUBLIC = {
    "good": (HARMLESS, None),
    "a line in a notebook": (as_notebook(f"  {LINE}  "), f"file holds the solution's line {LINE!r}"),
    "a line in a text file": (f"x = 1\n    {LINE}\n", "file holds the solution's line"),
    "a hidden answer": (json.dumps({"a": [SECRET]}), "file holds a hidden input or answer"),
    "a hidden answer in a line": (f"x = '{SECRET}'", "file holds a hidden input or answer"),
}


@pytest.mark.parametrize(("text", "fault"), PUBLIC.values(), ids=PUBLIC.keys())
def test_leaks_are_found(text: str, fault: str | None) -> None:
    """No solution line, hidden input or hidden answer is in what students get."""
    problems = leaks.gate_leaks(SOLUTION, {SECRET}, {"file": text}, given="")
    if fault is None:
        assert [] == problems
    else:
        assert [True] == [fault in problem for problem in problems]


def test_the_solution_itself_would_be_found() -> None:
    """The gate can fail: the unreleased notebook does not pass it."""
    assert [] != leaks.gate_leaks(SOLUTION, (), {"file": SOLUTION}, given="")


def test_what_is_given_is_no_secret() -> None:
    """A string that students are meant to have may be anywhere."""
    assert [] == leaks.gate_leaks(SOLUTION, {SECRET}, {"file": SECRET}, given=f"... {SECRET} ...")


def test_short_strings_are_no_secret() -> None:
    """A short string may occur by chance."""
    assert [] == leaks.gate_leaks(SOLUTION, {"alcohol"}, {"file": "alcohol"}, given="")


def test_a_row_of_zeros_is_no_secret() -> None:
    """An array that holds one value throughout reads the same in every lesson."""
    zeros = base64.b64encode(bytes(40)).decode()
    assert [] == leaks.gate_leaks(SOLUTION, {zeros}, {"file": f'"{zeros}"'}, given="")


def test_telling_lines_are_those_of_the_solution() -> None:
    """Only long lines between the markers are telling."""
    assert {LINE} == leaks.solution_lines(SOLUTION)


def test_strings_are_found_at_any_depth() -> None:
    """Hidden inputs are nested JSON; every string value of it counts, names of fields don't."""
    assert {"a", "b"} == leaks.strings_of({"x": ["a", {"y": "b", "z": []}], "n": 1, "empty": {}})


CODE = """
def scale(frame, stats):
    '''What is given: the frame of the exercise, as it is.'''
    columns = list(stats["mean"])
    return (frame[columns] - stats["mean"]) / stats["std"]


def one(x):
    return np.asarray(x)[:, 0]
"""


@pytest.mark.parametrize(
    ("hint", "fault"),
    [
        ("Subtract `stats['mean']`, then divide.", None),
        ("`columns = list(stats['mean'])`, then go on.", "the solution's 'columns = list(stats[\"mean\"])'"),
        ("`(frame[columns]-stats['mean']) / stats['std']`", "the solution's '(frame[columns] - stats"),
        ("`np.asarray(x)[:, 0]`", "the solution's 'np.asarray(x)[:, 0]'"),
        ("What is given: the frame of the exercise, as it is.", None),
    ],
    ids=["nearly", "a line", "a line in other words", "the whole", "the docstring"],
)
def test_a_hint_is_nearly_the_code(hint: str, fault: str | None) -> None:
    """No hint holds a telling line of the solution, or all that a short function returns."""
    task = make_task("scale", hints=("Where.", "Which idea.", hint))
    problems = leaks.gate_hints("spec.py", [task], CODE, given="")
    assert bool(problems) == (fault is not None)
    assert fault is None or f"spec.py, scale, hint 3: it holds {fault}" in problems[0]


def test_what_stands_in_the_notebook_may_stand_in_a_hint() -> None:
    """A line that students are given is no secret."""
    task = make_task("scale", hints=("Where.", "Which idea.", "`columns = list(stats['mean'])`"))
    assert [] == leaks.gate_hints("spec.py", [task], CODE, given="    columns = list(stats['mean'])\n")
