"""Diagnosis: the strongest claim that wrong answers bear, and silence where they bear none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from conftest import X, doubling_key, make_task, make_task_key, make_words, raised, returned

from autograder.core.answers import Answers, Outcome, Raised
from autograder.core.results import AnswerKey, Claim, Diagnosis, TaskKey, names_in
from autograder.core.wire_tables import Frame
from autograder.grading import diagnose, keyfile
from autograder.grading.compare import compare
from autograder.grading.diagnose import agree
from autograder.grading.grade import grade

COLUMNS = np.arange(12.0).reshape(4, 3) ** 1.5
"""Scores of four rows: all are different."""


def lesson(*tasks: TaskKey) -> AnswerKey:
    """A key of made-up tasks, with words for all that they name."""
    known = {name for task in tasks for heading in task.misconceptions for name in names_in(heading)}
    return AnswerKey(slug="made-up", tasks={t.task.name: t for t in tasks}, words=make_words(*sorted(known)))


def task(
    name: str,
    right: Mapping[str, Any],
    wrong: Mapping[str, Mapping[str, Any]] | None = None,
    uses: tuple[str, ...] = (),
    **changes: Any,
) -> TaskKey:
    """A task whose answers are given as values."""
    known = {heading: outcomes(dict(right) | dict(values)) for heading, values in (wrong or {}).items()}
    return make_task_key(make_task(name, **changes), outcomes(right), known, uses)


def outcomes(values: Mapping[str, Any]) -> dict[str, Outcome]:
    """Values as returned, outcomes as they are."""
    return {name: value if isinstance(value, Outcome) else returned(value) for name, value in values.items()}


def said(key: AnswerKey, **given: Mapping[str, Any]) -> dict[str, Diagnosis]:
    """The diagnoses of a submission's failed tasks."""
    results = grade(key, {name: outcomes(values) for name, values in given.items()})
    return {name: result.diagnosis for name, result in results.items() if result.diagnosis is not None}


def labels(key: AnswerKey, **given: Mapping[str, Any]) -> dict[str, str]:
    """The diagnoses in a few words."""
    return {name: diagnosis.label for name, diagnosis in said(key, **given).items()}


F = lesson(task("f", {"a": 5.0, "b": 7.0}, {"two": {"a": 50.0, "b": 70.0}, "odd": {"b": 71.0}}))


def test_one_mistake_that_explains_every_case_is_named() -> None:
    """Answers that are exactly those of a misconception get its name and its words."""
    found = said(F, f={"a": 50.0, "b": 70.0})["f"]
    assert (Claim.ONE, ("two",), ("a", "b")) == (found.claim, found.names, found.cases)
    assert ("Title of two",) == tuple(words.title for words in found.words)


@pytest.mark.parametrize(
    ("answers", "label"),
    [
        ({"a": 5.0, "b": 71.0}, "odd"),
        ({"a": 50.0, "b": 7.0}, "measured: only-in-cases"),
        ({"a": 51.0, "b": 71.0}, "partly odd"),
        ({"a": 50.0}, "partly two"),
        ({"a": 50.0, "b": raised("KeyError")}, "partly two"),
        ({"a": returned(5.0, changed=(0,)), "b": 7.0}, "measured: changed-input"),
        ({"a": 5.1, "b": 7.3}, "unknown"),
    ],
    ids=[
        "the other one", "right where it would be wrong", "one case fits", "one case is unanswered",
        "one case raises", "right numbers, changed input", "near the tolerance",
    ],
)  # fmt: skip
def test_a_name_says_no_more_than_fits(answers: Mapping[str, Any], label: str) -> None:
    """A name needs every wrong case, or is said of those that it fits; a case that is right speaks against it."""
    assert {"f": label} == labels(F, f=answers)


def test_a_partial_name_says_where_it_holds() -> None:
    """The cases that a misconception explains are told from the others."""
    found = said(F, f={"a": 51.0, "b": 71.0})["f"]
    assert (Claim.PARTLY, ("odd",), ("b",)) == (found.claim, found.names, found.cases)


@pytest.mark.parametrize(("step", "label"), [({"s": 30.0}, "partly odd"), ({"s": 4.4}, "unknown")])
def test_a_wrong_step_that_does_not_show_a_mistake_speaks_against_it(
    step: Mapping[str, Any], label: str
) -> None:
    """A name of some cases is not said if it would show in a step under the task that is wrong otherwise."""
    key = lesson(
        task("step", {"s": 3.0}, {"odd": {"s": 30.0}}),
        task("built", {"a": 5.0, "b": 7.0}, {"odd": {"a": 51.0, "b": 71.0}}, ("step",)),
    )
    assert label == labels(key, step=step, built={"a": 5.1, "b": 71.0})["built"]


def test_what_several_mistakes_answer_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key from a file has equal answers once, and a diagnosis compares each of them once."""
    known = {f"spelling: {i}": {"a": 50.0, "b": 70.0} for i in range(9)} | {"other": {"a": 50.0, "b": 71.0}}
    key = lesson(task("f", {"a": 5.0, "b": 7.0}, known))
    compared: list[Outcome] = []
    monkeypatch.setattr(diagnose, "agree", lambda _, known, answer: compared.append(known) or known == answer)
    given = {"f": outcomes({"a": 50.0, "b": 71.0})}
    results = grade(keyfile.key_from_json(keyfile.key_to_json(key)), given)
    assert "other" == results["f"].diagnosis.label
    assert 3 == len(compared)


def test_cases_may_have_different_causes() -> None:
    """Several misconceptions are said, each of the cases that it explains; of equal ones, none."""
    known = {
        "two": {"a": 50.0, "b": 70.0},
        "odd": {"c": 91.0},
        "also-odd": {"d": 23.0},
        "like-odd": {"d": 23.0},
    }
    key = lesson(task("f", {"a": 5.0, "b": 7.0, "c": 9.0, "d": 3.0}, known))
    found = said(key, f={"a": 50.0, "b": 70.0, "c": 91.0, "d": 23.0})["f"]
    assert (("two", "odd"), (("a", "b"), ("c",))) == (found.names, found.cases_by_name)
    assert "partly two and odd" == found.label


def test_spellings_of_a_partial_name_share_their_cases() -> None:
    """Where two spellings of a misconception explain different cases, it is said once, of all of them."""
    key = lesson(task("f", {"a": 5.0, "b": 7.0, "c": 9.0}, {"two": {"a": 50.0}, "two: by-hand": {"b": 71.0}}))
    found = said(key, f={"a": 50.0, "b": 71.0, "c": 4.4})["f"]
    assert (("two",), (("a", "b"),)) == (found.names, found.cases_by_name)


def test_the_rest_of_a_partial_name_is_not_called_right() -> None:
    """Cases that a name explains are wrong, and no sentence counts them as right."""
    key = lesson(task("f", {"a": 5.0, "b": 7.0, "c": 9.0}, {"two": {"a": 50.0, "b": 70.0}}))
    assert () == said(key, f={"a": 50.0, "b": 70.0, "c": 4.4})["f"].facts


def test_two_mistakes_at_once_are_both_named() -> None:
    """A pair that explains every case is said as two mistakes; one mistake that does goes before it."""
    key = lesson(
        task(
            "f",
            {"a": 5.0},
            {
                "two": {"a": 50.0},
                "odd": {"a": 6.0},
                "two + odd": {"a": 60.0},
                "odd + two: by-hand": {"a": 60.0},
            },
        )
    )
    found = said(key, f={"a": 60.0})["f"]
    assert (Claim.PAIR, ("odd", "two"), "odd + two") == (found.claim, found.names, found.label)
    assert {"f": "two"} == labels(key, f={"a": 50.0})


def test_spellings_share_a_name() -> None:
    """A misconception is known in each of its spellings, and named once."""
    key = lesson(task("f", {"a": 5.0}, {"two": {"a": 50.0}, "two: by-hand": {"a": 51.0}}))
    assert [{"f": "two"}] * 2 == [labels(key, f={"a": value}) for value in (50.0, 51.0)]


def test_two_candidates_are_named_three_are_not() -> None:
    """Where answers fit two misconceptions, both are said; where they fit more, a name would be a guess."""
    known = {name: {"a": 50.0} for name in ("one", "two", "three")}
    two = lesson(task("f", {"a": 5.0}, {name: known[name] for name in ("one", "two")}))
    assert {"f": "one or two"} == labels(two, f={"a": 50.0})
    assert {"f": "unknown"} == labels(lesson(task("f", {"a": 5.0}, known)), f={"a": 50.0})


def test_other_tasks_narrow_the_choice() -> None:
    """Of several, those stay that also explain most of the other tasks, right ones among them."""
    key = lesson(
        task("f", {"a": 5.0}, {"two": {"a": 50.0}, "also": {"a": 50.0}}),
        task("g", {"a": 6.0}, {"two": {"a": 60.0}, "also": {"a": 90.0}}),
        task("h", {"a": 7.0}, {"also": {"a": 70.0}}),
    )
    assert {"f": "two", "g": "two"} == labels(key, f={"a": 50.0}, g={"a": 60.0})
    assert {"f": "two"} == labels(key, f={"a": 50.0}, h={"a": 7.0})


def test_a_task_of_the_same_function_speaks_against_a_name() -> None:
    """A misconception that would have failed another task of this function, which passed, is not named."""
    edges = task("edges", {"a": 6.0}, {"two": {"a": 60.0}}, entry_point="f")
    key = lesson(task("f", {"a": 5.0}, {"two": {"a": 50.0}}), edges)
    assert {"f": "unknown"} == labels(key, f={"a": 50.0}, edges={"a": 6.0})


def test_a_step_may_be_written_twice() -> None:
    """Numbers that are exactly a mistake's name it, although the task of the step itself passed."""
    key = lesson(
        task("step", {"a": 6.0}, {"two": {"a": 60.0}}), task("f", {"a": 5.0}, {"two": {"a": 50.0}}, ("step",))
    )
    assert {"f": "two"} == labels(key, step={"a": 6.0}, f={"a": 50.0})


WEAK: dict[str, tuple[Any, Any]] = {
    "a single 0": (5.0, 0.0),
    "a single 1": (5.0, 1.0),
    "zeros": (COLUMNS, np.zeros((4, 3))),
    "rails of a saturated model": (COLUMNS, np.eye(4, 3)),
    "equal rows": (COLUMNS, np.tile([2.0, 3.0, 5.0], (4, 1))),
    "no number": (COLUMNS, np.full((4, 3), np.nan)),
    "a kind of error": (5.0, raised("KeyError")),
    "words": ("right", "wrong"),
}


@pytest.mark.parametrize(("right", "wrong"), WEAK.values(), ids=WEAK.keys())
def test_what_comes_about_by_chance_is_no_evidence(right: Any, wrong: Any) -> None:
    """Constants, saturated outputs, errors without a text and words name nothing that they share."""
    number = task("g", {"a": 6.0}, {"two": {"a": 60.0}})
    key = lesson(task("f", {"a": right}, {"two": {"a": wrong}}), number)
    assert not said(key, f={"a": wrong}, g={"a": 6.0})["f"].names


def test_weak_evidence_counts_beside_strong() -> None:
    """Equal rows are read as a mistake that another wrong task shows."""
    alike = np.tile([2.0, 3.0, 5.0], (4, 1))
    key = lesson(
        task("step", {"a": 6.0}, {"two": {"a": 60.0}}),
        task("f", {"a": COLUMNS}, {"two": {"a": alike}}, ("step",)),
    )
    assert {"step": "two", "f": "two"} == labels(key, step={"a": 60.0}, f={"a": alike})


def test_an_error_is_known_by_its_text() -> None:
    """An error of the same kind and text is evidence; the numbers in the text don't count."""
    key = lesson(
        task("f", {"a": 5.0}, {"crashes": {"a": raised("ValueError", "shapes (3,4) and (5,) differ")}})
    )
    assert {"f": "crashes"} == labels(key, f={"a": raised("ValueError", "shapes (1,2) and (9,) differ")})
    assert {"f": "measured: refuses"} != labels(key, f={"a": raised("ValueError", "another text")})


def test_an_error_of_a_subclass_counts_as_its_base() -> None:
    """A student's own subclass of ValueError is a ValueError to a name, too."""
    wrong = {"good": raised("ValueError"), "bad": raised("ValueError"), "n": 70.0}
    key = lesson(task("f", {"good": None, "bad": raised("ValueError"), "n": 7.0}, {"two": wrong}))
    own = Raised(kinds=("TooFar", "ValueError", "Exception", "BaseException"), message="mine")
    assert {"f": "two"} == labels(key, f={"good": own, "bad": own, "n": 70.0})


def test_a_guard_that_crashes_refuses_nothing() -> None:
    """A guard that refuses all has a name; one that ends in an error of Python's on all has not."""
    bad, refused = raised("ValueError", own=True), raised("ValueError", "this table does not fit", own=True)
    cases = {"good": None, "also good": None, "bad": bad}
    key = lesson(task("f", cases, {"refuses-all": {"good": refused, "also good": refused}}))
    crashed = raised("ValueError", "The truth value of a Series is ambiguous.")
    assert {"f": "refuses-all"} == labels(key, f=dict.fromkeys(cases, bad))
    assert {"f": "measured: stops"} == labels(key, f=dict.fromkeys(cases, crashed))


def test_floats_are_named_where_integers_are_asked_for() -> None:
    """A mistake whose answers are no integers is recognised; the right numbers as floats are another."""
    right, shifted = np.array([3, 8, 2]), np.array([2.5, 8.0, 1.5])
    floats = right.astype(float)
    known = {"shifted": {"a": shifted}, "floats": {"a": floats}}
    key = lesson(task("f", {"a": right}, known, require=frozenset({"integer"})))
    assert [{"f": "shifted"}, {"f": "floats"}] == [labels(key, f={"a": a}) for a in (shifted, floats)]


def test_an_exception_is_not_every_exception() -> None:
    """Whoever raises Exception itself is named by that; whoever raises a kind of it is not."""
    key = lesson(task("f", {"a": 5.0, "b": 7.0}, {"bare": {"a": raised("Exception"), "b": 70.0}}))
    assert {"f": "bare"} == labels(key, f={"a": raised("Exception"), "b": 70.0})
    assert {"f": "bare"} != labels(key, f={"a": raised("ValueError"), "b": 70.0})


GUARD = {"good": None, "bad": raised("ValueError")}
ACCEPTS_ALL = {"good": None, "bad": None}
WITH_GUARD = lesson(
    task("f", {"a": 5.0}, {"two": {"a": 50.0}}),
    task("guard", GUARD, {"accepts-all": ACCEPTS_ALL, "two": ACCEPTS_ALL}, ("f",)),
)


@pytest.mark.parametrize(
    ("answer", "label"),
    [(5.0, "accepts-all"), (50.0, "two"), (77.0, "measured: accepts")],
    ids=["the step is right", "the step's mistake is known", "the step's mistake is unknown"],
)
def test_a_pattern_of_yes_and_no_is_weak_evidence(answer: float, label: str) -> None:
    """A guard's name fits a wrong number, too, or is of guards alone while the steps below are known."""
    assert label == labels(WITH_GUARD, f={"a": answer}, guard=ACCEPTS_ALL)["guard"]


def test_a_mistake_is_said_once_with_what_it_costs() -> None:
    """The first card of a mistake counts the points of all tasks that it costs; the others point to it."""
    key = lesson(
        task("step", {"a": 6.0}, {"two": {"a": 60.0}}), task("f", {"a": 5.0}, {"two": {"a": 50.0}}, ("step",))
    )
    found = said(key, step={"a": 60.0}, f={"a": 50.0})
    assert [(4.0, ""), (0.0, "made-up.step")] == [(d.costs, d.follows) for d in found.values()]


def test_a_task_learns_from_what_is_built_on_it() -> None:
    """A step that fails in an unknown way is told the mistake that a task built on it shows exactly."""
    key = lesson(
        task("step", {"a": 6.0}, {"two": {"a": 60.0}}), task("f", {"a": 5.0}, {"two": {"a": 50.0}}, ("step",))
    )
    found = said(key, step={"a": [60.0]}, f={"a": 50.0})["step"]
    assert (Claim.PARTLY, ("two",), ()) == (found.claim, found.names, found.cases)


def test_a_task_points_to_the_step_below_it() -> None:
    """A task that fails in an unknown way names the failing step that it is built on."""
    key = lesson(task("step", {"a": 6.0}), task("f", {"a": 5.0}, {}, ("step",)))
    facts = said(key, step={"a": 61.0}, f={"a": 51.0})["f"].facts
    assert any("mend “The task step” first" in fact for fact in facts)


def frame_of(**columns: list[float]) -> Frame:
    """A table as it arrives from a kernel."""
    data = tuple(np.array(values) for values in columns.values())
    return Frame(columns=tuple(columns), index=np.arange(len(data[0])), data=data)


PROBED = {
    "arrays": (np.array([2.0, 7.0]), np.array([2.0009, 7.0])),
    "numbers": (2.0, 2.0009),
    "dictionaries": ({"mean": {"ash": 2.0}}, {"mean": {"ash": 2.0009}}),
    "gaps": ({"ash": float("nan"), "hue": 7.0}, {"ash": float("nan"), "hue": 7.0009}),
    "tables": (frame_of(ash=[2.0, 7.0]), frame_of(ash=[2.0009, 7.0])),
    "an integer for a number": ({"ash": 2.0}, {"ash": 2}),
}


@pytest.mark.parametrize(("known", "answer"), PROBED.values(), ids=PROBED.keys())
def test_the_probe_rejects_nothing_that_agrees(known: Any, answer: Any) -> None:
    """The quick look at a few numbers never decides against answers within the tolerance."""
    right = make_task_key(make_task(), {})
    assert compare(right.task, returned(known), returned(answer)).difference is None
    assert agree(right, returned(known), returned(answer))


@pytest.mark.parametrize(
    "far", [np.array([2.0, 9.0]), 9.0, {"ash": 9.0}], ids=["array", "number", "dictionary"]
)
def test_what_differs_does_not_agree(far: Any) -> None:
    """Numbers beyond the tolerance are another answer, whatever holds them."""
    near = {np.ndarray: np.array([2.0, 7.0]), float: 2.0, dict: {"ash": 2.0}}[type(far)]
    assert not agree(make_task_key(make_task(), {}), returned(near), returned(far))


def test_answers_within_the_tolerance_are_named() -> None:
    """A misconception is known although the last digits are others."""
    key = doubling_key()
    near: Answers = {name: returned(x**2 + 9e-4) for name, x in X.items()}
    found = grade(key, {"double": near})["double"].diagnosis
    assert found is not None and ("squares",) == found.names


TALKING_GUARD = lesson(
    task(
        "g",
        {"good": None, "far": raised("ValueError", "far"), "lost": raised("ValueError", "lost")},
        {"lets-far-through": {"far": None}},
        require=frozenset({"sentence"}),
    )
)


@pytest.mark.parametrize(
    ("answers", "label"),
    [
        ({"good": True, "far": True, "lost": raised("ValueError", "lost")}, "lets-far-through"),
        ({"good": None, "far": None, "lost": raised("ValueError", "")}, "lets-far-through"),
        ({"good": True, "far": raised("ValueError", "x"), "lost": raised("ValueError", "x")}, "measured: returned"),
        ({"good": None, "far": raised("ValueError", ""), "lost": raised("ValueError", "")}, "measured: sentence"),
    ],
    ids=["hands back True", "says nothing", "hands back True, and is right", "says nothing, and is right"],
)  # fmt: skip
def test_what_a_guard_decides_goes_before_how_it_says_so(answers: Mapping[str, Any], label: str) -> None:
    """A guard that decides wrongly is named by that; its manners are told where it decides rightly."""
    assert {"g": label} == labels(TALKING_GUARD, g=answers)
