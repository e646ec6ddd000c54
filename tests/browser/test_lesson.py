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
