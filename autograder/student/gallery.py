"""``gallery``: rows of pictures, one below the other, to look at before anything is computed."""

from __future__ import annotations

import html
import os
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from autograder.core.answers import INPUTS
from autograder.core.text import plural
from autograder.student.show import picture, picture_html, show

_MOST = 8
"""Pictures in a row."""
_INCHES = 1.15
"""Side of a picture."""


def gallery(rows: Mapping[str, Sequence[Any]], title: str) -> None:
    """Show pictures in rows, each with its name. When a submission is graded, nothing is drawn.

    Args:
        rows: By name, the pictures of each row, at most eight: arrays of shape (height, width),
            (height, width, 1) or (height, width, 3), with grey levels or colours from 0 to 255.
        title: What there is to see, in a sentence. With the names of the rows it is the picture's
            alternative text.

    Example:
        >>> gallery({"camera": [delivery[:, :, i] for i in range(8)]}, "Bricks and gravel")  # doctest: +SKIP
    """
    if INPUTS in os.environ:
        return
    import matplotlib.pyplot as plt

    size = (_INCHES * _MOST, _INCHES * len(rows) + 0.4)
    _, axes = plt.subplots(len(rows), _MOST, figsize=size, squeeze=False, layout="constrained")
    for line, (name, pictures) in zip(axes, rows.items(), strict=True):
        line[0].set_title(name, loc="left", fontsize=9)
        for ax in line:
            ax.axis("off")
        for ax, pixels in zip(line, pictures, strict=False):
            x = np.asarray(pixels)
            ax.imshow(x[..., 0] if x.shape[-1] == 1 else x, cmap="gray", vmin=0, vmax=255)
    counted = (f"{name}: {plural(min(len(p), _MOST), 'picture')}" for name, p in rows.items())
    words = f"{title} ({'; '.join(counted)})"
    show(words, f"<p>{html.escape(title)}</p>{picture_html(picture(), words)}")
