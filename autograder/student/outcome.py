"""``before_and_after``: runs a repaired service once more, and shows what the repair is worth."""

from __future__ import annotations

import math
import os
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.core.answers import INPUTS
from autograder.core.errors import CourseError
from autograder.grading.cards import message_html
from autograder.student import memory, public
from autograder.student.quiet import quiet_keras
from autograder.student.show import picture, picture_html, say, show, written

_COLUMNS = 20
"""How many marks stand in a row."""


def before_and_after(lesson: str, service: Callable[[], Any], before: Any, truth: Any, things: str) -> None:
    """Call your service, and show which of its answers are right, beside those of the broken service.

    As long as a function is missing or raises, a sentence says so. When a submission is graded, nothing is
    called: nobody would look.

    Args:
        lesson: The lesson's slug, such as ``"normalization"``.
        service: Called without arguments; it returns one answer for each thing.
        before: The answers of the broken service, of shape (n,).
        truth: What is right, of shape (n,).
        things: What the answers are about, such as ``"bottles"``.

    Example:
        >>> before_and_after("normalization", sort, served, cultivar, "bottles")  # doctest: +SKIP
    """
    if INPUTS in os.environ:
        return
    try:
        with quiet_keras():
            after = np.asarray(service())
    except NotImplementedError:
        say(
            "Not yet",
            "This cell calls a function that is still the given stub. Come back when its check is green.",
        )
        return
    except Exception as error:  # noqa: BLE001 - a student's code may raise anything
        say(
            "Not yet",
            f"Your service raised {written(error, _named)}. Come back when the checks above are green.",
        )
        return
    before, truth = np.asarray(before), np.asarray(truth)
    if after.shape != truth.shape:
        say(
            "Not yet",
            f"Expected answers of shape {truth.shape}; your service gave {after.shape}.",
        )
        return
    sides = {"before": before == truth, "with your service": after == truth}
    first, second = (f"{int(right.sum())} of {len(truth)}" for right in sides.values())
    words = f"Before, {first} {things} were right. With your service, {second} are."
    words += f" Each mark is one of them.{_points(lesson)}"
    _draw(sides)
    show(words, f"{message_html('Before and after', words)}{picture_html(picture(), words)}")


def _draw(sides: dict[str, np.ndarray]) -> None:
    """A mark for each thing: a blue dot where the answer is right, an orange cross where it is wrong."""
    import matplotlib.pyplot as plt

    rows = math.ceil(len(next(iter(sides.values()))) / _COLUMNS)
    _, axes = plt.subplots(1, len(sides), figsize=(9, 1 + rows / 4), layout="constrained")
    for ax, (name, right) in zip(axes, sides.items(), strict=True):
        place = np.arange(len(right))
        x, y = place % _COLUMNS, -(place // _COLUMNS)
        ax.plot(x[right], y[right], "o", color="#0072B2", markersize=6, label="right")
        ax.plot(x[~right], y[~right], "x", color="#D55E00", markersize=6, label="wrong")
        ax.set(title=f"{name}: {right.mean():.0%} right", xticks=[], yticks=[], xlim=(-1, _COLUMNS))
        ax.set_ylim(-rows - 1, 1)
        ax.axis("off")
    axes[0].legend(loc="lower left", ncols=2, frameon=False)


def _points(lesson: str) -> str:
    try:
        points = sum(task["points"] for task in public.about(lesson)["tasks"])
    except (CourseError, OSError, ValueError, LookupError, TypeError):
        return ""
    return f" Points so far: {memory.earned(lesson):g} of {points:g}."


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
