"""The names along the axes of an answer, where the arguments of the call tell them for certain.

A student can look at "column 'proline'", and hardly at ``[12]``. But a name on the wrong entry would be a
wrong story: so whatever leaves a doubt leaves the axis without names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from autograder.core.wire_tables import table_kind

Names = tuple[str, ...]


def axis_names(args: Sequence[Any], value: Any) -> tuple[Names, ...]:
    """The names along each axis of what the reference returned.

    Args:
        args: The arguments of the call, tables as pandas objects.
        value: What came back: an array or a list. Anything else has no axes.

    Returns:
        For each axis, one name for each entry, or an empty tuple; an empty tuple if no axis has names.

        The first axis is that of the rows where all tables and columns among the arguments have as many rows
        and the same labels, and these are not just 0, 1, 2, ... The last is that of the columns where a table
        has as many, no table and no dictionary has them in another order, and no table has as many rows.
    """
    shape = (len(value),) if isinstance(value, list) else getattr(value, "shape", ())
    if not isinstance(value, list | np.ndarray) or not shape:
        return ()
    axes: list[Names] = [() for _ in shape]
    rows = [tuple(map(str, arg.index)) for arg in args if table_kind(arg)]
    if not any(len(labels) == shape[-1] for labels in rows):
        axes[-1] = _columns(args, shape[-1])
    if rows and len(set(rows)) == 1 and len(rows[0]) == shape[0] and not axes[0]:
        labels = rows[0]
        axes[0] = () if labels == tuple(map(str, range(len(labels)))) else labels
    return tuple(axes) if any(axes) else ()


def _columns(args: Sequence[Any], length: int) -> Names:
    """The names of the columns of tables that have ``length`` of them, if these are the same throughout."""
    tables = {tuple(map(str, arg.columns)) for arg in args if table_kind(arg) == "frame"}
    fitting = {names for names in tables if len(names) == length}
    if length <= 1 or len(fitting) != 1:
        return ()
    (names,) = fitting
    orders = {tuple(name for name in other if name in names) for other in {*tables, *_keys(args)}}
    return names if orders <= {names, ()} else ()


def _keys(args: Sequence[Any]) -> Iterator[Names]:
    """The keys of each dictionary, at any depth."""
    for arg in args:
        if isinstance(arg, dict):
            yield tuple(map(str, arg))
            yield from _keys(list(arg.values()))
