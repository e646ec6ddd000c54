"""Measures how wrong answers relate to the right ones, where no known mistake explains them.

Each relation is a fact that holds exactly, within the task's tolerance, and points to a cause: the opposite
sign, a constant factor, the right rows in another order. It is said of the cases in which it holds.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.core.answers import Answers, Outcome, Raised, Returned
from autograder.core.results import Difference, TaskKey
from autograder.core.specs import Tolerance
from autograder.core.text import quoted
from autograder.grading.elementwise import RELATIONS
from autograder.grading.leaves import Leaf, close, matching, varies
from autograder.grading.order import aligned


@dataclasses.dataclass(frozen=True, kw_only=True)
class Relation:
    """A relation of wrong answers to the right ones.

    Attributes:
        kind: Its name for tables: ``opposite-sign``.
        cases: The names of the wrong cases in which it holds.
        sentence: What the student reads.
    """

    kind: str
    cases: tuple[str, ...]
    sentence: str


def measure(key: TaskKey, answers: Answers, wrong: Mapping[str, Difference]) -> Relation | None:
    """The relation that holds in most of the wrong cases; of several, the simplest.

    Args:
        key: The task's key.
        answers: The answers to it.
        wrong: The cases that were answered wrongly, with what is wrong first of all.

    Returns:
        The relation, or ``None`` if there is none.
    """
    right = {case.name: case.expected for case in key.cases}
    pairs = [
        (name, right[name], aligned(key.task, right[name], answers[name]))
        for name in wrong
        if name in answers
    ]
    found = [
        *_of_behaviour(pairs),
        *_of_values(key.task.tolerance, pairs),
        *_of_structure(wrong),
        *_of_classes(wrong),
    ]
    return max(found, key=lambda relation: len(relation.cases), default=None)


def few_cases(key: TaskKey, wrong: Collection[str]) -> Relation | None:
    """What is said where no other relation holds, but most cases are right: which ones are not.

    Args:
        key: The task's key.
        wrong: The names of all cases that were answered wrongly.

    Returns:
        The relation; ``None`` where more than half of the cases are wrong.
    """
    if 2 * len(wrong) > len(key.cases):
        return None
    right = len(key.cases) - len(wrong)
    sentence = f"{right} of {len(key.cases)} cases are right; wrong is only: {quoted(wrong)}."
    return Relation(kind="only-in-cases", cases=tuple(wrong), sentence=sentence)


_Pair = tuple[str, Outcome, Outcome]
"""A case's name, the right outcome, and the student's."""


def _of_behaviour(pairs: Iterable[_Pair]) -> list[Relation]:
    """What a function did, where it should have done something of another kind."""
    kinds: dict[str, list[tuple[str, Raised | None]]] = {}
    for name, right, got in pairs:
        error = got if isinstance(got, Raised) else None
        if isinstance(right, Raised):
            if error and right.kinds[0] in error.kinds:
                continue
            kind = "other-exception" if error else "accepts"
        elif isinstance(got, Raised):
            kind = "refuses" if right.value is None and got.own else "stops"
        elif got.type_name == "NoneType" and right.value is not None:
            kind = "returns-nothing"
        else:
            continue
        kinds.setdefault(kind, []).append((name, error))
    return [
        Relation(kind=kind, cases=tuple(name for name, _ in found), sentence=_BEHAVIOUR[kind](found))
        for kind, found in kinds.items()
    ] + _both_ways(kinds)


def _both_ways(kinds: Mapping[str, list[tuple[str, Raised | None]]]) -> list[Relation]:
    """A guard that accepts faults and refuses good inputs: both are said together."""
    if not {"accepts", "refuses"} <= kinds.keys():
        return []
    both = [*kinds["accepts"], *kinds["refuses"]]
    sentence = f"{_BEHAVIOUR['accepts'](kinds['accepts'])} {_BEHAVIOUR['refuses'](kinds['refuses'])}"
    return [Relation(kind="accepts-and-refuses", cases=tuple(name for name, _ in both), sentence=sentence)]


def _listed(found: Sequence[tuple[str, Raised | None]]) -> str:
    return quoted(name for name, _ in found)


def _kinds(found: Sequence[tuple[str, Raised | None]]) -> str:
    return " or ".join(dict.fromkeys(error.kinds[0] for _, error in found if error))


_BEHAVIOUR: dict[str, Callable[[Sequence[tuple[str, Raised | None]]], str]] = {
    "accepts": lambda found: f"The function lets through what it must refuse: {_listed(found)}.",
    "refuses": lambda found: f"The function refuses what is good: {_listed(found)}.",
    "other-exception": lambda found: (
        f"The function stops there, but with {_kinds(found)} in place of the exception that is asked for."
    ),
    "returns-nothing": lambda found: f"The function returns nothing in: {_listed(found)}.",
    "stops": lambda found: f"The function stops with {_kinds(found)} in: {_listed(found)}.",
}


_STRUCTURE = {
    "type": "the type",
    "shape": "the shape",
    "dtype": "the dtype",
    "keys": "the keys",
    "columns": "the columns",
}


def _of_structure(wrong: Mapping[str, Difference]) -> list[Relation]:
    """What is wrong before any number is looked at."""
    found = []
    for kind, what in _STRUCTURE.items():
        cases = tuple(name for name, difference in wrong.items() if difference.kind == kind)
        if cases:
            sentence = f"Look at {what} of what you return. {wrong[cases[0]].advice}"
            found.append(Relation(kind=f"other-{kind}", cases=cases, sentence=sentence))
    for kind, sentence in (
        ("changed-input", "The function changes what it was given."),
        ("sentence", "Every decision is right, but an error says nothing: write a sentence into each."),
        ("returned", "Every decision is right, but something is returned for a good input."),
        ("nan", "Some of your numbers are missing (NaN), where a number is expected."),
    ):
        cases = tuple(name for name, difference in wrong.items() if difference.kind == kind)
        if cases:
            found.append(Relation(kind=kind, cases=cases, sentence=sentence))
    return found


def _of_classes(wrong: Mapping[str, Difference]) -> list[Relation]:
    """Scores that are wrong, while each row has its right class."""
    cases = tuple(name for name, d in wrong.items() if d.kind == "value" and d.flips == 0 and d.rows)
    sentence = "Every row gets its right class; its scores are other numbers than the model's."
    return [Relation(kind="same-classes", cases=cases, sentence=sentence)] if cases else []


def _of_values(tolerance: Tolerance, pairs: Iterable[_Pair]) -> list[Relation]:
    leaves: list[Leaf] = []
    words: list[tuple[str, list[str], list[str]]] = []
    for name, right, got in pairs:
        if not isinstance(right, Returned) or not isinstance(got, Returned) or got.changed:
            continue
        if _is_words(right.value) and _is_words(got.value) and len(right.value) == len(got.value):
            words.append((name, right.value, got.value))
            continue
        parts = matching(right.value, got.value, "")
        leaves += [
            Leaf(case=name, path=path, want=want, have=have)
            for path, want, have in parts or ()
            if want.shape != have.shape or not close(tolerance, want, have)
        ]
    return [*_of_leaves(tolerance, leaves), *_of_words(words)]


def _of_leaves(tolerance: Tolerance, leaves: Sequence[Leaf]) -> list[Relation]:
    found = []
    for kind, (holds, sentence) in RELATIONS.items():
        fits = [leaf for leaf in leaves if holds(tolerance, leaf)]
        # A case counts where the relation holds for all that is wrong in it.
        bad = {leaf.case for leaf in leaves if leaf not in fits}
        cases = tuple(dict.fromkeys(leaf.case for leaf in fits if leaf.case not in bad))
        if cases:
            found.append(Relation(kind=kind, cases=cases, sentence=sentence))
    return [*found, *_factors(tolerance, leaves), *_lines(tolerance, leaves), *_places(tolerance, leaves)]


def _factors(tolerance: Tolerance, leaves: Sequence[Leaf]) -> list[Relation]:
    """A factor or an offset that is one number for all wrong places, or one number within each case."""
    usable = [leaf for leaf in leaves if leaf.want.shape == leaf.have.shape and leaf.want.size]
    found = []
    for kind, fit, apply, text in (
        ("constant-factor", _ratio, np.multiply, "{} times the right ones"),
        ("constant-offset", _offset, np.add, "the right ones plus {}"),
    ):
        constants = {id(leaf): fit(leaf) for leaf in usable}
        same: dict[str, list[Leaf]] = {}
        for leaf in usable:
            value = constants[id(leaf)]
            if value is not None and close(tolerance, apply(leaf.want, value), leaf.have):
                same.setdefault(f"{value:.4g}", []).append(leaf)
        wrong = [(leaf.case, leaf.path) for leaf in leaves]
        for value_text, group in same.items():
            cases = _whole_cases(wrong, group)
            distinct = {float(v) for leaf in group for v in np.unique(leaf.want)[:3]}
            if cases and len(distinct) > 1 and value_text not in ("1", "0", "-1"):
                sentence = f"Your numbers are {text.format(value_text)}."
                found.append(Relation(kind=kind, cases=cases, sentence=sentence))
        inner = [leaf for group in same.values() for leaf in group if varies(leaf.want)]
        cases = _whole_cases(wrong, inner)
        if len(cases) > 1 and len(same) > 1:
            what = kind.removeprefix("constant-")
            values = ", ".join(dict.fromkeys(f"{constants[id(leaf)]:.4g}" for leaf in inner))
            sentence = f"Within each case your numbers differ from the right ones by one {what}: {values}."
            found.append(Relation(kind=f"{what}-by-case", cases=cases, sentence=sentence))
    return found


def _lines(tolerance: Tolerance, leaves: Sequence[Leaf]) -> list[Relation]:
    """A factor and an offset of its own for each column, or an offset of its own for each row."""
    usable = [
        leaf
        for leaf in leaves
        if leaf.want.shape == leaf.have.shape and leaf.want.ndim == 2 and np.isfinite(leaf.have).all()  # noqa: PLR2004
    ]
    wrong = [(leaf.case, leaf.path) for leaf in leaves]
    columns = _whole_cases(wrong, [leaf for leaf in usable if _is_line(tolerance, leaf)])
    rows = _whole_cases(wrong, [leaf for leaf in usable if _is_row_offset(tolerance, leaf)])
    found = []
    if columns:
        sentence = "Each column is off by a factor and an offset of its own."
        found.append(Relation(kind="line-by-column", cases=columns, sentence=sentence))
    if rows:
        sentence = "Each row is off by one number of its own, the same in all its columns."
        found.append(Relation(kind="offset-by-row", cases=rows, sentence=sentence))
    return found


def _is_line(tolerance: Tolerance, leaf: Leaf) -> bool:
    """Whether each column of ``have`` is a straight line of that of ``want``; three rows tell little."""
    want, have = leaf.want, leaf.have
    if len(want) < 4:  # noqa: PLR2004
        return False
    centred = want - want.mean(axis=0)
    spread = (centred**2).sum(axis=0)
    if (spread == 0).any() or (have == have[0]).all(axis=0).any():
        return False  # any constant is a line of anything
    slope = (centred * (have - have.mean(axis=0))).sum(axis=0) / spread
    scale = max(1.0, float(np.abs(have).max()))
    return varies(have) and close(
        dataclasses.replace(tolerance, atol=tolerance.atol * scale), have.mean(axis=0) + slope * centred, have
    )


def _is_row_offset(tolerance: Tolerance, leaf: Leaf) -> bool:
    apart = leaf.have - leaf.want
    return leaf.want.shape[1] > 2 and close(tolerance, leaf.want + apart[:, :1], leaf.have)  # noqa: PLR2004


def _ratio(leaf: Leaf) -> float | None:
    with np.errstate(all="ignore"):
        large = np.isfinite(leaf.want) & np.isfinite(leaf.have) & (np.abs(leaf.want) > 1e-9)  # noqa: PLR2004
        ratio = float(np.median(leaf.have[large] / leaf.want[large])) if large.any() else 0.0
        return ratio if abs(ratio) > 1e-9 else None  # noqa: PLR2004 - nothing is a multiple of 0


def _offset(leaf: Leaf) -> float | None:
    with np.errstate(all="ignore"):
        finite = np.isfinite(leaf.want) & np.isfinite(leaf.have)
        return float(np.median(leaf.have[finite] - leaf.want[finite])) if finite.any() else None


def _whole_cases(wrong: Iterable[tuple[str, str]], group: Iterable[Leaf]) -> tuple[str, ...]:
    """The cases in which all wrong places are in ``group``."""
    held = dict.fromkeys((leaf.case, leaf.path) for leaf in group)
    bad = {case for case, path in wrong if (case, path) not in held}
    return tuple(dict.fromkeys(case for case, _ in held if case not in bad))


def _places(tolerance: Tolerance, leaves: Sequence[Leaf]) -> list[Relation]:
    """Where the wrong numbers stand, if that is a small part of the answer."""
    by_case: dict[str, list[str]] = {}
    for leaf in leaves:
        place = _place(tolerance, leaf)
        by_case.setdefault(leaf.case, []).append(place or "")
    found = {case: places for case, places in by_case.items() if all(places)}
    if not found:
        return []
    texts = [f"“{case}”: {', '.join(places[:3])}" for case, places in found.items()]
    sentence = f"Most is right. Wrong are, for instance, in {'; '.join(texts[:3])}."
    return [Relation(kind="only-in-places", cases=tuple(found), sentence=sentence)]


def _place(tolerance: Tolerance, leaf: Leaf) -> str | None:
    """The wrong columns, rows or entries of a leaf, if most of it is right."""
    want, have = leaf.want, leaf.have
    if want.shape != have.shape:
        return None
    if want.ndim == 0 or want.size == 1:
        return leaf.path or None
    with np.errstate(all="ignore"):
        bad = ~np.isclose(
            have, want, atol=max(tolerance.atol, 1e-12), rtol=max(tolerance.rtol, 1e-9), equal_nan=True
        )
    for axis, what in ((-1, "column" if want.ndim > 1 else "entry"), (0, "row")):
        wrong = np.flatnonzero(bad.any(axis=tuple(i for i in range(bad.ndim) if i != axis % bad.ndim)))
        if 0 < len(wrong) <= min(3, bad.shape[axis] // 2):
            places = ", ".join(map(str, wrong))
            return f"{leaf.path} {what} {places}".strip()
    return None


def _of_words(answers: Sequence[tuple[str, list[str], list[str]]]) -> list[Relation]:
    """Words that are consistently answered by others, or that are in another order."""
    if not answers:
        return []
    cases = tuple(case for case, _, _ in answers)
    shuffled = tuple(case for case, want, have in answers if sorted(want) == sorted(have))
    found = []
    mapping: dict[str, set[str]] = {}
    for _, want, have in answers:
        for one, other in zip(want, have, strict=True):
            mapping.setdefault(one, set()).add(other)
    changed = {one: others for one, others in mapping.items() if others != {one}}
    consistent = all(len(others) == 1 for others in mapping.values())
    targets = [next(iter(others)) for others in changed.values() if len(others) == 1]
    if consistent and changed:
        shown = ", ".join(f"“{one}” is answered by “{next(iter(o))}”" for one, o in list(changed.items())[:3])
        exchanged = len(set(targets)) == len(targets) and set(targets) == set(changed)
        kind = "exchanged-answers" if exchanged else "other-words"
        found.append(Relation(kind=kind, cases=cases, sentence=f"Always, {shown}."))
    elif len(changed) < len(mapping):
        bad = quoted(list(changed)[:3])
        found.append(
            Relation(
                kind="some-answers", cases=cases, sentence=f"Wrong only where the right answer is {bad}."
            )
        )
    if shuffled and not (consistent and changed):
        sentence = "Your answers are the right ones in another order."
        found.append(Relation(kind="other-order", cases=shuffled, sentence=sentence))
    return found


def _is_words(value: Any) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, str) for item in value)
