"""Runs every known pipeline of a lesson through the grading that students get.

A trial is one pipeline on one set of inputs: the solution, the skeleton, a right alternative, a
misconception. The gates of :mod:`autograder.authoring.contract` read trials; they run nothing.
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
from autograder.authoring.gaming import gaming_answers
from autograder.authoring.notebooks import convert
from autograder.authoring.raising import gate_raising
from autograder.authoring.verified import Verified, code_of, digest_of, grounds
from autograder.authoring.workers import Workers
from autograder.core import wire
from autograder.core.answers import Answers, Returned
from autograder.core.errors import AnswersError
from autograder.core.paths import CourseRoot
from autograder.core.results import AnswerKey, Claim, Status, TaskKey, TaskResult, names_in
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


@dataclasses.dataclass(frozen=True, kw_only=True)
class Trial:
    """One pipeline on one set of inputs.

    Attributes:
        kind: ``solution``, ``skeleton``, ``alternative``, ``misconception``, ``mixture``, ``witness`` or
            ``gaming``.
        name: The pipeline's name: the heading of its patch, or again the kind.
        seed: The seed that the inputs were drawn with.
        results: The result of each graded task, by the task's name, with its wrong cases alone. Of a witness,
            the tasks that its promises name.
        severity: For each task, how far its worst case is from the reference, in units of
            the task's tolerance: up to 1 is right; infinite when the answer is of another kind. A task that
            is missing is answered as the reference does.
    """

    kind: str
    name: str
    seed: int
    results: Mapping[str, TaskResult]
    severity: Mapping[str, float]

    @property
    def score(self) -> float:
        """The points that all tasks together earned."""
        return sum(result.score for result in self.results.values())

    @property
    def points(self) -> float:
        """What all tasks together are worth."""
        return sum(result.points for result in self.results.values())

    @property
    def diagnoses(self) -> tuple[str, ...]:
        """The labels of the diagnoses that name a misconception, each once, in the order of the tasks."""
        found = [r.diagnosis.label for r in self.results.values() if r.diagnosis and r.diagnosis.names]
        return tuple(dict.fromkeys(found))

    @property
    def claims(self) -> frozenset[tuple[Claim, frozenset[str]]]:
        """What the diagnoses that name misconceptions claim, and of which."""
        found = [r.diagnosis for r in self.results.values() if r.diagnosis and r.diagnosis.names]
        return frozenset((diagnosis.claim, frozenset(diagnosis.names)) for diagnosis in found)

    @property
    def statuses(self) -> frozenset[Status]:
        """The statuses of the graded tasks."""
        return frozenset(result.status for result in self.results.values() if result.points)

    @property
    def wrong(self) -> tuple[tuple[str, str], ...]:
        """The task and the name of each case of a graded task that is wrong."""
        return tuple(
            (name, case.name)
            for name, result in self.results.items()
            for case in result.cases
            if case.difference is not None
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Harvest:
    """The trials of one seed.

    Attributes:
        seed: The seed.
        trials: The trials.
        cases: The names of the cases of each task, by the task's name.
        same: Pairs of headings of two misconceptions that answer every case of every task in the same way.
        accidents: What the reference raises without being meant to, as sentences.
    """

    seed: int
    trials: tuple[Trial, ...]
    cases: Mapping[str, tuple[str, ...]]
    same: tuple[tuple[str, str], ...]
    accidents: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As JSON data."""
        trials = [
            {
                "kind": trial.kind,
                "name": trial.name,
                "results": {task: result.to_json() for task, result in trial.results.items()},
                "severity": dict(trial.severity),
            }
            for trial in self.trials
        ]
        return {
            "seed": self.seed,
            "trials": trials,
            "cases": {task: list(names) for task, names in self.cases.items()},
            "same": [list(pair) for pair in self.same],
            "accidents": list(self.accidents),
        }

    @classmethod
    def from_json(cls, data: Any) -> Harvest:
        """The inverse of :meth:`to_json`.

        Raises:
            LookupError, TypeError, ValueError, AnswersError: ``data`` was not written by :meth:`to_json`.
        """
        trials = tuple(
            Trial(
                kind=entry["kind"],
                name=entry["name"],
                seed=data["seed"],
                results={task: TaskResult.from_json(result) for task, result in entry["results"].items()},
                severity=entry["severity"],
            )
            for entry in data["trials"]
        )
        return cls(
            seed=data["seed"],
            trials=trials,
            cases={task: tuple(names) for task, names in data["cases"].items()},
            same=tuple((one, other) for one, other in data["same"]),
            accidents=tuple(data["accidents"]),
        )


@dataclasses.dataclass(frozen=True, kw_only=True)
class Evidence:
    """All trials of a lesson, and how the reference itself behaved.

    Attributes:
        lesson: The lesson.
        harvests: The trials, by seed.
        reference_seconds: The time that the reference takes for all cases of a task, by the task's name.
        unstable: The names of tasks for which the reference gave other answers the second time.
        split_severity: For each task with ``rows``, how far the answers for single rows are from those for
            their batch, in units of the tolerance; infinite when a row alone has no answer.
    """

    lesson: Lesson
    harvests: tuple[Harvest, ...]
    reference_seconds: Mapping[str, float]
    unstable: Sequence[str]
    split_severity: Mapping[str, float]

    @functools.cached_property
    def trials(self) -> tuple[Trial, ...]:
        """The trials of all seeds."""
        return tuple(trial for harvest in self.harvests for trial in harvest.trials)


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
    found = {
        name: kept.find(name, digest, _read if name != "reference" else lambda data: data) for name in jobs
    }
    missing = [name for name in jobs if found[name] is None]
    if missing:
        title = f"{lesson.spec.slug}: {len(missing)} of {len(jobs)} draws of the inputs"
        for name, made in zip(
            missing, workers.run(title, lesson, [jobs[name] for name in missing]), strict=True
        ):
            kept.keep(name, digest, made.to_json() if isinstance(made, Harvest) else made)
            found[name] = made
    facts = found.pop("reference")
    return Evidence(lesson=lesson, harvests=tuple(found.values()), **facts)


def quick_trials(root: CourseRoot, lesson: Lesson, workers: Workers, kept: Verified) -> tuple[Trial, ...]:
    """The trials of one draw that are quick to make, if they are not kept: see :func:`try_seed`."""
    digest = depends_on(root, lesson, skeleton="")
    found: Harvest | None = kept.find("quick", digest, _read)
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


def _read(data: Any) -> Harvest:
    try:
        return Harvest.from_json(data)
    except AnswersError as error:
        raise ValueError(str(error)) from error


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
            texts = {} if kind in _RIGHT else {"expected": "", "got": ""}
            short = dataclasses.replace(found, advice="", figure=None, **texts)
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
