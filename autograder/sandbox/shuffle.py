"""How hidden cases are dealt to one submission: in an order of its own, under names that say nothing.

A case's name, or its place, can tell what is expected: whether a guard must refuse it, for one. The
public cases have the same names in the same order, so a function could answer by them alone.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from autograder.core.answers import Answers
from autograder.student.call import EncodedCase


def deal(inputs: Mapping[str, list[EncodedCase]], seed: int) -> tuple[dict[str, Any], dict[str, str]]:
    """The cases of every task, shuffled and renamed, and the name behind each new one.

    Args:
        inputs: The hidden inputs of a variant.
        seed: Of the submission, so that regrading repeats exactly.
    """
    draw = random.Random(seed)  # noqa: S311 - the seed is the secret
    names: dict[str, str] = {}
    dealt = {}
    for task, cases in inputs.items():
        shuffled = draw.sample(cases, len(cases))
        dealt[task] = [{**case, "name": f"{task}-{number}"} for number, case in enumerate(shuffled)]
        names |= {new["name"]: case["name"] for new, case in zip(dealt[task], shuffled, strict=True)}
    return dealt, names


def collect(answers: Answers, names: Mapping[str, str]) -> Answers:
    """The answers under the cases' own names; what was never asked is no answer."""
    return {names[name]: outcome for name, outcome in answers.items() if name in names}
