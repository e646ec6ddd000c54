"""Relations: what holds exactly between wrong answers and right ones, and is said in a sentence."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from conftest import make_task, make_task_key, raised, returned

from autograder.core.answers import Outcome
from autograder.core.specs import Tolerance
from autograder.grading.compare import compare
from autograder.grading.relations import Relation, few_cases, measure

RNG = np.random.default_rng(0)
TABLE = RNG.normal(3.0, 2.0, (6, 4))
VECTOR = RNG.normal(0.0, 2.0, 7)
PICTURE = RNG.uniform(0.0, 200.0, (5, 5, 2))
NAMED = {"mean": {"ash": 2.5, "hue": 1.25}, "std": {"ash": 0.5, "hue": 0.75}}


def relation(right: Any, got: Any, *more: tuple[Any, Any], **changes: Any) -> Relation | None:
    """What is measured in one case, or in several."""
    pairs = [(right, got), *more]
    expected = {f"case {i}": _outcome(want) for i, (want, _) in enumerate(pairs)}
    answers = {f"case {i}": _outcome(have) for i, (_, have) in enumerate(pairs)}
    task = make_task("f", tolerance=Tolerance(atol=1e-6), **changes)
    differences = {name: compare(task, expected[name], answers[name]).difference for name in expected}
    wrong = {name: difference for name, difference in differences.items() if difference is not None}
    key = make_task_key(task, expected)
    return measure(key, answers, wrong) or few_cases(key, wrong)


def _outcome(value: Any) -> Outcome:
    return value if isinstance(value, Outcome) else returned(value)


KINDS: dict[str, tuple[Any, Any]] = {
    "opposite-sign": (VECTOR, -VECTOR),
    "sign-lost": (VECTOR, np.abs(VECTOR)),
    "sign-kept": (np.abs(VECTOR), VECTOR),
    "other-order": (VECTOR, VECTOR[::-1].copy()),
    "other-order-of-rows": (TABLE, TABLE[[2, 0, 1, 5, 4, 3]]),
    "other-order-of-columns": (TABLE, TABLE[:, [1, 0, 3, 2]]),
    "mirrored": (PICTURE, PICTURE[:, ::-1]),
    "axes-exchanged": (PICTURE, PICTURE.transpose(1, 0, 2)),
    "other-shape": (TABLE, TABLE.ravel()),
    "first-only": (TABLE, TABLE[:1]),
    "truncated": (VECTOR, np.trunc(VECTOR)),
    "rounded-down": (VECTOR, np.floor(VECTOR)),
    "rounded": (VECTOR, np.round(VECTOR, 1)),
    "squared": (VECTOR, VECTOR**2),
    "root": (np.abs(VECTOR), np.sqrt(np.abs(VECTOR))),
    "clipped": (TABLE, np.clip(TABLE, 1.0, 3.0)),
    "constant": (TABLE, np.zeros_like(TABLE)),
    "constant-factor": (VECTOR, 2.5 * VECTOR),
    "constant-offset": (VECTOR, VECTOR + 4.0),
    "line-by-column": (TABLE, TABLE * [1.0, 2.0, 3.0, 4.0] + [0.0, 1.0, 0.0, 2.0]),
    "offset-by-row": (TABLE, TABLE + np.arange(1.0, 7.0)[:, np.newaxis]),
    "only-in-places": (VECTOR, VECTOR + np.eye(7)[3]),
    "accepts": (raised("ValueError"), None),
    "refuses": (None, raised("ValueError", own=True)),
    "other-exception": (raised("ValueError"), raised("KeyError")),
    "stops": (5.0, raised("KeyError", "ash")),
    "returns-nothing": (5.0, None),
    "other-type": (TABLE, NAMED),
    "other-keys": (NAMED, {"means": {}, "stds": {}}),
    "nan": (TABLE, np.where(TABLE > 3.0, np.nan, TABLE * 1.7)),
    "changed-input": (5.0, returned(5.0, changed=(0,))),
}


@pytest.mark.parametrize(("right", "got", "kind"), [(*pair, kind) for kind, pair in KINDS.items()], ids=KINDS)
def test_each_relation_is_measured(right: Any, got: Any, kind: str) -> None:
    """A relation that holds in every number is found, and said in a sentence."""
    found = relation(right, got)
    assert found is not None and (kind, ("case 0",)) == (found.kind, found.cases)
    assert found.sentence.endswith((".", "?"))


@pytest.mark.parametrize(
    "kind", ["opposite-sign", "constant-factor", "truncated", "clipped", "offset-by-row"]
)
def test_nearly_is_not_measured(kind: str) -> None:
    """One number that does not follow the relation is enough for silence."""
    right, got = KINDS[kind]
    spoiled = np.array(got)
    spoiled.flat[0] += 0.37
    spoiled.flat[-1] -= 0.21
    found = relation(right, spoiled)
    assert found is None or found.kind not in {kind, "constant"}


def test_one_factor_needs_more_than_one_number() -> None:
    """Any number is a factor of any other, so a single one says nothing."""
    assert relation(2.0, 5.0) is None


def test_a_factor_of_each_case_is_told_from_one_factor() -> None:
    """Numbers that are off by one factor within each case, but not over all, say so."""
    found = relation(VECTOR, 2 * VECTOR, (VECTOR, 3 * VECTOR))
    assert found is not None and ("factor-by-case", ("case 0", "case 1")) == (found.kind, found.cases)


def test_parts_of_an_answer_are_measured_by_themselves() -> None:
    """In a dictionary, only the part that is wrong is looked at, and it is named."""
    found = relation(NAMED, NAMED | {"std": {"ash": 0.5, "hue": 9.0}})
    assert found is not None and "only-in-places" == found.kind and "['std']['hue']" in found.sentence


def test_wrong_cases_are_listed_where_most_are_right() -> None:
    """Where nothing else holds, it is said in which few cases the answers are wrong."""
    found = relation(5.0, 6.1, (7.0, 7.0), (9.0, 9.0))
    assert found is not None and ("only-in-cases", ("case 0",)) == (found.kind, found.cases)


def test_a_guard_that_errs_both_ways_hears_both() -> None:
    """What it lets through and what it refuses stand side by side, by the names of the cases."""
    found = relation(raised("ValueError"), None, (None, raised("ValueError", own=True)))
    assert found is not None and "accepts-and-refuses" == found.kind
    assert "“case 0”" in found.sentence and "“case 1”" in found.sentence


def test_constant_columns_are_no_scaled_ones() -> None:
    """Columns that never vary are not told as shifted and scaled."""
    found = relation(TABLE, np.tile([1.0, 2.0, 3.0, 4.0], (6, 1)))
    assert found is not None and "constant" == found.kind


def test_a_guard_that_crashes_stops() -> None:
    """An error of Python's on a good input is told as an accident, and not as a refusal."""
    found = relation(None, raised("ValueError", "The truth value of a Series is ambiguous."))
    assert found is not None and "stops" == found.kind


def test_right_classes_with_wrong_scores_are_said() -> None:
    """Scores that are wrong in no simple way, while no class flips."""
    scores = np.array([[5.0, 1.0, 0.0], [0.0, 8.0, 1.0]])
    found = relation(scores, scores**2 / 7 + [[0.1, 0.0, 0.05], [0.02, 0.0, 0.1]], predictions=True)
    assert found is not None and "same-classes" == found.kind


WORDS: dict[str, tuple[list[str], list[str]]] = {
    "exchanged-answers": (["m", "f", "f", "m"], ["f", "m", "m", "f"]),
    "other-words": (["m", "f", "f", "m"], ["male", "f", "f", "male"]),
    "some-answers": (["m", "f", "f", "m"], ["m", "f", "m", "m"]),
}


@pytest.mark.parametrize(("right", "got", "kind"), [(*pair, kind) for kind, pair in WORDS.items()], ids=WORDS)
def test_words_are_measured_too(right: list[str], got: list[str], kind: str) -> None:
    """Answers in words that are exchanged, renamed, or wrong for one of them."""
    found = relation(right, got)
    assert found is not None and kind == found.kind
