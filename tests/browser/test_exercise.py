"""An exercise, as a student works on it: blank, half done, right, broken; Run All, check, Validate."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from repository import HERE

from autograder.authoring.sample_class import solved
from autograder.lessons import find
from browser.lab import Notebook, Server, errors

pytestmark = pytest.mark.browser

LESSON = find(HERE, "normalization")
PATH = f"exercises/{LESSON.spec.exercise}/{LESSON.spec.exercise}.ipynb"
CHECKS = [LESSON.spec.grade_id(task) for task in LESSON.spec.graded]


@pytest.fixture
def blank(server: Server) -> dict[str, Any]:
    """The exercise as released, in its place again."""
    source = Path(__file__).resolve().parents[2] / PATH
    (server.course / PATH).write_bytes(source.read_bytes())
    released: dict[str, Any] = json.loads(source.read_bytes())
    return released


def answers(blank: dict[str, Any], patch: str = "") -> dict[str, str]:
    """What the right solution, with a patch, writes into each cell, by grade id."""
    cells = solved(LESSON, blank, patch)["cells"]
    return {
        cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["source"])
        for cell in cells
        if cell["metadata"].get("nbgrader", {}).get("solution")
    }


@pytest.mark.usefixtures("blank")
def test_a_blank_exercise_says_not_attempted(
    page: Page, server: Server, console: list[str], shot: Callable[[str], None]
) -> None:
    """Run All on the released exercise passes: each check shows "not attempted", and nothing a traceback."""
    notebook = Notebook(page, server, PATH)
    assert notebook.run_all()
    cells = {cell["id"]: cell for cell in notebook.cells()}
    assert [text for cell in cells.values() for text in errors(cell)] == []
    for name in CHECKS:
        card = notebook.card(name)
        assert "not attempted" in card.inner_text()
        assert "Traceback" not in card.inner_text()
    assert console == []
    notebook.card(CHECKS[0]).scroll_into_view_if_needed()
    shot("exercise-blank")


def test_a_check_says_passed_or_names_the_misconception(
    page: Page, server: Server, blank: dict[str, Any], console: list[str], shot: Callable[[str], None]
) -> None:
    """The card of a right task says passed, of a wrong one names the mistake; once mended, Validate says Success."""
    right = answers(blank)
    wrong = answers(blank, LESSON.misconceptions()["batch-statistics"])
    notebook = Notebook(page, server, PATH)
    for name in ("normalization-skew", "normalization-standardize"):
        notebook.write(notebook.index(name), wrong[name])
    assert notebook.run_all()
    passed, named = notebook.card("normalization-evidence"), notebook.card("normalization-contract")
    assert "✓ passed" in passed.inner_text()
    assert "✗ failed" in named.inner_text()
    assert LESSON.words()["batch-statistics"].title in named.inner_text()
    assert "not attempted" in notebook.card("normalization-predict").inner_text()
    for name, card in (("passed", passed), ("failed", named)):
        card.scroll_into_view_if_needed()
        shot(f"exercise-{name}")

    for name, source in right.items():
        notebook.write(notebook.index(name), source)
    kind, text = notebook.validate()
    shot("exercise-validate")
    assert (kind, text) == ("validation-success", "Success! Your notebook passes all the tests.")
    assert console == []


@pytest.mark.usefixtures("blank")
def test_validate_names_the_checks_that_failed(
    page: Page, server: Server, shot: Callable[[str], None]
) -> None:
    """Validate on an unfinished notebook says which check failed, without a stack of frames."""
    notebook = Notebook(page, server, PATH)
    kind, text = notebook.validate()
    shot("exercise-validate-blank")
    assert kind == "validation-failed"
    for task in LESSON.spec.graded:
        assert f'check("{LESSON.spec.task_id(task)}", {task.entry_point})' in text
    assert "Traceback" not in text


@pytest.mark.usefixtures("blank")
def test_a_check_without_its_function_gives_a_sentence(
    page: Page, server: Server, shot: Callable[[str], None]
) -> None:
    """A check whose function was deleted says in one sentence what to do, and shows no stack of frames."""
    notebook = Notebook(page, server, PATH)
    notebook.write(notebook.index("normalization-skew"), "")
    assert not notebook.run_all()
    cell = notebook.cells()[notebook.index("normalization-evidence")]
    (sentence,) = errors(cell)
    notebook.dom(notebook.index("normalization-evidence")).scroll_into_view_if_needed()
    shot("exercise-deleted")
    assert sentence.startswith("skew isn't defined yet. Run the cell that defines it")
    assert "\n" not in sentence
