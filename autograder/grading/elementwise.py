"""Relations that hold number by number in one place of an answer, such as the opposite sign."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import numpy as np

from autograder.core.specs import Tolerance
from autograder.grading.leaves import Leaf, close, varies


def _same_shape(
    test: Callable[[Tolerance, np.ndarray, np.ndarray], bool],
) -> Callable[[Tolerance, Leaf], bool]:
    """A relation of arrays of one shape that hold at least one number."""
    return lambda tolerance, leaf: (
        leaf.want.shape == leaf.have.shape and leaf.want.size > 0 and test(tolerance, leaf.want, leaf.have)
    )


def _in_another_order(tolerance: Tolerance, want: np.ndarray, have: np.ndarray) -> bool:
    return want.ndim == 1 and varies(want) and close(tolerance, np.sort(want), np.sort(have))


def _rows_in_another_order(tolerance: Tolerance, want: np.ndarray, have: np.ndarray) -> bool:
    if want.ndim < 2 or len(want) < 2 or want[0].size == 0:  # noqa: PLR2004 - rows of something
        return False
    one, other = (np.round(a.reshape(len(a), -1), 6) for a in (want, have))
    order = [np.lexsort(rows.T[::-1]) for rows in (one, other)]
    return close(tolerance, want[order[0]], have[order[1]])


def _columns_in_another_order(tolerance: Tolerance, want: np.ndarray, have: np.ndarray) -> bool:
    return want.ndim == 2 and _rows_in_another_order(tolerance, want.T, have.T)  # noqa: PLR2004 - a table


def _axes_in_another_order(tolerance: Tolerance, leaf: Leaf) -> bool:
    want, have = leaf.want, leaf.have
    if want.ndim != have.ndim or not 2 <= want.ndim <= 4 or not varies(want):  # noqa: PLR2004
        return False
    return any(
        close(tolerance, want, have.transpose(axes))
        for axes in itertools.permutations(range(want.ndim))
        if axes != tuple(range(want.ndim))
    )


def _mirrored(tolerance: Tolerance, want: np.ndarray, have: np.ndarray) -> bool:
    if want.ndim < 2 or not varies(want):  # noqa: PLR2004 - a picture
        return False
    flips = [axes for n in (1, 2) for axes in itertools.combinations(range(want.ndim), n)]
    return any(close(tolerance, want, np.flip(have, axes)) for axes in flips)


def _other_shape(tolerance: Tolerance, leaf: Leaf) -> bool:
    return leaf.want.shape != leaf.have.shape and close(tolerance, leaf.want.ravel(), leaf.have.ravel())


def _first_only(tolerance: Tolerance, leaf: Leaf) -> bool:
    want, have = leaf.want, leaf.have
    return (
        want.ndim > 0 and len(want) > 1 and any(close(tolerance, want[part], have) for part in (0, slice(1)))
    )


def _decimals(tolerance: Tolerance, want: np.ndarray, have: np.ndarray) -> bool:
    return varies(want) and any(
        np.array_equal(have, np.round(have, digits)) and close(tolerance, np.round(want, digits), have)
        for digits in range(6)
    )


def _clipped(tolerance: Tolerance, want: np.ndarray, have: np.ndarray) -> bool:
    if not varies(have) or np.isnan(have).any() or np.isnan(want).any():
        return False
    low, high = have.min(), have.max()
    at_rails = (have == low).sum() > 1 or (have == high).sum() > 1 or want.size > 3  # noqa: PLR2004
    return bool(at_rails) and close(tolerance, np.clip(want, low, high), have)


def _constant(_: Tolerance, want: np.ndarray, have: np.ndarray) -> bool:
    rows = have.reshape(len(have), -1) if have.ndim else have.reshape(1, -1)
    return (
        len(rows) > 1 and varies(want) and np.allclose(rows, rows[0], rtol=1e-9, atol=1e-12, equal_nan=True)
    )


RELATIONS: dict[str, tuple[Callable[[Tolerance, Leaf], bool], str]] = {
    "opposite-sign": (
        _same_shape(lambda t, want, have: bool(want.any()) and close(t, want, -have)),
        "Your numbers are the right ones with the opposite sign: look at the order of a subtraction.",
    ),
    "sign-lost": (
        _same_shape(lambda t, want, have: bool((want < 0).any()) and close(t, np.abs(want), have)),
        "Your numbers have the right size, and have lost their sign.",
    ),
    "sign-kept": (
        _same_shape(lambda t, want, have: bool((have < 0).any()) and close(t, want, np.abs(have))),
        "Your numbers have the right size, and some are negative: an absolute value is asked for.",
    ),
    "other-order": (
        _same_shape(_in_another_order),
        "Your numbers are the right ones in another order: see which column or row each belongs to.",
    ),
    "other-order-of-rows": (
        _same_shape(_rows_in_another_order),
        "Your rows are the right ones in another order.",
    ),
    "other-order-of-columns": (
        _same_shape(_columns_in_another_order),
        "Your columns are the right ones in another order.",
    ),
    "mirrored": (_same_shape(_mirrored), "Your numbers are the right ones, mirrored along an axis."),
    "axes-exchanged": (_axes_in_another_order, "Your numbers are the right ones with their axes exchanged."),
    "other-shape": (_other_shape, "Your numbers are the right ones in their order, in another shape."),
    "first-only": (_first_only, "You return the first of several right answers: every row gets one."),
    "other-dtype": (
        _same_shape(close),
        "Your numbers are right; what differs is their dtype or their type.",
    ),
    "truncated": (
        _same_shape(lambda t, want, have: varies(want) and close(t, np.trunc(want), have)),
        "Your numbers are the right ones without their decimals: something made integers of them.",
    ),
    "rounded-down": (
        _same_shape(lambda t, want, have: varies(want) and close(t, np.floor(want), have)),
        "Your numbers are the right ones rounded down, as `//` does.",
    ),
    "rounded": (
        _same_shape(_decimals),
        "Your numbers are the right ones after rounding: keep all digits until the end.",
    ),
    "squared": (
        _same_shape(lambda t, want, have: varies(want) and close(t, want**2, have)),
        "Your numbers are the squares of the right ones: is a root missing?",
    ),
    "root": (
        _same_shape(
            lambda t, want, have: varies(want) and bool((have >= 0).all()) and close(t, want, have**2)
        ),
        "Your numbers are the square roots of the right ones.",
    ),
    "clipped": (
        _same_shape(_clipped),
        "Your numbers are the right ones cut off at a limit.",
    ),
    "constant": (
        _same_shape(_constant),
        "Every row gets the same answer here, though the rows differ.",
    ),
}
"""By the kind of a relation: whether it holds in one place of an answer, and what the student reads."""
