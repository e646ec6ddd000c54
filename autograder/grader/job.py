"""Grades one notebook: run it on the student's hidden inputs, then compare with the key.

A job is plain data: no course folder, no secret, no student's name. So it is graded in the same way
wherever it is: here, or on another machine. The notebook's graded cells are run as the engine's own
lines, whatever the student made of them or of ``check``; afterwards their outputs are the result.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Collection
from typing import Any

from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_output

from autograder.core import answers
from autograder.core.answers import Answers
from autograder.core.errors import AnswersError, GraderFault
from autograder.core.paths import CourseRoot
from autograder.core.results import RESULT_MIME, AnswerKey, TaskResult
from autograder.core.specs import Task
from autograder.grading import cards, keyfile
from autograder.grading.grade import grade
from autograder.keys import cache, seeds
from autograder.lessons import Lesson, find
from autograder.sandbox.client import Limits, Run, run_notebook
from autograder.sandbox.shuffle import shuffle, unshuffle


@dataclasses.dataclass(frozen=True, kw_only=True)
class Job:
    """One submission to grade, whole in itself.

    Attributes:
        slug: Which lesson's exercise it is.
        notebook: A submission whose graded cells are as in the exercise, as JSON.
        inputs: The student's hidden inputs: all that its kernel is given.
        order: The seed of the order in which its kernel is given them.
        key: Their answer key, for the process that grades, and never for the kernel.
        unreadable: Why there is nothing to run; then the notebook is graded without running.
    """

    slug: str
    notebook: bytes
    inputs: bytes
    order: int
    key: bytes
    unreadable: str = ""


def make_job(nb: NotebookNode, root: CourseRoot, lesson: Lesson, student: str, unreadable: str = "") -> Job:
    """The job of grading ``nb`` with the inputs and the key of its student; made if need be.

    Raises:
        GraderFault: the key could not be computed.
    """
    secret = seeds.load_secret(root.secret)
    variant = seeds.variant_of(secret, student, lesson.spec.exercise)
    inputs, key = cache.read(root, lesson, variant)
    return Job(
        slug=lesson.spec.slug,
        notebook=json.dumps(nb).encode(),
        inputs=inputs,
        order=seeds.order_of(secret, student, lesson.spec.exercise),
        key=key,
        unreadable=unreadable,
    )


async def grade_job(job: Job, accepted_gaps: Collection[str] = ()) -> bytes:
    """Run and grade a submission.

    Args:
        job: The submission.
        accepted_gaps: What may be missing of its kernel's confinement (see ``run_notebook``).

    Returns:
        The outputs of each code cell of the notebook, as :mod:`autograder.grader.store` keeps them.
        Those of the graded cells hold the results, for nbgrader to score.

    Raises:
        GraderFault: the key or the kernel failed for a reason that is not the student's.
    """
    lesson = find(job.slug)
    nb: NotebookNode = from_dict(json.loads(job.notebook))
    cells = find_check_cells(nb, lesson)
    submission: dict[str, Answers | str]
    if job.unreadable:
        submission = dict.fromkeys(cells, job.unreadable)
    else:
        dealt, names = shuffle(json.loads(job.inputs), job.order)
        run = await _run(nb, dealt, lesson, cells, accepted_gaps)
        submission = {name: _read(nb, lesson, name, index, run) for name, index in cells.items()}
        submission = {
            name: answers if isinstance(answers, str) else unshuffle(answers, names)
            for name, answers in submission.items()
        }
    for task in lesson.spec.graded:
        submission.setdefault(task.name, "The check cell of this task is missing from the notebook.")
    results = grade(_key(job.key), submission)
    for name, index in cells.items():
        nb.cells[index].outputs = result_outputs(results[name])
    return json.dumps([cell.outputs for cell in nb.cells if cell.cell_type == "code"]).encode()


@functools.lru_cache(maxsize=8)
def _key(key: bytes) -> AnswerKey:
    """Read a key once for the students who share a variant."""
    return keyfile.key_from_json(json.loads(key))


def find_check_cells(nb: NotebookNode, lesson: Lesson) -> dict[str, int]:
    """The index of each graded task's cell, by the grade id that the exercise gave it."""
    wanted = {grade_id(lesson, task): task.name for task in lesson.spec.graded}
    found = {}
    for index, cell in enumerate(nb.cells):
        name = wanted.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
        if name and cell.cell_type == "code":
            found[name] = index
    return found


def put_graded_lines(nb: NotebookNode, lesson: Lesson, cells: dict[str, int]) -> None:
    """Let the check cells call the tasks' functions on hidden inputs: the engine's own lines."""
    by_name = {task.name: task for task in lesson.spec.graded}
    for name, index in cells.items():
        task = by_name[name]
        nb.cells[index].source = (
            "__import__('autograder.student.graded', fromlist=['record'])"
            f".record({lesson.spec.task_id(task)!r}, {task.entry_point!r})"
        )


def grade_id(lesson: Lesson, task: Task) -> str:
    """The nbgrader id of a task's check cell: ``normalization-predict``."""
    return f"{lesson.spec.slug}-{task.name}".replace("_", "-")


def result_outputs(result: TaskResult) -> list[NotebookNode]:
    """A graded cell's outputs: the card, and the score as nbgrader's ``determine_grade`` reads it.

    A finite builtin float, and nothing before it that it would take for an error.
    """
    card = {
        "text/html": cards.to_html(result),
        "text/plain": cards.to_text(result),
        RESULT_MIME: summary_json(result),
    }
    score = {"text/plain": repr(float(result.score))}
    return [
        new_output("display_data", data=card),
        new_output("execute_result", data=score, execution_count=None),
    ]


def summary_json(result: TaskResult) -> dict[str, Any]:
    """What reports need of a result, as JSON."""
    return {
        "task": result.task_id,
        "status": str(result.status),
        "score": result.score,
        "points": result.points,
        "summary": result.summary,
        "diagnosis": None if result.diagnosis is None else list(result.diagnosis.names),
        "notes": sorted({note for case in result.cases for note in case.notes}),
    }


async def _run(
    nb: NotebookNode,
    inputs: dict[str, Any],
    lesson: Lesson,
    cells: dict[str, int],
    accepted_gaps: Collection[str],
) -> Run:
    """Run the notebook with the engine's lines in its graded cells."""
    put_graded_lines(nb, lesson, cells)
    limits = Limits(cell_seconds=lesson.spec.cell_seconds, notebook_seconds=lesson.spec.notebook_seconds)
    try:
        return await run_notebook(nb, inputs, limits, graded=cells.values(), accepted_gaps=accepted_gaps)
    except (OSError, RuntimeError) as error:
        msg = f"The notebook's kernel could not be started: {error}"
        raise GraderFault(msg) from error


def _read(  # noqa: PLR0911 - a sentence for each cause
    nb: NotebookNode, lesson: Lesson, name: str, index: int, run: Run
) -> Answers | str:
    """The answers a graded cell published, or a sentence that says why there are none."""
    task = next(task for task in lesson.spec.graded if task.name == name)
    task_id = lesson.spec.task_id(task)
    payloads = [
        output.data[answers.MIME]
        for output in nb.cells[index].outputs
        if output.output_type == "display_data" and answers.MIME in output.data
    ]
    if payloads:
        try:
            payload = payloads[-1] if not isinstance(payloads[-1], str) else json.loads(payloads[-1])
        except (ValueError, RecursionError):  # whatever a student's process wrote
            return "The answers could not be read: their record is damaged."
        if isinstance(payload, dict) and payload.get("no_function") == task.entry_point:
            return (
                f"The notebook defines no function `{task.entry_point}`: keep its name, and see that "
                "the cell that defines it runs without an error."
            )
        if isinstance(payload, dict) and payload.get("too_long") == task.entry_point:
            return f"What `{task.entry_point}` returned is far larger than the answers to this task."
        try:
            return answers.from_json(task_id, payload)
        except AnswersError as error:
            return f"The answers could not be read. {error}"
    if run.stopped_at is not None and index >= run.stopped_at:
        return f"This check was not reached, or did not finish. {run.reason}"
    errors = [output for output in nb.cells[index].outputs if output.output_type == "error"]
    if errors:
        return f"The check could not run: {errors[-1].ename}: {errors[-1].evalue[:200]}"
    return "The check gave no answers: something in the notebook keeps it from running."


def results_of(nb: NotebookNode) -> list[dict[str, Any]]:
    """The results stored in a graded notebook's outputs."""
    return [
        output.data[RESULT_MIME]
        for cell in nb.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if output.output_type == "display_data" and RESULT_MIME in output.data
    ]
