"""From answers to points: five statuses, and parts that are graded by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import X, doubling_key, make_task, make_task_key, make_words, raised, returned

from autograder.core.answers import Answers, NoAnswers, Outcome
from autograder.core.errors import CourseError
from autograder.core.results import AnswerKey, Status, TaskResult
from autograder.core.specs import Part, Tolerance
from autograder.grading import keyfile
from autograder.grading.grade import fault, grade

KEY = doubling_key()
GUARD = {"number": returned(None), "text": raised("ValueError")}


def pipeline(function: Any) -> dict[str, Outcome]:
    """The answers of a function to the made-up lesson's main task."""
    return {name: returned(function(x)) for name, x in X.items()}


def stub(*names: str) -> dict[str, Outcome]:
    """The answers of the given stub."""
    return dict.fromkeys(names, raised("NotImplementedError"))


def result(answers: Answers | NoAnswers, task: str = "double") -> TaskResult:
    """The result of one task."""
    return grade(KEY, {task: answers})[task]


STATUSES: dict[str, tuple[Answers | NoAnswers, Status, float, str]] = {
    "right": (pipeline(lambda x: x + x), Status.PASSED, 2.0, "All 2 cases agree with the reference."),
    "wrong": (pipeline(lambda x: x), Status.FAILED, 0.0, "2 of 2 cases differ from the reference."),
    "half wrong": (pipeline(lambda x: np.minimum(2 * x, 50)), Status.FAILED, 0.0, "1 of 2 cases differs from the reference."),
    "stub": (stub("small", "large"), Status.NOT_ATTEMPTED, 0.0, "`double` is still the given stub."),
    "stub for one case": (
        pipeline(lambda x: 2 * x) | stub("small"), Status.FAILED, 0.0, "1 of 2 cases differs from the reference."
    ),
    "no answers": (NoAnswers("The cell is missing."), Status.SUBMISSION_ERROR, 0.0, "The cell is missing."),
}  # fmt: skip


@pytest.mark.parametrize(("answers", "status", "score", "summary"), STATUSES.values(), ids=STATUSES.keys())
def test_status_has_one_cause(
    answers: Answers | NoAnswers, status: Status, score: float, summary: str
) -> None:
    """Each status says what happened, and only a right task earns its points."""
    found = result(answers)
    assert (status, score, 2.0, summary) == (found.status, found.score, found.points, found.summary)


@pytest.mark.parametrize(
    ("value", "verb"), [(1.0, "agrees with"), (2.0, "differs from")], ids=["right", "wrong"]
)
def test_one_case_is_not_all_cases(value: float, verb: str) -> None:
    """A task of one case speaks of it in the singular."""
    key = lesson(("f", one(1.0), {}))
    assert f"Its one case {verb} the reference." == grade(key, {"f": one(value)})["f"].summary


def test_a_fault_is_not_a_zero() -> None:
    """When the grader fails, the status says so and the summary promises another grading."""
    found = fault(KEY, "double", "the key is gone")
    assert (Status.GRADER_FAULT, "doubling.double", 2.0) == (found.status, found.task_id, found.points)
    assert "grade this again" in found.summary and "the key is gone" in found.summary


def test_tasks_without_answers_have_no_result() -> None:
    """Only what was handed in is graded; whoever calls says what is missing."""
    assert {"guard"} == set(grade(KEY, {"guard": GUARD}))


def test_missing_cases_are_wrong_and_say_why() -> None:
    """After an interrupt the remaining cases are unanswered, and the advice is to mend the first."""
    found = result({"small": raised("KeyboardInterrupt")})
    assert ["raised", "missing"] == [case.difference.kind for case in found.cases if case.difference]
    assert Status.FAILED == found.status


def test_no_answers_at_all_are_wrong() -> None:
    """An empty record is neither right nor a stub."""
    assert Status.FAILED == result({}).status


def test_answers_to_unknown_cases_are_ignored() -> None:
    """A forged case earns nothing."""
    assert Status.FAILED == result({"forged": returned(1.0)}).status


@pytest.mark.parametrize(
    "answers",
    [pipeline(lambda x: 2 * x), stub("small", "large"), NoAnswers("gone")],
    ids=["right", "stub", "none"],
)
def test_only_failed_tasks_are_diagnosed(answers: Answers | NoAnswers) -> None:
    """What did not fail has no diagnosis."""
    assert result(answers).diagnosis is None


def lesson(*tasks: tuple[str, Mapping[str, Outcome], Mapping[str, Answers]]) -> AnswerKey:
    """A key of made-up tasks."""
    known = {name for _, _, misconceptions in tasks for name in misconceptions}
    made = {name: make_task_key(make_task(name), right, wrong) for name, right, wrong in tasks}
    return AnswerKey(slug="made-up", tasks=made, words=make_words(*sorted(known)))


def one(value: Any) -> Answers:
    """A single case's answer."""
    return {"a": value if isinstance(value, Outcome) else returned(value)}


def test_a_key_survives_its_file(tmp_path: Path) -> None:
    """A key that was written and read gives the same results, tolerances included."""
    task = make_task(
        tolerance=Tolerance(atol=0.5, rtol=0.1, bias=0.2, margins=(3.0, 4.0)),
        require=frozenset({"type"}),
        rows=0,
        parts=(Part(title="b", points=0.5, cases=("b",)),),
    )
    right = {"a": returned(np.array([1.0, np.nan])), "b": raised("ValueError", "no", "line 1")}
    key = AnswerKey(
        slug="s", tasks={"double": make_task_key(task, right, {"m": right})}, words=make_words("m")
    )
    keyfile.dump(keyfile.key_to_json(key), tmp_path / "deep" / "key.json")
    back = keyfile.key_from_json(keyfile.load(tmp_path / "deep" / "key.json"))
    assert (task, key.words, "s") == (back.tasks["double"].task, back.words, back.slug)
    assert keyfile.key_to_json(key) == keyfile.key_to_json(back)
    assert Status.PASSED == grade(back, {"double": right})["double"].status


CASES = ("main", "one row", "no rows", "text")
EDGES = (
    Part(title="one row", points=0.5, cases=("one row",)),
    Part(title="odd tables", points=0.25, cases=("no rows", "text")),
)


@pytest.mark.parametrize(
    ("wrong", "scores"),
    [
        ((), (1.25, 0.5, 0.25)),
        (("one row",), (1.25, 0.0, 0.25)),
        (("text",), (1.25, 0.5, 0.0)),
        (("one row", "no rows", "text"), (1.25, 0.0, 0.0)),
        (("main",), (0.0, 0.0, 0.0)),
    ],
    ids=[
        "all right",
        "one edge wrong",
        "half of a part wrong",
        "all edges wrong",
        "only the main part wrong",
    ],
)
def test_parts_earn_points_of_their_own(wrong: tuple[str, ...], scores: tuple[float, ...]) -> None:
    """A part earns its points when all its cases are right and the main part is, too."""
    right = {name: returned(float(i + 5)) for i, name in enumerate(CASES)}
    key = AnswerKey(
        slug="s", tasks={"f": make_task_key(make_task("f", parts=EDGES), right)}, words=make_words()
    )
    found = grade(key, {"f": right | dict.fromkeys(wrong, returned(0.0))})["f"]
    assert scores == tuple(part.score for part in found.parts)
    assert (sum(scores), ("main", "one row", "odd tables")) == (
        found.score,
        tuple(p.title for p in found.parts),
    )


@pytest.mark.parametrize(
    ("wrong", "score"),
    [((), 2.0), (("one row",), 1.5), (("one row", "no rows"), 0.0)],
    ids=["all right", "three of four", "two of four"],
)
def test_guessing_yes_and_no_earns_nothing(wrong: tuple[str, ...], score: float) -> None:
    """Parts of a guard count once three quarters of all cases are right, and the card says from how many on."""
    refused = raised("ValueError", "no")
    right = {name: returned(None) if i % 2 else refused for i, name in enumerate(CASES)}
    other = {name: refused if i % 2 else returned(None) for i, name in enumerate(CASES)}
    key = AnswerKey(
        slug="s", tasks={"f": make_task_key(make_task("f", parts=EDGES), right)}, words=make_words()
    )
    found = grade(key, {"f": right | {name: other[name] for name in wrong}})["f"]
    assert score == found.score
    assert (score == 0) == ("Points count from 3 right cases on." in found.summary)


def test_equal_keys_give_equal_bytes(tmp_path: Path) -> None:
    """Writing twice changes nothing: a rebuild shows no difference."""
    for name in ("one", "two"):
        keyfile.dump(keyfile.key_to_json(doubling_key()), tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("text", [None, "{", b"\xff"], ids=["missing", "damaged", "no text"])
def test_a_damaged_key_names_its_file(tmp_path: Path, text: str | bytes | None) -> None:
    """A key that can't be read is the course's fault, and the sentence names the file."""
    path = tmp_path / "key.json"
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CourseError, match=r"key\.json should hold a lesson's cases"):
        keyfile.load(path)
