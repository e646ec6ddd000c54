"""``python -m tools.accuracy``: what the grader makes of submissions that it was not written for."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.core.errors import SkewLabError
from autograder.core.paths import find_root
from autograder.lessons import discover, find
from tools.accuracy.measure import Accuracy, count, take


def main() -> int:
    """Grade the blind submissions of the lessons that were asked for, and print the counts."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.accuracy",
        description=__doc__,
        epilog="example: python -m tools.accuracy normalization --list",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("lesson", nargs="*", help="slug or exercise name (default: all)")
    parser.add_argument("--list", action="store_true", help="name the submissions that were answered wrongly")
    args = parser.parse_args()
    console = Console()
    try:
        root = find_root(Path(__file__).parent)
        lessons = tuple(find(name) for name in args.lesson) or discover()
        quiet = Console(quiet=True)
        figures = [count(lesson.spec.exercise, take(root, lesson, quiet)) for lesson in lessons]
    except SkewLabError as error:
        console.print(f"[red]accuracy:[/] {error}", highlight=False)
        return 1
    console.print(_table(figures))
    for figure in figures if args.list else ():
        for what, names in (
            ("right, and loses", figure.right_losing),
            ("wrong, and loses none", figure.full),
        ):
            console.print(f"{figure.exercise}: {what}: {', '.join(names) or 'none'}", highlight=False)
    return 0


def _table(figures: list[Accuracy]) -> Table:
    made = Table(title="Blind submissions", title_justify="left")
    for column in (
        "exercise",
        "right",
        "losing",
        "wrong",
        "at full points",
        "named",
        "first attempts",
        "named",
    ):
        made.add_column(column, justify="left" if column == "exercise" else "right")
    for f in figures:
        cells = (f.right, len(f.right_losing), f.wrong, len(f.full), f.named, f.first, f.first_named)
        made.add_row(f.exercise, *map(str, cells))
    return made


if __name__ == "__main__":
    sys.exit(main())
