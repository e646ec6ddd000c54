"""Every gate of trials, witnesses and mutants holds for a good lesson, and catches a planted fault."""

from __future__ import annotations

import dataclasses
import math
from pathlib import Path
from typing import Any

import pytest
from conftest import make_task

from autograder.authoring import verdicts
from autograder.authoring.evidence import Evidence, Harvest, Trial
from autograder.authoring.mutants import Mutant
from autograder.authoring.survivors import Survivor, report_of
from autograder.core.results import CaseResult, Claim, Diagnosis, Difference, Status, TaskResult
from autograder.core.specs import Equivalent, LessonSpec, Part, Promise, Task, Tolerance
from autograder.lessons import Lesson

TASKS = tuple(make_task(f"task-{i}", points=2.0) for i in range(5))
SPEC = LessonSpec(
    number=1, slug="made_up", title="Made up", claim="It fails.", lesson_minutes=30, exercise_minutes=30,
    objectives=("Find it.", "Repair it.", "Guard it."), tasks=TASKS, cell_seconds=20, notebook_seconds=60,
)  # fmt: skip
CASES = {task.name: ("one", "two", "three") for task in TASKS}


def expect(fault: str | None, problems: list[str]) -> None:
    """A good case has no problems; a planted fault gives one that names it."""
    if fault is None:
        assert [] == problems
    else:
        assert any(fault in problem for problem in problems), problems


WRONG = CaseResult(
    name="one", call="f(x)", difference=Difference(kind="value", expected="1", got="2", advice="Look.")
)


def trial(
    kind: str, name: str = "", *, wrong: int = 0, says: tuple[str, ...] = (), status: Status = Status.FAILED,
    severity: float | None = None, seed: int = 1, claim: Claim = Claim.ONE, case: CaseResult = WRONG,
    score: float = 0.0,
) -> Trial:  # fmt: skip
    """A trial that fails its first ``wrong`` tasks in one case, each with the same diagnosis."""
    results = {}
    for i, task in enumerate(TASKS):
        good = i >= wrong
        results[task.name] = TaskResult(
            task_id=f"made_up.{task.name}", title=task.title, status=Status.PASSED if good else status,
            score=task.points if good else score, points=task.points, summary="", cases=() if good else (case,),
            diagnosis=None if good else Diagnosis(claim=claim if says else Claim.UNKNOWN, names=says),
        )  # fmt: skip
    worst = severity if severity is not None else (50.0 if wrong else 0.01)
    return Trial(
        kind=kind, name=name or kind, seed=seed, results=results, severity={t.name: worst for t in TASKS}
    )


def wrong_in(name: str) -> CaseResult:
    """A wrong case."""
    return dataclasses.replace(WRONG, name=name)


def harvest(
    *trials: Trial, seed: int = 1, same: tuple[tuple[str, str], ...] = (), cases: dict[str, Any] = CASES
) -> Harvest:
    """The trials of one seed."""
    return Harvest(seed=seed, trials=trials, cases=cases, same=same)


def part(title: str = "an edge", points: float = 0.5, cases: tuple[str, ...] = ("two",)) -> Part:
    """A part of a task."""
    return Part(title=title, points=points, cases=cases)


@pytest.mark.parametrize(
    ("parts", "fault"),
    [
        ((), None),
        ((part(), part("another", 1.25, ("three",))), None),
        ((part(points=0.4),), "part 'an edge' has 0.4 points; give it a multiple of 0.25"),
        ((part(points=0.0),), "part 'an edge' has 0 points"),
        ((part(points=2.0),), "the parts leave 0 of 2 points to the main part; leave it at least 0.25"),
        ((part(points=2.25),), "the parts leave -0.25 of 2 points"),
        ((part(cases=()),), "part 'an edge' has no case"),
        ((part(cases=("four",)),), "'four' is in a part, but cases.py makes no such case"),
        ((part(), part("another")), "'two' is in two parts"),
        ((part(cases=("one", "two", "three")),), "no case is left to the main part"),
    ],
)
def test_parts(parts: tuple[Part, ...], fault: str | None) -> None:
    """Parts earn quarters, leave some points and a case to the main part, and share no case."""
    spec = dataclasses.replace(SPEC, tasks=(dataclasses.replace(TASKS[0], parts=parts), *TASKS[1:]))
    expect(fault, verdicts.gate_parts(spec, CASES))


def test_the_main_part_earns_quarters_too() -> None:
    """What parts leave to the main part is a multiple of a quarter."""
    task = dataclasses.replace(TASKS[0], points=2.1, parts=(part(),))
    spec = dataclasses.replace(SPEC, tasks=(task, *TASKS[1:]))
    expect("the parts leave 1.6 of 2.1 points", verdicts.gate_parts(spec, CASES))


OTHER_NAMES = CASES | {"task-1": ("one", "two", "with 7 rows")}


@pytest.mark.parametrize(
    ("second", "fault"),
    [
        (harvest(trial("misconception", "m", wrong=1, seed=2), seed=2), None),
        (
            harvest(trial("misconception", "m", seed=2), seed=2),
            "task task-0, 'one': the misconception m is wrong with 1 of 2 seeds, such as 1, and right with",
        ),
        (
            harvest(trial("misconception", "m", wrong=1, seed=2, case=wrong_in("two")), seed=2),
            "task task-0, 'one', 'two'",
        ),
        (
            harvest(trial("misconception", "m", wrong=1, seed=2), seed=2, cases=OTHER_NAMES),
            "cases.py, task task-1: with seeds 1 and 2 the names of cases differ in three, with 7 rows",
        ),
    ],
    ids=["good", "right with another seed", "another case", "another name"],
)
def test_steady(second: Harvest, fault: str | None) -> None:
    """A draw decides neither the names of cases nor which of them are wrong."""
    expect(fault, verdicts.gate_steady([harvest(trial("misconception", "m", wrong=1)), second]))


def test_a_guess_may_be_lucky_now_and_then() -> None:
    """Which cases gaming gets right may depend on the draw: it earns nothing anyway."""
    lucky, unlucky = trial("gaming", "zeros"), trial("gaming", "zeros", wrong=1, seed=2)
    assert [] == verdicts.gate_steady([harvest(lucky), harvest(unlucky, seed=2)])


@pytest.mark.parametrize(
    ("same", "alike", "fault"),
    [
        ((), [], None),
        ((("m", "n"),), [], "m and n give the same answers in every case with seed 1: add a case that"),
        ((("m: late", "n"),), [], "m: late and n give the same answers"),
        ((("m: late", "n"),), [frozenset({"m", "n"})], None),
    ],
    ids=["good", "equal", "a spelling", "alike"],
)
def test_contradictions(
    same: tuple[tuple[str, str], ...], alike: list[frozenset[str]], fault: str | None
) -> None:
    """Two misconceptions with the same answers are told apart by a case, or declared alike."""
    expect(fault, verdicts.gate_contradictions([harvest(same=same)], alike))


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        (trial("gaming", "zeros", wrong=5), None),
        (
            trial("gaming", "zeros", wrong=4),
            "cases.py, task task-4: with seed 1 zeros earns 2 of 2 points; put a case into the main part",
        ),
        (
            trial("gaming", "zeros", wrong=5, score=0.5),
            "task task-0: with seed 1 zeros earns 0.5 of 2 points",
        ),
    ],
    ids=["good", "a whole task", "a part"],
)
def test_gaming(found: Trial, fault: str | None) -> None:
    """Answers without work earn nothing, in no task and no part of one."""
    expect(fault, verdicts.gate_gaming([found]))


PROMISE = Promise(text="It works.", task="task-0", case="one", witness="w")


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        (trial("witness", "w", wrong=1), None),
        (trial("witness", "w", wrong=2), None),
        (trial("witness", "w"), "w is caught by no case of task task-0 with seed 1"),
        (
            trial("witness", "w", wrong=1, case=wrong_in("two")),
            "w is caught by 'two' of task task-0 with seed 1; only 'one' should",
        ),
    ],
    ids=["good", "a dependent task fails, too", "not caught", "caught by another"],
)
def test_witnesses(found: Trial, fault: str | None) -> None:
    """A witness is caught by the case of its promise, and by no other of that task."""
    expect(fault, verdicts.gate_witnesses([PROMISE], [found]))


def test_a_witness_that_two_cases_catch_proves_neither() -> None:
    """What more than one case catches does not show that the promised one is needed."""
    both = trial("witness", "w", wrong=1)
    task = dataclasses.replace(both.results["task-0"], cases=(WRONG, wrong_in("two")))
    both = dataclasses.replace(both, results={**both.results, "task-0": task})
    expect("w is caught by 'one', 'two' of task task-0", verdicts.gate_witnesses([PROMISE], [both]))


MUTANT = Mutant(of="solution", function="f", line="if x < 1:", mutant="if x <= 1:", source="")
DECLARED = Equivalent(of="solution", line="if x < 1:", mutant="if  x <= 1:", reason="x is never 1.")


@pytest.mark.parametrize(
    ("found", "equivalents", "fault"),
    [
        ([], [], None),
        ([Survivor(mutant=MUTANT, seed=7)], [DECLARED], None),
        ([Survivor(mutant=MUTANT, seed=7)], [], "of solution, f (seed 7): if x < 1:  became  if x <= 1:"),
        (
            [],
            [DECLARED],
            "equivalents.toml: of solution, if x < 1:  became  if  x <= 1:: no mutant that survives",
        ),
    ],
    ids=["good", "declared", "survives", "declared, but killed"],
)
def test_mutants(found: list[Survivor], equivalents: list[Equivalent], fault: str | None) -> None:
    """A mutant that earns all points is declared with its reason, and nothing else is declared."""
    expect(fault, verdicts.gate_mutants(report_of([MUTANT], found, equivalents)))


def test_the_score_of_mutants_leaves_out_the_equivalent_ones() -> None:
    """The score is the share of the killed among the wrong ones."""
    others = [dataclasses.replace(MUTANT, mutant=f"if x < {i}:") for i in range(2, 5)]
    survivors = [Survivor(mutant=mutant, seed=7) for mutant in (MUTANT, others[0])]
    report = report_of([MUTANT, *others], survivors, [DECLARED])
    assert (4, 1, 2, 2 / 3) == (report.made, report.equivalent, report.killed, report.score)


SOLUTION, SKELETON = trial("solution"), trial("skeleton", wrong=5, status=Status.NOT_ATTEMPTED)


@pytest.mark.parametrize(
    ("trials", "fault"),
    [
        ([SOLUTION, SKELETON], None),
        (
            [trial("solution", wrong=1, seed=3), SKELETON],
            "with seed 3 the solution scores 8: made_up.task-0, one: got 2, expected 1",
        ),
        ([SOLUTION, trial("skeleton", wrong=5)], "the skeleton scores 0 and is failed with seed 1"),
        ([SOLUTION, trial("skeleton", wrong=4, status=Status.NOT_ATTEMPTED)], "the skeleton scores 2"),
        ([SKELETON], "the solution was not tried"),
        ([SOLUTION], "the skeleton was not tried"),
    ],
    ids=["good", "solution loses", "skeleton attempted", "skeleton earns", "no solution", "no skeleton"],
)
def test_endpoints(trials: list[Trial], fault: str | None) -> None:
    """The solution gets all points; the skeleton none, and counts as not attempted."""
    expect(fault, verdicts.gate_endpoints(trials))


@pytest.mark.parametrize(
    ("found", "alike", "fault"),
    [
        (trial("misconception", "m", wrong=1, says=("m",)), [], None),
        (trial("misconception", "m", wrong=2, says=("m", "n")), [frozenset({"m", "n"})], None),
        (trial("misconception", "m", wrong=1), [], "with seed 1 m is not diagnosed as m, but as nothing"),
        (
            trial("misconception", "m", wrong=1, says=("n",)),
            [],
            "with seed 1 m is not diagnosed as m, but as n",
        ),
        (trial("misconception", "m", wrong=1, says=("m", "n")), [], "m is not diagnosed as m, but as m or n"),
        (
            trial("misconception", "m", wrong=1, says=("m",)),
            [frozenset({"m", "n"})],
            "is not diagnosed as m or n, but as m",
        ),
        (trial("misconception", "m: late", wrong=1, says=("m",)), [], None),
        (
            trial("misconception", "m: late", wrong=1),
            [],
            "m: late is not diagnosed as m, but as nothing",
        ),
        (
            trial("misconception", "m", wrong=1, says=("m",), claim=Claim.PARTLY),
            [],
            "m is not diagnosed as m, but as partly m",
        ),
        (trial("misconception", "m", wrong=5, score=2.0, says=("m",)), [], "m loses no points with seed 1"),
        (trial("misconception", "m"), [], "m answers every case as the reference does with seed 1"),
    ],
    ids=[
        "good",
        "alike",
        "unnamed",
        "misnamed",
        "ambiguous",
        "alike but told apart",
        "spelling",
        "unnamed spelling",
        "partly",
        "full marks",
        "no mistake",
    ],
)
def test_misconceptions(found: Trial, alike: list[frozenset[str]], fault: str | None) -> None:
    """Each misconception loses points and is diagnosed as itself, or with those declared alike."""
    expect(fault, verdicts.gate_misconceptions([SOLUTION, found], alike))


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        (trial("alternative", "loop"), None),
        (trial("alternative", "loop", wrong=1), "with seed 1 loop is right but scores 8: "),
    ],
    ids=["good", "loses"],
)
def test_alternatives(found: Trial, fault: str | None) -> None:
    """Every right answer gets all points, however it is written."""
    expect(fault, verdicts.gate_alternatives([found]))


MIXTURES = [trial("mixture", f"mix-{i}", wrong=1) for i in range(5)]


@pytest.mark.parametrize(
    ("trials", "fault"),
    [
        (MIXTURES, None),
        (
            [*MIXTURES, trial("mixture", "both", wrong=1, says=("m",))],
            "with seed 1 the mixture both is named m",
        ),
        ([*MIXTURES, trial("mixture", "both", wrong=1, says=("m",), claim=Claim.PARTLY)], None),
        ([*MIXTURES, trial("mixture", "both")], "the mixture both loses no points"),
        (MIXTURES[1:], "4 mixtures; at least 5"),
        ([*MIXTURES[1:], trial("mixture", "mix-1", wrong=1, seed=2)], "4 mixtures; at least 5"),
        ([*MIXTURES, trial("mixture", "m + n", wrong=1, says=("n", "m"), claim=Claim.PAIR)], None),
        ([*MIXTURES, trial("mixture", "m + n", wrong=1)], "the pair m + n is not diagnosed as m + n, but as nothing"),
        (
            [*MIXTURES, trial("mixture", "m + n", wrong=1, says=("m",))],
            "with seed 1 the pair m + n is not diagnosed as m + n, but as m",
        ),
        (
            [*MIXTURES, trial("mixture", "m + n", wrong=1, says=("m", "k"), claim=Claim.PAIR)],
            "the pair m + n is not diagnosed as m + n, but as m + k",
        ),
        (
            [*MIXTURES, trial("mixture", "m + k", wrong=1, says=("m", "k"), claim=Claim.PAIR)],
            "mixtures.py: m + k is headed by k, which misconceptions.py does not have",
        ),
    ],
    ids=["good", "named", "named in part", "full points", "too few", "too few, several seeds", "pair", "unnamed pair", "half a pair",
         "another pair", "unknown name"],
)  # fmt: skip
def test_mixtures(trials: list[Trial], fault: str | None) -> None:
    """Two mistakes at once lose points; a pair is named as both, and other mixtures are not named."""
    expect(fault, verdicts.gate_mixtures(5, trials, ["m", "n: late", "n"]))


def test_a_pair_may_be_named_task_by_task() -> None:
    """Where each mistake of a pair shows in a task of its own, each is named there."""
    one, other = (trial("mixture", "m + n", wrong=2, says=(name,)) for name in "mn")
    pair = dataclasses.replace(one, results={**one.results, "task-1": other.results["task-1"]})
    assert [] == verdicts.gate_mixtures(5, [*MIXTURES, pair], ["m", "n"])


def evidence(*trials: Trial, task: Task = TASKS[0], **facts: Any) -> Evidence:
    """Trials of a made-up lesson whose reference behaves, but for ``facts``."""
    good: dict[str, Any] = {"reference_seconds": {}, "unstable": (), "split_severity": {}}
    lesson = Lesson(Path("made_up"), dataclasses.replace(SPEC, tasks=(task, *TASKS[1:])), Path("data"))
    return Evidence(lesson=lesson, harvests=(harvest(*trials),), **good | facts)


MISTAKE = trial("misconception", "m", wrong=1)


def test_a_misconception_has_one_name() -> None:
    """Named rightly at one task and wrongly at another is not named."""
    right, wrong = (trial("misconception", "m", wrong=1, says=(name,)) for name in "mn")
    both = dataclasses.replace(right, results={**right.results, "task-1": wrong.results["task-0"]})
    expect("with seed 1 m is not diagnosed as m, but as m, n", verdicts.gate_misconceptions([both], []))


def test_another_task_may_say_less_of_a_misconception() -> None:
    """Where one task names it, a task below it may say that it explains some cases."""
    whole, less = (
        trial("misconception", "m", wrong=1, says=("m",), claim=claim) for claim in (Claim.ONE, Claim.PARTLY)
    )
    both = dataclasses.replace(whole, results={**whole.results, "task-1": less.results["task-0"]})
    assert [] == verdicts.gate_misconceptions([both], [])


STRICT = dataclasses.replace(TASKS[0], tolerance=Tolerance(margins=(1000.0, 100.0)))


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        (evidence(SOLUTION, MISTAKE), None),
        (evidence(SOLUTION), "task-0: no misconception fails it"),
        (evidence(SOLUTION, trial("misconception")), "task-0: no misconception fails it"),
        (
            evidence(trial("alternative", severity=0.2), MISTAKE),
            "task-0: a right alternative uses 0.2 of the tolerance; at most 1/10",
        ),
        (evidence(trial("solution", severity=0.2), MISTAKE), "task-0: a right alternative uses 0.2"),
        (
            evidence(SOLUTION, trial("misconception", severity=9.0)),
            "exceeds the tolerance 9 times; at least 10",
        ),
        (
            evidence(SOLUTION, MISTAKE, trial("misconception", severity=1.5)),
            "exceeds the tolerance 1.5 times",
        ),
        (evidence(SOLUTION, MISTAKE, task=STRICT), "at most 1/1000 is allowed"),
        (evidence(SOLUTION, MISTAKE, task=STRICT), "at least 100 times is needed"),
    ],
    ids=[
        "good",
        "no misconceptions",
        "harmless misconception",
        "noisy alternative",
        "noisy solution",
        "near",
        "nearest counts",
        "own inner",
        "own outer",
    ],
)
def test_margins(found: Evidence, fault: str | None) -> None:
    """Right answers stay well inside the tolerance, wrong ones well outside."""
    expect(fault, verdicts.gate_margins(found))


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({"reference_seconds": {"a": 9.9, "b": 9.9}, "split_severity": {"a": 0.5}}, None),
        ({"unstable": ("a",)}, "a: the reference gives other answers the second time"),
        ({"split_severity": {"a": 0.6}}, "a: rows answered one by one differ 0.6 tolerances from the batch"),
        ({"split_severity": {"a": math.inf}}, "differ inf tolerances"),
        ({"reference_seconds": {"a": 10.1}}, "a: the reference takes 10.1 s, more than half of 20 s"),
        (
            {"reference_seconds": dict.fromkeys("abcd", 8.0)},
            "the reference takes 32.0 s in all, more than half of 60 s",
        ),
    ],
    ids=["good", "unstable", "split", "split breaks", "slow", "slow in all"],
)
def test_reference(facts: dict[str, Any], fault: str | None) -> None:
    """The reference repeats itself, does not care how a batch is split, and is quick."""
    expect(fault, verdicts.gate_reference(evidence(**facts)))


def test_what_differs_from_draw_to_draw_is_said_once() -> None:
    """One mistake is one sentence, also where its score or its diagnosis depends on the draw."""
    named = [
        trial("misconception", "m", wrong=1, says=(says,), seed=seed) for seed, says in ((1, "n"), (2, "k"))
    ]
    assert ["with seeds 1, 2 m is not diagnosed as m, but as n"] == verdicts.gate_misconceptions(named, [])
    loops = [trial("alternative", "loop", wrong=wrong, seed=wrong) for wrong in (1, 2)]
    (said,) = verdicts.gate_alternatives(loops)
    assert said.startswith("with seeds 1, 2 loop is right but scores 8: ")


def test_an_alternative_that_loses_points_is_not_said_twice() -> None:
    """What is beyond the tolerance is the gate of alternatives' business, not that of margins."""
    wrong = [trial("alternative", "loop", wrong=1, severity=math.inf), trial("misconception", "m", wrong=5)]
    found = verdicts.gate_margins(evidence(*wrong))
    assert not any("a right alternative uses" in problem for problem in found)
