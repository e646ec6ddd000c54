"""``autograder bench``: stock nbgrader, nbgrader under our configuration, ``autograder grade``, side by side.

Three ways grade the same submissions in one run on one machine; then ``autograder grade`` grades
larger classes. The figures go to ``docs/bench.json``, their picture to ``docs/bench.png``. Answer keys
are computed beforehand: they are made once in a course, not once in a run.
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
from typing import Any

import nbformat
from rich.console import Console
from rich.table import Table

from autograder.course import sample_class
from autograder.course.sample_class import Sample
from autograder.course.stopwatch import Measured, Step, measure
from autograder.engine import keys, seeds
from autograder.engine.client import Limits, run_notebook
from autograder.engine.paths import CONFIG, CourseRoot
from autograder.engine.submission import find_check_cells, put_graded_lines
from autograder.lessons import Lesson, find

TARGETS = {"grade": 20.0, "plain": 6.0, "overhead": 0.5, "linear": 1.15, "memory": 25.0}
"""At least so many times stock's speed, twice; at most so many seconds a submission, so many times as long
a submission in the largest class, so many megabytes more for it."""

_LESSON = "normalization"
_NBGRADER = (sys.executable, "-m", "nbgrader")
_KINDS = ("right", "misconception", "blank", "half done")
"""What all three can grade: stock nbgrader loses a class to what is broken."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Figures:
    """What was measured.

    Attributes:
        cores: Of this machine.
        students: Submissions that all three graded.
        stock: nbgrader's default configuration: ``nbgrader autograde``.
        stock_feedback: ... and ``nbgrader generate_feedback``.
        plain: ``nbgrader autograde`` under the course's configuration.
        grade: ``autograder grade``, feedback included, for classes of several sizes.
        own_seconds: What a submission itself computes, run alone: the mean over its kinds.
        versions: Of the libraries.
    """

    cores: int
    students: int
    stock: Measured
    stock_feedback: Measured
    plain: Measured
    grade: list[Measured]
    own_seconds: float
    versions: dict[str, str]

    def results(self) -> dict[str, float]:
        """The figures that :data:`TARGETS` speaks of."""
        small, large = self.grade[0], self.grade[-1]
        slope = (large.seconds - small.seconds) / (large.students - small.students)
        return {
            "grade": self.stock.seconds / small.seconds,
            "plain": self.stock.seconds / self.plain.seconds,
            "overhead": slope - self.own_seconds / self.cores,
            "linear": (large.seconds / large.students) / (small.seconds / small.students),
            "memory": large.coordinator_mb - small.coordinator_mb,
        }

    def missed(self) -> list[str]:
        """The names of the targets that do not hold."""
        least = ("grade", "plain")
        return [
            name
            for name, value in self.results().items()
            if (value < TARGETS[name] if name in least else value > TARGETS[name])
        ]


def run(root: CourseRoot, sizes: list[int], console: Console) -> int:
    """Measure, print, write ``docs/bench.json`` and ``docs/bench.png``."""
    lesson = find(_LESSON)
    console.print(f"Three ways grade {sizes[0]} submissions of {lesson.spec.exercise}; the first takes long.")
    figures = take(root, lesson, sizes, console)
    results = figures.results()
    console.print(table(figures))
    for name, text in describe(figures).items():
        mark = "[red]✗[/]" if name in figures.missed() else "[green]✓[/]"
        console.print(f"{mark} {text}", highlight=False)
    target = root.path / "docs"
    data = dataclasses.asdict(figures) | {"results": results}
    (target / "bench.json").write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    draw(figures, target / "bench.png")
    console.print(f"Wrote {target / 'bench.json'} and bench.png.", highlight=False, soft_wrap=True)
    return 0


def take(root: CourseRoot, lesson: Lesson, sizes: list[int], console: Console) -> Figures:
    """Measure it all, one step after another."""
    home = root.work / "bench"
    ours, stock = CourseRoot(home / "ours"), home / "stock"
    _set_up(root, ours, lesson)
    _set_up_stock(root, stock, lesson)
    kinds = [s for s in sample_class.make_class(ours, lesson) if s.kind.startswith(_KINDS)]
    secret = seeds.load_secret(ours.secret)
    variants = {seeds.variant_of(secret, _student(n), lesson.spec.exercise) for n in range(max(sizes))}
    keys.ensure(ours, lesson, variants)
    own = statistics.fmean(_own_seconds(ours, lesson, sample.content) for sample in kinds)

    def course(count: int) -> Step:
        """The course of ours with so many submissions, none graded."""
        _fresh(ours)
        _hand_in(ours.submitted, lesson, kinds, count)
        return Step(folder=ours.path, graded=ours.autograded, students=count, console=console)

    exercise = lesson.spec.exercise
    first = sizes[0]
    _hand_in(stock / "submitted", lesson, kinds, first)
    at_stock = Step(folder=stock, graded=stock / "autograded", students=first, console=console)
    feedback = dataclasses.replace(at_stock, graded=stock / "feedback")
    return Figures(
        cores=os.cpu_count() or 1,
        students=first,
        stock=measure("stock nbgrader", [*_NBGRADER, "autograde", exercise], at_stock),
        stock_feedback=measure("its feedback", [*_NBGRADER, "generate_feedback", exercise], feedback),
        plain=measure("nbgrader, configured", [*_NBGRADER, "autograde", exercise], course(first)),
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


def describe(figures: Figures) -> dict[str, str]:
    """Each result beside its target, as a sentence."""
    results = figures.results()
    large = figures.grade[-1].students
    return {
        "grade": f"autograder grade, feedback included, is {results['grade']:.1f} times as fast as stock "
        f"nbgrader without feedback (target {TARGETS['grade']:g})",
        "plain": f"nbgrader under our configuration is {results['plain']:.1f} times as fast (target "
        f"{TARGETS['plain']:g})",
        "overhead": f"{results['overhead']:.2f} s a submission beyond what it computes itself, "
        f"{figures.own_seconds:.2f} s on one of {figures.cores} cores (target {TARGETS['overhead']:g})",
        "linear": f"a submission in a class of {large} takes {results['linear']:.2f} times as long as in one "
        f"of {figures.students} (target {TARGETS['linear']:g})",
        "memory": f"the coordinator needs {results['memory']:+.0f} MB for {large} submissions (target "
        f"{TARGETS['memory']:g})",
    }


def table(figures: Figures) -> Table:
    """All that was measured."""
    made = Table(title="Grading, side by side", title_justify="left")
    for column in ("", "submissions", "seconds", "each", "coordinator MB", "all processes MB"):
        made.add_column(column, justify="right" if column else "left")
    for row in (figures.stock, figures.stock_feedback, figures.plain, *figures.grade):
        made.add_row(
            row.name,
            str(row.students),
            f"{row.seconds:.1f}",
            f"{row.seconds / row.students:.2f}",
            f"{row.coordinator_mb:.0f}",
            f"{row.peak_mb:.0f}",
        )
    return made


def draw(figures: Figures, path: Path) -> None:
    """Seconds a submission of the three ways, and how the time of the fastest grows."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    left: Any
    right: Any
    plot, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    bars = (figures.stock, figures.plain, figures.grade[0])
    each = [row.seconds / row.students for row in bars]
    names = ["stock nbgrader", "nbgrader,\nour configuration", "autograder grade\n(with feedback)"]
    shown = left.barh(names, each, color=["#999999", "#56B4E9", "#0072B2"])
    left.bar_label(shown, [f"{value:.2g} s" for value in each], padding=4)
    left.invert_yaxis()
    left.set_xlim(0, max(each) * 1.2)
    left.set_xlabel(f"seconds a submission, {figures.students} submissions")
    sizes = [row.students for row in figures.grade]
    right.plot(sizes, [row.seconds for row in figures.grade], "o-", color="#0072B2")
    right.set_xlabel("submissions")
    right.set_ylabel("seconds, autograder grade")
    right.set_xlim(0)
    right.set_ylim(0)
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
    plot.savefig(path, dpi=120, metadata={"Software": None})
    plt.close(plot)


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
    inputs = keys.load_inputs(ours, lesson, variant)
    limits = Limits(cell_seconds=lesson.spec.cell_seconds, notebook_seconds=lesson.spec.notebook_seconds)
    return asyncio.run(run_notebook(nb, inputs, limits)).own_seconds
