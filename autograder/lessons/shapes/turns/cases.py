"""Inputs for the turns of lesson 05: scanned digits, logits, and distances that cars drive on a gallon."""

from __future__ import annotations

import numpy as np

from autograder.core.specs import Case, Cases
from autograder.student.assets import data_path


def make_cases(rng: np.random.Generator) -> Cases:
    """Real digits, in bytes as the scanner delivers them, and drawn answers."""
    with np.load(data_path("shapes/digits.npz")) as digits:
        scan = digits["scan"]
    first = int(rng.integers(0, 500))
    some = scan[:, :, first : first + 5]
    pictures = np.moveaxis(some, -1, 0)
    turned = np.moveaxis(some, -1, 0).transpose(0, 2, 1)
    golden = rng.normal(0.0, 6.0, (3, 10)).round(3)
    lower, higher = golden.copy(), golden.copy()
    lower[1, 4] -= 2.5
    lower[0, 2] += 0.5
    higher[2, 7] += 3.5
    higher[1, 0] -= 0.25
    lowest, highest = lower - 0.75, higher + 0.5
    y, noise = rng.uniform(12.0, 38.0, 7).round(1), rng.normal(0.0, 3.0, (7, 1)).round(2)
    return {
        "as_batch": (
            Case(name="one picture", args=(some[:, :, 0],)),
            Case(name="another picture", args=(some[:, :, 3],)),
        ),
        "worst_pixel": (
            Case(name="digits on their side", args=(pictures, turned)),
            Case(name="the next digits", args=(pictures[:-1], pictures[1:])),
        ),
        "to_batch": (
            Case(name="five pictures", args=(some,)),
            Case(name="one picture", args=(some[:, :, :1],)),
            Case(name="eight pictures", args=(scan[:, :, first : first + 8],)),
        ),
        "gap": (
            Case(name="one too low", args=(lower, golden)),
            Case(name="all too low", args=(lowest, golden)),
            Case(name="one too high", args=(higher, golden)),
            Case(name="all too high", args=(highest, golden)),
        ),
        "rmse_of": (
            Case(name="seven cars", args=(y, y[:, np.newaxis] + noise)),
            Case(name="three cars", args=(y[:3], y[:3, np.newaxis] - 2 * noise[:3])),
            Case(name="one car", args=(y[:1], y[:1, np.newaxis] + 1.5)),
        ),
    }
