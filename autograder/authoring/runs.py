"""Gates that run notebooks in kernels: the lesson itself, and the exercise as a submission."""

from __future__ import annotations

import ast
import asyncio
import hashlib
import json
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from rich.console import Console

from autograder.authoring import contract, numbers
from autograder.authoring.verified import Verified, code_of, digest_of, grounds
from autograder.core.course import settings_of
from autograder.core.paths import CourseRoot
from autograder.grader import local, store
from autograder.grader.job import grade_job, make_job
from autograder.intake.reading import read_file
from autograder.intake.submissions import Submission
from autograder.keys import seeds
from autograder.lessons import Lesson
from autograder.sandbox.client import Limits, run_notebook
from autograder.sandbox.equipment import Equipment


class Lessons:
    """Runs a lesson's notebook, as it is or with its turns written.

    Args:
        root: The course.
        lesson: The lesson.
        console: Where the time is printed.
        kept: Its results that were kept.
    """

    def __init__(self, root: CourseRoot, lesson: Lesson, console: Console, kept: Verified) -> None:
        self._root = root
        self._lesson = lesson
        self._console = console
        self._kept = kept

    def run(self, name: str, text: str) -> list[str]:
        """Run a text of the notebook in a kernel if that is not kept, and compare its figures with the prose.

        Args:
            name: What the result is kept as.
            text: The text of the ``.ipynb`` file, with the cell of evidence.
        """
        lesson, limit = self._lesson, self._lesson.spec.run_seconds
        # A lesson shows cards of its turns, and goes on with their reference.
        parts = [grounds(self._root, part) for part in (lesson, lesson.turns) if part is not None]
        digest = digest_of(parts, code_of(text), limit, lesson.source("feedback.toml"))
        found = self._kept.get(
            name,
            digest,
            lambda: _run(self._root, text, limit),
            lambda run: not run["problems"] and run["seconds"] <= limit,
        )
        problems = list(found["problems"])
        slug = lesson.spec.slug
        self._console.print(f"    {slug} ran in {found['seconds']:.0f} s of {limit:g} s", highlight=False)
        if found["seconds"] > limit:
            problems.append(f"the lesson took {found['seconds']:.0f} s; its budget is {limit:g} s")
        prose = numbers.prose_of(text, lesson.questions())
        stated = json.loads(lesson.source("figures.json"))
        required = settings_of(self._root).require_failure
        return problems + contract.gate_figures(found["measured"], stated, prose, require_failure=required)


def _run(root: CourseRoot, text: str, limit: float) -> dict[str, Any]:
    """What came of a lesson's notebook: its time, its figures, and what went wrong."""
    nb = nbformat.reads(text, as_version=4)
    limits = Limits(cell_seconds=limit, notebook_seconds=2 * limit)
    run = asyncio.run(run_notebook(nb, {}, limits, Equipment.of(root), accepted_gaps=local.gaps()))
    problems = [run.reason] if run.reason is not None else []
    measured = {}
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                problems.append(f"cell {cell.id} raised {output.ename}: {output.evalue}")
            if output.output_type == "execute_result" and "evidence" in cell.metadata.get("tags", []):
                measured = ast.literal_eval(output.data["text/plain"])
    return {"seconds": run.seconds, "measured": measured, "problems": problems}


def through_kernel(
    root: CourseRoot, lesson: Lesson, solution: str, release: str, kept: Verified
) -> list[str]:
    """Solution and skeleton get their points as two students' notebooks, in kernels, on hidden inputs.

    Args:
        root: The course.
        lesson: The lesson.
        solution: The text of the exercise's source notebook.
        release: The text of the exercise as students get it.
        kept: The lesson's results that were kept.
    """
    # The secret decides which inputs the two get.
    secret = hashlib.sha256(seeds.load_secret(root.secret)).hexdigest()
    digest = digest_of(secret, grounds(root, lesson), code_of(solution), code_of(release))

    def run() -> list[str]:
        problems = []
        points = sum(task.points for task in lesson.spec.graded)
        for name, text, wanted in (("solution", solution, points), ("skeleton", release, 0)):
            score, said = _graded(root, lesson, name, text)
            if score != wanted:
                problems.append(f"the {name} scores {score:g} of {wanted:g} in a kernel: {said}")
        return problems

    found: list[str] = kept.get("kernel", digest, run, lambda problems: not problems)
    return found


def _graded(root: CourseRoot, lesson: Lesson, name: str, text: str) -> tuple[float, str]:
    submission = Submission(student=f"verify-{name}", exercise=lesson.spec.exercise)
    with tempfile.TemporaryDirectory(prefix="skewlab-verify-") as folder:
        path = Path(folder) / f"{submission.exercise}.ipynb"
        path.write_text(text, encoding="utf-8")
        received = read_file(path, root, submission.exercise)
    outputs = asyncio.run(grade_job(root, make_job(root, submission, received), local.gaps()))
    results = store.results_in(output for cell in json.loads(outputs) for output in cell)
    said = "; ".join(f"{r.task_id}: {r.status}, {r.summary}" for r in results)
    return sum(result.score for result in results), said
