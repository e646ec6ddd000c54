"""Turns a result into points in nbgrader, and reads results from a cell's outputs.

nbgrader reads a check's points from its outputs (``nbgrader.utils.determine_grade``). An error, or text on
standard error, is 0 points; otherwise the text of the first ``execute_result`` is read as a number, and all
points are given if it is none. So the last output of a check is one finite float, and no output before it can
be misread.
"""

from __future__ import annotations

from collections.abc import Iterable

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.core.results import RESULT_MIME, TaskSummary


def summary_in(outputs: Iterable[NotebookNode]) -> TaskSummary | None:
    """Return the summary of a task in a cell's outputs; ``None`` if the cell is no check.

    Raises:
        AnswersError: the summary is damaged.
    """
    for output in outputs:
        if output.output_type == "display_data" and RESULT_MIME in output.data:
            return TaskSummary.from_json(output.data[RESULT_MIME])
    return None


def with_score(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Return the outputs of a cell; a check's are followed by its points as nbgrader reads them.

    Raises:
        AnswersError: the check's summary is damaged.
    """
    summary = summary_in(outputs)
    if summary is None:
        return outputs
    data = {"text/plain": repr(float(summary.score))}
    return [*outputs, new_output("execute_result", data=data, execution_count=None)]
