"""Compare stock nbgrader, nbgrader under the course's configuration, and `autograder grade`.

Takes a quarter of an hour. Writes docs/bench.json, docs/benchmark.md and docs/bench.png.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from rich.console import Console

from autograder.core.errors import SkewLabError
from autograder.core.paths import find_root
from autograder.lessons import find
from tools.bench import run


def main(argv: Sequence[str] | None = None) -> int:
    """Run the benchmark; 0 when it was measured, 1 when something failed, 2 for wrong usage."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # TensorFlow's start-up lines would hide the table
    args = _parser().parse_args(argv)
    console = Console()
    try:
        root = find_root()
        run.run(root, find(root, args.lesson), args.sizes, args.compared, console)
    except SkewLabError as error:
        console.print(f"[red]tools.bench:[/] {error}", highlight=False)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tools.bench",
        description=__doc__,
        epilog="example: python -m tools.bench --sizes 50 100 200 400 --compared 100",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--lesson",
        default="normalization",
        help="slug or exercise name of what is graded (default: normalization)",
    )
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        default=[50, 100, 200, 400],
        metavar="N",
        help="sizes of the classes that autograder grade grades (default: 50 100 200 400)",
    )
    parser.add_argument(
        "--compared",
        type=int,
        default=100,
        metavar="N",
        help="size of the class that all three ways grade (default: 100)",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
