"""``autograder verify``: builds, proves each lesson's contract and writes the truth table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.authoring import build, truth_table, verdicts, workers
from autograder.authoring.gates import Gate, Gates
from autograder.authoring.lint import Lint
from autograder.authoring.trials import SEEDS
from autograder.authoring.verified import Verified
from autograder.core.course import settings_of
from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.lessons import Lesson


def run(
    root: CourseRoot,
    lessons: tuple[Lesson, ...],
    console: Console,
    seeds: Sequence[int] = SEEDS,
    *,
    check: bool = False,
    quick: bool = False,
    force: bool = False,
) -> int:
    """Verify lessons, and print each gate with what is wrong.

    What is generated is written first. With all seeds, the lessons' sections of the truth table are written,
    too. With fewer seeds, the lessons are held against the truth table that there is: no verdict depends on
    the seed, so it says the same.

    Args:
        root: The course.
        lessons: The lessons to verify.
        console: Where to print.
        seeds: The seeds of the inputs that the trials are made with.
        check: Whether a generated file that differs is a fault; else it is written.
        quick: Whether to try only what takes seconds. Then nothing is written; only what was tried is kept.
        force: Whether to run anew what was run before with the same code and data.

    Returns:
        The command's exit code: 0 when every gate holds, else 1.

    Raises:
        CourseError: one of a lesson's files is missing or malformed.
    """
    report = _Report(console)
    lint = None if quick else Lint(root.path, [lesson.folder for lesson in lessons])
    try:
        with workers.start(console) as pool:
            found = {
                lesson: Gates(root, lesson, pool, Verified(root, lesson, report.say, force=force), seeds)
                for lesson in lessons
            }
            sound = [lesson for lesson, gates in found.items() if report.base(lesson, gates, quick=quick)]
            if quick:
                for lesson in sound:
                    report.gates(lesson, [*found[lesson].written(), *found[lesson].quick()])
                return report.quick_end(lessons)
            drift = (build.check if check else build.build)(root, tuple(sound), console, force=force)
            report.generated(drift, check=check)
            for lesson in sound:
                report.gates(lesson, [*found[lesson].written(), *found[lesson].run()])
                report.evidence(_proof(found[lesson], lesson))
        if lint is not None:
            report.lint(lint)
    finally:
        if lint is not None:
            lint.end()
    proofs = [_proof(found[lesson], lesson) for lesson in sound]
    _hold_against_table(root, proofs, report, whole=tuple(seeds) == SEEDS)
    console.print("[green]Every gate holds.[/]" if report.good else "[red]Some gates do not hold.[/]")
    return 0 if report.good else 1


def _proof(gates: Gates, lesson: Lesson) -> truth_table.Proof:
    return truth_table.Proof(evidence=gates.evidence, promises=lesson.promises(), mutants=gates.mutants)


def _hold_against_table(
    root: CourseRoot, proofs: Sequence[truth_table.Proof], report: _Report, *, whole: bool
) -> None:
    """Write the sections of the lessons with all seeds; with fewer, compare them."""
    if not proofs:
        return
    path = root.path / truth_table.FILE
    kept = path.read_text(encoding="utf-8") if path.is_file() else ""
    if whole:
        path.parent.mkdir(exist_ok=True)
        path.write_text(
            truth_table.to_markdown(proofs, settings_of(root).points, kept), encoding="utf-8", newline="\n"
        )
        report.say(f"Wrote {truth_table.FILE}.")
        return
    gone = [proof.evidence.lesson.spec.slug for proof in proofs if truth_table.section(proof) not in kept]
    report.gate(
        "course", truth_table.FILE, [f"{slug} is not as it says: verify it with all seeds" for slug in gone]
    )


class _Report:
    """Prints gates, and remembers whether all of them held."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.good = True

    def say(self, text: str) -> None:
        """Print a line."""
        self._console.print(text, highlight=False, markup=False, soft_wrap=True)

    def gate(self, of: str, name: str, problems: Iterable[str]) -> bool:
        """Print one gate with its problems, each once; returns whether it held."""
        problems = dict.fromkeys(problems)
        self._console.print(f"{'[red]✗[/]' if problems else '[green]✓[/]'} {of}: {name}", highlight=False)
        for problem in problems:
            self.say(f"    {problem}")
        self.good = self.good and not problems
        return not problems

    def gates(self, lesson: Lesson, gates: Sequence[Gate]) -> bool:
        """Try gates one after another; returns whether all held."""
        held = [self.gate(lesson.spec.slug, name, problems()) for name, problems in gates]
        return all(held)

    def base(self, lesson: Lesson, gates: Gates, *, quick: bool) -> bool:
        """Try what all else builds on; where it does not hold, say which gates are not tried for that."""
        held = self.gates(lesson, [(name, _told(problems)) for name, problems in gates.base()])
        if not held:
            rest = [name for name, _ in (*gates.written(), *(gates.quick() if quick else gates.run()))]
            self.say(f"– {lesson.spec.slug}: not tried until these hold: {', '.join(rest)}")
        return held

    def generated(self, drift: Iterable[build.Drift], *, check: bool) -> None:
        """Say what was written, or with ``check`` what should be."""
        if check:
            self.gate("course", "generated files", [f"{item.path} {item.reason}" for item in drift])
            return
        for item in drift:
            self.say(f"  wrote {item.path}")

    def lint(self, lint: Lint) -> None:
        """Say what style and types are like, or that nobody looked."""
        if lint.missing:
            self.say(f"– course: lint: not tried, {lint.missing}")
        else:
            self.gate("course", "lint", lint.problems())

    def quick_end(self, lessons: Sequence[Lesson]) -> int:
        """End a quick run; returns the exit code."""
        if not self.good:
            self._console.print("[red]Some gates do not hold.[/]")
            return 1
        names = " ".join(lesson.spec.slug for lesson in lessons)
        self.say(
            f"Quick gates hold; run `autograder verify {names}` before you commit: it tries all the others."
        )
        return 0

    def evidence(self, proof: truth_table.Proof) -> None:
        """Print the lesson's truth table, its margins, and what mistakes cost where they are not named."""
        evidence = proof.evidence
        table = Table(title=f"{evidence.lesson.spec.title}: truth table", title_justify="left")
        for column in ("pipeline", "", "score", "diagnosis"):
            table.add_column(column, justify="right" if column == "score" else "left")
        for kind, name, score, said in truth_table.rows(evidence):
            table.add_row(escape(name), kind, score, said)
        self._console.print(table)
        for task in evidence.lesson.spec.tasks:
            right, wrong = verdicts.margins(evidence, task.name)
            self.say(
                f"    {task.name}: worst right answer at {right:.1e} of the tolerance, "
                f"nearest misconception at {wrong:.3g}"
            )
        for line in verdicts.follow_ups(evidence.trials):
            self.say(f"    {line}")
        self.say(f"    {truth_table.mutants_line(proof.mutants)}")


def _told(problems: Callable[[], list[str]]) -> Callable[[], list[str]]:
    """A gate whose own error is its problem, as a sentence for the author."""

    def tried() -> list[str]:
        try:
            return problems()
        except CourseError as error:
            return [str(error)]

    return tried
