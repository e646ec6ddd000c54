"""Presents the benchmark's figures: a table for the console, ``docs/benchmark.md`` and its picture."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.table import Table

from tools.bench.figures import Figures, describe

_COLUMNS = ("submissions", "seconds", "each", "coordinator MB", "all processes MB")


def to_table(figures: Figures) -> Table:
    """The table for the console: one row for each command."""
    made = Table("", *_COLUMNS, title="Grading, side by side", title_justify="left")
    for row in _rows(figures):
        made.add_row(*row)
    return made


def to_markdown(figures: Figures) -> str:
    """The text of ``docs/benchmark.md``: the table, and each target with its result."""
    versions = ", ".join(f"{name} {version}" for name, version in figures.versions.items())
    sizes = "classes of " + ", ".join(str(row.students) for row in figures.grade)
    lines = [
        "# Benchmark",
        "",
        "Written by `make bench`; what is measured and how stands in `tools/bench/run.py`.",
        "",
        f"{figures.students} submissions of `{figures.exercise}`, right, wrong and unfinished, are graded by",
        "nbgrader with its default configuration, by plain `nbgrader autograde` under this course's",
        "configuration, and by `autograder grade`, which also writes the feedback pages. `autograder",
        "grade` also grades smaller and larger classes. Times include each command's start-up.",
        "",
        f"{figures.cores} cores; {versions}.",
        "",
        f"![Left: seconds a submission, for the three. Right: seconds in all for {sizes}.](bench.png)",
        "",
        "| | " + " | ".join(_COLUMNS) + " |",
        "| --- |" + " ---: |" * len(_COLUMNS),
        *("| " + " | ".join(row) + " |" for row in _rows(figures)),
        "",
        "| target | |",
        "| --- | --- |",
        *(
            f"| {'missed' if name in figures.missed() else 'met'} | {text} |"
            for name, text in describe(figures).items()
        ),
    ]
    return "\n".join(lines) + "\n"


def draw(figures: Figures, path: Path) -> None:
    """Draw the picture of ``docs/benchmark.md``, as a PNG file at ``path``.

    On the left are the seconds a submission of the three ways; on the right is how the time of the fastest
    grows with the class.
    """
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt

    left: Any
    right: Any
    plot, (left, right) = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    bars = (figures.stock, figures.plain, figures.same)
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


def _rows(figures: Figures) -> Iterator[list[str]]:
    for row in (figures.stock, figures.stock_feedback, figures.plain, *figures.grade):
        each = row.seconds / row.students
        memory = (f"{row.coordinator_mb:.0f}", f"{row.peak_mb:.0f}")
        yield [row.name, str(row.students), f"{row.seconds:.1f}", f"{each:.2f}", *memory]
