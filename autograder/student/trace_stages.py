"""Finds the first stage at which two pipelines differ, and the first that holds a missing value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.student.trace_arrays import (
    column_names,
    count_missing,
    dtype_name,
    is_close,
    is_frame,
    max_difference,
    to_array,
)
from autograder.student.trace_card import card, number
from autograder.student.trace_table import Table


@dataclass(frozen=True, kw_only=True, repr=False)
class Stages(Table):
    """A pipeline stage by stage; ``first`` names the first stage at fault, or is None."""

    first: str | None


Pipeline = Sequence[tuple[str, Any]]
"""The name of each stage and what it returned (an array, list, tensor, Series or DataFrame), in order."""


def stages(*, training: Pipeline, serving: Pipeline) -> Stages:
    """Follow the *same rows* through two pipelines and mark the first stage that differs.

    Values, shapes and column names count. Another dtype with the same values is mentioned, and
    doesn't count: it may matter to the next stage, which will then differ.

    Args:
        training: (name, array) per stage, in order.
        serving: the same for the service; stages are paired by name.
    """
    left, right = dict(training), dict(serving)
    rows: list[tuple[str, ...]] = []
    first: str | None = None
    for name in dict.fromkeys([*left, *right]):
        cells = (_summary(left, name), _summary(right, name))
        gap, verdict, same = _compare_stage(left, right, name)
        if not same and first is None:
            first, verdict = name, f"FIRST DIFFERENCE: {verdict}"
        rows.append((name, *cells, gap, verdict))
    return Stages(
        caption=f"First difference at: {first}" if first else "Every stage is the same",
        header=("stage", "training", "serving", "max |difference|", "verdict"),
        rows=tuple(rows),
        marked=tuple(i for i, row in enumerate(rows) if row[0] == first),
        first=first,
    )


def nan_start(stages: Pipeline) -> Stages:
    """Find the first stage that holds a missing value (NaN, None, NaT, NA).

    Args:
        stages: (name, array) per stage, in order; outputs of a model's layers will do.
    """
    counts = [(name, count_missing(x), to_array(x).size) for name, x in stages]
    start = next((i for i, (_, missing, _) in enumerate(counts) if missing), None)
    first = None if start is None else counts[start][0]
    return Stages(
        caption=f"Missing values start at: {first}" if first is not None else "No missing values",
        header=("stage", "missing", "of", "verdict"),
        rows=tuple(
            (
                name,
                str(missing),
                str(size),
                "FIRST" if i == start else "some" if missing else "none",
            )
            for i, (name, missing, size) in enumerate(counts)
        ),
        marked=() if start is None else (start,),
        first=first,
    )


def _compare_stage(left: dict[str, Any], right: dict[str, Any], name: str) -> tuple[str, str, bool]:
    """Largest difference as text, a verdict in words, and whether the stage counts as the same."""
    if name not in right:
        return "", "only in training", False
    if name not in left:
        return "", "only in serving", False
    a, b = left[name], right[name]
    shapes = to_array(a).shape, to_array(b).shape
    if shapes[0] != shapes[1]:
        return "", f"shape {shapes[0]} and {shapes[1]}", False
    gap = number(max_difference(a, b))
    if is_frame(a) and is_frame(b) and column_names(a) != column_names(b):
        return gap, "other columns, or another order", False
    if not is_close(a, b):
        return gap, "differs", False
    return gap, "same" if dtype_name(a) == dtype_name(b) else "same values, other dtype", True


def _summary(pipeline: dict[str, Any], name: str) -> str:
    if name not in pipeline:
        return "missing"
    c = card(pipeline[name])
    return f"{c.shape} {c.dtype}, mean {number(c.mean)}, sd {number(c.sd)}, NaN {c.nan_count}"
