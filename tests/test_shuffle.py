"""Hidden cases reach a submission in an order of its own, under names that say nothing."""

from __future__ import annotations

from typing import Any

from conftest import returned

from autograder.sandbox.shuffle import shuffle, unshuffle

INPUTS: dict[str, list[dict[str, Any]]] = {
    "guard": [
        {"name": name, "args": [name]} for name in ("good rows", "no rows", "a missing column", "z-scores")
    ],
    "fit": [{"name": "good rows", "args": [1]}, {"name": "constant", "args": [2]}],
}


def test_no_name_is_told() -> None:
    """No case keeps its name; the arguments are the same, each once."""
    dealt, _ = shuffle(INPUTS, 1)
    for task, cases in INPUTS.items():
        assert {c["name"] for c in cases} & {c["name"] for c in dealt[task]} == set()
        assert sorted(map(str, (c["args"] for c in cases))) == sorted(
            map(str, (c["args"] for c in dealt[task]))
        )


def test_orders_differ_and_repeat() -> None:
    """A seed gives its order again; among a few seeds there are several orders."""
    orders = [str(shuffle(INPUTS, seed)[0]) for seed in range(8)]
    assert orders == [str(shuffle(INPUTS, seed)[0]) for seed in range(8)]
    assert len(set(orders)) > 3


def test_answers_find_their_cases_again() -> None:
    """What was answered to a dealt case is the answer to the case behind it."""
    dealt, names = shuffle(INPUTS, 3)
    answers = {case["name"]: returned(case["args"][0]) for case in dealt["guard"]}
    collected = unshuffle(answers, names)
    assert {case["name"]: case["name"] for case in INPUTS["guard"]} == {
        n: o.value for n, o in collected.items()
    }  # type: ignore[union-attr]


def test_an_answer_to_no_case_is_none() -> None:
    """Names that were never dealt, such as the cases' own, are dropped."""
    _, names = shuffle(INPUTS, 3)
    assert unshuffle({"good rows": returned(1)}, names) == {}
