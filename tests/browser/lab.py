"""Drives JupyterLab: open a notebook, run it, read its outputs, edit its cells, press Validate.

Selectors are those of JupyterLab 4 and nbgrader 0.9. Outputs are read from the notebook's model, not
from the page: what is off screen has no text there.
"""

from __future__ import annotations

import dataclasses
import json
import urllib.request
from pathlib import Path
from typing import Any, cast

from playwright.sync_api import Locator, Page

Cell = dict[str, Any]
"""``{"type": "code", "n": 3, "source": "...", "outs": [...], "id": grade id}``; outputs as in nbformat."""

SECONDS = 1000
RUN_LIMIT = 120 * SECONDS

# Playwright gives a promise no time limit: the races do.
_READY = """async limit => {
  const late = new Promise((_, no) => setTimeout(() => no(new Error('no kernel: too late')), limit));
  const ready = async () => {
    const panel = window.jupyterapp.shell.currentWidget;
    await panel.context.ready; await panel.sessionContext.ready;
    const kernel = panel.sessionContext.session?.kernel;
    if (!kernel) throw new Error('no kernel');
    await kernel.info; };
  await Promise.race([ready(), late]); }"""

_COMMAND = """async ([command, limit]) => {
  const late = new Promise((_, no) => setTimeout(() => no(new Error(command + ': too late')), limit));
  return await Promise.race([window.jupyterapp.commands.execute(command), late]); }"""

_CELLS = """() => window.jupyterapp.shell.currentWidget.content.widgets.map(w => ({
  type: w.model.type, n: w.model.executionCount ?? null, source: w.model.sharedModel.getSource(),
  id: w.model.getMetadata('nbgrader')?.grade_id ?? '',
  outs: w.model.type === 'code' ? w.model.outputs.toJSON() : [] }))"""


@dataclasses.dataclass(frozen=True)
class Server:
    """A running ``jupyter lab`` and the copy of the course that it serves."""

    base: str
    course: Path

    def end_kernels(self) -> None:
        """End every session: kernels belong to the server and would meet the next test."""
        with urllib.request.urlopen(f"{self.base}/api/sessions") as answer:
            sessions = json.load(answer)
        headers = {"Cookie": "_xsrf=x", "X-XSRFToken": "x"}
        for session in sessions:
            url = f"{self.base}/api/sessions/{session['id']}"
            urllib.request.urlopen(urllib.request.Request(url, headers=headers, method="DELETE")).close()


class Notebook:
    """One notebook, open in JupyterLab with its kernel ready."""

    def __init__(self, page: Page, server: Server, path: str) -> None:
        """Open ``path`` in a fresh workspace; returns once the file is loaded and the kernel answers."""
        self.page = page
        page.goto(f"{server.base}/lab/tree/{path}?reset")
        page.wait_for_function(
            "() => window.jupyterapp?.shell?.currentWidget?.content?.widgets", timeout=60 * SECONDS
        )
        page.evaluate(_READY, 60 * SECONDS)
        page.wait_for_function("() => !location.search.includes('reset')")

    def run_all(self) -> bool:
        """Run All; false when a cell raised or the kernel died."""
        return cast("bool", self.page.evaluate(_COMMAND, ["notebook:run-all-cells", RUN_LIMIT]))

    def cells(self) -> list[Cell]:
        """Every cell with its outputs."""
        return cast("list[Cell]", self.page.evaluate(_CELLS))

    def index(self, grade_id: str) -> int:
        """Which cell has this nbgrader id."""
        return next(i for i, cell in enumerate(self.cells()) if cell["id"] == grade_id)

    def dom(self, index: int) -> Locator:
        """The cell on the page."""
        return self.page.locator(".jp-Notebook .jp-Cell").nth(index)

    def card(self, grade_id: str) -> Locator:
        """The card that a check cell shows; the points below it are an empty output."""
        outputs = self.dom(self.index(grade_id)).locator('.jp-OutputArea-output[data-mime-type="text/html"]')
        return outputs.first

    def write(self, index: int, source: str) -> None:
        """Replace a cell's text through its editor, as a student would."""
        self.dom(index).locator(".cm-content").fill(source)

    def validate(self) -> tuple[str, str]:
        """Press Validate: ``validation-success`` or ``validation-failed``, and the text. The dialog stays open."""
        self.page.locator(".validate-button").click()
        message = self.page.locator(".jp-Dialog #validation-message")
        message.wait_for(timeout=RUN_LIMIT)
        return (message.get_attribute("class") or "").split()[0], message.inner_text().strip()


class Formgrader:
    """Formgrader's pages, without the Lab around them."""

    def __init__(self, page: Page, server: Server) -> None:
        """Nothing is opened yet."""
        self.page = page
        self.base = f"{server.base}/formgrader"

    def open(self, path: str) -> None:
        """Go to ``manage_assignments`` or another page, and wait for its table."""
        self.page.goto(f"{self.base}/{path}")
        self.page.locator("#main-table td.name a, #main-table td.student-id").first.wait_for()

    def row(self, text: str) -> Locator:
        """The table's row with a cell of exactly this text."""
        return self.page.locator("#main-table tr", has=self.page.get_by_text(text, exact=True))

    def press(self, row: Locator, action: str) -> tuple[str, str]:
        """Click a row's icon (``assign``, ``autograde``, ``generate-feedback``); the dialog's id and text."""
        row.locator(f"td.{action} a").click()
        dialog = self.page.locator(".modal.in")
        dialog.wait_for(timeout=RUN_LIMIT)
        kind, text = dialog.get_attribute("id") or "", dialog.inner_text()
        dialog.locator(".modal-footer button").first.click()
        self.page.locator(".modal").wait_for(state="detached")
        return kind, text


def output_text(cell: Cell) -> str:
    """What a code cell shows, as plain text."""
    pieces = []
    for out in cell["outs"]:
        if out["output_type"] == "stream":
            pieces.append(_joined(out["text"]))
        elif out["output_type"] == "error":
            pieces.append("\n".join(out["traceback"]))
        else:
            pieces.append(_joined(out["data"].get("text/plain", "")))
    return "\n".join(pieces)


def errors(cell: Cell) -> list[str]:
    """The tracebacks in a cell, and what it wrote to stderr."""
    return [
        output_text({"outs": [out]})
        for out in cell["outs"]
        if out["output_type"] == "error" or out.get("name") == "stderr"
    ]


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)
