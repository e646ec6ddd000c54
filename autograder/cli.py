"""``autograder``: the command of authors and instructors. ``autograder COMMAND --help`` has examples."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from rich.console import Console
from rich.markup import escape

from autograder.core.environment import skip_iri_grammar
from autograder.core.errors import SkewLabError
from autograder.core.paths import CourseRoot, find_root
from autograder.core.specs import Kind
from autograder.core.text import plural
from autograder.grader import interrupt
from autograder.lessons import Lesson, discover, find

console = Console()


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what was asked, 1 when not, 2 for wrong usage."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    args = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace, CourseRoot], int] = args.run
    try:
        with interrupt.on_sigterm():
            return run(args, find_root(args.course))
    except SkewLabError as error:
        console.print(f"[red]autograder {args.command}:[/] {escape(str(error))}", highlight=False)
        return 1
    except KeyboardInterrupt:
        console.print("Stopped. What was finished is kept; the same command goes on from there.")
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="autograder", description=__doc__)
    parser.add_argument(
        "--course", type=Path, help="the course's folder (default: the one around this folder)"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, run: Callable[..., int], text: str, example: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(
            name,
            help=text,
            description=text,
            epilog=f"example: {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(run=run)
        return sub

    build = add("build", _build, "Generate notebooks, exercises and public cases.", "autograder build")
    build.add_argument("--check", action="store_true", help="change nothing; fail when a file differs")
    build.add_argument("--force", action="store_true", help="work out anew what is unchanged")
    _add_lessons(build)

    verify = add("verify", _verify, "Prove each lesson's contract.", "autograder verify normalization")
    _add_lessons(verify)
    verify.add_argument(
        "--seeds",
        type=int,
        metavar="N",
        help="try only the first N draws of the inputs, and hold the lessons against docs/truth-table.md",
    )
    verify.add_argument(
        "--quick",
        action="store_true",
        help="try what takes seconds, and write nothing: no kernel, no mutants",
    )
    verify.add_argument(
        "--check", action="store_true", help="build nothing; a generated file that differs is a fault"
    )
    verify.add_argument("--force", action="store_true", help="run anew what is unchanged")

    new = add(
        "new",
        _new,
        "Start a lesson: its folder and its data, with every file.",
        'autograder new tokens --title "Byte pairs" --tasks evidence:2,fit:1,contract:2,predict:4,guard:1',
    )
    new.add_argument("slug", help="the folder's name: small letters, digits and _")
    new.add_argument(
        "--kind",
        choices=get_args(Kind),
        default="full",
        help="short: an exercise alone (default: %(default)s)",
    )
    new.add_argument("--title", default="", help="the lesson's title (default: the slug as words)")
    new.add_argument(
        "--tasks",
        default="",
        metavar="NAME:POINTS,...",
        help="the graded tasks, each with its points (default: those that the kind needs at least)",
    )

    grade = add(
        "grade", _grade, "Grade all that was handed in, with feedback.", "autograder grade 01_normalization"
    )
    grade.add_argument("--force", action="store_true", help="grade again what is graded and unchanged")
    grade.add_argument(
        "--require-confinement",
        action="store_true",
        help="refuse to grade where this machine can't confine submissions fully",
    )
    grade.add_argument(
        "--cluster",
        default="",
        metavar="ADDRESS",
        help="run the notebooks on the workers of this Dask scheduler, such as tcp://192.168.1.5:8786",
    )
    grade.add_argument("--verbose", action="store_true", help="show what else is written to the log")
    grade.add_argument("--student", default="*", help="one student only")
    _add_lessons(grade)

    report = add("report", _report, "Write the HTML summary of the class.", "autograder report")
    _add_lessons(report)

    unknown = add(
        "unknown",
        _unknown,
        "List equal answers that no misconception explains, the most frequent first.",
        "autograder unknown 01_normalization",
    )
    _add_lessons(unknown)

    name = add(
        "name",
        _name,
        "Keep your words for a group of unknown answers; its students read them after the next grading.",
        'autograder name 3fa9c2d1 --title "Scaled twice" --advice "Scale in `predict` alone."',
    )
    name.add_argument("group", help="the group's id, as `autograder unknown` prints it")
    name.add_argument("--title", required=True, help="a few words that name the mistake")
    name.add_argument("--advice", required=True, help="a sentence that says what to change")
    name.add_argument("--reason", default="", help="a sentence that says why the answers go wrong")

    student_ = add(
        "student", _student, "Lay out the folder that a student works in.", "autograder student work/student"
    )
    student_.add_argument(
        "folder",
        nargs="?",
        type=Path,
        help="the folder (default: work/student); what was changed in it stays",
    )
    add("bundle", _bundle, "Pack what students need, without answers.", "autograder bundle")
    add("demo", _demo, "Build, hand in a sample class, grade it, report.", "autograder demo")
    return parser


def _add_lessons(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lesson", nargs="*", help="slug or exercise name (default: all)")


def _lessons(args: argparse.Namespace, root: CourseRoot) -> tuple[Lesson, ...]:
    return tuple(find(root, name) for name in args.lesson) or discover(root)


def _build(args: argparse.Namespace, root: CourseRoot) -> int:
    from autograder.authoring import build

    drift = (build.check if args.check else build.build)(
        root, _lessons(args, root), console, force=args.force
    )
    for item in drift:
        console.print(f"{item.path} {item.reason}", highlight=False)
    if args.check and drift:
        console.print("[red]Generated files differ:[/] run `autograder build` and commit the result.")
        return 1
    console.print("Generated files are up to date." if not drift else f"Wrote {plural(len(drift), 'file')}.")
    return 0


def _verify(args: argparse.Namespace, root: CourseRoot) -> int:
    from autograder.authoring import verify
    from autograder.authoring.trials import SEEDS

    if args.seeds is not None and args.seeds < 1:
        from autograder.core.errors import CourseError

        msg = f"--seeds should be at least 1; it is {args.seeds}."
        raise CourseError(msg)
    return verify.run(
        root,
        _lessons(args, root),
        console,
        SEEDS[: args.seeds],
        check=args.check,
        quick=args.quick,
        force=args.force,
    )


def _new(args: argparse.Namespace, root: CourseRoot) -> int:
    from autograder.authoring import new

    return new.run(root, args.slug, console, kind=args.kind, title=args.title, tasks=args.tasks)


def _grade(args: argparse.Namespace, root: CourseRoot) -> int:
    from autograder.grader import log
    from autograder.sandbox import zygote_client
    from autograder.sandbox.equipment import Equipment

    skip_iri_grammar()
    if not args.cluster and zygote_client.is_wanted():
        # The libraries' import, such as TensorFlow's, and nbgrader's take seconds each: side by side.
        zygote_client.start(Equipment.of(root).libraries, log.put_aside(root, "zygote.log"))
    from autograder.grader import command
    from autograder.nbgrader.gradebook import NbgraderBook

    return command.run(
        root,
        _lessons(args, root),
        console,
        NbgraderBook(root),
        student=args.student,
        force=args.force,
        require_confinement=args.require_confinement,
        verbose=args.verbose,
        address=args.cluster,
    )


def _report(args: argparse.Namespace, root: CourseRoot) -> int:
    from autograder.desk import report

    return report.run(root, _lessons(args, root), console)


def _unknown(args: argparse.Namespace, root: CourseRoot) -> int:
    from autograder.desk import unknown

    return unknown.run(root, _lessons(args, root), console)


def _name(args: argparse.Namespace, root: CourseRoot) -> int:
    from autograder.desk import unknown

    return unknown.name(
        root,
        discover(root),
        console,
        args.group,
        title=args.title,
        advice=args.advice,
        reason=args.reason,
    )


def _student(args: argparse.Namespace, root: CourseRoot) -> int:
    from autograder.authoring import start

    return start.run(root, args.folder or root.work / "student", console)


def _bundle(_: argparse.Namespace, root: CourseRoot) -> int:
    from autograder.authoring import bundle

    return bundle.run(root, console)


def _demo(_: argparse.Namespace, root: CourseRoot) -> int:
    from autograder.authoring import demo

    return demo.run(root, console)


if __name__ == "__main__":
    sys.exit(main())
