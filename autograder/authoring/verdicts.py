"""The contract of a lesson as gates, the other half: what has to hold of trials, witnesses and mutants.

A gate returns what is wrong, in sentences an author can act on. It only reads; an empty list means that it
holds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from autograder.authoring.evidence import Evidence, Harvest, Trial, slowness
from autograder.authoring.sentences import Sentences
from autograder.authoring.survivors import MutantReport
from autograder.core.results import Claim, Status, names_in
from autograder.core.specs import QUARTER, LessonSpec, Promise

_SPLIT = 0.5
"""The share of the tolerance by which splitting a batch may change the reference; students need the rest."""


def gate_parts(spec: LessonSpec, cases: Mapping[str, Sequence[str]]) -> list[str]:
    """Parts earn quarters of points and leave some to the main part; each case is in one part at most.

    Args:
        spec: The lesson's spec.
        cases: The names of the cases of each task, by the task's name.
    """
    problems = []
    for task in spec.tasks:
        where = f"spec.py, task {task.name}"
        for part in task.parts:
            if not part.points > 0 or part.points % QUARTER:
                problems.append(
                    f"{where}: part {part.title!r} has {part.points:g} points; "
                    f"give it a multiple of {QUARTER:g}"
                )
            if not part.cases:
                problems.append(f"{where}: part {part.title!r} has no case")
        rest = task.points - sum(part.points for part in task.parts)
        if task.parts and (not rest > 0 or rest % QUARTER):
            problems.append(
                f"{where}: the parts leave {rest:g} of {task.points:g} points to the main part; "
                f"leave it at least {QUARTER:g}, and a multiple of it"
            )
        in_parts = [case for part in task.parts for case in part.cases]
        problems += [
            f"{where}: {case!r} is in a part, but cases.py makes no such case"
            for case in sorted(set(in_parts).difference(cases[task.name]))
        ]
        problems += [
            f"{where}: {case!r} is in two parts; leave it in one"
            for case in sorted(set(in_parts))
            if in_parts.count(case) > 1
        ]
        if not set(cases[task.name]).difference(in_parts):
            problems.append(f"{where}: no case is left to the main part")
    return problems


def gate_steady(harvests: Sequence[Harvest]) -> list[str]:
    """A draw decides about values alone: cases keep their names, and each is right or wrong in all draws."""
    problems = []
    first = harvests[0].cases
    for harvest in harvests[1:]:
        for task in first:
            if harvest.cases[task] != first[task]:
                differ = sorted(set(harvest.cases[task]) ^ set(first[task])) or ["their order"]
                problems.append(
                    f"cases.py, task {task}: with seeds {harvests[0].seed} and {harvest.seed} the names of "
                    f"cases differ in {', '.join(differ)}; a name must not depend on the draw"
                )
    seeds = {harvest.seed for harvest in harvests}
    wrong: dict[tuple[str, str, str], dict[str, set[int]]] = {}
    for trial in (trial for harvest in harvests for trial in harvest.trials if trial.kind != "gaming"):
        for task, case in trial.wrong:
            cases = wrong.setdefault((trial.kind, trial.name, task), {})
            cases.setdefault(case, set()).add(trial.seed)
    for (kind, name, task), cases in wrong.items():
        unsteady = {case: found for case, found in cases.items() if found != seeds}
        if unsteady:
            found = next(iter(unsteady.values()))
            problems.append(
                f"cases.py, task {task}, {', '.join(map(repr, unsteady))}: the {kind} {name} is wrong with "
                f"{len(found)} of {len(seeds)} seeds, such as {min(found)}, and right with others, such as "
                f"{min(seeds - found)}; draw the values so that it always is, or never"
            )
    return problems


def gate_endpoints(trials: Sequence[Trial]) -> list[str]:
    """The solution gets all points; the skeleton none, and counts as not attempted."""
    problems = Sentences()
    for trial in trials:
        if trial.kind == "solution" and trial.score != trial.points:
            detail = f"{trial.score:g}: {_wrong(trial)}"
            problems.add("with {seeds} the solution scores {detail}", trial, detail)
        if trial.kind == "skeleton" and (trial.score or trial.statuses != {Status.NOT_ATTEMPTED}):
            statuses = ", ".join(sorted(map(str, trial.statuses)))
            problems.add(f"the skeleton scores {trial.score:g} and is {statuses} with {{seeds}}", trial)
    missing = {"solution", "skeleton"} - {trial.kind for trial in trials}
    return [*problems.texts(), *(f"the {kind} was not tried" for kind in sorted(missing))]


def gate_misconceptions(trials: Sequence[Trial], alike: Sequence[frozenset[str]]) -> list[str]:
    """Each spelling loses points and is diagnosed as its misconception, or with those it is alike to."""
    problems = Sentences()
    for trial in trials:
        if trial.kind != "misconception":
            continue
        if not trial.wrong:
            problems.add(
                f"{trial.name} answers every case as the reference does with {{seeds}}: add a case that "
                "shows the mistake, or remove it from misconceptions.py",
                trial,
            )
            continue
        if trial.score >= trial.points:
            problems.add(f"{trial.name} loses no points with {{seeds}}", trial)
        same = _alike(names_in(trial.name)[0], alike)
        # A task below, whose answers tell less, may be told "partly" what another shows.
        if (Claim.ONE, same) not in trial.claims or any(not names <= same for _, names in trial.claims):
            said = ", ".join(trial.diagnoses) or "nothing"
            wanted = " or ".join(sorted(same))
            sentence = f"with {{seeds}} {trial.name} is not diagnosed as {wanted}, but as {{detail}}"
            problems.add(sentence, trial, said)
    return problems.texts()


def gate_contradictions(harvests: Sequence[Harvest], alike: Sequence[frozenset[str]]) -> list[str]:
    """No input gives two misconceptions the same answers in every case, unless they are declared alike."""
    problems = Sentences()
    for harvest in harvests:
        for one, other in harvest.same:
            if names_in(other)[0] not in _alike(names_in(one)[0], alike):
                problems.add(
                    f"{one} and {other} give the same answers in every case with {{seeds}}: add a case that "
                    "tells them apart, declare them alike in spec.py, or make one of both",
                    harvest,
                )
    return problems.texts()


def _alike(name: str, alike: Sequence[frozenset[str]]) -> frozenset[str]:
    """The misconceptions that no input can tell from this one, itself included."""
    return next((group for group in alike if name in group), frozenset({name}))


def gate_alternatives(trials: Sequence[Trial]) -> list[str]:
    """Every right answer gets all points, however it is written."""
    problems = Sentences()
    for trial in trials:
        if trial.kind == "alternative" and trial.score != trial.points:
            detail = f"{trial.score:g}: {_wrong(trial)}"
            problems.add(f"with {{seeds}} {trial.name} is right but scores {{detail}}", trial, detail)
    return problems.texts()


def gate_right(trials: Sequence[Trial]) -> list[str]:
    """The solution and every right alternative get all points."""
    return [
        f"the {trial.kind} {trial.name} scores {trial.score:g}: {_wrong(trial)}"
        for trial in trials
        if trial.kind in ("solution", "alternative") and trial.score != trial.points
    ]


def gate_accidents(harvests: Sequence[Harvest]) -> list[str]:
    """The reference raises a ``ValueError`` on purpose, or nothing, with all draws."""
    problems = Sentences()
    for harvest in harvests:
        for accident in harvest.accidents:
            problems.add(f"{accident}: with {{seeds}}", harvest)
    return problems.texts()


def follow_ups(trials: Sequence[Trial]) -> list[str]:
    """What a misconception costs in tasks that don't name it: no fault, but what a student will read.

    Returns:
        A line for each, such as ``sorted-in-the-service also costs guard (unknown)``.
    """
    found: dict[str, dict[str, None]] = {}
    for trial in trials:
        if trial.kind != "misconception":
            continue
        for task, result in trial.results.items():
            said = result.diagnosis
            if result.score < result.points and not (said and names_in(trial.name)[0] in said.names):
                what = f"{task} ({said.label if said else 'nothing said'})"
                found.setdefault(trial.name, {})[what] = None
    return [f"{name} also costs {', '.join(costs)}" for name, costs in found.items()]


def gate_mixtures(least: int, trials: Sequence[Trial], misconceptions: Iterable[str]) -> list[str]:
    """Two mistakes at once lose points. A pair is named as both; of the others nobody is told a wrong story.

    Another mixture may be named in part: one of its mistakes may show alone in some cases.

    Args:
        least: How many mixtures a lesson of this kind needs.
        trials: The lesson's trials.
        misconceptions: The headings of the lesson's misconceptions.
    """
    known = {names_in(heading)[0] for heading in misconceptions}
    mixtures = [trial for trial in trials if trial.kind == "mixture"]
    names = dict.fromkeys(trial.name for trial in mixtures)
    problems = [
        f"mixtures.py: {name} is headed by {part}, which misconceptions.py does not have"
        for name in names
        if len(names_in(name)) > 1
        for part in names_in(name)
        if part not in known
    ]
    said = Sentences()
    for trial in mixtures:
        diagnoses = ", ".join(trial.diagnoses) or "nothing"
        both = frozenset(names_in(trial.name))
        if len(both) > 1 and not _names_both(trial, both):
            wanted = " + ".join(names_in(trial.name))
            sentence = f"with {{seeds}} the pair {trial.name} is not diagnosed as {wanted}, but as {{detail}}"
            said.add(sentence, trial, diagnoses)
        if len(both) == 1 and any(claim is not Claim.PARTLY for claim, _ in trial.claims):
            said.add(f"with {{seeds}} the mixture {trial.name} is named {{detail}}", trial, diagnoses)
        if trial.score >= trial.points:
            said.add(f"the mixture {trial.name} loses no points with {{seeds}}", trial)
    if len(names) < least:
        problems.append(f"{len(names)} mixtures; at least {least} are needed")
    return [*problems, *said.texts()]


def _names_both(trial: Trial, both: frozenset[str]) -> bool:
    """Whether both mistakes of a pair are named, together or each where it shows, and nothing else."""
    whole = {names for claim, names in trial.claims if claim in (Claim.ONE, Claim.PAIR)}
    return all(names <= both for _, names in trial.claims) and frozenset().union(*whole) == both


def gate_gaming(trials: Sequence[Trial]) -> list[str]:
    """What answers without any work earns nothing in any task."""
    problems = Sentences()
    for trial in trials:
        for task, result in trial.results.items():
            if trial.kind == "gaming" and result.score:
                sentence = (
                    f"cases.py, task {task}: with {{seeds}} {trial.name} earns {{detail}} points; "
                    "put a case into the main part that it fails"
                )
                problems.add(sentence, trial, f"{result.score:g} of {result.points:g}")
    return problems.texts()


def gate_witnesses(promises: Sequence[Promise], trials: Sequence[Trial]) -> list[str]:
    """Each witness is caught by the case that its promise names, and by no other case of that task.

    Args:
        promises: The lesson's promises.
        trials: The lesson's trials.
    """
    by_name: dict[str, list[Trial]] = {}
    for trial in trials:
        if trial.kind == "witness":
            by_name.setdefault(trial.name, []).append(trial)
    problems = Sentences()
    for promise in promises:
        for trial in by_name.get(promise.witness, ()):
            caught = {case for task, case in trial.wrong if task == promise.task}
            what = f"witnesses.py: {promise.witness}"
            if not caught:
                problems.add(
                    f"{what} is caught by no case of task {promise.task} with {{seeds}}: draw a case that "
                    f"catches it ({promise.case!r} should), or make it wrong",
                    trial,
                )
            elif caught != {promise.case}:
                by = ", ".join(map(repr, sorted(caught)))
                problems.add(
                    f"{what} is caught by {{detail}} of task {promise.task} with {{seeds}}; only "
                    f"{promise.case!r} should: make the patch wrong for that case alone, or correct "
                    "promises.toml",
                    trial,
                    by,
                )
    return problems.texts()


def gate_mutants(report: MutantReport) -> list[str]:
    """Every mutant is killed by some case, or declared to be right; all that is declared survives."""
    problems = [
        f"of {survivor.mutant.of}, {survivor.mutant.function} (seed {survivor.seed}): "
        f"{survivor.mutant.line}  became  {survivor.mutant.mutant}"
        for survivor in report.undeclared
    ]
    if problems:
        problems.append(
            "these mutants earn all points: add cases that kill them or, where no promised input can tell "
            "them from a right answer, declare them in equivalents.toml with the reason"
        )
    return [
        *problems,
        *(
            f"equivalents.toml: of {entry.of}, {entry.line}  became  {entry.mutant}: no mutant that survives "
            "is written so; remove the entry, or copy its line and mutant from this command's output"
            for entry in report.unused
        ),
    ]


def gate_margins(evidence: Evidence) -> list[str]:
    """Right answers stay well inside the tolerance, wrong ones well outside; each graded task has one."""
    problems = []
    wrong_ones = [trial for trial in evidence.trials if trial.kind == "misconception"]
    for task in evidence.lesson.spec.tasks:
        if task.points and not any(trial.severity.get(task.name, 0.0) > 1 for trial in wrong_ones):
            problems.append(f"{task.name}: no misconception fails it")
        inner, outer = task.tolerance.margins
        right, wrong = margins(evidence, task.name)
        if 1 / inner < right <= 1:  # a worse one loses points, which the gate of alternatives says
            problems.append(
                f"{task.name}: a right alternative uses {right:.2g} of the tolerance; "
                f"at most 1/{inner:g} is allowed"
            )
        if wrong < outer:
            problems.append(
                f"{task.name}: the nearest misconception exceeds the tolerance {wrong:.3g} times; "
                f"at least {outer:g} times is needed"
            )
    return problems


def margins(evidence: Evidence, task: str) -> tuple[float, float]:
    """The worst right answer and the nearest misconception of a task, in units of its tolerance.

    Returns:
        The largest severity of the solution and the alternatives, 0 if there are none; and the smallest above
        1 of the misconceptions, infinite if none fails the task.
    """
    trials = [trial for trial in evidence.trials if task in trial.severity]
    right = [trial.severity[task] for trial in trials if trial.kind in ("solution", "alternative")]
    wrong = [trial.severity[task] for trial in trials if trial.kind == "misconception"]
    return max(right, default=0.0), min((s for s in wrong if s > 1), default=math.inf)


def gate_reference(evidence: Evidence) -> list[str]:
    """The reference repeats itself, answers a row alone as in its batch, and is quick."""
    spec = evidence.lesson.spec
    problems = [f"{name}: the reference gives other answers the second time" for name in evidence.unstable]
    problems += [
        f"{name}: rows answered one by one differ {value:.2g} tolerances from the batch"
        for name, value in evidence.split_severity.items()
        if value > _SPLIT
    ]
    return problems + slowness(spec, evidence.reference_seconds)


def _wrong(trial: Trial) -> str:
    for result in trial.results.values():
        for case in result.cases:
            if case.difference is not None:
                difference = case.difference
                return f"{result.task_id}, {case.name}: got {difference.got}, expected {difference.expected}"
    return "no case differs"
