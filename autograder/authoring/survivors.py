"""Tries mutants on hidden cases: those that no case tells from a right answer survive."""

from __future__ import annotations

import collections
import dataclasses
import functools
from collections.abc import Sequence

from autograder.authoring.bench import Bench, Functions, solution_of
from autograder.authoring.limits import interrupted_after
from autograder.authoring.mutants import Mutant, make_mutants
from autograder.authoring.notebooks import convert
from autograder.authoring.verified import Verified, code_of, digest_of, grounds
from autograder.authoring.workers import Workers
from autograder.core.answers import Outcome, outcome_from_json
from autograder.core.paths import CourseRoot
from autograder.core.specs import EncodedCase, Equivalent, Task
from autograder.grading.compare import compare
from autograder.lessons import Lesson, reach
from autograder.student.call import call_all

SEEDS = (101, 102, 103, 104)
"""The seeds of the inputs that mutants are tried on, one for each variant of a class."""

_NOT_MUTATED = ("misconceptions.py", "mixtures.py", "witnesses.py")

_AT_ONCE = 20
"""Mutants that a process tries before it takes others."""

_SECONDS = 5.0
"""A mutant may loop for ever; a case is interrupted after so much processor time, and counts as wrong."""


@dataclasses.dataclass(frozen=True, kw_only=True)
class Survivor:
    """A mutant that earned all points.

    Attributes:
        mutant: The mutant.
        seed: The seed of inputs that did not tell it from a right answer.
    """

    mutant: Mutant
    seed: int


@dataclasses.dataclass(frozen=True, kw_only=True)
class MutantReport:
    """What became of the mutants of a lesson.

    Attributes:
        made: How many were made.
        equivalent: How many survived and are declared to be right answers.
        undeclared: The others that survived.
        unused: Declarations that no survivor fits.
    """

    made: int
    equivalent: int
    undeclared: tuple[Survivor, ...]
    unused: tuple[Equivalent, ...]

    @property
    def killed(self) -> int:
        """How many were told from right answers."""
        return self.made - self.equivalent - len(self.undeclared)

    @property
    def score(self) -> float:
        """The share of the killed among those that are wrong, from 0 to 1."""
        return self.killed / (self.made - self.equivalent) if self.made > self.equivalent else 1.0


def hunt(root: CourseRoot, lesson: Lesson, workers: Workers, kept: Verified) -> MutantReport:
    """Make the mutants of a lesson, and try them if that is not kept.

    Args:
        root: The course.
        lesson: The lesson.
        workers: The processes that run them.
        kept: The results of the lesson.

    Raises:
        CourseError: one of the lesson's files is missing or malformed.
    """
    mutants = all_mutants(lesson, solution_of(lesson))

    def run() -> list[list[int]]:
        jobs = [
            functools.partial(survivors, mutants=mutants[i : i + _AT_ONCE])
            for i in range(0, len(mutants), _AT_ONCE)
        ]
        found = workers.run(f"{lesson.spec.slug}: {len(mutants)} mutants", lesson, jobs)
        return [[mutants.index(survivor.mutant), survivor.seed] for some in found for survivor in some]

    code = code_of(convert(lesson, "exercise.py"))
    digest = digest_of(grounds(root, lesson, without=_NOT_MUTATED), code)
    lived = [Survivor(mutant=mutants[i], seed=seed) for i, seed in kept.get("mutants", digest, run)]
    return report_of(mutants, lived, lesson.equivalents())


def report_of(
    mutants: Sequence[Mutant], found: Sequence[Survivor], equivalents: Sequence[Equivalent]
) -> MutantReport:
    """Tell survivors that are declared from others.

    Args:
        mutants: All mutants of the lesson.
        found: Those that survived.
        equivalents: What the lesson declares.
    """
    declared = {_id(entry) for entry in equivalents}
    undeclared = tuple(survivor for survivor in found if _id(survivor.mutant) not in declared)
    survived = {_id(survivor.mutant) for survivor in found}
    return MutantReport(
        made=len(mutants),
        equivalent=len(found) - len(undeclared),
        undeclared=undeclared,
        unused=tuple(entry for entry in equivalents if _id(entry) not in survived),
    )


def _id(item: Mutant | Equivalent) -> tuple[str, str, str]:
    return item.of, " ".join(item.line.split()), " ".join(item.mutant.split())


def all_mutants(lesson: Lesson, solution: str) -> list[Mutant]:
    """The mutants of a lesson's solution and of its alternatives.

    Args:
        lesson: The lesson.
        solution: The text of the exercise's solution cells.

    Raises:
        CourseError: one of the lesson's files is missing or malformed.
    """
    known: set[str] = set()
    found = make_mutants("solution", solution, known)
    for name, patch in lesson.alternatives().items():
        found += make_mutants(name, patch, known)
    return found


def survivors(bench: Bench, mutants: Sequence[Mutant]) -> list[Survivor]:
    """Try mutants in this process, which is trusted and imports TensorFlow.

    Args:
        bench: The lesson's, in this process.
        mutants: The mutants; those of one function stand together. What killed one is tried on the next.

    Returns:
        Those that some seed does not tell from a right answer, each once, in the order of ``mutants``.
    """
    killers: collections.Counter[tuple[str, str]] = collections.Counter()
    found = []
    bench.prepare(SEEDS)  # the alarm is for mutants, and importing TensorFlow takes longer
    for mutant in mutants:
        seed = _lives_with(bench, mutant, killers)
        if seed is not None:
            found.append(Survivor(mutant=mutant, seed=seed))
    return found


def _lives_with(bench: Bench, mutant: Mutant, killers: collections.Counter[tuple[str, str]]) -> int | None:
    """The first seed with which a mutant earns all points; ``None`` if there is none."""
    try:
        with interrupted_after(_SECONDS):
            functions = bench.run_mutant(mutant)
    except (Exception, KeyboardInterrupt):  # noqa: BLE001 - a mutant may raise anything, even when it is defined
        return None
    tasks = _touched(bench, mutant)
    for seed in SEEDS:
        expected = bench.expected(seed)
        cases = [(task, case) for task in tasks for case in bench.inputs(seed)[task.name]]
        cases.sort(key=lambda item: (-killers[item[0].name, item[1]["name"]], _needs_model(item[1])))
        killer = next(
            (
                (task.name, case["name"])
                for task, case in cases
                if _is_wrong(bench, task, case, functions, expected[task.name][case["name"]])
            ),
            None,
        )
        if killer is None:
            return seed
        killers[killer] += 1
    return None


def _touched(bench: Bench, mutant: Mutant) -> list[Task]:
    """The graded tasks that a mutant can change."""
    text = mutant.source
    if mutant.of != "solution":
        text = f"{bench.lesson.source('reference.py')}\n{text}"
    names = reach.leading_to(reach.uses_of(text), {mutant.function})
    return [task for task in bench.lesson.spec.graded if task.entry_point in names]


def _needs_model(case: EncodedCase) -> bool:
    return any(isinstance(arg, dict) and arg.get("$") == "asset" for arg in case["args"])


def _is_wrong(bench: Bench, task: Task, case: EncodedCase, functions: Functions, expected: Outcome) -> bool:
    with interrupted_after(_SECONDS):
        outcome = call_all(functions[task.entry_point], [case], bench.models)[case["name"]]
    return compare(task, expected, outcome_from_json(outcome)).difference is not None
