"""Matching numbers of two answers: what relations are measured on."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from autograder.core.specs import Tolerance
from autograder.core.wire_tables import Frame


@dataclasses.dataclass(frozen=True, kw_only=True, eq=False)
class Leaf:
    """Numbers of one place of an answer, which are not all right.

    Attributes:
        case: The case's name.
        path: The place in the answer, such as ``['std']``; empty for all of it.
        want, have: The right numbers and the student's, as real numbers in an array.
    """

    case: str
    path: str
    want: np.ndarray
    have: np.ndarray


def close(tolerance: Tolerance, want: np.ndarray, have: np.ndarray) -> bool:
    """Whether numbers agree within the task's tolerance, or as well as double precision lets them."""
    if want.shape != have.shape:
        return False
    with np.errstate(all="ignore"):
        return bool(
            np.allclose(
                have, want, atol=max(tolerance.atol, 1e-12), rtol=max(tolerance.rtol, 1e-9), equal_nan=True
            )
        )


def varies(values: np.ndarray) -> bool:
    """Whether numbers, NaN and infinity aside, differ by more than rounding does."""
    finite = values[np.isfinite(values)]
    return finite.size > 1 and bool(np.ptp(finite) > 1e-9 * max(1.0, float(np.abs(finite).max())))


def matching(want: Any, have: Any, path: str) -> list[tuple[str, np.ndarray, np.ndarray]] | None:
    """The numbers of two answers, place by place.

    Args:
        want: The right answer, or a part of it.
        have: The student's, or the same part.
        path: Where the part lies; empty for all of it.

    Returns:
        For each place its path, the right numbers and the student's; ``None`` where the answers are not built
        alike, or differ in what is no number.
    """
    if isinstance(want, dict | Frame):
        mine, yours = named_parts(want), named_parts(have)
        if yours is None or mine is None or mine.keys() != yours.keys():
            return None
        found: list[tuple[str, np.ndarray, np.ndarray]] = []
        for name, value in mine.items():
            inner = matching(value, yours[name], f"{path}[{name!r}]")
            if inner is None:
                return None
            found += inner
        return found
    one, other = _numbers(want), _numbers(have)
    if one is None or other is None:
        return [] if _equal(want, have) else None
    return [(path, one, other)]


def named_parts(value: Any) -> dict[Any, Any] | None:
    """The values of a dictionary or the columns of a table, by name; ``None`` for anything else."""
    if isinstance(value, Frame):
        return dict(zip(value.columns, value.data, strict=True))
    return value if isinstance(value, dict) else None


def _equal(want: Any, have: Any) -> bool:
    try:
        return bool(np.all(want == have))
    except (TypeError, ValueError, OverflowError):
        return False


def _numbers(value: Any) -> np.ndarray | None:
    """A value as an array of real numbers; ``None`` if it is none."""
    if isinstance(value, Frame):
        value = np.column_stack(value.data) if value.data else np.empty((len(value.index), 0))
    if isinstance(value, bool | np.bool_ | str | bytes | dict) or value is None:
        return None
    try:
        array = np.asarray(value)
        if array.dtype.kind not in "biufO":
            return None
        return array.astype(float)
    except (TypeError, ValueError, OverflowError):
        return None
