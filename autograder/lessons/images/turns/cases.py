"""Inputs for the turns of lesson 02: pieces of the three photos, and of two in colour for practice."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from autograder.core.specs import Case, Cases
from autograder.student.assets import data_path


def make_cases(rng: np.random.Generator) -> Cases:
    """Real grey levels, and what pipelines make of them on [0, 1]."""
    photos = [
        np.asarray(Image.open(data_path(f"images/{name}.jpg"))) for name in ("brick", "grass", "gravel")
    ]
    pieces = [_piece(photo, 32, 32, rng) for photo in photos]
    batch = np.stack(pieces)[..., np.newaxis].astype("float32") / 255
    darker, brighter = batch.copy(), batch.copy()
    darker[1, 4, 7] -= 0.4
    darker[0, 3, 3] += 0.1
    brighter[2, 9, 1] += 0.3
    brighter[1, 0, 2] -= 0.05
    lit = (batch * 0.6 + np.linspace(0.0, 0.4, 32)[:, np.newaxis]).astype("float32")  # from the right
    pairs = (
        Case(name="one pixel far too dark", args=(batch, darker)),
        Case(name="all a little darker", args=(batch, darker - np.float32(0.02))),
        Case(name="one pixel far too bright", args=(batch, brighter)),
        Case(name="all a little brighter", args=(batch, brighter + np.float32(0.03))),
    )
    return {
        "to_input": (
            Case(name="a piece of brick", args=(pieces[0],)),
            Case(name="a wide piece of grass", args=(_piece(photos[1], 20, 32, rng),)),
        ),
        "largest": pairs,
        "lean": pairs,
        "shrink": (
            Case(name="grass", args=(_pixels(photos[1], 180, 200, rng),)),
            Case(name="brick", args=(_pixels(photos[0], 96, 128, rng),)),
        ),
        "step": (
            Case(name="three pictures", args=(lit,)),
            Case(name="one wide picture", args=(lit[:1, :20],)),
        ),
        "practice": _practice(rng),
    }


def _practice(rng: np.random.Generator) -> tuple[Case, ...]:
    """Colour photos as bytes; each size has two sides, so that they can't change places unseen."""
    cat, coffee = (
        np.asarray(Image.open(data_path(f"images/{name}.jpg")).convert("RGB")) for name in ("cat", "coffee")
    )
    return (
        Case(name="a photo of a cat", args=(_png(_detailed(cat, 47, 66, rng)), (11, 15))),
        Case(name="an upright photo of a cup", args=(_png(_detailed(coffee, 64, 46, rng)), (17, 12))),
        Case(name="a wide photo of a cat", args=(_png(_detailed(cat, 37, 74, rng)), (10, 23))),
    )


def _detailed(photo: np.ndarray, height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """Of eight pieces the one whose neighbours differ most: in it, each filter shows."""
    found = (_piece(photo, height, width, rng) for _ in range(8))
    return max(found, key=lambda piece: float(np.abs(np.diff(piece.astype(int), axis=0)).mean()))


def _png(pixels: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "PNG")
    return buffer.getvalue()


def _piece(photo: np.ndarray, height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """A piece of a photo, of shape (height, width), uint8."""
    top = int(rng.integers(0, photo.shape[0] - height + 1))
    left = int(rng.integers(0, photo.shape[1] - width + 1))
    return photo[top : top + height, left : left + width].copy()


def _pixels(photo: np.ndarray, height: int, width: int, rng: np.random.Generator) -> np.ndarray:
    """A piece of a photo as TensorFlow takes it, of shape (height, width, 1), float32, in grey levels."""
    return _piece(photo, height, width, rng).astype("float32")[..., np.newaxis]
