"""Values as JSON: how inputs travel to a student's kernel and answers travel back.

No pickle: reading what a student's process wrote can build arrays, strings and containers, and
nothing else. Array bytes are base64. Whoever reads decides what a table becomes: a pandas object in
the kernel, a plain :class:`Frame` in the grader, which so needs no pandas.
"""

from __future__ import annotations

import base64
import dataclasses
import math
from typing import Any

import numpy as np

from autograder.core.errors import AnswersError
from autograder.core.specs import Asset

MAX_BYTES = 16 * 2**20
"""An array, string or file larger than this isn't an answer to any task of the course."""

_MAX_DEPTH = 12
_MAX_BITS = 10_000
"""About 3,000 digits; Python itself writes no integer of more than 4,300."""
_TAG = "$"


@dataclasses.dataclass(frozen=True)
class Frame:
    """A table without pandas: column names, one array a column, the row labels."""

    columns: tuple[str, ...]
    data: tuple[np.ndarray, ...]
    index: np.ndarray


@dataclasses.dataclass(frozen=True)
class Other:
    """Something that is no data: only its type and a short ``repr`` travel."""

    type_name: str
    text: str


def encode(value: Any, depth: int = 0, *, memory: bool = False) -> Any:  # noqa: C901, PLR0911, PLR0912 - a branch for each kind of value
    """``value`` as JSON-able data. What can't be expressed becomes an :class:`Other`.

    Args:
        value: Anything.
        depth: How deep inside a container ``value`` lies.
        memory: Also keep how an array lies in memory: with gaps, or read-only, as a service's views
            and buffers do. For inputs; answers are compared by value.
    """
    if depth > _MAX_DEPTH:
        return _other(value)
    if value is None or (isinstance(value, bool | str) and not isinstance(value, np.generic)):
        return value if not isinstance(value, str) or len(value) <= MAX_BYTES else _other(value)
    if type(value) is int:
        return value if abs(value) < 2**63 else _encode_big(value)
    if type(value) is float:
        return value if math.isfinite(value) else {_TAG: "float", "text": repr(value)}
    if isinstance(value, Asset):
        return {_TAG: "asset", "name": value.name}
    if isinstance(value, bytes | bytearray):
        return {_TAG: "bytes", "data": _text(bytes(value))} if len(value) <= MAX_BYTES else _other(value)
    if isinstance(value, np.generic) and not value.dtype.names:
        return {_TAG: "scalar", "array": encode(np.asarray(value), depth + 1)}
    if isinstance(value, np.ndarray):
        return _encode_array(value, depth) | (_memory(value) if memory else {})
    if isinstance(value, dict):
        pairs = [[encode(k, depth + 1), encode(v, depth + 1)] for k, v in list(value.items())[:100_000]]
        return {_TAG: "dict", "items": pairs}
    if isinstance(value, list | tuple):
        items = [encode(item, depth + 1) for item in value[:100_000]]
        return items if type(value) is list else {_TAG: "tuple", "items": items}
    if isinstance(value, Frame):
        return {
            _TAG: "frame",
            "columns": list(value.columns),
            "index": encode(value.index, depth + 1),
            "data": [{"dtype": str(a.dtype), "values": encode(a, depth + 1)} for a in value.data],
        }
    kind = f"{type(value).__module__}.{type(value).__qualname__}"
    if kind.startswith("pandas.") and hasattr(value, "columns"):
        return _encode_frame(value, depth)
    if kind.startswith("pandas.") and hasattr(value, "array") and hasattr(value, "index"):
        return {
            _TAG: "series",
            "name": encode(value.name, depth + 1),
            "index": encode(value.index.to_numpy(), depth + 1),
            "column": _encode_column(value, depth),
        }
    if type(value).__name__ in ("NAType", "NaTType"):
        return {_TAG: "missing", "name": type(value).__name__}
    if hasattr(value, "numpy") and hasattr(value, "shape"):  # a tensor
        return _encode_array(np.asarray(value.numpy()), depth)
    return _other(value)


def decode(data: Any, *, pandas: bool = False) -> Any:  # noqa: C901, PLR0911, PLR0912 - a branch for each kind of record
    """The value that :func:`encode` wrote.

    Args:
        data: What ``json.loads`` returned.
        pandas: Whether tables become pandas objects (in a kernel) or :class:`Frame` s.

    Raises:
        AnswersError: ``data`` was not written by :func:`encode`.
    """
    if data is None or isinstance(data, bool | int | float | str):
        return data
    try:
        if isinstance(data, list):
            return [decode(item, pandas=pandas) for item in data]
        match data[_TAG]:
            case "int":
                return _decode_big(data["text"])
            case "float":
                return float(data["text"])
            case "asset":
                return Asset(data["name"])
            case "bytes":
                return base64.b64decode(data["data"], validate=True)
            case "scalar":
                return decode(data["array"])[()]
            case "ndarray":
                return _decode_array(data)
            case "objects":
                return _decode_objects(data, pandas=pandas)
            case "dict":
                return {decode(k): decode(v, pandas=pandas) for k, v in data["items"]}
            case "tuple":
                return tuple(decode(item, pandas=pandas) for item in data["items"])
            case "frame":
                return _decode_frame(data, pandas=pandas)
            case "series":
                return _decode_series(data, pandas=pandas)
            case "missing":
                return _missing(data["name"], pandas=pandas)
            case "other":
                return Other(str(data["type"]), str(data["text"]))
    except AnswersError:
        raise
    except (
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
        OverflowError,
        SyntaxError,
    ) as error:
        msg = f"The record of a value is damaged: {type(error).__name__}: {error}"
        raise AnswersError(msg) from error
    msg = f"The record of a value has an unknown kind: {data[_TAG]!r}"
    raise AnswersError(msg)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _other(value: Any) -> dict[str, str]:
    try:
        text = repr(value)[:200]
    except Exception as error:  # noqa: BLE001 - a student's __repr__ may do anything
        text = f"<repr raised {type(error).__name__}>"
    return {_TAG: "other", "type": type(value).__name__, "text": text}


def _encode_big(value: int) -> dict[str, str]:
    if value.bit_length() > _MAX_BITS:
        return {_TAG: "other", "type": "int", "text": f"an integer of {value.bit_length():,} bits"}
    return {_TAG: "int", "text": hex(value)}


def _decode_big(text: str) -> int:
    if len(text) > len("-0x") + _MAX_BITS // 4:
        msg = "The record of an integer is too long."
        raise AnswersError(msg)
    return int(text, 16)


def _encode_array(array: np.ndarray, depth: int) -> dict[str, Any]:
    if array.dtype.names or array.nbytes > MAX_BYTES:
        return _other(array)
    if array.dtype.kind in "biufcmMSU":
        plain = np.ascontiguousarray(array)
        return {
            _TAG: "ndarray",
            "dtype": plain.dtype.str,
            "shape": list(array.shape),
            "order": "F"
            if array.ndim > 1 and array.flags.f_contiguous and not array.flags.c_contiguous
            else "C",
            "data": _text(plain.tobytes()),
        }
    items = [encode(item, depth + 1) for item in array.ravel().tolist()]
    return {_TAG: "objects", "shape": list(array.shape), "items": items}


def _memory(array: np.ndarray) -> dict[str, Any]:
    """What is special about an array's memory; nothing for a plain one."""
    gaps = not (array.flags.c_contiguous or array.flags.f_contiguous)
    return ({"order": "gaps"} if gaps else {}) | ({} if array.flags.writeable else {"readonly": True})


def _decode_array(data: dict[str, Any]) -> np.ndarray:
    dtype = np.dtype(data["dtype"])
    if dtype.kind not in "biufcmMSU":
        msg = f"The record of an array holds {'Python objects' if dtype.hasobject else dtype}."
        raise AnswersError(msg)
    flat = np.frombuffer(base64.b64decode(data["data"], validate=True), dtype=dtype)
    array = flat.reshape([int(n) for n in data["shape"]]).copy()
    if data.get("order") == "F":
        array = np.asfortranarray(array)
    elif data.get("order") == "gaps":  # every second element of a wider array
        array = np.repeat(array, 2, axis=-1)[..., ::2]
    array.setflags(write=not data.get("readonly", False))
    return array


def _decode_objects(data: dict[str, Any], *, pandas: bool) -> np.ndarray:
    array = _objects([decode(item, pandas=pandas) for item in data["items"]])
    return array.reshape([int(n) for n in data["shape"]])


def _objects(items: list[Any]) -> np.ndarray:
    """One object for each item, also where the items are sequences."""
    array = np.empty(len(items), dtype=object)
    for i, item in enumerate(items):
        array[i] = item
    return array


def _encode_column(series: Any, depth: int) -> dict[str, Any]:
    dtype = str(series.dtype)
    if isinstance(series.dtype, np.dtype):
        return {"dtype": dtype, "values": _encode_array(series.to_numpy(), depth + 1)}
    if dtype.startswith("datetime64"):  # with a time zone: the instants, and the zone in the dtype
        return {"dtype": dtype, "values": encode(series.dt.tz_convert("UTC").dt.tz_localize(None).to_numpy())}
    values = [
        None if item is None or item != item else item  # noqa: PLR0124 - NaN inside a container
        for item in series.astype(object).where(series.notna(), None)
    ]
    column: dict[str, Any] = {"dtype": dtype, "values": [encode(item, depth + 1) for item in values]}
    if dtype == "category":
        column["categories"] = [encode(item) for item in series.cat.categories.tolist()]
        column["ordered"] = bool(series.cat.ordered)
    return column


def _encode_frame(frame: Any, depth: int) -> dict[str, Any]:
    return {
        _TAG: "frame",
        "columns": [encode(name, depth + 1) for name in frame.columns.tolist()],
        "index": encode(frame.index.to_numpy(), depth + 1),
        "data": [_encode_column(series, depth) for _, series in frame.items()],
    }


def _decode_column(column: dict[str, Any], *, pandas: bool) -> Any:
    values = decode(column["values"], pandas=pandas)
    if not pandas:
        return values if isinstance(values, np.ndarray) else _objects(values)
    import pandas as pd

    dtype = column["dtype"]
    if dtype == "category":
        return pd.Categorical(values, categories=decode(column["categories"]), ordered=column["ordered"])
    if dtype.startswith("datetime64") and "," in dtype:
        return pd.Series(values).dt.tz_localize("UTC").dt.tz_convert(dtype.split(",")[1].strip(" ]")).array
    if isinstance(values, np.ndarray):
        return values
    # pandas 3 infers its string dtype where pandas 2 keeps objects: as each does when reading a file.
    if dtype == "str":
        has_str = int(pd.__version__.split(".")[0]) >= 3  # noqa: PLR2004
        return pd.Series(values, dtype="str" if has_str else object).array
    return pd.array(values, dtype=dtype)


def _decode_frame(data: dict[str, Any], *, pandas: bool) -> Any:
    names = [decode(name) for name in data["columns"]]
    columns = [_decode_column(column, pandas=pandas) for column in data["data"]]
    index = decode(data["index"], pandas=pandas)
    if not pandas:
        if len(names) != len(columns) or not all(_is_line(item) for item in [index, *columns]):
            msg = "The record of a table has no name for each column, or labels or columns that are no line."
            raise AnswersError(msg)
        if any(len(column) != len(index) for column in columns):
            msg = "The record of a table has columns that are longer or shorter than its row labels."
            raise AnswersError(msg)
        return Frame(tuple(str(name) for name in names), tuple(columns), index)
    import pandas as pd

    labels = pd.Index(index)
    kept = [
        pd.Series(values, labels, dtype=object) if _is_objects(column) else values
        for column, values in zip(data["data"], columns, strict=True)
    ]
    frame = pd.DataFrame(dict(enumerate(kept)), labels)
    frame.columns = pd.Index(names)
    return frame


def _is_line(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim == 1


def _decode_series(data: dict[str, Any], *, pandas: bool) -> Any:
    column = _decode_column(data["column"], pandas=pandas)
    if not pandas:
        return column
    import pandas as pd

    dtype = object if _is_objects(data["column"]) else None
    return pd.Series(column, decode(data["index"], pandas=True), dtype, name=decode(data["name"]))


def _is_objects(column: dict[str, Any]) -> bool:
    """Whether a column must be told to stay one of objects: pandas 3 makes text of it if it can."""
    return bool(column["dtype"] == "object")


def _missing(name: str, *, pandas: bool) -> Any:
    if not pandas:
        return None
    import pandas as pd

    return pd.NaT if name == "NaTType" else pd.NA
