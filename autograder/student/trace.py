"""The debugging kit: print the data at each stage, training beside serving.

Everything here works on your own arrays, DataFrames and functions, and none of it raises because
the data are odd (empty, all NaN, text): odd data are what you are looking for.

- :func:`card`, :func:`side_by_side`: what an array looks like, alone and beside another.
- :func:`stages`, :func:`nan_start`: the first stage that differs, the first that holds a NaN.
- :func:`skew_table`: how far each feature has moved since training.
- :func:`alone_and_in_batch`: whether a row gets the same answer alone as in its batch.

Example:
    >>> trace.card(x, name="after scaling")
    >>> trace.side_by_side(training=z_train, serving=z_serving)
    >>> trace.stages(training=[("raw", a), ("scaled", b)], serving=[("raw", a), ("scaled", c)])
"""

from __future__ import annotations

from autograder.student.trace_card import ArrayCard, SideBySide, card, side_by_side
from autograder.student.trace_skew import alone_and_in_batch, skew_table
from autograder.student.trace_stages import Stages, nan_start, stages

__all__ = [
    "ArrayCard",
    "SideBySide",
    "Stages",
    "alone_and_in_batch",
    "card",
    "nan_start",
    "side_by_side",
    "skew_table",
    "stages",
]
