"""``autograder verify``: proves each lesson's contract and writes the truth table."""

from __future__ import annotations

import ast
import asyncio
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path

import nbformat
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from autograder.authoring import build, bundle, contract
from autograder.authoring.notebooks import convert
from autograder.authoring.trials import SEEDS, Evidence, Trial, collect
from autograder.core.paths import CourseRoot
from autograder.core.results import RESULT_MIME, TaskSummary
from autograder.grader import local
from autograder.grader.job import grade_job, make_job
from autograder.grading import keyfile
from autograder.intake.reading import read_file
from autograder.intake.submissions import Submission
from autograder.keys import cache, seeds
from autograder.keys.compute import PUBLIC_SEED, draw_inputs, make_key
from autograder.lessons import Lesson, discover
from autograder.sandbox.client import Limits, run_notebook
from autograder.student.public import FILE as PUBLIC_FILE

TRUTH_TABLE = "docs/truth-table.md"
"""Where the truth table is written, in the course."""


def run(root: CourseRoot, lessons: tuple[Lesson, ...], console: Console) -> int:
    """Verify lessons, and print each gate with what is wrong. With all lessons, also write the truth table.

    Args:
        root: The course that has the generated files.
        lessons: The lessons to verify.
        console: Where to print.

    Returns:
        The command's exit code: 0 when every gate holds, else 1.

    Raises:
        CourseError: one of a lesson's files is missing or malformed.
    """
    drift = build.check(root, lessons)
    good = _report(console, "course", "generated files", [f"{d.path} {d.reason}" for d in drift])
    evidences = []
    for lesson in lessons:
        passed, evidence = _verify(root, lesson, console)
        good = good and passed
        evidences.append(evidence)
    if len(lessons) == len(discover()):
        path = root.path / TRUTH_TABLE
        path.parent.mkdir(exist_ok=True)
        path.write_text(truth_table(evidences), encoding="utf-8", newline="\n")
        console.print(f"Wrote {TRUTH_TABLE}.")
    console.print("[green]Every gate holds.[/]" if good else "[red]Some gates do not hold.[/]")
    return 0 if good else 1


def _verify(root: CourseRoot, lesson: Lesson, console: Console) -> tuple[bool, Evidence]:
    spec, slug = lesson.spec, lesson.spec.slug
    good = []

    def gate(name: str, problems: list[str]) -> None:
        good.append(_report(console, slug, name, problems))

    gate("spec", contract.gate_spec(spec, len(lesson.misconceptions()), len(lesson.alternatives())))
    for source in ("lesson.py", "exercise.py"):
        gate(source, contract.gate_notebook(convert(lesson, source), lesson=source == "lesson.py"))
    gate("lesson runs, and fails as it says", _run_lesson(lesson, console))
    release = root.released(spec.exercise).read_text(encoding="utf-8")
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(slug)
        evidence = collect(lesson, release, lambda text: progress.update(task, description=text))
    trials = evidence.trials
    gate("solution 100 %, skeleton 0", contract.gate_endpoints(trials))
    gate("the same through a kernel", _through_kernel(root, lesson, release))
    gate("misconceptions named", contract.gate_misconceptions(trials, spec.alike))
    gate("mixtures not named", contract.gate_mixtures(trials))
    gate("alternatives 100 %", contract.gate_alternatives(trials))
    gate("margins", contract.gate_margins(evidence))
    gate("reference", contract.gate_reference(evidence))
    gate("nothing leaks", _leaks(root, lesson))
    _print_table(console, evidence)
    return all(good), evidence


def _report(console: Console, lesson: str, gate: str, problems: list[str]) -> bool:
    mark = "[red]✗[/]" if problems else "[green]✓[/]"
    console.print(f"{mark} {lesson}: {gate}", highlight=False)
    for problem in problems:
        console.print(f"    {problem}", highlight=False, markup=False)
    return not problems


def _run_lesson(lesson: Lesson, console: Console) -> list[str]:
    """Run the lesson untouched in a kernel, and compare its figures with its prose."""
    text = convert(lesson, "lesson.py")
    nb = nbformat.reads(text, as_version=4)
    limit = lesson.spec.run_seconds
    limits = Limits(cell_seconds=limit, notebook_seconds=2 * limit)
    run_ = asyncio.run(run_notebook(nb, {}, limits, accepted_gaps=local.gaps()))
    console.print(f"    {lesson.spec.slug} ran in {run_.seconds:.0f} s of {limit:g} s", highlight=False)
    problems = [run_.reason] if run_.reason is not None else []
    if run_.seconds > limit:
        problems.append(f"the lesson took {run_.seconds:.0f} s; its budget is {limit:g} s")
    measured = {}
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                problems.append(f"cell {cell.id} raised {output.ename}: {output.evalue}")
            if output.output_type == "execute_result" and "evidence" in cell.metadata.get("tags", []):
                measured = ast.literal_eval(output.data["text/plain"])
    prose = "\n".join(cell.source for cell in nb.cells if cell.cell_type == "markdown")
    stated = json.loads(lesson.source("figures.json"))
    return problems + contract.gate_figures(measured, stated, prose)


def _through_kernel(root: CourseRoot, lesson: Lesson, release: str) -> list[str]:
    """Grade solution and skeleton as two students' notebooks, in kernels, on their hidden inputs."""
    problems = []
    for name, text, wanted in (
        ("solution", convert(lesson, "exercise.py"), contract.POINTS),
        ("skeleton", release, 0),
    ):
        submission = Submission(student=f"verify-{name}", exercise=lesson.spec.exercise)
        with tempfile.TemporaryDirectory(prefix="skewlab-verify-") as folder:
            path = Path(folder) / f"{submission.exercise}.ipynb"
            path.write_text(text, encoding="utf-8")
            received = read_file(path, root, submission.exercise)
        outputs = asyncio.run(grade_job(make_job(root, submission, received), local.gaps()))
        results = [
            TaskSummary.from_json(output["data"][RESULT_MIME])
            for cell in json.loads(outputs)
            for output in cell
            if RESULT_MIME in output.get("data", ())
        ]
        score = sum(result.score for result in results)
        if score != wanted:
            said = "; ".join(f"{r.task_id}: {r.status}, {r.summary}" for r in results)
            problems.append(f"the {name} scores {score:g} of {wanted} in a kernel: {said}")
    return problems


def _leaks(root: CourseRoot, lesson: Lesson) -> list[str]:
    variant = seeds.variant_of(seeds.load_secret(root.secret), "verify-solution", lesson.spec.exercise)
    inputs = cache.load_inputs(root, lesson, variant)
    key = keyfile.key_to_json(cache.load_key(root, lesson, variant))
    public = {str(name): text for name, text in bundle.texts(root)}
    given = (root.path / "data" / lesson.spec.slug / PUBLIC_FILE).read_text(encoding="utf-8")
    # Public answers are no secret, neither as they are stored nor as this processor rounds them.
    shipped = keyfile.key_to_json(make_key(lesson, draw_inputs(lesson, PUBLIC_SEED)))
    known = contract.strings_of(json.loads(given)) | contract.strings_of(shipped)
    secrets = (contract.strings_of(inputs) | contract.strings_of(key)) - known
    return contract.gate_leaks(convert(lesson, "exercise.py"), secrets, public, given)


def _print_table(console: Console, evidence: Evidence) -> None:
    table = Table(title=f"{evidence.lesson.spec.title}: truth table", title_justify="left")
    for column in ("pipeline", "", "score", "diagnosis"):
        table.add_column(column, justify="right" if column == "score" else "left")
    for kind, name, score, diagnosis in _rows(evidence):
        table.add_row(name, kind, score, diagnosis)
    console.print(table)
    for task in evidence.lesson.spec.tasks:
        right, wrong = contract.margins(evidence, task.name)
        console.print(
            f"    {task.name}: worst right answer at {right:.1e} of the tolerance, "
            f"nearest misconception at {wrong:.3g}",
            highlight=False,
        )


def _rows(evidence: Evidence) -> list[tuple[str, str, str, str]]:
    """Kind, name, score and diagnosis of each pipeline; where seeds disagree, all values are shown."""
    rows = []
    for kind in ("solution", "skeleton", "alternative", "misconception"):
        names = dict.fromkeys(t.name for t in evidence.trials if t.kind == kind)
        for name in names:
            trials = [t for t in evidence.trials if t.kind == kind and t.name == name]
            scores = sorted({f"{t.score:g}" for t in trials})
            said = dict.fromkeys(d for t in trials for d in (t.diagnoses or (_status(t),)))
            rows.append((kind, name, " / ".join(scores), ", ".join(said)))
    return rows


def _status(trial: Trial) -> str:
    return ", ".join(sorted(map(str, trial.statuses)))


def truth_table(evidences: Iterable[Evidence]) -> str:
    """The truth table as Markdown: for each lesson, one row for each pipeline."""
    seeds_text = ", ".join(map(str, SEEDS))
    lines = [
        "# Truth table",
        "",
        "Written by `autograder verify`: every known pipeline, graded as a submission is. Scores are out of",
        f"{contract.POINTS}; they hold for the input seeds {seeds_text}.",
    ]
    for evidence in evidences:
        lines += ["", f"## {evidence.lesson.spec.number:02d} {evidence.lesson.spec.title}", ""]
        lines += ["| pipeline | kind | score | diagnosis |", "| --- | --- | --- | --- |"]
        lines += [f"| {name} | {kind} | {score} | {said} |" for kind, name, score, said in _rows(evidence)]
    return "\n".join(lines) + "\n"
