"""Runs every known pipeline of a lesson through the grading that students get.

A trial is one pipeline on one set of inputs: the solution, the skeleton, a right alternative, a
misconception. The gates of :mod:`autograder.authoring.verdicts` read trials; they run nothing.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import math
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.authoring.bench import Bench, Functions
from autograder.authoring.evidence import Evidence, Harvest, Trial, slowness
from autograder.authoring.gaming import gaming_answers
from autograder.authoring.notebooks import convert
from autograder.authoring.raising import gate_raising
from autograder.authoring.verified import Verified, code_of, digest_of, grounds
from autograder.authoring.workers import Workers
from autograder.core import wire
from autograder.core.answers import Answers, Returned
from autograder.core.paths import CourseRoot
from autograder.core.results import AnswerKey, TaskKey, TaskResult, names_in
from autograder.core.specs import Task
from autograder.grading.compare import compare
from autograder.grading.diagnose import agree
from autograder.grading.grade import grade
from autograder.keys.compute import PUBLIC_SEED, Inputs, Tables, answer, draw_inputs, make_key
from autograder.lessons import Lesson

SEEDS = tuple(range(1, 51))
"""The seeds of the inputs that ``verify`` draws: fixed, so that everybody gets the same truth table."""

_COMPOSED = frozenset(SEEDS[:2])
"""The seeds whose keys hold composed pairs too, as keys of submissions do: these take the most time."""

_FILES = {
    "solution": "exercise.py",
    "skeleton": "exercise.py",
    "alternative": "alternatives.py",
    "mixture": "mixtures.py",
    "witness": "witnesses.py",
}
"""Where the pipelines of each kind stand."""

_QUICK = SEEDS[2]
"""A seed that is quick to try: no pairs are composed."""

_RIGHT = frozenset({"solution", "alternative"})

_MEASURED = frozenset({"solution", "alternative", "misconception"})
"""The kinds of pipelines whose severity is of interest."""


def collect(
    root: CourseRoot, lesson: Lesson, skeleton: str, workers: Workers, seeds: Sequence[int], kept: Verified
) -> Evidence:
    """Run all trials of a lesson that are not kept.

    Args:
        root: The course.
        lesson: The lesson.
        skeleton: The text of the released exercise's ``.ipynb`` file.
        workers: The processes that run them.
        seeds: The seeds of the inputs.
        kept: The results of the lesson.

    Raises:
        CourseError: one of the lesson's files is missing or malformed.
    """
    digest = depends_on(root, lesson, skeleton)
    jobs: dict[str, Callable[[Bench], Any]] = {"reference": reference_facts}
    jobs |= {f"draw-{seed}": functools.partial(try_seed, seed=seed, skeleton=skeleton) for seed in seeds}
    draws = {name: kept.find(name, digest, Harvest.from_json) for name in jobs if name != "reference"}
    found = {"reference": kept.find("reference", digest), **draws}
    missing = [name for name in jobs if found[name] is None]
    if missing:
        title = f"{lesson.spec.slug}: {len(missing)} of {len(jobs)} draws of the inputs"
        results = workers.run(title, lesson, [jobs[name] for name in missing])
        for name, made in zip(missing, results, strict=True):
            found[name] = made
            if isinstance(made, Harvest):
                kept.keep(name, digest, made.to_json())
            else:
                kept.keep(name, digest, made, good=not slowness(lesson.spec, made["reference_seconds"]))
    facts = found.pop("reference")
    return Evidence(lesson=lesson, harvests=tuple(found.values()), **facts)


def quick_trials(root: CourseRoot, lesson: Lesson, workers: Workers, kept: Verified) -> tuple[Trial, ...]:
    """The trials of one draw that are quick to make, if they are not kept: see :func:`try_seed`."""
    digest = depends_on(root, lesson, skeleton="")
    found: Harvest | None = kept.find("quick", digest, Harvest.from_json)
    if found is None:
        job = functools.partial(try_seed, seed=_QUICK, skeleton=None)
        (made,) = workers.run(f"{lesson.spec.slug}: one draw of the inputs", lesson, [job])
        kept.keep("quick", digest, made.to_json())
        found = made
    return found.trials


def depends_on(root: CourseRoot, lesson: Lesson, skeleton: str) -> str:
    """The digest of what a lesson's trials depend on; of promises, only which tasks a witness is for.

    Args:
        root: The course.
        lesson: The lesson.
        skeleton: The text of the released exercise's ``.ipynb`` file; empty where it is not tried.
    """
    witnessed = sorted({(promise.witness, promise.task) for promise in lesson.promises()})
    cells = [code_of(text) for text in (convert(lesson, "exercise.py"), skeleton) if text]
    return digest_of(grounds(root, lesson), cells, witnessed)


def try_seed(bench: Bench, seed: int, skeleton: str | None) -> Harvest:
    """Run all pipelines of a lesson on the inputs of one seed.

    Args:
        bench: The lesson's, in this process.
        seed: The seed.
        skeleton: The text of the released exercise's ``.ipynb`` file; ``None`` to try only what is quick to
            try: the solution, right alternatives and misconceptions.
    """
    lesson = bench.lesson
    inputs = draw_inputs(lesson, seed, bench.watch)
    key = make_key(lesson, inputs, composed=seed in _COMPOSED, watch=bench.watch)
    # What earns the points of a witness or of gaming is of interest, not what is said about it.
    plain = dataclasses.replace(
        key, tasks={name: dataclasses.replace(task, misconceptions={}) for name, task in key.tasks.items()}
    )
    right = {name: {case.name: case.expected for case in task.cases} for name, task in key.tasks.items()}
    trials = []
    given: Mapping[str, Answers]
    tables = Tables()
    for heading in lesson.misconceptions():
        given = {
            name: {**right[name], **task.misconceptions.get(heading, {})} for name, task in key.tasks.items()
        }
        known = {name for name, task in key.tasks.items() if heading in task.misconceptions}
        trials.append(_trial(key, "misconception", heading, seed, given, known))
    for kind, name, functions, tasks in _pipelines(bench, skeleton):
        with bench.watch(f"{_FILES[kind]}, {name}"):
            answers = answer(lesson, functions, inputs, tasks=tasks, models=bench.models, tables=tables)
        if kind == "witness":
            trials.append(_trial(plain, kind, name, seed, answers, ()))
        else:
            trials.append(_trial(key, kind, name, seed, {**right, **answers}, tasks))
    if skeleton is not None:
        public_inputs = bench.inputs(PUBLIC_SEED)
        for way, given in gaming_answers(key, inputs, bench.public, public_inputs, bench.models).items():
            trials.append(_trial(plain, "gaming", way, seed, given, ()))
    cases = {name: tuple(case.name for case in task.cases) for name, task in key.tasks.items()}
    return Harvest(
        seed=seed,
        trials=tuple(trials),
        cases=cases,
        same=tuple(_same(key, lesson)),
        accidents=tuple(gate_raising(key.tasks.values())),
    )


def _pipelines(bench: Bench, skeleton: str | None) -> Iterator[tuple[str, str, Functions, Collection[str]]]:
    """The kind, name and functions of each pipeline that no key holds, and the names of the tasks it is for.

    They are made anew for each seed, so that no run finds what an earlier one left behind.
    """
    lesson = bench.lesson
    graded = [task.name for task in lesson.spec.graded]
    solution = convert(lesson, "exercise.py")
    yield "solution", "solution", bench.functions_of(solution), graded
    for name, patch in lesson.alternatives().items():
        yield "alternative", name, lesson.functions(patch, name), lesson.reached_by(patch)
    if skeleton is None:
        return
    yield "skeleton", "skeleton", bench.functions_of(skeleton), graded
    for name, patch in lesson.mixtures().items():
        yield "mixture", name, lesson.functions(patch, name), lesson.reached_by(patch)
    promises = lesson.promises()
    for name, patch in lesson.witnesses().items():
        tasks = {promise.task for promise in promises if promise.witness == name}
        yield "witness", name, lesson.functions(patch, name), tasks.intersection(graded)


def _trial(
    key: AnswerKey,
    kind: str,
    name: str,
    seed: int,
    answers: Mapping[str, Answers],
    tasks: Collection[str],
) -> Trial:
    """Grade one pipeline; ``tasks`` are those that it may answer otherwise than the reference."""
    results = {task: _short(kind, result) for task, result in grade(key, answers).items() if result.points}
    severity = {
        task: max(
            compare(key.tasks[task].task, case.expected, answers[task][case.name]).severity
            for case in key.tasks[task].cases
        )
        for task in tasks
        if kind in _MEASURED
    }
    return Trial(kind=kind, name=name, seed=seed, results=results, severity=severity)


def _short(kind: str, result: TaskResult) -> TaskResult:
    """A result without what no gate reads: right cases, pictures, and words for students.

    What was expected and what came is read of right answers alone, to say why they lose points.
    """
    cases = []
    for case in result.cases:
        found = case.difference
        if found is not None:
            short = dataclasses.replace(found, advice="", figure=None)
            if kind not in _RIGHT:
                short = dataclasses.replace(short, expected="", got="")
            cases.append(dataclasses.replace(case, call="", difference=short))
    diagnosis = result.diagnosis
    if diagnosis is not None:
        diagnosis = dataclasses.replace(diagnosis, words=(), facts=(), cases=(), cases_by_name=())
    return dataclasses.replace(
        result, title="", summary="", cases=tuple(cases), parts=(), diagnosis=diagnosis, identities=()
    )


def _same(key: AnswerKey, lesson: Lesson) -> Iterator[tuple[str, str]]:
    """Pairs of spellings of different misconceptions that answer every case in the same way."""
    wrong = {
        heading: {
            name: task.misconceptions[heading]
            for name, task in key.tasks.items()
            if heading in task.misconceptions
        }
        for heading in lesson.misconceptions()
    }
    for one, other in itertools.combinations(wrong, 2):
        mine, yours = wrong[one], wrong[other]
        if names_in(one) == names_in(other) or not mine or mine.keys() != yours.keys():
            continue
        if all(_agree(key.tasks[name], mine[name], yours[name]) for name in mine):
            yield one, other


def _agree(key: TaskKey, one: Answers, other: Answers) -> bool:
    return one.keys() == other.keys() and all(agree(key, one[case], other[case]) for case in one)


def reference_facts(bench: Bench) -> dict[str, Any]:
    """Time, determinism and indifference to batch split of the reference, as attributes of the evidence."""
    lesson, functions = bench.lesson, bench.reference
    inputs = draw_inputs(lesson, SEEDS[0], bench.watch)
    seconds, unstable, split = {}, [], {}
    first = answer(lesson, functions, inputs, models=bench.models)
    for task in lesson.spec.tasks:
        began = time.perf_counter()
        # The time includes that of loading the model, as in a student's kernel.
        again = answer(lesson, functions, inputs, tasks={task.name})[task.name]
        seconds[task.name] = time.perf_counter() - began
        exact = {name: compare(task, first[task.name][name], again[name]).severity for name in again}
        if any(value > 0 for value in exact.values()):
            unstable.append(task.name)
        if task.rows is not None:
            split[task.name] = _split_severity(bench, inputs, task, again)
    return {"reference_seconds": seconds, "unstable": unstable, "split_severity": split}


def _split_severity(bench: Bench, inputs: Inputs, task: Task, whole: Answers) -> float:
    """How far the answers for single rows are from those for their batch, in units of the tolerance."""
    assert task.rows is not None
    worst = 0.0
    for case in inputs[task.name]:
        outcome = whole[case["name"]]
        batch = wire.decode(case["args"][task.rows], pandas=True)
        if not isinstance(outcome, Returned) or len(batch) < 2:  # noqa: PLR2004 - nothing to split
            continue
        parts = [batch[i : i + 1] for i in range(len(batch))]
        cases = [
            {
                "name": str(i),
                "args": [*case["args"][: task.rows], wire.encode(part), *case["args"][task.rows + 1 :]],
            }
            for i, part in enumerate(parts)
        ]
        answers = answer(
            bench.lesson, bench.reference, {task.name: cases}, tasks={task.name}, models=bench.models
        )[task.name]
        pieces = [a.value for a in answers.values() if isinstance(a, Returned)]
        if len(pieces) != len(parts):
            return math.inf
        arrays = [piece for piece in pieces if isinstance(piece, np.ndarray)]
        joined: Any = np.concatenate(arrays) if arrays else [item for piece in pieces for item in piece]
        got = Returned(value=joined, type_name=outcome.type_name)
        worst = max(worst, compare(task, outcome, got).severity)
    return worst
