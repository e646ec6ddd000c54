"""What holds for every lesson's text, without running its pipelines. New lessons are found by themselves.

A lesson counts as released once ``autograder build`` has made its exercise; the folder of one that is
still being written is skipped.
"""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from autograder import lessons
from autograder.authoring import build, contract, new
from autograder.authoring.kinds import MINIMUMS, NOTEBOOK_FILES
from autograder.authoring.notebooks import SETUP, convert
from autograder.core import wire
from autograder.core.errors import CourseError
from autograder.core.results import names_in
from autograder.intake.slots import slots_of
from autograder.keys.compute import draw_inputs
from autograder.lessons import FOLDER, Lesson, discover, find

ROOT = Path(__file__).resolve().parent.parent
SLUGS = sorted(path.parent.name for path in FOLDER.glob("*/spec.py"))
WITH_NOTEBOOK = [slug for slug in SLUGS if MINIMUMS[lessons._load(slug).spec.kind].notebook]
SOURCES = [
    *((slug, "lesson.py") for slug in WITH_NOTEBOOK),
    *((slug, "exercise.py") for slug in SLUGS),
]
PATCHES = ("misconceptions.py", "alternatives.py", "mixtures.py", "witnesses.py")
FILES = (
    "exercise.py",
    *PATCHES,
    "spec.py",
    "cases.py",
    "reference.py",
    "feedback.toml",
    "promises.toml",
    "equivalents.toml",
    "guide.md",
)


def load(slug: str) -> Lesson:
    """A released lesson; skips one that is being written."""
    if not list((ROOT / "exercises").glob(f"[0-9][0-9]_{slug}/*.ipynb")):
        pytest.skip(f"{slug} is not released: `autograder build` has made no exercise of it")
    return lessons._load(slug)


@pytest.fixture(params=SLUGS)
def lesson(request: pytest.FixtureRequest) -> Lesson:
    """Every released lesson in turn."""
    return load(request.param)


@pytest.fixture(params=WITH_NOTEBOOK)
def full_lesson(request: pytest.FixtureRequest) -> Lesson:
    """Every released lesson that has a notebook, in turn."""
    return load(request.param)


def cells_of(lesson: Lesson, source: str) -> list[dict[str, Any]]:
    """The cells of a generated notebook."""
    return list(json.loads(convert(lesson, source))["cells"])


def code_of(lesson: Lesson, source: str) -> str:
    """The code of a generated notebook."""
    return "\n".join(cell["source"] for cell in cells_of(lesson, source) if cell["cell_type"] == "code")


def beliefs_of(lesson: Lesson) -> set[str]:
    """The names of a lesson's misconceptions, each once for all its spellings."""
    return {names_in(heading)[0] for heading in lesson.misconceptions()}


def defined(text: str) -> set[str]:
    """The names that a module defines at its top level."""
    names = set()
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def test_lessons_are_found_in_their_order() -> None:
    """Every folder with a spec is a lesson; their numbers are unique and rise."""
    try:
        found = discover()
    except Exception as error:
        pytest.skip(f"a lesson is being written: {error!r}")
    numbers = [lesson.spec.number for lesson in found]
    assert SLUGS == sorted(lesson.spec.slug for lesson in found)
    assert sorted(set(numbers)) == numbers


def test_a_lesson_is_found_by_either_name(lesson: Lesson, monkeypatch: pytest.MonkeyPatch) -> None:
    """The slug and the exercise's name both find it; a slip is answered with the closest."""
    monkeypatch.setattr(lessons, "discover", lambda: (lesson,))
    assert [lesson, lesson] == [find(lesson.spec.slug), find(lesson.spec.exercise)]
    with pytest.raises(CourseError, match=f"Did you mean '{lesson.spec.slug}'"):
        find(lesson.spec.slug[:-1])


def test_every_file_is_there(lesson: Lesson) -> None:
    """A released lesson is complete, with an instructor's guide; its notebook's files are there, or none of them."""
    assert [] == [name for name in FILES if not lesson.source(name).strip()]
    wanted = NOTEBOOK_FILES if MINIMUMS[lesson.spec.kind].notebook else ()
    assert list(wanted) == [name for name in NOTEBOOK_FILES if (lesson.folder / name).exists()]


def test_the_spec_holds(lesson: Lesson) -> None:
    """Points, tasks, hints, misconceptions and alternatives are as the contract says."""
    assert [] == contract.gate_spec(lesson.spec, len(beliefs_of(lesson)), len(lesson.alternatives()))


@pytest.mark.parametrize(("slug", "source"), SOURCES)
def test_the_notebooks_hold(slug: str, source: str) -> None:
    """Cell ids are unique; a lesson keeps to its size and its length."""
    lesson = load(slug)
    assert [] == contract.gate_notebook(
        lesson.spec.kind, convert(lesson, source), lesson=source == "lesson.py"
    )


def test_stated_figures_are_quoted(full_lesson: Lesson) -> None:
    """Each figure that figures.json states stands in the prose as quoted, and one proves the failure."""
    stated = json.loads(full_lesson.source("figures.json"))
    prose = contract.prose_of(convert(full_lesson, "lesson.py"), full_lesson.questions())
    measured = {name: entry["value"] for name, entry in stated.items()}
    assert [] == contract.gate_figures(measured, stated, prose)


def test_the_quiz_holds(full_lesson: Lesson) -> None:
    """A lesson asks all of its questions, at least four, and offers misconceptions as choices."""
    text = full_lesson.source("lesson.py")
    assert [] == contract.gate_questions(full_lesson.spec, full_lesson.questions(), text)


def test_nothing_is_told_before_it_is_guessed(full_lesson: Lesson) -> None:
    """The guess is left to the student, and what was measured stands in a fold that opens after it."""
    sources = [cell["source"] for cell in cells_of(full_lesson, "lesson.py")]
    guess = next(i for i, source in enumerate(sources) if source.startswith("guess = ..."))
    assert "reveal(guess, " in sources[guess + 1]
    assert "print(f" not in sources[guess + 1]
    assert "<details><summary>Open this once you have guessed</summary>" in sources[guess + 2]


@pytest.mark.parametrize(("slug", "source"), SOURCES)
def test_equal_text_gives_equal_bytes(slug: str, source: str) -> None:
    """Building twice changes nothing."""
    lesson = load(slug)
    assert convert(lesson, source).encode() == convert(lesson, source).encode()


@pytest.mark.parametrize(("slug", "source"), SOURCES)
def test_the_set_up_cell_is_the_same_everywhere(slug: str, source: str) -> None:
    """The first code cell is the course's set-up cell, and there is no second one."""
    code = [cell["source"] for cell in cells_of(load(slug), source) if cell["cell_type"] == "code"]
    assert (SETUP, 1) == (code[0], code.count(SETUP))


@pytest.mark.parametrize(("slug", "source"), SOURCES)
def test_notebooks_ship_without_outputs(slug: str, source: str) -> None:
    """What is built has no outputs: readers see their own run."""
    cells = cells_of(load(slug), source)
    assert [] == [c["id"] for c in cells if c.get("outputs") or c.get("execution_count")]


def test_check_cells_are_those_of_the_spec(lesson: Lesson) -> None:
    """Each graded task has one locked check line, worth the spec's points."""
    build._check_spec(lesson)
    nb = nbformat.reads(convert(lesson, "exercise.py"), as_version=4)
    checked = [slot.task_id for slot in slots_of(nb) if slot.is_check]
    assert [lesson.spec.task_id(task) for task in lesson.spec.graded] == checked


def test_grade_ids_agree(lesson: Lesson) -> None:
    """Grade ids are unique, begin with the slug, and those of checks name their task."""
    marked = [
        c["metadata"]["nbgrader"] for c in cells_of(lesson, "exercise.py") if "nbgrader" in c["metadata"]
    ]
    ids = [mark["grade_id"] for mark in marked]
    prefix = lesson.spec.slug.replace("_", "-") + "-"
    assert len(ids) == len(set(ids))
    assert [] == [gid for gid in ids if not gid.startswith(prefix)]
    assert [lesson.spec.grade_id(task) for task in lesson.spec.graded] == [
        m["grade_id"] for m in marked if m["grade"]
    ]


@pytest.mark.parametrize(("slug", "source"), SOURCES)
def test_every_task_id_is_known(slug: str, source: str) -> None:
    """Whatever ``check`` and ``hint`` are called with, in code or prose, is a task or a turn of the lesson."""
    lesson = load(slug)
    turns = lesson.turns.spec.tasks if source == "lesson.py" and lesson.turns is not None else ()
    known = {lesson.spec.task_id(task) for task in (*lesson.spec.tasks, *turns)}
    text = "\n".join("".join(cell["source"]) for cell in cells_of(lesson, source))
    assert set(re.findall(r"\b(?:check|hint|yours)\(\"([^\"]*)\"", text)) <= known


def test_every_entry_point_is_written_by_the_student(lesson: Lesson) -> None:
    """Each graded task's function stands in exactly one solution cell of the exercise."""
    cells = [c for c in cells_of(lesson, "exercise.py") if c["metadata"].get("nbgrader", {}).get("solution")]
    for task in lesson.spec.graded:
        assert 1 == sum(f"def {task.entry_point}(" in cell["source"] for cell in cells)


def test_practice_stands_in_the_lesson(full_lesson: Lesson) -> None:
    """Each task of no points is checked in the lesson itself."""
    code = code_of(full_lesson, "lesson.py")
    for task in full_lesson.spec.tasks:
        if not task.points:
            assert f'check("{full_lesson.spec.task_id(task)}"' in code


@pytest.mark.parametrize("name", PATCHES)
def test_every_heading_is_a_patch(lesson: Lesson, name: str) -> None:
    """No section is lost by a slip in its heading or by a name that is used twice."""
    headings = re.findall(r"^# ?%%.*$", lesson.source(name), re.MULTILINE)
    assert [f"# %% {patch}" for patch in lesson._patches(name)] == headings


@pytest.mark.parametrize("name", PATCHES)
def test_every_patch_changes_the_reference(lesson: Lesson, name: str) -> None:
    """A patch parses, and redefines something that the reference defines."""
    steps = defined(lesson.source("reference.py"))
    patches = lesson._patches(name)
    assert [] == [title for title, patch in patches.items() if not defined(patch) & steps]


def test_no_two_patches_are_the_same(lesson: Lesson) -> None:
    """Every pipeline is tried for a reason of its own; but a misconception may also be a witness."""
    for names in (PATCHES[:-1], PATCHES[-1:]):
        texts = [ast.dump(ast.parse(patch)) for name in names for patch in lesson._patches(name).values()]
        assert len(texts) == len(set(texts))


def test_feedback_covers_exactly_the_misconceptions(lesson: Lesson) -> None:
    """Each misconception has a title, an advice and a reason; no two share their words."""
    words = lesson.words()
    assert beliefs_of(lesson) == set(words)
    assert all((w.title.strip(), w.advice.strip(), w.reason.strip()) for w in words.values())
    assert len(words) == len({w.title for w in words.values()})


def test_feedback_is_kind(lesson: Lesson) -> None:
    """No “you just”, “simply” or “obviously” in what students read."""
    text = " ".join(f"{w.title} {w.advice} {w.reason}" for w in lesson.words().values())
    text += " ".join(hint for task in lesson.spec.tasks for hint in task.hints)
    assert [] == re.findall(r"(?i)\b(?:you just|simply|obviously|of course|easy|easily)\b", text)


def test_alike_names_are_misconceptions(lesson: Lesson) -> None:
    """What is declared alike exists, and no misconception is in two groups."""
    named = [name for group in lesson.spec.alike for name in group]
    assert set(named) <= beliefs_of(lesson)
    assert len(named) == len(set(named))


def test_cases_repeat_and_differ(lesson: Lesson) -> None:
    """Equal seeds draw equal inputs, other seeds others, and what arrives can be sent again."""
    one, again, other = (json.dumps(draw_inputs(lesson, seed)) for seed in (1, 1, 2))
    assert one == again
    assert one != other


def test_cases_fit_their_tasks(lesson: Lesson) -> None:
    """Names are unique in a task, and a call has as many arguments as the signature."""
    cases = lesson.make_cases(np.random.default_rng(0))
    for task in lesson.spec.tasks:
        names = [case.name for case in cases[task.name]]
        assert len(names) == len(set(names)) > 0
        assert {len(task.signature.split(","))} == {len(case.args) for case in cases[task.name]}


def test_cases_survive_the_way_to_the_kernel(lesson: Lesson) -> None:
    """What a student's function is given is what the author drew."""
    lost = []
    for task, cases in draw_inputs(lesson, 1).items():
        for case in cases:
            for i, sent in enumerate(case["args"]):
                arrived = wire.encode(wire.decode(sent, pandas=True), memory=True)
                if json.dumps(arrived) != json.dumps(sent):
                    lost.append(f"{task}, {case['name']}, argument {i + 1}")
    assert [] == lost


def test_promises_and_equivalents_can_be_read(lesson: Lesson) -> None:
    """What is promised names a witness of the lesson, and a declared mutant has a reason."""
    assert {promise.witness for promise in lesson.promises()} == set(lesson.witnesses())
    assert all(entry.reason.strip() for entry in lesson.equivalents())


@pytest.mark.parametrize("name", ["witnesses.py", "promises.toml", "equivalents.toml", "quiz.toml"])
def test_a_missing_file_is_named(name: str, tmp_path: Path) -> None:
    """A lesson without one of its files is refused with a sentence that names the file."""
    new.write(tmp_path / "byte_pairs", 12)
    (tmp_path / "byte_pairs" / name).unlink()
    made = Lesson(tmp_path / "byte_pairs", find("normalization").spec)
    with pytest.raises(CourseError, match=f"Lesson byte_pairs has no {name}: every lesson needs one"):
        {
            "witnesses.py": made.witnesses,
            "promises.toml": made.promises,
            "equivalents.toml": made.equivalents,
            "quiz.toml": made.questions,
        }[name]()
