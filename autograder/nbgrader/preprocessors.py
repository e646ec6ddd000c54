"""The classes of ours that nbgrader's own ``autograde`` runs; ``nbgrader_config.py`` names them.

nbgrader makes two passes over a submission: it cleans what was handed in and writes it to ``autograded/``,
then it grades this copy. In the first pass we grade the submission, unless the digest of its record is given.
In the second we show the record's outputs. Nothing is read or repaired a second time.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Unicode

from autograder.core.errors import GraderFault
from autograder.core.paths import CourseRoot
from autograder.grader import local, log, store, words
from autograder.grader.command import require_all
from autograder.grader.work import grade_one
from autograder.grading.cards import message_html
from autograder.intake.submissions import Submission
from autograder.nbgrader import patches
from autograder.nbgrader.configured import root_of
from autograder.nbgrader.exporting import OwnNotebook, to_text
from autograder.nbgrader.scoring import with_cards, with_score

_METADATA = "skewlab"
"""The notebook's metadata in which the first pass leaves the digest for the second.

Intake has removed the student's own metadata by then, so nobody can hand in another's digest.
"""


class SubmissionExporter(OwnNotebook, NotebookExporter):
    """Reads a submission of any kind as the notebook of its record, and grades it first if need be.

    Attributes:
        digest: The digest of the submission's record; if empty, the submission is graded now.
        require_confinement: Whether to refuse to grade with a gap; by default it does not.
    """

    digest = Unicode(
        "", help="The record of this submission in the store; without, the submission is graded now."
    ).tag(config=True)
    require_confinement = Bool(
        default_value=False, help="Refuse to grade where submitted code can't be confined fully."
    ).tag(config=True)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]
        patches.install()

    def from_filename(  # type: ignore[override]  # this exporter makes text
        self, filename: str, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return a submission's notebook as text: the repaired one, or in the second pass nbgrader's copy.

        Args:
            filename: The path of the notebook that nbgrader works on.
            resources: nbgrader's resources, which name the student and the assignment.
            options: Options of ``from_notebook_node``.

        Returns:
            The notebook as JSON, and the resources.

        Raises:
            CourseError: confinement is required and has a gap.
            GraderFault: the submission could not be graded, or its record is missing.
        """
        path, root = Path(filename), root_of(self)
        resources = {**(resources or {})}
        # By its name, not by what a link points to: nobody's graded copy is another's submission.
        if Path(os.path.abspath(path)).is_relative_to(root.autograded):  # noqa: PTH100
            nb = nbformat.read(path, as_version=4)
        else:
            names = resources["nbgrader"]
            submission = Submission(student=names["student"], exercise=names["assignment"])
            digest = self.digest or self._grade_now(root, submission)
            nb = store.load(root, digest).notebook
            nb.metadata[_METADATA] = {"digest": digest}
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return self.from_notebook_node(nb, resources, **options)

    def from_notebook_node(  # type: ignore[override]  # this exporter makes text
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return a notebook that nobody else has as text, after all preprocessors; see ``from_filename``."""
        del options  # nbconvert's exporter ignores them, too
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        nb, resources = self._preprocess(nb, {**resources, "output_suffix": ".nbconvert"})
        return to_text(nb), resources

    def _grade_now(self, root: CourseRoot, submission: Submission) -> str:
        """Grade one submission on this machine; returns the digest of its record."""
        gaps = local.gaps()
        if self.require_confinement:
            require_all(gaps)
        for gap in gaps:
            self.log.warning("Not enforced: %s", gap)
        with log.to_file(root), ThreadPoolExecutor(max_workers=1) as thread:
            # A thread of its own: formgrader calls from inside the server's running event loop.
            return thread.submit(grade_one, root, submission).result()


class GradeSubmission(NbGraderPreprocessor):
    """Takes the place of nbgrader's ``Execute``: fills in the outputs from the submission's record."""

    enabled: ClassVar[bool] = True

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Fill in the outputs of the record; those of a check are its card and its points.

        Args:
            nb: nbgrader's copy of the repaired notebook; it is changed in place.
            resources: nbgrader's resources, returned as they are.

        Raises:
            CourseError: the course's file of words is damaged.
            GraderFault: the record is missing, or is of another notebook.
        """
        digest = nb.metadata.pop(_METADATA)["digest"]
        root = root_of(self)
        record = store.load(root, digest)
        code = store.code_cells(nb)
        if len(code) != len(record.outputs):
            msg = f"The result {digest} is of {len(record.outputs)} code cells; the notebook has {len(code)}."
            raise GraderFault(msg)
        said = words.load(root)
        for cell, outputs in zip(code, record.outputs, strict=True):
            cell.outputs = with_score(with_cards(root, outputs, said))
        _show_repairs(nb, record.repairs)
        return nb, resources


def _show_repairs(nb: NotebookNode, repairs: tuple[str, ...]) -> None:
    """Put the sentences on repairs, if there are any, above the card of the first check."""
    if not repairs:
        return
    text = "\n".join(repairs)
    data = {"text/html": message_html("What was repaired before grading", text), "text/plain": text}
    for cell in store.code_cells(nb):
        if cell.metadata.get("nbgrader", {}).get("grade"):
            cell.outputs.insert(0, new_output("display_data", data=data))
            return
