"""Gives each submission the hidden cases in an order of its own, under names that say nothing.

A case's name, or its place, can tell what is expected: whether a guard must refuse it, for one. The
public cases have the same names in the same order, so a function could answer by them alone.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

from autograder.core.answers import Answers
from autograder.core.specs import EncodedCase

Inputs = dict[str, list[EncodedCase]]
"""By the name of a task, its encoded cases."""


def shuffle(inputs: Mapping[str, list[EncodedCase]], seed: int) -> tuple[Inputs, dict[str, str]]:
    """Shuffle and rename the cases of every task.

    Args:
        inputs: By the name of a task, its encoded cases.
        seed: The submission's own, so that regrading gives the same order again.

    Returns:
        The inputs for the kernel, and, by each new name of a case, its own name.
    """
    draw = random.Random(seed)  # noqa: S311 - the seed is the secret
    names: dict[str, str] = {}
    shuffled: Inputs = {}
    for task, cases in inputs.items():
        order = draw.sample(cases, len(cases))
        # The number alone could be that of another task's case: names are unique over all tasks.
        shuffled[task] = [{**case, "name": f"{task}-{number}"} for number, case in enumerate(order)]
        names |= {new["name"]: case["name"] for new, case in zip(shuffled[task], order, strict=True)}
    return shuffled, names


def unshuffle(answers: Answers, names: Mapping[str, str]) -> Answers:
    """Give answers back the cases' own names; an answer to a case that was never asked is dropped.

    Args:
        answers: Outcomes by the names that the kernel was given.
        names: What :func:`shuffle` returned with them.
    """
    return {names[name]: outcome for name, outcome in answers.items() if name in names}
