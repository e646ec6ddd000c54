"""The demo's hand-ins are what they say they are."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from IPython.core.inputtransformer2 import TransformerManager
from test_lessons import ROOT, SLUGS, load

from autograder.authoring.notebooks import SETUP
from autograder.authoring.sample_class import Sample, hand_in, make_class
from autograder.core.paths import CourseRoot
from autograder.lessons import Lesson


@pytest.fixture(scope="module", params=SLUGS)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    """Every released lesson in turn."""
    return load(request.param)


@pytest.fixture(scope="module")
def samples(lesson: Lesson) -> list[Sample]:
    """The lesson's sample class."""
    return make_class(CourseRoot(ROOT), lesson)


@pytest.fixture(scope="module")
def blank(lesson: Lesson) -> dict[str, Any]:
    """The released exercise."""
    path = ROOT / "exercises" / lesson.spec.exercise / f"{lesson.spec.exercise}.ipynb"
    return dict(json.loads(path.read_text(encoding="utf-8")))


def notebooks(samples: list[Sample]) -> dict[str, Any]:
    """The hand-ins that are notebooks, by kind."""
    return {sample.kind: json.loads(sample.content) for sample in samples if sample.kind != "no notebook"}


def checks(nb: dict[str, Any]) -> list[tuple[str, str, int]]:
    """Grade id, source and points of the check cells."""
    return [
        (mark["grade_id"], "".join(cell["source"]), mark["points"])
        for cell in nb["cells"]
        if (mark := cell["metadata"].get("nbgrader", {})).get("grade")
    ]


def sources(nb: dict[str, Any]) -> list[str]:
    """The code of a notebook, cell by cell."""
    return ["".join(cell["source"]) for cell in nb["cells"] if cell["cell_type"] == "code"]


def test_every_kind_occurs_once(samples: list[Sample]) -> None:
    """Right in several styles, wrong in several ways, and odd; each hand-in says which."""
    kinds = [sample.kind for sample in samples]
    assert len(kinds) == len(set(kinds))
    assert 3 <= sum(kind.startswith("right: ") for kind in kinds)
    assert 5 == sum(kind.startswith("misconception: ") for kind in kinds)
    assert {"blank", "half done", "raises an error", "never returns", "from Colab", "no notebook"} <= set(
        kinds
    )


def test_all_but_one_are_notebooks(samples: list[Sample]) -> None:
    """Every hand-in but “no notebook” is a valid notebook."""
    for nb in notebooks(samples).values():
        nbformat.validate(nbformat.from_dict(nb))
    broken = [sample for sample in samples if sample.kind == "no notebook"]
    assert 1 == len(broken)
    with pytest.raises(ValueError, match=r"."):
        json.loads(broken[0].content)


def test_check_cells_are_intact(samples: list[Sample], blank: dict[str, Any]) -> None:
    """Whatever the student did, the check cells are those of the exercise."""
    assert [] == [kind for kind, nb in notebooks(samples).items() if checks(nb) != checks(blank)]


def test_code_compiles(samples: list[Sample]) -> None:
    """Every cell is Python; the set-up cell is once IPython has read its ``%pip``."""
    read = TransformerManager().transform_cell
    for nb in notebooks(samples).values():
        for source in sources(nb):
            ast.parse(read(source) if source == SETUP else source)


def test_the_set_up_cell_is_there(samples: list[Sample]) -> None:
    """Every hand-in begins as the exercise does."""
    assert [] == [kind for kind, nb in notebooks(samples).items() if SETUP not in sources(nb)]


def test_each_hand_in_is_another(samples: list[Sample]) -> None:
    """A mistake that changes no cell would be a right answer under a wrong name."""
    seen: dict[str, str] = {}
    for kind, nb in notebooks(samples).items():
        if kind != "from Colab":
            text = "\n".join(sources(nb))
            assert text not in seen, f"{kind!r} is the same as {seen[text]!r}"
            seen[text] = kind


def test_solutions_carry_no_markers(samples: list[Sample]) -> None:
    """No student writes BEGIN SOLUTION."""
    assert [] == [sample.kind for sample in samples if b"### BEGIN" in sample.content]


def test_right_hand_ins_hold_no_stub(samples: list[Sample]) -> None:
    """Who is right has attempted every task; who is half done has not."""
    stubs = {
        kind: sum("raise NotImplementedError" in s for s in sources(nb))
        for kind, nb in notebooks(samples).items()
    }
    assert {0} == {count for kind, count in stubs.items() if kind.startswith(("right: ", "misconception: "))}
    assert 0 < stubs["half done"] < stubs["blank"]


def test_colab_leaves_no_cell_ids(samples: list[Sample]) -> None:
    """Colab's file has no cell ids, and keeps nbgrader's metadata."""
    cells = notebooks(samples)["from Colab"]["cells"]
    assert [] == [cell for cell in cells if "id" in cell]
    assert any("nbgrader" in cell["metadata"] for cell in cells)


def test_hand_ins_lie_where_nbgrader_looks(tmp_path: Path, samples: list[Sample], lesson: Lesson) -> None:
    """submitted/<student>/<exercise>/<exercise>.ipynb, byte for byte."""
    root = CourseRoot(tmp_path)
    hand_in(root, lesson, samples)
    name = lesson.spec.exercise
    stored = [path.read_bytes() for path in sorted(root.submitted.glob(f"student-*/{name}/{name}.ipynb"))]
    assert [sample.content for sample in samples] == stored
