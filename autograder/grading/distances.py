"""Distances between numbers, in their own unit and in units of what is tolerated."""

from __future__ import annotations

import math

import numpy as np

from autograder.core.specs import Tolerance


def wide(array: np.ndarray) -> np.ndarray:
    """The numbers at a precision that holds them: exact for integers of 64 bits on most machines."""
    return array.astype(np.complex128 if array.dtype.kind == "c" else np.longdouble)


def distances(want: np.ndarray, have: np.ndarray) -> tuple[np.ndarray, float]:
    """``|have - want|`` of each pair, infinite where one side is NaN, and the mean of ``have - want``."""
    with np.errstate(all="ignore"):
        same = (have == want) | (np.isnan(have) & np.isnan(want))
        apart = np.where(same, 0.0, np.abs(have - want))
        apart = np.where(np.isnan(apart), np.inf, apart)
        return apart, float(np.mean(np.where(same, 0.0, np.real(have - want))))


def in_tolerances(apart: np.ndarray, want: np.ndarray, tolerance: Tolerance) -> np.ndarray:
    """Each distance in units of what is tolerated there."""
    with np.errstate(all="ignore"):
        allowed = tolerance.atol + tolerance.rtol * np.where(np.isfinite(want), np.abs(want), 0)
        return np.where(apart == 0, 0.0, apart / allowed)


def is_biased(mean: float, tolerance: Tolerance) -> bool:
    """Whether differences lean to one side by more than is tolerated, if their mean is ``mean``."""
    return tolerance.bias is not None and not abs(mean) <= tolerance.bias


def bias_severity(mean: float, tolerance: Tolerance) -> float:
    """The mean difference in units of the tolerated bias."""
    if tolerance.bias:
        return abs(mean) / tolerance.bias
    return math.inf if is_biased(mean, tolerance) else 0.0
