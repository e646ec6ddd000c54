"""What nbgrader's own ``autograde`` runs of ours; ``nbgrader_config.py`` names these classes."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool

from autograder.core.paths import find_root
from autograder.grader import local, store
from autograder.grader.job import grade_job, make_job
from autograder.grading.cards import message_html
from autograder.intake import reading
from autograder.lessons import find


class SubmissionExporter(NotebookExporter):
    """Reads what a student handed in, whatever it is, as a notebook that can be graded."""

    def from_filename(  # type: ignore[override]  # this exporter makes text
        self, filename: str, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Read, repair, convert."""
        path = Path(filename)
        nb = reading.read_submission(path, find_root(), path.stem)
        resources = {**(resources or {})}
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        result: tuple[str, dict[str, Any]] = self.from_notebook_node(  # type: ignore[no-untyped-call]
            nb, resources, **options
        )
        return result


class GradeSubmission(NbGraderPreprocessor):
    """Takes the place of nbgrader's ``Execute``: run, compare, diagnose, write the score."""

    enabled: ClassVar[bool] = True

    use_store = Bool(
        default_value=False,
        help="Take what was graded already from the store, as `autograder grade` does.",
    ).tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Grade one submission; its check cells then print their score."""
        names = resources["nbgrader"]
        root, lesson = find_root(), find(names["assignment"])
        unreadable = nb.metadata.pop(reading.UNREADABLE, "")
        name = store.digest(nb, root, lesson, names["student"], unreadable)
        record = store.load(root, name) if self.use_store else None
        if record is None:
            job = make_job(nb, root, lesson, names["student"], unreadable)
            # A thread of its own: formgrader calls from inside the server's running event loop.
            with ThreadPoolExecutor(max_workers=1) as thread:
                record = thread.submit(asyncio.run, grade_job(job, local.gaps())).result()
            store.save(root, name, record)
        store.apply(nb, record)
        reading.as_written(nb)
        _show_repairs(nb, nb.metadata.pop(reading.REPAIRS, []))
        nbformat.validate(nb)
        return nb, resources


def _show_repairs(nb: NotebookNode, repairs: list[str]) -> None:
    """Say above the first card what was repaired before grading."""
    if not repairs:
        return
    text = "\n".join(dict.fromkeys(map(str, repairs)))
    data = {"text/html": message_html("What was repaired before grading", text), "text/plain": text}
    for cell in nb.cells:
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade"):
            cell.outputs.insert(0, new_output("display_data", data=data))
            return
