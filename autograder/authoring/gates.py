"""The gates of one lesson, in their order: what each is called, and what it looks at.

What is run is run once, when the first gate needs it, and only if it is not kept from before.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.authoring import build, bundle, cells, contract, folder, leaks, numbers, runs, verdicts
from autograder.authoring.bench import solution_of
from autograder.authoring.data_files import gate_manifest
from autograder.authoring.evidence import Evidence, Trial
from autograder.authoring.kinds import MINIMUMS
from autograder.authoring.limits import watch
from autograder.authoring.notebooks import convert
from autograder.authoring.promises import gate_promises
from autograder.authoring.survivors import MutantReport, hunt
from autograder.authoring.taught import gate_taught, teaching_text
from autograder.authoring.trials import collect, quick_trials
from autograder.authoring.turns import gate_turns, kept_turns, written
from autograder.authoring.verified import Verified
from autograder.authoring.workers import Workers
from autograder.core.course import settings_of
from autograder.core.paths import CourseRoot
from autograder.core.results import names_in
from autograder.keys import cache, seeds
from autograder.keys.compute import PUBLIC_SEED, draw_inputs
from autograder.lessons import Lesson
from autograder.student.public import FILE as PUBLIC_FILE

Gate = tuple[str, Callable[[], list[str]]]
"""The name of a gate, and what returns its problems."""


class Gates:
    """The gates of a lesson.

    Args:
        root: The course.
        lesson: The lesson.
        pool: The processes that run its pipelines.
        kept: Its results that were kept.
        draws: The seeds of the inputs that the trials are made with.
    """

    def __init__(
        self, root: CourseRoot, lesson: Lesson, pool: Workers, kept: Verified, draws: Sequence[int]
    ) -> None:
        self._root = root
        self._lesson = lesson
        self._pool = pool
        self._kept = kept
        self._draws = draws
        self._spec = lesson.spec
        self._settings = settings_of(root)
        self._has_notebook = MINIMUMS[lesson.spec.kind].notebook

    @functools.cached_property
    def evidence(self) -> Evidence:
        """All trials."""
        return collect(self._root, self._lesson, self._release, self._pool, self._draws, self._kept)

    @functools.cached_property
    def mutants(self) -> MutantReport:
        """What became of the mutants."""
        return hunt(self._root, self._lesson, self._pool, self._kept)

    @functools.cached_property
    def _release(self) -> str:
        return self._root.released(self._spec.exercise).read_text(encoding="utf-8")

    @functools.cached_property
    def _exercise(self) -> str:
        return convert(self._lesson, "exercise.py")

    @functools.cached_property
    def _notebook(self) -> str:
        """The lesson's notebook, with the cell of evidence."""
        return convert(self._lesson, "lesson.py", measured=True)

    @functools.cached_property
    def _figures(self) -> dict[str, Any]:
        stated: dict[str, Any] = json.loads(self._lesson.source("figures.json")) if self._has_notebook else {}
        return stated

    @functools.cached_property
    def _quick(self) -> tuple[Trial, ...]:
        return quick_trials(self._root, self._lesson, self._pool, self._kept)

    def base(self) -> list[Gate]:
        """What the others build on: where one of these fails, they would repeat it in many sentences."""
        lesson, spec = self._lesson, self._spec

        def gate_spec() -> list[str]:
            beliefs = {names_in(heading)[0] for heading in lesson.misconceptions()}
            problems = contract.gate_spec(
                spec, len(beliefs), len(lesson.alternatives()), self._settings.points
            )
            return problems + folder.gate_alike(spec, beliefs)

        def gate_code() -> list[str]:
            lesson.functions()
            if lesson.turns is not None:
                lesson.turns.functions()
            return folder.gate_patches(lesson) + folder.gate_imports(lesson)

        return [
            ("files", lambda: folder.gate_files(lesson)),
            ("spec", gate_spec),
            ("cells and points", lambda: cells.gate_exercise(spec, self._exercise)),
            ("patches", gate_code),
            ("cases", lambda: folder.gate_cases(lesson, watch(lesson, self._pool.console))),
        ]

    def written(self) -> list[Gate]:
        """What is written, without running any of it."""
        lesson, spec = self._lesson, self._spec
        names = [task.name for task in spec.tasks]
        gates: list[Gate] = [
            ("exercise.py", lambda: self._notebook_of("exercise.py", names)),
            ("words", lambda: folder.gate_words(lesson)),
            ("taught", lambda: gate_taught(spec, lesson.source("guide.md"), teaching_text(lesson))),
            ("hints", self._hints),
            ("numbers", self._numbers),
            ("data", lambda: gate_manifest(self._root.data / spec.slug)),
        ]
        if self._has_notebook:
            turns = lesson.turns.spec.tasks if lesson.turns is not None else ()
            names_there = [*names, *(task.name for task in turns)]
            gates += [
                ("lesson.py", lambda: self._notebook_of("lesson.py", names_there)),
                ("guess", lambda: cells.gate_guess(self._notebook)),
                ("turns", lambda: gate_turns(lesson, lesson.source("lesson.py"))),
                ("quiz", self._quiz),
                ("figures in the prose", self._quoted),
            ]
        return gates

    def quick(self) -> list[Gate]:
        """One draw of the inputs, with the solution, the alternatives and the misconceptions."""
        return [
            ("promises", lambda: self._promises(self._drawn)),
            ("parts", lambda: verdicts.gate_parts(self._spec, self._drawn)),
            ("solution and alternatives 100 %", lambda: verdicts.gate_right(self._quick)),
            ("misconceptions named", lambda: verdicts.gate_misconceptions(self._quick, self._spec.alike)),
        ]

    def run(self) -> list[Gate]:
        """What is run, in kernels and in other processes."""
        lesson, spec, root = self._lesson, self._spec, self._root
        turns, spread = lesson.turns, runs.Lessons(root, lesson, self._pool.console, self._kept)
        gates: list[Gate] = []
        if self._has_notebook and turns is not None:
            gates += [
                ("mistakes in turns", lambda: kept_turns(root, turns, self._pool, self._kept)),
                (
                    "lesson runs with its turns written",
                    lambda: spread.run("run-written", written(lesson, self._notebook)),
                ),
            ]
        if self._has_notebook:
            gates += [("lesson runs, and fails as it says", lambda: spread.run("run", self._notebook))]

        def trials() -> tuple[Trial, ...]:
            return self.evidence.trials

        def headings() -> list[str]:
            return list(lesson.misconceptions())

        least = MINIMUMS[spec.kind].mixtures
        return [
            *gates,
            ("solution 100 %, skeleton 0", lambda: verdicts.gate_endpoints(trials())),
            (
                "the same through a kernel",
                lambda: runs.through_kernel(root, lesson, self._exercise, self._release, self._kept),
            ),
            ("parts", lambda: verdicts.gate_parts(spec, self.evidence.harvests[0].cases)),
            ("the draw decides nothing", lambda: verdicts.gate_steady(self.evidence.harvests)),
            ("the reference raises on purpose", lambda: verdicts.gate_accidents(self.evidence.harvests)),
            ("misconceptions named", lambda: verdicts.gate_misconceptions(trials(), spec.alike)),
            (
                "misconceptions differ",
                lambda: verdicts.gate_contradictions(self.evidence.harvests, spec.alike),
            ),
            ("mixtures", lambda: verdicts.gate_mixtures(least, trials(), headings())),
            ("alternatives 100 %", lambda: verdicts.gate_alternatives(trials())),
            ("gaming 0", lambda: verdicts.gate_gaming(trials())),
            ("promises", lambda: self._promises(self.evidence.harvests[0].cases)),
            ("witnesses", lambda: verdicts.gate_witnesses(lesson.promises(), trials())),
            ("mutants", lambda: verdicts.gate_mutants(self.mutants)),
            ("margins", lambda: verdicts.gate_margins(self.evidence)),
            ("reference", lambda: verdicts.gate_reference(self.evidence)),
            ("nothing leaks", self._leaks),
        ]

    @functools.cached_property
    def _drawn(self) -> dict[str, list[str]]:
        """The names of the public cases of each task."""
        inputs = draw_inputs(self._lesson, PUBLIC_SEED, watch(self._lesson, self._pool.console))
        return {task: [case["name"] for case in cases] for task, cases in inputs.items()}

    def _notebook_of(self, source: str, known: Sequence[str]) -> list[str]:
        text = convert(self._lesson, source)
        problems = contract.gate_notebook(self._spec.kind, text, lesson=source == "lesson.py")
        return problems + cells.gate_cells(self._lesson, text, known)

    def _prose(self) -> dict[str, str]:
        proses = {"exercise.py": numbers.prose_of(self._exercise)}
        if self._has_notebook:
            proses["lesson.py"] = numbers.prose_of(self._notebook, self._lesson.questions())
        return proses

    def _numbers(self) -> list[str]:
        quoted = [entry["quoted_as"] for entry in self._figures.values()]
        return numbers.gate_numbers(self._prose(), quoted, self._lesson.unclaimed())

    def _quiz(self) -> list[str]:
        lesson = self._lesson
        return contract.gate_questions(self._spec, lesson.questions(), lesson.source("lesson.py"))

    def _quoted(self) -> list[str]:
        """What figures.json states stands in the prose; whether it is measured so, the run says."""
        measured = {name: entry["value"] for name, entry in self._figures.items()}
        prose, required = self._prose()["lesson.py"], self._settings.require_failure
        return contract.gate_figures(measured, self._figures, prose, require_failure=required)

    def _hints(self) -> list[str]:
        lesson = self._lesson
        given = leaks.without_solutions(lesson.source("exercise.py"))
        problems = leaks.gate_hints("spec.py", self._spec.graded, solution_of(lesson), given)
        if lesson.turns is not None:
            turns = lesson.turns.spec.tasks
            code = lesson.turns.source("reference.py")
            problems += leaks.gate_hints("turns/spec.py", turns, code, lesson.source("lesson.py"))
        return problems

    def _promises(self, cases: Mapping[str, Sequence[str]]) -> list[str]:
        lesson = self._lesson
        return gate_promises(
            self._spec,
            lesson.source("exercise.py"),
            self._exercise,
            lesson.promises(),
            lesson.witnesses(),
            cases,
        )

    def _leaks(self) -> list[str]:
        root, lesson = self._root, self._lesson
        secret = seeds.load_secret(root.secret)
        variant = seeds.variant_of(secret, "verify-solution", self._spec.exercise)
        inputs, key = map(json.loads, cache.read(root, lesson, variant))
        public = {str(name): text for name, text in bundle.texts(root)}
        given = (root.data / self._spec.slug / PUBLIC_FILE).read_text(encoding="utf-8")
        # Public answers are no secret, neither as they are stored nor as this processor rounds them.
        computed = build.public(root, lesson, self._kept, self._pool.console)["key"]
        known = leaks.strings_of(json.loads(given)) | leaks.strings_of(computed)
        secrets = (leaks.strings_of(inputs) | leaks.strings_of(key)) - known
        return leaks.gate_leaks(self._exercise, secrets, public, given)
