"""A solution cell may be filled from the reference: what students see is the exercise's, the body is the reference's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import make_task

from autograder.authoring.notebooks import convert
from autograder.authoring.solutions import fill, names_defined
from autograder.core.errors import CourseError
from autograder.core.specs import LessonSpec
from autograder.lessons import Lesson

STUB = '''\
def decide(scores, limit):
    """Names for scores."""
    # TODO: one name for each row.'''

REFERENCE = '''\
"""The pipeline."""

import re

import numpy as np

NAMES = ["no", "yes"]


def named(index):
    return [NAMES[i] for i in index]


def decide(scores, limit):
    """The reference's own docstring."""
    # ties go to the first
    above = np.asarray(scores) > limit  # strictly

    return named(above.astype(int))


def plain(scores, limit):
    return [score > limit for score in scores]


def cleaned(scores, limit):
    return re.sub("x", "", scores)


def short(scores, limit): return scores


def again(scores, limit):
    return again(scores[1:], limit) if scores else 0
'''
DEFINED = {"np", "decide"}


def test_the_stub_stays_and_the_body_comes_from_the_reference() -> None:
    """Head, docstring and comments are the exercise's; the body stands between nbgrader's marks."""
    assert (
        f"{STUB}\n    ### BEGIN SOLUTION\n    return [score > limit for score in scores]\n    ### END SOLUTION"
        == fill(STUB, "plain", REFERENCE, DEFINED)
    )


def test_helpers_and_constants_of_the_reference_come_along() -> None:
    """What the body uses and the exercise lacks stands inside the function, in the reference's order; it runs."""
    cell = fill(STUB, "decide", REFERENCE, DEFINED)
    solution = cell.partition("### BEGIN SOLUTION\n")[2]
    assert solution == (
        '    NAMES = ["no", "yes"]\n\n'
        "    def named(index):\n        return [NAMES[i] for i in index]\n\n"
        "    # ties go to the first\n    above = np.asarray(scores) > limit  # strictly\n\n"
        "    return named(above.astype(int))\n    ### END SOLUTION"
    )
    import numpy as np

    namespace = {"np": np}
    exec(cell, namespace)
    assert ["no", "yes"] == namespace["decide"]([1, 2], 1)  # type: ignore[operator]


def test_what_the_exercise_defines_is_not_repeated() -> None:
    """A helper that students write in a task of its own is theirs."""
    assert "def named" not in fill(STUB, "decide", REFERENCE, DEFINED | {"named"})


def test_a_function_of_another_name_may_call_itself() -> None:
    """Names are those of the reference; a function that calls itself comes along under its own."""
    cell = fill(STUB, "again", REFERENCE, DEFINED)
    namespace: dict[str, object] = {}
    exec(cell, namespace)
    assert 0 == namespace["decide"]([1, 2], 1)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("stub", "name", "sentence"),
    [
        (STUB, "decid", "reference.py has no function 'decid' to take a solution from. Did you mean 'decide'?"),
        (STUB, "cleaned", "the body of cleaned in reference.py uses re, which exercise.py does not define: import"),
        (STUB.replace("limit", "threshold"), "plain", "uses limit, which exercise.py does not define"),
        (STUB, "short", "the function short in reference.py needs a body on lines of its own"),
        (STUB.replace("    ", "  "), "plain", "indented by 2 spaces as in exercise.py"),
        (STUB + "\n    return []", "plain", "Remove the rest, or `from`."),
        (STUB + "\n    ### BEGIN SOLUTION", "plain", "ends with a function that has a docstring"),
        (STUB.replace('    """Names for scores."""\n', ""), "plain", "that has a docstring"),
        ("", "plain", "ends with a function that has a docstring"),
    ],
    ids=["no function", "an import", "parameters", "one line", "indentation", "a body", "marks", "no docstring", "empty"],
)  # fmt: skip
def test_what_can_not_be_filled_is_refused(stub: str, name: str, sentence: str) -> None:
    """The sentence says what was expected, and what to do."""
    with pytest.raises(CourseError) as error:
        fill(stub, name, REFERENCE, DEFINED)
    assert sentence in str(error.value)


def test_a_reference_that_is_no_python_is_named() -> None:
    """The sentence has the line."""
    with pytest.raises(CourseError, match=r"reference\.py, line 2, is no Python"):
        fill(STUB, "plain", "x = 1\ndef plain(:\n", DEFINED)


def test_a_body_that_asks_for_a_global_is_refused() -> None:
    """A constant that the body declares `global` can't stand inside the function; the builder ends all the same."""
    with pytest.raises(CourseError, match=r"the body of f in .* does not fit into the cell, name 'COUNT'"):
        fill(STUB, "f", "COUNT = 0\ndef f(scores, limit):\n    global COUNT\n    return COUNT\n", DEFINED)


def test_names_are_what_cells_bind() -> None:
    """Imports, variables, loops and functions; a cell of another language defines nothing."""
    cells = [
        "import numpy as np\nfrom a import b as c",
        "for i in []:\n    y: int = 1",
        "def f(x):\n    z = 1",
        "%%bash\nq=1",
    ]
    assert {"np", "c", "i", "y", "f"} == names_defined(cells)


def test_the_builder_names_the_cell(tmp_path: Path) -> None:
    """A filled cell is as one that was written out; a fault names the file and the cell's id."""
    spec = LessonSpec(
        number=7, slug="made_up", title="Made up", claim="It fails.", lesson_minutes=30, exercise_minutes=20,
        objectives=("Find it.", "Repair it.", "Guard it."), tasks=(make_task("decide"),),
    )  # fmt: skip
    lesson = Lesson(tmp_path, spec, tmp_path)
    (tmp_path / "reference.py").write_text(REFERENCE, encoding="utf-8")
    head = "# %%\nimport numpy as np\n\n"

    def cells(text: str) -> list[dict[str, object]]:
        (tmp_path / "exercise.py").write_text(head + text, encoding="utf-8")
        made: list[dict[str, object]] = json.loads(convert(lesson, "exercise.py"))["cells"]
        return made

    written = fill(STUB, "decide", REFERENCE, DEFINED)
    role = '# %% role="solution" gid="made-up-answer"'
    assert cells(f"{role}\n{written}\n") == cells(f'{role} from="decide"\n{STUB}\n')
    with pytest.raises(
        CourseError, match=r"/exercise\.py, cell 'made-up-answer': reference\.py has no function"
    ):
        cells(f'{role} from="decode"\n{STUB}\n')
