"""A student's folder, from its start page to the first green check."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from rich.console import Console

from autograder.authoring import start
from autograder.core.paths import CourseRoot
from browser.lab import Notebook, Server, output_text

pytestmark = pytest.mark.browser

FIT = """def fit_stats(train):
    std = train.std(ddof=0).replace(0.0, 1.0)
    return {"mean": train.mean().to_dict(), "std": std.to_dict()}"""


def test_from_the_start_page_to_a_green_check(
    page: Page, server: Server, shot: Callable[[str], None]
) -> None:
    """A link opens an exercise, its check turns green, and the start page counts it."""
    start.run(CourseRoot(server.course), server.course / "student", Console(quiet=True))
    begun = Notebook(page, server, f"student/{start.START}")
    assert begun.run_all()
    assert "0 of 10" in output_text(begun.cells()[-1])
    shot("start")
    begun.dom(0).get_by_role("link", name="exercise 01").click()
    page.wait_for_function(
        "() => window.jupyterapp.shell.currentWidget?.context?.path.endsWith('exercises/01_normalization/01_normalization.ipynb')"
    )
    exercise = Notebook(page, server, "student/exercises/01_normalization/01_normalization.ipynb")
    exercise.write(exercise.index("normalization-fit-stats"), FIT)
    assert exercise.run_all()
    exercise.card("normalization-fit").get_by_text("✓ passed").wait_for()
    again = Notebook(page, server, f"student/{start.START}")
    assert again.run_all()
    assert "1 of 10" in output_text(again.cells()[-1])
    shot("progress")
