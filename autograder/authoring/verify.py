"""``autograder verify``: proves each lesson's contract and writes the truth table."""

from __future__ import annotations

import ast
import asyncio
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.authoring import build, bundle, contract, truth_table, verdicts, workers
from autograder.authoring.bench import Bench
from autograder.authoring.kinds import MINIMUMS
from autograder.authoring.notebooks import convert
from autograder.authoring.promises import gate_promises
from autograder.authoring.survivors import hunt
from autograder.authoring.taught import gate_taught, teaching_text
from autograder.authoring.trials import SEEDS, collect
from autograder.authoring.turns import gate_turns, try_turns, written
from autograder.core.paths import CourseRoot
from autograder.core.results import names_in
from autograder.grader import local, store
from autograder.grader.job import grade_job, make_job
from autograder.grading import keyfile
from autograder.intake.reading import read_file
from autograder.intake.submissions import Submission
from autograder.keys import cache, seeds
from autograder.lessons import Lesson
from autograder.sandbox.client import Limits, run_notebook
from autograder.student.public import FILE as PUBLIC_FILE


def run(root: CourseRoot, lessons: tuple[Lesson, ...], console: Console, seeds: Sequence[int] = SEEDS) -> int:
    """Verify lessons, and print each gate with what is wrong.

    With all seeds, also write their sections of the truth table. With fewer seeds, hold the lessons against
    the truth table that there is: no verdict depends on the seed, so it says the same.

    Args:
        root: The course that has the generated files.
        lessons: The lessons to verify.
        console: Where to print.
        seeds: The seeds of the inputs that the trials are made with.

    Returns:
        The command's exit code: 0 when every gate holds, else 1.

    Raises:
        CourseError: one of a lesson's files is missing or malformed.
    """
    drift = build.check(root, lessons)
    good = _report(console, "course", "generated files", [f"{d.path} {d.reason}" for d in drift])
    proofs = []
    with workers.start(console) as pool:
        for lesson in lessons:
            passed, proof = _verify(root, lesson, console, pool, seeds)
            good = good and passed
            proofs.append(proof)
    path = root.path / truth_table.FILE
    kept = path.read_text(encoding="utf-8") if path.is_file() else ""
    if tuple(seeds) != SEEDS:
        gone = [proof.evidence.lesson for proof in proofs if truth_table.section(proof) not in kept]
        problems = [f"{lesson.spec.slug} is not as it says: verify it with all seeds" for lesson in gone]
        good = _report(console, "course", truth_table.FILE, problems) and good
    else:
        path.parent.mkdir(exist_ok=True)
        path.write_text(truth_table.to_markdown(proofs, kept), encoding="utf-8", newline="\n")
        console.print(f"Wrote {truth_table.FILE}.")
    console.print("[green]Every gate holds.[/]" if good else "[red]Some gates do not hold.[/]")
    return 0 if good else 1


def _verify(
    root: CourseRoot, lesson: Lesson, console: Console, pool: workers.Workers, seeds: Sequence[int]
) -> tuple[bool, truth_table.Proof]:
    spec, slug = lesson.spec, lesson.spec.slug
    good = []

    def gate(name: str, problems: list[str]) -> None:
        good.append(_report(console, slug, name, problems))

    promises, misconceptions = lesson.promises(), lesson.misconceptions()
    beliefs = {names_in(heading)[0] for heading in misconceptions}
    notebook = convert(lesson, "exercise.py")
    gate("spec", contract.gate_spec(spec, len(beliefs), len(lesson.alternatives())))
    gate("exercise.py", contract.gate_notebook(spec.kind, notebook, lesson=False))
    gate("taught", gate_taught(spec, lesson.source("guide.md"), teaching_text(lesson)))
    if MINIMUMS[spec.kind].notebook:
        source, text = lesson.source("lesson.py"), convert(lesson, "lesson.py", measured=True)
        gate("lesson.py", contract.gate_notebook(spec.kind, convert(lesson, "lesson.py"), lesson=True))
        gate("turns", gate_turns(lesson, source))
        if lesson.turns is not None:
            gate("mistakes in turns", *pool.run(f"{slug}: turns", lesson.turns, [try_turns]))
            gate("lesson runs with its turns written", _run_lesson(lesson, console, written(lesson, text)))
        gate("quiz", contract.gate_questions(spec, lesson.questions(), source))
        gate("lesson runs, and fails as it says", _run_lesson(lesson, console, text))
    release = root.released(spec.exercise).read_text(encoding="utf-8")
    evidence = collect(lesson, release, pool, seeds)
    trials, cases = evidence.trials, evidence.harvests[0].cases
    gate("solution 100 %, skeleton 0", verdicts.gate_endpoints(trials))
    gate("the same through a kernel", _through_kernel(root, lesson, release))
    gate("parts", verdicts.gate_parts(spec, cases))
    gate("the draw decides nothing", verdicts.gate_steady(evidence.harvests))
    gate("misconceptions named", verdicts.gate_misconceptions(trials, spec.alike))
    gate("misconceptions differ", verdicts.gate_contradictions(evidence.harvests, spec.alike))
    gate("mixtures", verdicts.gate_mixtures(MINIMUMS[spec.kind].mixtures, trials, misconceptions))
    gate("alternatives 100 %", verdicts.gate_alternatives(trials))
    gate("gaming 0", verdicts.gate_gaming(trials))
    gate(
        "promises",
        gate_promises(spec, lesson.source("exercise.py"), notebook, promises, lesson.witnesses(), cases),
    )
    gate("witnesses", verdicts.gate_witnesses(promises, trials))
    mutants = hunt(lesson, pool)
    gate("mutants", verdicts.gate_mutants(mutants))
    gate("margins", verdicts.gate_margins(evidence))
    gate("reference", verdicts.gate_reference(evidence))
    gate("nothing leaks", _leaks(root, lesson, pool))
    proof = truth_table.Proof(evidence=evidence, promises=promises, mutants=mutants)
    _print_table(console, proof)
    return all(good), proof


def _report(console: Console, lesson: str, gate: str, problems: list[str]) -> bool:
    mark = "[red]✗[/]" if problems else "[green]✓[/]"
    console.print(f"{mark} {lesson}: {gate}", highlight=False)
    for problem in problems:
        console.print(f"    {problem}", highlight=False, markup=False)
    return not problems


def _run_lesson(lesson: Lesson, console: Console, text: str) -> list[str]:
    """Run the text of a lesson's notebook in a kernel, and compare its figures with its prose."""
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
    prose = contract.prose_of(text, lesson.questions())
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
        results = store.results_in(output for cell in json.loads(outputs) for output in cell)
        score = sum(result.score for result in results)
        if score != wanted:
            said = "; ".join(f"{r.task_id}: {r.status}, {r.summary}" for r in results)
            problems.append(f"the {name} scores {score:g} of {wanted} in a kernel: {said}")
    return problems


def _leaks(root: CourseRoot, lesson: Lesson, pool: workers.Workers) -> list[str]:
    variant = seeds.variant_of(seeds.load_secret(root.secret), "verify-solution", lesson.spec.exercise)
    inputs = cache.load_inputs(root, lesson, variant)
    key = keyfile.key_to_json(cache.load_key(root, lesson, variant))
    public = {str(name): text for name, text in bundle.texts(root)}
    given = (root.path / "data" / lesson.spec.slug / PUBLIC_FILE).read_text(encoding="utf-8")
    # Public answers are no secret, neither as they are stored nor as this processor rounds them.
    (shipped,) = pool.run(f"{lesson.spec.slug}: the public key", lesson, [public_key])
    known = contract.strings_of(json.loads(given)) | contract.strings_of(shipped)
    secrets = (contract.strings_of(inputs) | contract.strings_of(key)) - known
    return contract.gate_leaks(convert(lesson, "exercise.py"), secrets, public, given)


def public_key(bench: Bench) -> dict[str, Any]:
    """The key of a lesson's public cases as JSON, as this processor computes it."""
    return keyfile.key_to_json(bench.public)


def _print_table(console: Console, proof: truth_table.Proof) -> None:
    evidence = proof.evidence
    table = Table(title=f"{evidence.lesson.spec.title}: truth table", title_justify="left")
    for column in ("pipeline", "", "score", "diagnosis"):
        table.add_column(column, justify="right" if column == "score" else "left")
    for kind, name, score, said in truth_table.rows(evidence):
        table.add_row(escape(name), kind, score, said)
    console.print(table)
    for task in evidence.lesson.spec.tasks:
        right, wrong = verdicts.margins(evidence, task.name)
        console.print(
            f"    {task.name}: worst right answer at {right:.1e} of the tolerance, "
            f"nearest misconception at {wrong:.3g}",
            highlight=False,
        )
    console.print(f"    {truth_table.mutants_line(proof.mutants)}", highlight=False)
