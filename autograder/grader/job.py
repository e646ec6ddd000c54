"""Grades one notebook: runs it on the student's hidden inputs, then compares the answers with the key.

A job is plain data: no course folder, no secret and no student's name. So it is graded in the same way here
and on another machine. In place of each check, a line of our own is run, so it does not matter whether the
student changed ``check``. Afterwards the outputs of these cells are the results.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Collection, Mapping
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_notebook

from autograder.core.answers import Answers, NoAnswers
from autograder.core.errors import GraderFault
from autograder.core.paths import CourseRoot
from autograder.core.results import RESULT_MIME, AnswerKey, TaskResult
from autograder.core.specs import LessonSpec
from autograder.grader.collect import answers_of
from autograder.grader.identities import identities_of
from autograder.grading import cards, keyfile
from autograder.grading.grade import grade
from autograder.grading.order import canonical
from autograder.intake.reading import Received
from autograder.intake.submissions import Submission
from autograder.keys import cache, seeds
from autograder.lessons import find
from autograder.sandbox.client import Limits, Run, run_notebook
from autograder.sandbox.equipment import Equipment
from autograder.sandbox.shuffle import shuffle, unshuffle


@dataclasses.dataclass(frozen=True, kw_only=True)
class Job:
    """One submission to grade, with all that grading it needs.

    Attributes:
        slug: The name of the lesson, such as ``normalization``.
        sources: The text that is run of each code cell, in order.
        checks: By task id, the index in ``sources`` of the cell that checks the task.
        inputs: The student's hidden inputs, as JSON; the kernel gets these and nothing else.
        order: The seed of the order in which the kernel gets the cases.
        key: The answer key of these inputs, as JSON. Only the process that grades reads it, never the kernel.
        unreadable: Why nothing is run, as a sentence for the student; ``None`` if the sources are run.
    """

    slug: str
    sources: tuple[str, ...]
    checks: Mapping[str, int]
    inputs: bytes
    order: int
    key: bytes
    unreadable: str | None = None


def make_job(root: CourseRoot, submission: Submission, received: Received) -> Job:
    """Return the job of grading a submission with the hidden inputs and the key of its student.

    The inputs and the key are made if they are not in the cache.

    Args:
        root: The course.
        submission: Which student and which exercise.
        received: The submission as it was read.

    Raises:
        GraderFault: the key could not be computed.
    """
    lesson, secret = find(root, submission.exercise), seeds.load_secret(root.secret)
    inputs, key = cache.read(root, lesson, seeds.variant_of(secret, submission.student, submission.exercise))
    return Job(
        slug=lesson.spec.slug,
        sources=received.to_run,
        checks=received.checks,
        inputs=inputs,
        order=seeds.order_of(secret, submission.student, submission.exercise),
        key=key,
        unreadable=received.unreadable,
    )


async def grade_job(root: CourseRoot, job: Job, accepted_gaps: Collection[str] = ()) -> bytes:
    """Run and grade a submission.

    Args:
        root: The course, as it lies on this machine: its lessons and its data.
        job: What to grade.
        accepted_gaps: The gaps of confinement that the run has accepted. Any other gap is a fault.

    Returns:
        JSON of a list with, for each code cell in order, the list of its outputs. A check has one output:
        the task's :class:`~autograder.core.results.TaskResult` as data, of which its card is made later.

    Raises:
        GraderFault: the key or the kernel failed for a reason that is not the student's.
    """
    spec = find(root, job.slug).spec
    tasks = {spec.task_id(task): task for task in spec.graded}
    nb = notebook_of(job, spec)
    given: dict[str, Answers | NoAnswers] = dict.fromkeys(
        (task.name for task in tasks.values()),
        NoAnswers("The check of this task is missing from the notebook."),
    )
    if job.unreadable is not None:
        given = dict.fromkeys(given, NoAnswers(job.unreadable))
    else:
        shuffled, names = shuffle(json.loads(job.inputs), job.order)
        run = await _run(root, nb, shuffled, spec, job.checks.values(), accepted_gaps)
        # The kernel got the cases in an order of the student's own; their names come back here.
        for task_id, index in job.checks.items():
            answers = answers_of(nb.cells[index].outputs, task_id, tasks[task_id], _unreached(run, index))
            given[tasks[task_id].name] = (
                answers if isinstance(answers, NoAnswers) else unshuffle(answers, names)
            )
    results = grade(_key(job.key), given)
    for task_id, index in job.checks.items():
        task = tasks[task_id]
        result = results[task.name]
        own = given[task.name]
        if not isinstance(own, NoAnswers):
            own = canonical(task, own)
        identities = identities_of(result, own, task.tolerance.atol, job.sources[:index], task.entry_point)
        nb.cells[index].outputs = [_output(cards.drawn(dataclasses.replace(result, identities=identities)))]
    return json.dumps([cell.outputs for cell in nb.cells]).encode()


def notebook_of(job: Job, spec: LessonSpec) -> NotebookNode:
    """Return the notebook that runs: the job's code cells, with a line of ours in place of each check.

    The line calls the task's function on the hidden inputs.
    """
    nb: NotebookNode = new_notebook()  # which validates what it is given: cells without ids get a warning
    nb.cells = [_code_cell(source) for source in job.sources]
    for task in spec.graded:
        task_id = spec.task_id(task)
        if task_id in job.checks:
            # One expression with its own import: it binds no name in the student's notebook.
            nb.cells[job.checks[task_id]].source = (
                "__import__('autograder.student.graded', fromlist=['record'])"
                f".record({task_id!r}, {task.entry_point!r})"
            )
    return nb


def _code_cell(source: str) -> NotebookNode:
    """Return a code cell, not validated as ``new_code_cell`` does: it only runs, and no file holds it."""
    cell: NotebookNode = NotebookNode(
        cell_type="code", source=source, metadata=NotebookNode(), outputs=[], execution_count=None
    )
    return cell


def _output(result: TaskResult) -> dict[str, Any]:
    """Return the output of a check: its result as data."""
    return {"output_type": "display_data", "metadata": {}, "data": {RESULT_MIME: result.to_json()}}


@functools.lru_cache(maxsize=8)
def _key(key: bytes) -> AnswerKey:
    """Read a key once for the students who share a variant."""
    return keyfile.key_from_json(json.loads(key))


async def _run(
    root: CourseRoot,
    nb: NotebookNode,
    inputs: Mapping[str, object],
    spec: LessonSpec,
    graded: Collection[int],
    accepted_gaps: Collection[str],
) -> Run:
    """Run the notebook in a kernel; its outputs are then in ``nb``.

    Args:
        root: The course.
        nb: What runs.
        inputs: The hidden inputs, in the order that the kernel gets them.
        spec: The lesson's spec, for its limits of time.
        graded: The indices of the cells of checks.
        accepted_gaps: See :func:`grade_job`.

    Raises:
        GraderFault: the kernel could not be started.
    """
    limits = Limits(cell_seconds=spec.cell_seconds, notebook_seconds=spec.notebook_seconds)
    try:
        return await run_notebook(
            nb, inputs, limits, Equipment.of(root), graded=graded, accepted_gaps=accepted_gaps
        )
    except (OSError, RuntimeError) as error:
        msg = f"The notebook's kernel could not be started: {error}"
        raise GraderFault(msg) from error


def _unreached(run: Run, index: int) -> str | None:
    """Return why the kernel did not finish the cell at ``index``, as a sentence; ``None`` if it did."""
    return run.reason if run.stopped_at is not None and index >= run.stopped_at else None
