"""Tables as JSON: pandas objects in a student's kernel, a plain :class:`Frame` in the grader.

The grader so needs no pandas: it is imported only where a pandas object is built. What lies inside a
table is written and read by :mod:`autograder.core.wire`, which passes its own ``encode`` or ``decode``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, Literal

import numpy as np

from autograder.core.errors import AnswersError
from autograder.core.wire_arrays import object_array

Encode = Callable[[Any], Any]
"""Writes one value that lies inside a table: an array, a label, an item."""

Decode = Callable[[Any], Any]
"""Reads what an :data:`Encode` wrote."""

_PANDAS_WITH_STR = 3
"""The first major version of pandas whose default dtype for text is ``str``."""


@dataclasses.dataclass(frozen=True)
class Frame:
    """A table without pandas.

    Attributes:
        columns: The names of the k columns, as text, in order.
        data: k arrays of shape (n,), one for each column, each with a dtype of its own.
        index: The row labels, an array of shape (n,).
    """

    columns: tuple[str, ...]
    data: tuple[np.ndarray, ...]
    index: np.ndarray


def table_kind(value: Any) -> Literal["frame", "series", ""]:
    """``"frame"`` for a DataFrame or a :class:`Frame`, ``"series"`` for a Series, else an empty text.

    pandas objects are told by their module and attributes, so that pandas need not be imported.
    """
    if isinstance(value, Frame):
        return "frame"
    if not f"{type(value).__module__}.".startswith("pandas."):
        return ""
    if hasattr(value, "columns"):
        return "frame"
    return "series" if hasattr(value, "array") and hasattr(value, "index") else ""


def encode_table(value: Any, encode: Encode) -> dict[str, Any]:
    """The fields of a table's record.

    Args:
        value: Something that has a :func:`table_kind`.
        encode: Writes names, labels, arrays and items.
    """
    if isinstance(value, Frame):
        return {
            "columns": list(value.columns),
            "index": encode(value.index),
            "data": [{"dtype": str(array.dtype), "values": encode(array)} for array in value.data],
        }
    if table_kind(value) == "series":
        return {
            "name": encode(value.name),
            "index": encode(value.index.to_numpy()),
            "column": _encode_column(value, encode),
        }
    return {
        "columns": [encode(name) for name in value.columns.tolist()],
        "index": encode(value.index.to_numpy()),
        "data": [_encode_column(series, encode) for _, series in value.items()],
    }


def decode_frame(data: dict[str, Any], decode: Decode) -> Frame:
    """The :class:`Frame` of a record that may be hostile.

    Raises:
        AnswersError: the numbers of names, columns and rows don't fit each other.
    """
    names = [decode(name) for name in data["columns"]]
    columns = [decode_column(column, decode) for column in data["data"]]
    index = decode(data["index"])
    if len(names) != len(columns) or not all(_is_line(item) for item in [index, *columns]):
        msg = "The record of a table has no name for each column, or labels or columns that are no line."
        raise AnswersError(msg)
    if any(len(column) != len(index) for column in columns):
        msg = "The record of a table has columns that are longer or shorter than its row labels."
        raise AnswersError(msg)
    return Frame(tuple(str(name) for name in names), tuple(columns), index)


def decode_column(column: dict[str, Any], decode: Decode) -> np.ndarray:
    """The values of a column as an array; missing ones are ``None`` where no dtype of NumPy has them."""
    values = decode(column["values"])
    return values if isinstance(values, np.ndarray) else object_array(values)


def decode_dataframe(data: dict[str, Any], decode: Decode) -> Any:
    """The pandas DataFrame of a record that this package wrote."""
    import pandas as pd

    labels = pd.Index(decode(data["index"]))
    columns = [_pandas_column(column, decode) for column in data["data"]]
    kept = [
        pd.Series(values, labels, dtype=object) if _is_objects(column) else values
        for column, values in zip(data["data"], columns, strict=True)
    ]
    frame = pd.DataFrame(dict(enumerate(kept)), labels)
    frame.columns = pd.Index([decode(name) for name in data["columns"]])
    return frame


def decode_series(data: dict[str, Any], decode: Decode) -> Any:
    """The pandas Series of a record that this package wrote."""
    import pandas as pd

    dtype = object if _is_objects(data["column"]) else None
    column = _pandas_column(data["column"], decode)
    return pd.Series(column, decode(data["index"]), dtype, name=decode(data["name"]))


def decode_missing(name: str) -> Any:
    """What pandas calls a missing value: ``NaT`` for ``"NaTType"``, else ``NA``."""
    import pandas as pd

    return pd.NaT if name == "NaTType" else pd.NA


def _encode_column(series: Any, encode: Encode) -> dict[str, Any]:
    dtype = str(series.dtype)
    if isinstance(series.dtype, np.dtype):
        return {"dtype": dtype, "values": encode(series.to_numpy())}
    if dtype.startswith("datetime64"):  # with a time zone: the instants, and the zone in the dtype
        return {"dtype": dtype, "values": encode(series.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy())}
    values = [
        None if item is None or item != item else item  # noqa: PLR0124 - NaN inside a container
        for item in series.astype(object).where(series.notna(), None)
    ]
    column: dict[str, Any] = {"dtype": dtype, "values": [encode(item) for item in values]}
    if dtype == "category":
        column["categories"] = [encode(item) for item in series.cat.categories.tolist()]
        column["ordered"] = bool(series.cat.ordered)
    return column


def _pandas_column(column: dict[str, Any], decode: Decode) -> Any:
    import pandas as pd

    values = decode(column["values"])
    dtype = column["dtype"]
    if dtype == "category":
        return pd.Categorical(values, categories=decode(column["categories"]), ordered=column["ordered"])
    if dtype.startswith("datetime64") and "," in dtype:
        zone = dtype.split(",")[1].strip(" ]")
        return pd.DatetimeIndex(values).tz_localize("UTC").tz_convert(zone).array
    if isinstance(values, np.ndarray):
        return values
    # pandas 3 infers its string dtype where pandas 2 keeps objects: as each does when reading a file.
    if dtype == "str":
        has_str = int(pd.__version__.split(".")[0]) >= _PANDAS_WITH_STR
        return pd.Series(values, dtype="str" if has_str else object).array
    return pd.array(values, dtype=dtype)


def _is_line(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim == 1


def _is_objects(column: dict[str, Any]) -> bool:
    """Whether a column must be told to stay one of objects: pandas 3 makes text of it if it can."""
    return bool(column["dtype"] == "object")
