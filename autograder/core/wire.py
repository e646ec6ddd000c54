"""Values as JSON: how inputs travel to a student's kernel and answers travel back.

No pickle: reading what a student's process wrote can build arrays, strings and containers, and
nothing else. Arrays and tables have modules of their own: :mod:`autograder.core.wire_arrays` and
:mod:`autograder.core.wire_tables`.
"""

from __future__ import annotations

import dataclasses
import functools
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.core.errors import AnswersError
from autograder.core.specs import Asset
from autograder.core.text import shorten
from autograder.core.wire_arrays import (
    decode_array,
    decode_shape,
    encode_array,
    encode_memory,
    from_base64,
    has_bytes,
    object_array,
    to_base64,
)
from autograder.core.wire_tables import (
    Decode,
    decode_column,
    decode_dataframe,
    decode_frame,
    decode_missing,
    decode_series,
    encode_table,
    table_kind,
)

MAX_BYTES = 16 * 2**20
"""An array, string or file larger than this isn't an answer to any task of the course."""

_MAX_DEPTH = 12
"""How many containers a value may lie in; what lies deeper is written as :class:`Other`."""

_MAX_NESTING = 100
"""How many levels of JSON a record may have; a container of :func:`encode` takes three."""

_MAX_ITEMS = 100_000
"""Items of a container beyond these are not written."""

_MAX_BITS = 10_000
"""About 3,000 digits; Python itself writes no integer of more than 4,300."""

_TEXT_LENGTH = 200
"""Characters of a ``repr`` that travel, and of a record that a message quotes."""

_TAG = "$"


@dataclasses.dataclass(frozen=True)
class Other:
    """A value that is no data, such as a function: only a description of it travels.

    Attributes:
        type_name: The name of its class: ``function``.
        text: Its ``repr``, shortened.
    """

    type_name: str
    text: str


def encode(value: Any, depth: int = 0, *, memory: bool = False) -> Any:
    """``value`` as data that ``json.dumps`` can write. What can't be expressed becomes an :class:`Other`.

    Args:
        value: Anything; of an array, the dtype, shape and values are kept.
        depth: How many containers ``value`` lies in.
        memory: Whether to keep also how an array lies in memory: with gaps, or read-only, as a service's
            views and buffers do. For inputs; answers are compared by value.
    """
    if depth > _MAX_DEPTH:
        return _other(value)
    record = _writer(value)(value, depth)
    return record | encode_memory(value) if memory and isinstance(value, np.ndarray) else record


def decode(data: Any, *, pandas: bool = False) -> Any:
    """The value that :func:`encode` wrote.

    Args:
        data: What ``json.loads`` returned.
        pandas: Whether tables become pandas objects (in a kernel) or plain ``Frame`` s (in the grader).

    Raises:
        AnswersError: ``data`` was not written by :func:`encode`.
    """
    if _is_deeper(data, _MAX_NESTING):
        msg = f"The record of a value is nested more than {_MAX_NESTING} levels deep."
        raise AnswersError(msg)
    try:
        return _decode(data, pandas=pandas)
    except (
        KeyError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
        OverflowError,
        SyntaxError,
    ) as error:
        # What Python says quotes the record, which may be megabytes that a student's process wrote.
        said = shorten(str(error), _TEXT_LENGTH)
        msg = f"The record of a value is damaged: {type(error).__name__}: {said}"
        raise AnswersError(msg) from error


def _is_deeper(data: Any, levels: int) -> bool:
    """Whether JSON data are nested deeper; found without recursion, of which Pythons allow more or less."""
    level = [data]
    for _ in range(levels + 1):
        level = [
            item
            for value in level
            if isinstance(value, list | dict)
            for item in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return True


Writer = Callable[[Any, int], Any]
"""Writes a value of one kind, given the value and its depth."""


def _writer(value: Any) -> Writer:
    """What writes a value: by its very type for what JSON has itself, else by the first kind that fits."""
    for kind, write in _WRITERS_OF_TYPE:
        if type(value) is kind:
            return write
    for kinds, write in _WRITERS_OF_KIND:
        if isinstance(value, kinds):
            return write
    return _encode_foreign


def _encode_int(value: int) -> Any:
    if abs(value) < 2**63:
        return value
    if value.bit_length() > _MAX_BITS:
        return {_TAG: "other", "type": "int", "text": f"an integer of {value.bit_length():,} bits"}
    return {_TAG: "int", "text": hex(value)}


def _encode_float(value: float) -> Any:
    return value if math.isfinite(value) else {_TAG: "float", "text": repr(value)}


def _encode_text(value: str) -> Any:
    return value if len(value) <= MAX_BYTES else _other(value)


def _encode_bytes(value: bytes | bytearray) -> Any:
    return {_TAG: "bytes", "data": to_base64(bytes(value))} if len(value) <= MAX_BYTES else _other(value)


def _encode_scalar(value: np.generic, depth: int) -> Any:
    if value.dtype.names or value.nbytes > MAX_BYTES:  # a record of a structured array; a huge text
        return _other(value)
    return {_TAG: "scalar", "array": _encode_array(np.asarray(value), depth)}


def _encode_array(array: np.ndarray, depth: int) -> dict[str, Any]:
    if array.dtype.names or array.nbytes > MAX_BYTES:
        return _other(array)
    if has_bytes(array):
        return {_TAG: "ndarray"} | encode_array(array)
    items = [encode(item, depth + 1) for item in array.ravel().tolist()]
    return {_TAG: "objects", "shape": list(array.shape), "items": items}


def _encode_dict(value: dict[Any, Any], depth: int) -> dict[str, Any]:
    items = list(value.items())[:_MAX_ITEMS]
    return {_TAG: "dict", "items": [[encode(k, depth + 1), encode(v, depth + 1)] for k, v in items]}


def _encode_sequence(value: list[Any] | tuple[Any, ...], depth: int) -> Any:
    items = [encode(item, depth + 1) for item in value[:_MAX_ITEMS]]
    return items if type(value) is list else {_TAG: "tuple", "items": items}


def _encode_foreign(value: Any, depth: int) -> Any:
    """What belongs to a library that is not imported here: tables, missing values and tensors."""
    if kind := table_kind(value):
        if depth == _MAX_DEPTH:  # its arrays would be too deep, and no table can be read without them
            return _other(value)
        return {_TAG: kind} | encode_table(value, functools.partial(encode, depth=depth + 1))
    if type(value).__name__ in ("NAType", "NaTType"):
        return {_TAG: "missing", "name": type(value).__name__}
    if hasattr(value, "numpy") and hasattr(value, "shape"):  # a tensor
        return _encode_array(np.asarray(value.numpy()), depth)
    return _other(value)


def _other(value: Any) -> dict[str, str]:
    try:
        text = shorten(repr(value), _TEXT_LENGTH)
    except Exception as error:  # noqa: BLE001 - a student's __repr__ may do anything
        text = f"<repr raised {type(error).__name__}>"
    return {_TAG: "other", "type": type(value).__name__, "text": text}


_WRITERS_OF_TYPE: tuple[tuple[type, Writer], ...] = (
    (type(None), lambda value, _: value),
    (bool, lambda value, _: value),
    (int, lambda value, _: _encode_int(value)),
    (float, lambda value, _: _encode_float(value)),
    (str, lambda value, _: _encode_text(value)),
)
_WRITERS_OF_KIND: tuple[tuple[type | tuple[type, ...], Writer], ...] = (
    # NumPy's bytes travel as bytes; its text stays NumPy's, though it is a str as well.
    ((bytes, bytearray), lambda value, _: _encode_bytes(value)),
    (np.generic, _encode_scalar),
    (str, lambda value, _: _encode_text(value)),
    (Asset, lambda value, _: {_TAG: "asset", "name": value.name}),
    (np.ndarray, _encode_array),
    (dict, _encode_dict),
    ((list, tuple), _encode_sequence),
)


def _decode(data: Any, *, pandas: bool) -> Any:
    if data is None or isinstance(data, bool | int | float | str):
        return data
    if isinstance(data, list):
        return [_decode(item, pandas=pandas) for item in data]
    readers = _KERNEL_READERS if pandas else _GRADER_READERS
    if data[_TAG] not in readers:
        msg = f"The record of a value has an unknown kind: {shorten(repr(data[_TAG]), _TEXT_LENGTH)}"
        raise AnswersError(msg)
    return readers[data[_TAG]](data, functools.partial(_decode, pandas=pandas))


def _decode_int(text: str) -> int:
    if len(text) > len("-0x") + _MAX_BITS // 4:
        msg = "The record of an integer is too long."
        raise AnswersError(msg)
    return int(text, 16)


def _decode_objects(data: dict[str, Any], decode_inner: Decode) -> np.ndarray:
    return object_array([decode_inner(item) for item in data["items"]]).reshape(decode_shape(data))


def _decode_dict(data: dict[str, Any], decode_inner: Decode) -> dict[Any, Any]:
    return {decode_inner(key): decode_inner(value) for key, value in data["items"]}


Reader = Callable[[dict[str, Any], Decode], Any]
"""Reads a record of one kind, given the record and what reads the values inside it."""

_READERS: dict[str, Reader] = {
    "int": lambda data, _: _decode_int(data["text"]),
    "float": lambda data, _: float(data["text"]),
    "asset": lambda data, _: Asset(data["name"]),
    "bytes": lambda data, _: from_base64(data["data"]),
    "scalar": lambda data, decode_inner: decode_inner(data["array"])[()],
    "ndarray": lambda data, _: decode_array(data),
    "objects": _decode_objects,
    "dict": _decode_dict,
    "tuple": lambda data, decode_inner: tuple(decode_inner(item) for item in data["items"]),
    "other": lambda data, _: Other(str(data["type"]), str(data["text"])),
}
_GRADER_READERS = _READERS | {
    "frame": decode_frame,
    "series": lambda data, decode_inner: decode_column(data["column"], decode_inner),
    "missing": lambda _data, _: None,
}
_KERNEL_READERS = _READERS | {
    "frame": decode_dataframe,
    "series": decode_series,
    "missing": lambda data, _: decode_missing(data["name"]),
}
