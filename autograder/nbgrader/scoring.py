"""Turns a result into a card, and into points in nbgrader.

nbgrader reads a check's points from its outputs (``nbgrader.utils.determine_grade``). An error, or text on
standard error, is 0 points; otherwise the text of the first ``execute_result`` is read as a number, and all
points are given if it is none. So the last output of a check is one finite float, and no output before it can
be misread.
"""

from __future__ import annotations

import functools
import json
from typing import Any

from nbformat import NotebookNode

from autograder.core.paths import CourseRoot
from autograder.core.results import RESULT_MIME, TaskResult
from autograder.grader.words import Words
from autograder.grading import cards
from autograder.lessons import find


def with_cards(root: CourseRoot, outputs: list[NotebookNode], said: Words) -> list[NotebookNode]:
    """Return the outputs of a cell; one that holds a result is now its card, with the result beside it.

    Args:
        root: The course.
        outputs: The outputs; a card that was made before is made anew.
        said: The instructor's words.

    Raises:
        AnswersError: a result is damaged.
    """
    return [
        _card(root, output, said) if RESULT_MIME in output.get("data", ()) else output for output in outputs
    ]


def with_score(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Return the outputs of a cell; a check's are followed by its points as nbgrader reads them.

    Raises:
        AnswersError: the check's result is damaged.
    """
    kept = next(
        (output.data[RESULT_MIME] for output in outputs if RESULT_MIME in output.get("data", ())), None
    )
    if kept is None:
        return outputs
    data = {"text/plain": repr(float(_read(json.dumps(kept)).score))}
    return [*outputs, _output("execute_result", data, execution_count=None)]


def _card(root: CourseRoot, output: NotebookNode, said: Words) -> NotebookNode:
    """Return the output of a check as it is shown. The result itself stays as it was graded."""
    kept = output.data[RESULT_MIME]
    html, text = _shown(root, json.dumps(kept), said)
    return _output("display_data", {"text/html": html, "text/plain": text, RESULT_MIME: kept})


def _output(kind: str, data: dict[str, Any], **more: Any) -> NotebookNode:
    """Return an output, not validated as ``new_output`` does: writing the notebook does that again."""
    parts = {"metadata": NotebookNode(), "data": NotebookNode(data)}
    made: NotebookNode = NotebookNode(output_type=kind, **parts, **more)
    return made


@functools.lru_cache(maxsize=64)
def _read(kept: str) -> TaskResult:
    """Read a result as it was kept; it is needed in two passes of nbgrader's, one after the other."""
    return TaskResult.from_json(json.loads(kept))


@functools.lru_cache(maxsize=64)
def _shown(root: CourseRoot, kept: str, said: Words) -> tuple[str, str]:
    """Return the card of a result that was kept, as HTML and as text."""
    result = said.said(_read(kept))
    setting = _setting(root, result.task_id.partition(".")[0])
    return cards.to_html(result, setting), cards.to_text(result, setting)


@functools.lru_cache(maxsize=64)
def _setting(root: CourseRoot, slug: str) -> cards.Setting:
    """Return what cards of a lesson need besides the result."""
    spec = find(root, slug).spec
    return cards.Setting(titles={spec.task_id(task): task.title for task in spec.graded})
