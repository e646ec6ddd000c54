"""How a result becomes points in nbgrader, and how results are read back from a graded notebook.

nbgrader reads a check's score from its outputs (``nbgrader.utils.determine_grade``): an error, or anything on
standard error, is 0; else the text of the first ``execute_result`` is taken as a number. What is no number
earns all points. So a check ends in one finite float, with nothing before it that nbgrader could misread.
"""

from __future__ import annotations

from collections.abc import Iterable

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.core.results import RESULT_MIME, TaskSummary


def summary_in(outputs: Iterable[NotebookNode]) -> TaskSummary | None:
    """The result that lies in the outputs of a cell; ``None`` if the cell is no check.

    Raises:
        AnswersError: it is damaged.
    """
    for output in outputs:
        if output.output_type == "display_data" and RESULT_MIME in output.data:
            return TaskSummary.from_json(output.data[RESULT_MIME])
    return None


def with_score(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """The outputs of a check, and its score as nbgrader reads it; those of another cell as they are."""
    summary = summary_in(outputs)
    if summary is None:
        return outputs
    data = {"text/plain": repr(float(summary.score))}
    return [*outputs, new_output("execute_result", data=data, execution_count=None)]
