"""Measure what the grader makes of submissions that were written without knowing its catalogue.

With all lessons, writes docs/accuracy.json and docs/accuracy.md. Takes some minutes.
"""

from __future__ import annotations

import argparse
import os
import sys

from rich.console import Console
from rich.table import Table

from autograder.core.environment import NUMERICS
from autograder.core.errors import SkewLabError
from autograder.core.paths import find_root
from autograder.lessons import discover, find
from tools.accuracy import page
from tools.accuracy.measure import ANSWERS, Outcome, take


def main() -> int:
    """Grade the blind submissions of the lessons that were asked for; 0 when every goal is met."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.accuracy",
        description=__doc__,
        epilog="example: python -m tools.accuracy normalization --list unknown misnamed",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("lesson", nargs="*", help="slug or exercise name (default: all)")
    parser.add_argument(
        "--list",
        nargs="+",
        choices=(*ANSWERS, "losing"),
        default=[],
        help="also name the submissions that were answered so",
    )
    args = parser.parse_args()
    console = Console()
    os.environ.update(NUMERICS)
    try:
        root = find_root()
        lessons = tuple(find(root, name) for name in args.lesson) or discover(root)
        measured = {}
        for lesson in lessons:
            measured[lesson.spec.exercise] = take(root, lesson, console)
    except SkewLabError as error:
        console.print(f"[red]accuracy:[/] {error}", highlight=False)
        return 1
    for exercise, outcomes in measured.items():
        for outcome in outcomes:
            if outcome.answer in args.list or (
                "losing" in args.list and outcome.kind == "right" and outcome.lost
            ):
                said = ", ".join(outcome.labels)
                console.print(f"{exercise}: {outcome.name}: {said}", highlight=False, markup=False)
    console.print(_table(measured))
    if len(lessons) == len(discover(root)):
        from tools.accuracy.cost import milliseconds

        page.write(root.path, measured, {lesson.spec.exercise: milliseconds(lesson) for lesson in lessons})
        console.print(f"Wrote {page.PAGE}.")
    return 0 if all(goal.is_met for goal in page.goals(measured)) else 1


def _table(measured: dict[str, list[Outcome]]) -> Table:
    made = Table(title="Blind submissions", title_justify="left")
    for column in ("goal", "measured", "limit", ""):
        made.add_column(column, justify="left" if column == "goal" else "right")
    for goal in page.goals(measured):
        sign = "≤" if goal.at_most else "≥"
        mark = "[green]met[/]" if goal.is_met else "[red]not met[/]"
        made.add_row(goal.what, f"{goal.hits} of {goal.total}", f"{sign} {100 * goal.limit:g} %", mark)
    return made


if __name__ == "__main__":
    sys.exit(main())
