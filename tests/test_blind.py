"""Blind submissions are text that can be handed in; a damaged file is a sentence."""

from __future__ import annotations

import ast
import json
from collections import Counter
from pathlib import Path

import pytest
from repository import HERE
from rich.console import Console

from autograder.core.errors import CourseError
from autograder.core.paths import CourseRoot
from autograder.core.results import Claim, Status, TaskSummary
from autograder.lessons import Lesson, discover
from tools.accuracy.blind import Blind, read
from tools.accuracy.measure import Outcome, grade, outcome_of
from tools.accuracy.page import NUMBERS, PAGE, from_json, goals, interval, page

ROOT = Path(__file__).parent.parent
FOLDER = Path(__file__).parent / "blind"
LESSONS = discover(HERE)


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.spec.slug)
def test_there_are_enough_and_all_are_python(lesson: Lesson) -> None:
    """Each exercise has at least 25 right and 60 wrong submissions, each of which defines a graded function."""
    blinds = read(FOLDER / f"{lesson.spec.slug}.py")
    kinds = Counter(blind.kind for blind in blinds)
    assert 25 <= kinds["right"]
    assert 60 <= kinds["wrong"] + kinds["first"]
    entry_points = {task.entry_point for task in lesson.spec.graded}
    for blind in blinds:
        names = {
            node.name
            for node in ast.parse(blind.source).body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        }
        names |= {
            target.id
            for node in ast.parse(blind.source).body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        assert names & entry_points, blind.name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# %% good: a | b\n", "should read"),
        ("# %% right: a\n", "should read"),
        ("# %% right: a | b\n# %% wrong: a | c\n", "the name a is used twice"),
    ],
)
def test_a_damaged_file_is_a_sentence(tmp_path: Path, text: str, words: str) -> None:
    """It names the heading, or the name that is used twice."""
    (tmp_path / "x.py").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=words):
        read(tmp_path / "x.py")


LABELS = {
    "missing": (None, "can't be read"),
    "no list": ('a = "b"', "should be a list"),
    "of another submission": ("b = []", "differ in a, b"),
}


@pytest.mark.parametrize(("text", "words"), LABELS.values(), ids=LABELS.keys())
def test_damaged_labels_are_a_sentence(tmp_path: Path, text: str | None, words: str) -> None:
    """It names the file, or the submissions that have no label."""
    (tmp_path / "x.py").write_text("# %% wrong: a | b\n", encoding="utf-8")
    if text is not None:
        (tmp_path / "x.labels.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=words):
        read(tmp_path / "x.py")


TRUE = Blind(number=1, kind="wrong", name="x", belief="", source="", true=("a", "b"))


def task(points: float, claim: Claim | None = None, names: tuple[str, ...] = ()) -> TaskSummary:
    """A task worth 2 points."""
    status = Status.PASSED if points else Status.FAILED
    return TaskSummary(
        task_id="a.b", status=status, score=points, points=2, summary="", claim=claim, names=names
    )


ANSWERED: dict[str, tuple[str, list[TaskSummary]]] = {
    "no task failed": ("full", [task(2)]),
    "a true name": ("named", [task(0, Claim.ONE, ("a",)), task(0, Claim.UNKNOWN)]),
    "one of two candidates is true": ("named", [task(0, Claim.ONE, ("a", "z"))]),
    "both of two candidates are false": ("misnamed", [task(0, Claim.ONE, ("y", "z"))]),
    "two at once": ("named", [task(0, Claim.PAIR, ("a", "b"))]),
    "two at once, one is false": ("misnamed", [task(0, Claim.PAIR, ("a", "z"))]),
    "a name in some cases": ("partly", [task(0, Claim.PARTLY, ("b",)), task(0, Claim.MEASURED)]),
    "a false name beside a true one": (
        "misnamed",
        [task(0, Claim.ONE, ("a",)), task(0, Claim.PARTLY, ("z",))],
    ),
    "a fact": ("fact", [task(0, Claim.MEASURED), task(0, Claim.UNKNOWN)]),
    "code that did not run": ("fact", [task(0)]),
    "nothing": ("unknown", [task(0, Claim.UNKNOWN)]),
}


@pytest.mark.parametrize(("answer", "results"), ANSWERED.values(), ids=ANSWERED.keys())
def test_an_answer_is_held_against_the_labels(answer: str, results: list[TaskSummary]) -> None:
    """The best that was said counts, unless a name is not true of the submission."""
    assert answer == outcome_of(TRUE, results).answer


def made(kind: str, answer: str, *, lost: float = 1.0, catalogued: bool = True) -> Outcome:
    """What came of a submission."""
    return Outcome(name="x", kind=kind, catalogued=catalogued, lost=lost, answer=answer, labels=("a",))


GOOD = [made("right", "", lost=0.0), *[made("wrong", "named")] * 99, made("first", "fact", catalogued=False)]


@pytest.mark.parametrize(
    ("bad", "missed"),
    [
        ([], []),
        ([made("right", "")], [0]),
        ([made("wrong", "full")] * 2, [1]),
        ([made("wrong", "unknown")] * 6, [2]),
        ([made("first", "unknown", catalogued=False)], [3]),
        ([made("wrong", "misnamed", catalogued=False)], [4]),
    ],
    ids=[
        "none",
        "a right one loses",
        "full points",
        "a belief is unknown",
        "a first attempt is unknown",
        "misnamed",
    ],
)
def test_each_goal_can_be_missed(bad: list[Outcome], missed: list[int]) -> None:
    """Enough submissions that are answered badly miss their goal, and no other."""
    found = goals({"01_a": [*GOOD, *bad]})
    assert missed == [i for i, goal in enumerate(found) if not goal.is_met]


def test_an_interval_holds_the_share() -> None:
    """Wilson's interval for 8 of 10 is the published one, and is within 0 and 1 at the ends."""
    assert (0.490, 0.943) == tuple(round(bound, 3) for bound in interval(8, 10))
    assert interval(0, 5)[0] == 0.0 and interval(5, 5)[1] == 1.0


def test_the_page_is_what_was_measured() -> None:
    """docs/accuracy.md is the page of docs/accuracy.json, which is of the submissions that there are."""
    data = json.loads((ROOT / NUMBERS).read_text(encoding="utf-8"))
    measured, milliseconds = from_json(data)
    assert page(measured, milliseconds) == (ROOT / PAGE).read_text(encoding="utf-8")
    assert {lesson.spec.exercise for lesson in LESSONS} == measured.keys()
    for lesson in LESSONS:
        blinds = read(FOLDER / f"{lesson.spec.slug}.py")
        assert [(b.name, b.kind) for b in blinds] == [
            (o.name, o.kind) for o in measured[lesson.spec.exercise]
        ]


def test_all_goals_are_met() -> None:
    """Each goal is met, and a diagnosis adds at most a twentieth of a second to a submission."""
    measured, milliseconds = from_json(json.loads((ROOT / NUMBERS).read_text(encoding="utf-8")))
    assert [] == [goal.what for goal in goals(measured) if not goal.is_met]
    assert max(milliseconds.values()) <= 50


def test_a_part_is_dealt_what_the_whole_was() -> None:
    """Who hands a submission in depends on its place in the file, not on what is graded with it."""
    blinds = read(FOLDER / "normalization.py")
    assert [f"blind-{number:03d}" for number in range(1, len(blinds) + 1)] == [b.student for b in blinds]
    assert "blind-013" == blinds[::12][1].student


@pytest.mark.slow
@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.spec.slug)
def test_what_was_measured_is_what_is_graded(lesson: Lesson) -> None:
    """A part of the submissions, graded anew, is answered as docs/accuracy.json says."""
    measured, _ = from_json(json.loads((ROOT / NUMBERS).read_text(encoding="utf-8")))
    kept = {outcome.name: outcome for outcome in measured[lesson.spec.exercise]}
    some = read(FOLDER / f"{lesson.spec.slug}.py")[::_STEP]
    again = grade(CourseRoot(ROOT), lesson, some, Console(quiet=True))
    assert [kept[outcome.name] for outcome in again] == again


_STEP = 12
"""One of so many submissions is graded again."""


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.spec.slug)
def test_labels_are_of_the_catalogue(lesson: Lesson) -> None:
    """A label that names no misconception would count a true name as a false one."""
    used = {name for blind in read(FOLDER / f"{lesson.spec.slug}.py") for name in blind.true}
    assert used <= set(lesson.words())
