"""``autograder bench``: stock nbgrader, nbgrader under our configuration, ``autograder grade``, side by side.

Three ways grade the same submissions in one run on one machine; ``autograder grade`` also grades smaller
and larger classes. The figures go to ``docs/bench.json``, what they say to ``docs/benchmark.md`` and its
picture. Answer keys are computed beforehand: they are made once in a course, not once in a run.
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
from pathlib import Path

import nbformat
from rich.console import Console

from autograder.authoring import sample_class
from autograder.authoring.bench_figures import Figures, describe
from autograder.authoring.bench_page import draw, to_markdown, to_table
from autograder.authoring.sample_class import Sample
from autograder.authoring.stopwatch import Step, measure
from autograder.core.paths import CONFIG, CourseRoot
from autograder.grader import local
from autograder.grader.job import find_check_cells, put_graded_lines
from autograder.keys import cache, seeds
from autograder.lessons import Lesson, find
from autograder.sandbox.client import Limits, run_notebook

_LESSON = "normalization"
_NBGRADER = (sys.executable, "-m", "nbgrader")
_KINDS = ("right", "misconception", "blank", "half done")
"""What all three can grade: stock nbgrader loses a class to what is broken."""


def run(root: CourseRoot, sizes: list[int], compared: int, console: Console) -> int:
    """Measure, print, write the figures and what they say to ``docs/``.

    Args:
        root: The course.
        sizes: The classes that ``autograder grade`` grades.
        compared: The size of the class that all three grade.
        console: Where to print.
    """
    lesson = find(_LESSON)
    console.print(f"Three ways grade {compared} submissions of {lesson.spec.exercise}; the first takes long.")
    figures = take(root, lesson, sorted({*sizes, compared}), compared, console)
    console.print(to_table(figures))
    for name, text in describe(figures).items():
        mark = "[red]✗[/]" if name in figures.missed() else "[green]✓[/]"
        console.print(f"{mark} {text}", highlight=False)
    docs = root.path / "docs"
    (docs / "bench.json").write_text(
        json.dumps(dataclasses.asdict(figures), indent=1) + "\n", encoding="utf-8"
    )
    (docs / "benchmark.md").write_text(to_markdown(figures), encoding="utf-8")
    draw(figures, docs / "bench.png")
    console.print(
        f"Wrote {docs / 'benchmark.md'}, bench.json and bench.png.", highlight=False, soft_wrap=True
    )
    return 0


def take(root: CourseRoot, lesson: Lesson, sizes: list[int], compared: int, console: Console) -> Figures:
    """Measure it all, one step after another."""
    home = root.work / "bench"
    ours, stock = CourseRoot(home / "ours"), home / "stock"
    _set_up(root, ours, lesson)
    _set_up_stock(root, stock, lesson)
    kinds = [s for s in sample_class.make_class(ours, lesson) if s.kind.startswith(_KINDS)]
    secret = seeds.load_secret(ours.secret)
    variants = {seeds.variant_of(secret, _student(n), lesson.spec.exercise) for n in range(max(sizes))}
    cache.ensure(ours, lesson, variants)
    own = statistics.fmean(_own_seconds(ours, lesson, sample.content) for sample in kinds)

    def course(count: int) -> Step:
        """The course of ours with so many submissions, none graded."""
        _fresh(ours)
        _hand_in(ours.submitted, lesson, kinds, count)
        return Step(folder=ours.path, graded=ours.autograded, students=count, console=console)

    exercise = lesson.spec.exercise
    _hand_in(stock / "submitted", lesson, kinds, compared)
    at_stock = Step(folder=stock, graded=stock / "autograded", students=compared, console=console)
    feedback = dataclasses.replace(at_stock, graded=stock / "feedback")
    return Figures(
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


def _set_up(root: CourseRoot, ours: CourseRoot, lesson: Lesson) -> None:
    """A course with one exercise; its secret and its answer keys stay from one run to the next."""
    for folder in (ours.path / "solutions", ours.path / "exercises", ours.work):
        shutil.rmtree(folder, ignore_errors=True)
    ours.work.mkdir(parents=True)
    shutil.copyfile(root.path / CONFIG, ours.path / CONFIG)
    for tree in ("solutions", "exercises"):
        shutil.copytree(root.path / tree / lesson.spec.exercise, ours.path / tree / lesson.spec.exercise)
    _generate(ours.path, lesson)
    shutil.copyfile(ours.work / "gradebook.db", ours.work / "empty.db")


def _set_up_stock(root: CourseRoot, stock: Path, lesson: Lesson) -> None:
    """The same exercise in nbgrader's default folders, with its default configuration."""
    shutil.rmtree(stock, ignore_errors=True)
    shutil.copytree(root.path / "solutions" / lesson.spec.exercise, stock / "source" / lesson.spec.exercise)
    _generate(stock, lesson)


def _generate(folder: Path, lesson: Lesson) -> None:
    command = [*_NBGRADER, "generate_assignment", lesson.spec.exercise, "--force"]
    measure("generate", command, Step(folder=folder, graded=folder, students=0, console=Console(quiet=True)))


def _fresh(ours: CourseRoot) -> None:
    """Forget all that was handed in and graded, but the answer keys."""
    for folder in (ours.submitted, ours.autograded, ours.feedback, ours.runs, ours.entered):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copyfile(ours.work / "empty.db", ours.work / "gradebook.db")


def _hand_in(submitted: Path, lesson: Lesson, samples: list[Sample], count: int) -> None:
    exercise = lesson.spec.exercise
    for number in range(count):
        folder = submitted / _student(number) / exercise
        folder.mkdir(parents=True)
        (folder / f"{exercise}.ipynb").write_bytes(samples[number % len(samples)].content)


def _student(number: int) -> str:
    return f"student-{number + 1:03d}"


def _own_seconds(ours: CourseRoot, lesson: Lesson, content: bytes) -> float:
    """How long a submission's own cells and functions take, in a warm kernel and alone."""
    nb = nbformat.reads(content.decode(), as_version=4)
    put_graded_lines(nb, lesson, find_check_cells(nb, lesson))
    variant = seeds.variant_of(seeds.load_secret(ours.secret), _student(0), lesson.spec.exercise)
    inputs = cache.load_inputs(ours, lesson, variant)
    limits = Limits(cell_seconds=lesson.spec.cell_seconds, notebook_seconds=lesson.spec.notebook_seconds)
    return asyncio.run(run_notebook(nb, inputs, limits, accepted_gaps=local.gaps())).own_seconds
