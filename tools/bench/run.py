"""Measures the three ways of grading on the same submissions, in one run on one machine.

They are stock nbgrader, nbgrader under the course's configuration, and ``autograder grade``, which also
grades smaller and larger classes. The figures go to ``docs/bench.json``, what they say to
``docs/benchmark.md`` and its picture. Answer keys are computed beforehand: they are made once in a course,
not once in a run.
"""

from __future__ import annotations

import asyncio
import dataclasses
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from autograder.authoring import sample_class
from autograder.authoring.course_copy import copy_course
from autograder.authoring.sample_class import Sample
from autograder.core.paths import CourseRoot
from autograder.grader import local
from autograder.grader.job import make_job, notebook_of
from autograder.intake.reading import read_file
from autograder.intake.submissions import Submission
from autograder.keys import cache, seeds
from autograder.lessons import Lesson
from autograder.sandbox.client import Limits, run_notebook
from autograder.sandbox.equipment import Equipment
from tools.bench.figures import Figures, describe
from tools.bench.page import draw, to_markdown, to_table
from tools.bench.stopwatch import Step, measure

_NBGRADER = (sys.executable, "-m", "nbgrader")
_KINDS = ("right", "misconception", "blank", "half done")
"""The kinds of the sample class that all three can grade.

A broken notebook would end stock nbgrader's run for the whole class.
"""


def run(root: CourseRoot, lesson: Lesson, sizes: list[int], compared: int, console: Console) -> None:
    """Measure, print, and write the figures and what they say to ``docs/``.

    Args:
        root: The course; it is measured in a copy under ``work/bench``.
        lesson: The lesson whose exercise is graded.
        sizes: How many submissions ``autograder grade`` grades, one run for each number.
        compared: How many submissions all three ways grade.
        console: Where to print.

    Raises:
        CourseError: a command failed; its last line is the reason.
    """
    console.print(f"Three ways grade {compared} submissions of {lesson.spec.exercise}; the first takes long.")
    figures = take(root, lesson, sorted({*sizes, compared}), compared, console)
    console.print(to_table(figures))
    for name, text in describe(figures).items():
        mark = "[red]✗[/]" if name in figures.missed() else "[green]✓[/]"
        console.print(f"{mark} {text}", highlight=False)
    docs = root.path / "docs"
    data = json.dumps(dataclasses.asdict(figures), indent=1) + "\n"
    (docs / "bench.json").write_text(data, encoding="utf-8")
    (docs / "benchmark.md").write_text(to_markdown(figures), encoding="utf-8")
    draw(figures, docs / "bench.png")
    page = docs / "benchmark.md"
    console.print(f"Wrote {page}, bench.json and bench.png.", highlight=False, soft_wrap=True)


def take(root: CourseRoot, lesson: Lesson, sizes: list[int], compared: int, console: Console) -> Figures:
    """Measure each way in turn: side by side they would share the cores.

    Args:
        root: The course.
        lesson: The lesson whose exercise is graded.
        sizes: The classes of ``autograder grade``, smallest first; ``compared`` is one of them.
        compared: How many submissions all three ways grade.
        console: Where progress is shown.
    """
    home = root.work / "bench"
    ours, stock = CourseRoot(home / "ours"), home / "stock"
    _set_up_stock(root, stock, lesson)
    lesson = _set_up(root, ours, lesson)
    kinds = [s for s in sample_class.make_class(ours, lesson) if s.kind.startswith(_KINDS)]
    secret = seeds.load_secret(ours.secret)
    variants = {seeds.variant_of(secret, _student(n), lesson.spec.exercise) for n in range(max(sizes))}
    cache.ensure(ours, lesson, variants)
    own = statistics.fmean(_own_seconds(ours, lesson, sample.content) for sample in kinds)

    def course(count: int) -> Step:
        """Our course, with ``count`` submissions and none of them graded."""
        _fresh(ours)
        _hand_in(ours.submitted, lesson, kinds, count)
        return Step(folder=ours.path, graded=ours.autograded, students=count, console=console)

    exercise = lesson.spec.exercise
    _hand_in(stock / "submitted", lesson, kinds, compared)
    at_stock = Step(folder=stock, graded=stock / "autograded", students=compared, console=console)
    feedback = dataclasses.replace(at_stock, graded=stock / "feedback")
    return Figures(
        exercise=exercise,
        cores=os.cpu_count() or 1,
        students=compared,
        stock=measure("stock nbgrader", [*_NBGRADER, "autograde", exercise], at_stock),
        stock_feedback=measure("its feedback", [*_NBGRADER, "generate_feedback", exercise], feedback),
        plain=measure("nbgrader, configured", [*_NBGRADER, "autograde", exercise], course(compared)),
        grade=[
            measure(
                "autograder grade", [sys.executable, "-m", "autograder.cli", "grade", lesson.spec.slug], step
            )
            for step in map(course, sizes)
        ],
        own_seconds=own,
        versions={"python": platform.python_version()}
        | {name: importlib.metadata.version(name) for name in ("tensorflow", "keras", "nbgrader")},
    )


def _set_up(root: CourseRoot, ours: CourseRoot, lesson: Lesson) -> Lesson:
    """Make a course with one exercise; returns its lesson. Secret and answer keys stay for the next run."""
    shutil.rmtree(ours.work, ignore_errors=True)
    ours.work.mkdir(parents=True)
    (lesson,) = copy_course(root, ours, [lesson])
    _generate(ours.path, lesson)
    shutil.copyfile(ours.gradebook, ours.work / "empty.db")
    return lesson


def _set_up_stock(root: CourseRoot, stock: Path, lesson: Lesson) -> None:
    """Put the same exercise into nbgrader's default folders, with its default configuration."""
    shutil.rmtree(stock, ignore_errors=True)
    shutil.copytree(root.solutions / lesson.spec.exercise, stock / "source" / lesson.spec.exercise)
    _generate(stock, lesson)


def _generate(folder: Path, lesson: Lesson) -> None:
    command = [*_NBGRADER, "generate_assignment", lesson.spec.exercise, "--force"]
    measure("generate", command, Step(folder=folder, graded=folder, students=0, console=Console(quiet=True)))


def _fresh(ours: CourseRoot) -> None:
    """Remove everything that was handed in or graded; the answer keys stay."""
    for folder in (ours.submitted, ours.autograded, ours.feedback, ours.records, ours.entered):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copyfile(ours.work / "empty.db", ours.gradebook)


def _hand_in(submitted: Path, lesson: Lesson, samples: list[Sample], count: int) -> None:
    exercise = lesson.spec.exercise
    for number in range(count):
        folder = submitted / _student(number) / exercise
        folder.mkdir(parents=True)
        (folder / f"{exercise}.ipynb").write_bytes(samples[number % len(samples)].content)


def _student(number: int) -> str:
    return f"student-{number + 1:03d}"


def _own_seconds(ours: CourseRoot, lesson: Lesson, content: bytes) -> float:
    """Seconds that a submission's own cells and functions take, in a warm kernel with no other beside it."""
    submission = Submission(student=_student(0), exercise=lesson.spec.exercise)
    with tempfile.TemporaryDirectory(prefix="skewlab-bench-") as folder:
        path = Path(folder) / f"{submission.exercise}.ipynb"
        path.write_bytes(content)
        job = make_job(ours, submission, read_file(path, ours, submission.exercise))
    limits = Limits(cell_seconds=lesson.spec.cell_seconds, notebook_seconds=lesson.spec.notebook_seconds)
    accepted = local.gaps()
    nb, inputs = notebook_of(job, lesson.spec), json.loads(job.inputs)
    run_ = run_notebook(nb, inputs, limits, Equipment.of(ours), accepted_gaps=accepted)
    return asyncio.run(run_).own_seconds
