"""Whatever students do to the cells of an exercise, a right answer is graded as one.

A made-up exercise of two tasks is run cell by cell, without a kernel: what a check would be given is what counts.
"""

from __future__ import annotations

import copy
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.intake.magics import runnable
from autograder.intake.repair import repair

HALF = "def half(x):\n    return offset(x) / 2"
DOUBLE = "def double(x):\n    return 2 * x"
HELPER = "def offset(x):\n    return x + ZERO\n\nZERO = 0"
RIGHT = {"toy.double": 42, "toy.half": 10.5}


def cell(gid: str, source: str, points: int = 0) -> NotebookNode:
    """A cell of nbgrader's: a check where it has points, else an answer."""
    data = {"grade": points > 0, "solution": points == 0, "locked": points > 0, "task": False}
    data |= {"grade_id": gid, "schema_version": 3, "cell_type": "code", "checksum": "c"}
    if points:
        data["points"] = points
    return new_code_cell(id=gid, source=source, metadata={"nbgrader": data, "deletable": False})


STUB = "def {}(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
EXERCISE: NotebookNode = new_notebook(
    cells=[
        new_markdown_cell(
            id="toy-01", source="# Doubling and halving, a long enough heading for an exercise"
        ),
        new_code_cell(id="toy-02", source="import math"),
        cell("toy-double-answer", STUB.format("double")),
        cell("toy-double", 'check("toy.double", double)', points=2),
        cell("toy-half-answer", STUB.format("half")),
        cell("toy-half", 'check("toy.half", half)', points=1),
    ]
)
TEXT, IMPORT, DOUBLE_CELL, DOUBLE_CHECK, HALF_CELL, HALF_CHECK = range(6)


@pytest.fixture
def nb() -> NotebookNode:
    """The exercise, solved, with a helper in a cell of the student's own."""
    made = copy.deepcopy(EXERCISE)
    made.cells[DOUBLE_CELL].source = DOUBLE
    made.cells[HALF_CELL].source = HALF
    made.cells.append(new_code_cell(id="mine", source=HELPER))
    made.cells.insert(HALF_CELL, made.cells.pop())
    return made


def at(nb: NotebookNode, name: str) -> int:
    """Where the cell with an id stands."""
    return next(i for i, c in enumerate(nb.cells) if c.id == name)


def answers(nb: NotebookNode) -> dict[str, Any]:
    """Run the cells from top to bottom: what each check's function gives for 21 when it is its turn."""
    got: dict[str, Any] = {}

    def check(task: str, function: Any) -> None:
        got[task] = function(21)

    namespace: dict[str, Any] = {"check": lambda *args: None}
    for c in nb.cells:
        if c.cell_type == "code":
            graded = c.metadata.get("nbgrader", {}).get("grade")
            try:
                exec(runnable(c.source)[0], {**namespace, "check": check} if graded else namespace)
            except Exception as error:
                if graded:
                    got[c.source.split('"')[1]] = type(error).__name__
    return got


def mended(nb: NotebookNode) -> tuple[NotebookNode, str]:
    """The repaired notebook, valid and with each check once, and all that is said of it."""
    made, notes = repair(nb, EXERCISE)
    nbformat.validate(made)
    checks = [c for c in made.cells if c.metadata.get("nbgrader", {}).get("grade")]
    assert {"toy-double", "toy-half"} == {c.metadata.nbgrader.grade_id for c in checks}
    assert 2 == len(checks)
    again, more = repair(made, EXERCISE)
    assert ([], made) == (more, again)
    return made, " ".join(notes)


def test_a_solved_exercise_needs_no_repair(nb: NotebookNode) -> None:
    """A notebook as it should be stays as it is, and nothing is said."""
    made, said = mended(nb)
    assert (nb, "") == (made, said)
    assert RIGHT == answers(made)


def test_a_check_above_its_function_is_moved_below_it(nb: NotebookNode) -> None:
    """At home it worked, for the cells were run in another order: it gets its marks."""
    nb.cells.insert(0, nb.cells.pop(at(nb, "toy-double")))
    made, said = mended(nb)
    assert RIGHT == answers(made)
    assert "moved below it: the check of `toy.double`" in said


@pytest.mark.parametrize("below", ["mine", "toy-half-answer"])
def test_a_check_above_what_its_function_needs_is_moved_too(nb: NotebookNode, below: str) -> None:
    """A helper, or a constant that the helper needs, may stand below the check."""
    nb.cells.append(nb.cells.pop(at(nb, below)))
    made, said = mended(nb)
    assert RIGHT == answers(made)
    assert "moved below it: the check of `toy.half`" in said


def test_reversed_cells_get_their_marks(nb: NotebookNode) -> None:
    """All cells in the opposite order."""
    nb.cells.reverse()
    made, _ = mended(nb)
    assert RIGHT == answers(made)


def test_deleted_checks_come_back_below_what_they_need(nb: NotebookNode) -> None:
    """Wherever the functions stand now."""
    nb.cells = [nb.cells[at(nb, name)] for name in ("toy-half-answer", "toy-double-answer", "mine")]
    made, said = mended(nb)
    assert RIGHT == answers(made)
    assert (
        "A check was missing and has been restored: the check of `toy.double`, the check of `toy.half`."
        in said
    )


def test_a_notebook_merged_into_one_cell_gets_its_marks(nb: NotebookNode) -> None:
    """One cell that holds everything, the checks among it."""
    source = "\n\n".join(c.source for c in nb.cells if c.cell_type == "code")
    nb.cells = [new_code_cell(source=source)]
    made, _ = mended(nb)
    assert RIGHT == answers(made)


@pytest.mark.parametrize("order", ["{answer}\n\n{check}", "{check}\n\n{answer}"])
@pytest.mark.parametrize("survivor", ["toy-double", "toy-double-answer"])
def test_an_answer_merged_with_its_check_is_not_lost(nb: NotebookNode, order: str, survivor: str) -> None:
    """Whichever of both cells' metadata survived the merge."""
    i = at(nb, "toy-double-answer")
    nb.cells[at(nb, survivor)].source = order.format(answer=DOUBLE, check=nb.cells[i + 1].source)
    nb.cells = [c for c in nb.cells if c.id not in {"toy-double", "toy-double-answer"} - {survivor}]
    made, said = mended(nb)
    assert RIGHT == answers(made)
    assert said


def test_a_check_merged_with_the_next_answer_loses_neither(nb: NotebookNode) -> None:
    """The merged cell has the check's metadata; the answer in it is found by its function."""
    nb.cells[at(nb, "toy-double")].source += "\n" + nb.cells.pop(at(nb, "toy-half-answer")).source
    made, _ = mended(nb)
    assert RIGHT == answers(made)


def test_code_added_to_a_check_cell_is_kept(nb: NotebookNode) -> None:
    """It stands in a cell of its own above the check, which is as it was given."""
    nb.cells[at(nb, "toy-double")].source = "factor = 3\n" + nb.cells[at(nb, "toy-double")].source
    made, said = mended(nb)
    i = at(made, "toy-double")
    assert ("factor = 3", EXERCISE.cells[DOUBLE_CHECK].source) == (
        made.cells[i - 1].source.strip(),
        made.cells[i].source,
    )
    assert "was moved to a cell of its own: the check of `toy.double`" in said


def test_prose_written_over_a_check_stays_prose(nb: NotebookNode) -> None:
    """It has a text cell of its own, and no code cell that can't run."""
    at_check = nb.cells[at(nb, "toy-double")]
    at_check.update(cell_type="markdown", source="My thoughts on doubling.")
    del at_check["outputs"], at_check["execution_count"]
    made, _ = mended(nb)
    own = made.cells[at(made, "toy-double") - 1]
    assert ("markdown", "My thoughts on doubling.") == (own.cell_type, own.source)
    assert RIGHT == answers(made)


@pytest.mark.parametrize(
    "line", ['check("toy.double", half)', 'check("toy.half", double)', "", "10.0", "# gone"]
)
def test_an_edited_check_is_put_back(nb: NotebookNode, line: str) -> None:
    """The locked line is the exercise's, whatever stands there now."""
    nb.cells[at(nb, "toy-double")].source = line
    made, said = mended(nb)
    assert RIGHT == answers(made)
    assert "check" in said


@pytest.mark.parametrize("kind", ["markdown", "raw"])
@pytest.mark.parametrize("name", ["toy-double", "toy-double-answer", "toy-02"])
@pytest.mark.parametrize("stripped", [False, True])
def test_a_retyped_cell_is_code_again(nb: NotebookNode, kind: str, name: str, stripped: bool) -> None:
    """A check, an answer or a given cell that became text, with and without its metadata."""
    c = nb.cells[at(nb, name)]
    c.cell_type = kind
    del c["outputs"], c["execution_count"]
    if stripped:
        c.metadata = NotebookNode()
    made, said = mended(nb)
    assert "code" == made.cells[at(made, name)].cell_type
    assert RIGHT == answers(made)
    assert "had become a text cell and was changed back" in said


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_text_that_mentions_a_function_stays_text(nb: NotebookNode, kind: str) -> None:
    """A fenced listing in prose is no answer."""
    prose = f"My first try was\n```python\n{DOUBLE}\n```"
    nb.cells.insert(0, NotebookNode(cell_type=kind, id="prose", metadata={}, source=prose))
    made, said = mended(nb)
    assert (nb, "") == (made, said)


def test_a_function_in_a_cell_of_the_students_own_counts(nb: NotebookNode) -> None:
    """Written below the check, with the stub left in its place: the stub is left out, the check moved."""
    nb.cells[at(nb, "toy-double-answer")].source = STUB.format("double")
    nb.cells.append(new_code_cell(id="late", source=DOUBLE))
    made, said = mended(nb)
    assert RIGHT == answers(made)
    assert "An extra, unchanged copy of a given cell was ignored: the cell of `double`." in said


def test_an_answer_split_in_two_cells_counts(nb: NotebookNode) -> None:
    """Both halves carry the metadata, as JupyterLab's split leaves them."""
    i = at(nb, "toy-half-answer")
    nb.cells[at(nb, "mine")].source = "pass"
    first, second = copy.deepcopy(nb.cells[i]), nb.cells[i]
    first.source, first["id"], second.source = HELPER, "split", HALF
    nb.cells.insert(i, first)
    made, said = mended(nb)
    assert RIGHT == answers(made)
    assert "is not part of the exercise and counts as your own: the cell of `ZERO`" in said


def test_of_two_versions_the_last_above_the_check_counts(nb: NotebookNode) -> None:
    """As when the notebook runs from top to bottom; a later one comes too late."""
    i = at(nb, "toy-double-answer")
    early, late = copy.deepcopy(nb.cells[i]), copy.deepcopy(nb.cells[i])
    early.source = late.source = DOUBLE.replace("2", "3")
    nb.cells.insert(i, early)
    nb.cells.append(late)
    made, said = mended(nb)
    assert RIGHT == answers(made)
    assert "a check grades what is defined last above it" in said


def test_a_second_copy_of_the_stub_undoes_no_answer(nb: NotebookNode) -> None:
    """Kept below the answer, it would replace it."""
    copied = copy.deepcopy(EXERCISE.cells[DOUBLE_CELL])
    nb.cells.insert(at(nb, "toy-double-answer") + 1, copied)
    made, said = mended(nb)
    assert RIGHT == answers(made)
    assert "was ignored" in said


def test_swapped_names_of_nbgrader_mislead_nobody(nb: NotebookNode) -> None:
    """An answer named as its check, a check named as another: the text says what they are."""
    names = [c.metadata.nbgrader.grade_id for c in nb.cells if "nbgrader" in c.metadata]
    for c in nb.cells:
        if "nbgrader" in c.metadata:
            c.metadata.nbgrader.grade_id = names.pop()
    made, said = mended(nb)
    assert RIGHT == answers(made)
    assert [c.source for c in nb.cells] == [c.source for c in made.cells]
    assert said


def test_a_renamed_function_is_still_the_students_cell(nb: NotebookNode) -> None:
    """It keeps its mark, and is graded as what it is: a notebook without that function."""
    nb.cells[at(nb, "toy-double-answer")].source = DOUBLE.replace("double", "twice")
    made, said = mended(nb)
    assert {"toy.double": "NameError", "toy.half": 10.5} == answers(made)
    assert "" == said


@pytest.mark.parametrize(
    "change",
    [
        {"points": 100},
        {"points": "2"},
        {"locked": False, "grade": False},
        {"schema_version": 1},
        {"schema_version": 99},
        {"schema_version": "three"},
        {"cell_type": "markdown"},
        {"checksum": None},
        {"task": True},
        {"extra": 1},
    ],
    ids=str,
)
def test_changed_marks_are_set_back(nb: NotebookNode, change: dict[str, Any]) -> None:
    """Points, flags and versions are the exercise's."""
    nb.cells[at(nb, "toy-double")].metadata.nbgrader.update(change)
    made, said = mended(nb)
    assert EXERCISE.cells[DOUBLE_CHECK].metadata == made.cells[at(made, "toy-double")].metadata
    assert "and were reset: the check of `toy.double`" in said


def test_a_sentence_names_a_few_cells_and_counts_the_rest() -> None:
    """A wholly stripped notebook gets one sentence of that kind, not one for each cell."""
    many = copy.deepcopy(EXERCISE)
    many.cells = [cell(f"toy-{i}", f'check("toy.t{i}", f{i})', points=1) for i in range(9)]
    _, notes = repair(new_notebook(cells=[new_code_cell("1")]), many)
    assert 1 == len(notes)
    assert notes[0].endswith("the check of `toy.t5` and 3 more.")
