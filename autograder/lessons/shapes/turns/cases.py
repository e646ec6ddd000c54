"""Inputs for the turns of lesson 05: scanned digits, logits, miles on a gallon, and pieces of photos."""

from __future__ import annotations

import numpy as np
from PIL import Image

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
        "practice": (
            Case(name="four photos", args=(_photos(rng, 4, 5, 7),)),
            Case(name="two square photos", args=(_photos(rng, 2, 6, 6),)),
            Case(name="a batch of one", args=(_photos(rng, 1, 5, 7),)),
            Case(name="one photo", args=(_photos(rng, 1, 4, 6)[0],)),
        ),
    }


def _photos(rng: np.random.Generator, count: int, height: int, width: int) -> np.ndarray:
    """Pieces of two photos in colour, (count, 3, height, width): each shows more than one shade."""
    photos = [
        np.asarray(Image.open(data_path(f"images/{name}.jpg")).convert("RGB"))[::9, ::9]
        for name in ("cat", "coffee")
    ]
    pieces: list[np.ndarray] = []
    while len(pieces) < count:
        photo = photos[len(pieces) % 2]
        top = int(rng.integers(photo.shape[0] - height + 1))
        left = int(rng.integers(photo.shape[1] - width + 1))
        piece = photo[top : top + height, left : left + width]
        if np.ptp(piece, axis=(0, 1)).min() > 30:  # each channel has light and dark places
            pieces.append(np.moveaxis(piece, -1, 0))
    return np.stack(pieces)
