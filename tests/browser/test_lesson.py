"""Lessons, as a student meets them: open, Run All, read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.lab import Notebook, Server, errors, output_text

pytestmark = pytest.mark.browser

LESSONS = sorted(path.name for path in (Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_runs_from_top_to_bottom(
    name: str, page: Page, server: Server, console: list[str], shot: Callable[[str], None]
) -> None:
    """Run All passes untouched: no error, nothing on stderr, a set-up cell that says OK, a clean console."""
    notebook = Notebook(page, server, f"notebooks/{name}")
    assert notebook.run_all()
    code = [cell for cell in notebook.cells() if cell["type"] == "code"]
    assert [text for cell in code for text in errors(cell)] == []
    assert all(cell["n"] for cell in code if cell["source"].strip())
    assert output_text(code[0]).strip().endswith("OK")
    assert console == []
    notebook.dom(0).scroll_into_view_if_needed()
    shot(f"{name}-top")
    page.locator(".jp-RenderedImage").last.scroll_into_view_if_needed()
    shot(f"{name}-plot")


def test_a_lesson_asks_and_moves(page: Page, server: Server, shot: Callable[[str], None]) -> None:
    """Without a guess nothing is told; a choice opens and answers; the arrow keys move the figure and its words."""
    notebook = Notebook(page, server, "notebooks/05_shapes.ipynb")
    assert notebook.run_all()
    cells = notebook.cells()
    asked = next(i for i, cell in enumerate(cells) if "reveal(guess" in cell["source"])
    assert "No guess yet" in output_text(cells[asked])
    assert "9.9" not in output_text(cells[asked])
    quiz = notebook.dom(next(i for i, cell in enumerate(cells) if "shapes.hypotheses" in cell["source"]))
    quiz.scroll_into_view_if_needed()
    choice = quiz.locator("details", has_text="not where the model expects them")
    verdict = choice.get_by_text("✓ Right.")
    assert not verdict.is_visible()
    choice.locator("summary").click()
    verdict.wait_for(state="visible")
    shot("quiz")
    figure = notebook.dom(next(i for i, cell in enumerate(cells) if "explore(draw_order" in cell["source"]))
    figure.scroll_into_view_if_needed()
    words = figure.locator(".widget-label", has_text="of 64 pixels")
    before = words.inner_text()
    handle = figure.locator(".noUi-handle")
    handle.focus()
    handle.press("ArrowRight")
    page.wait_for_function(
        "([element, before]) => element.textContent !== before", arg=[words.element_handle(), before]
    )
    shot("figure")
