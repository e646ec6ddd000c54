"""NumPy arrays as JSON: dtype, shape, order in memory, and the bytes as base64."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np

from autograder.core.errors import AnswersError

_KINDS = "biufcmMSU"
"""The kinds of dtype whose bytes are their values: numbers, dates and text, but no objects or records."""


def has_bytes(array: np.ndarray) -> bool:
    """Whether :func:`encode_array` can write an array; one of objects must be written item by item."""
    return array.dtype.kind in _KINDS


def encode_array(array: np.ndarray) -> dict[str, Any]:
    """The fields of the record of an array that :func:`has_bytes`, of any shape."""
    plain = np.ascontiguousarray(array)
    by_columns = array.ndim > 1 and array.flags.f_contiguous and not array.flags.c_contiguous
    return {
        "dtype": plain.dtype.str,
        "shape": list(array.shape),
        "order": "F" if by_columns else "C",
        "data": to_base64(plain.tobytes()),
    }


def encode_memory(array: np.ndarray) -> dict[str, Any]:
    """The fields that say what is special about an array's memory; none for a plain one."""
    gaps = not (array.flags.c_contiguous or array.flags.f_contiguous)
    return ({"order": "gaps"} if gaps else {}) | ({} if array.flags.writeable else {"readonly": True})


def decode_array(data: dict[str, Any]) -> np.ndarray:
    """A fresh array from the fields of a record that may be hostile.

    Raises:
        AnswersError: its dtype holds Python objects or records.
        KeyError, TypeError, ValueError, OverflowError, SyntaxError: it is damaged otherwise.
    """
    dtype = np.dtype(data["dtype"])
    if dtype.kind not in _KINDS:
        msg = f"The record of an array holds {'Python objects' if dtype.hasobject else dtype}."
        raise AnswersError(msg)
    flat = np.frombuffer(from_base64(data["data"]), dtype=dtype)
    array = flat.reshape(decode_shape(data)).copy()
    if data.get("order") == "F":
        array = np.asfortranarray(array)
    elif data.get("order") == "gaps":  # every second element of a wider array
        array = np.repeat(array, 2, axis=-1)[..., ::2]
    array.setflags(write=not data.get("readonly", False))
    return array


def decode_shape(data: dict[str, Any]) -> list[int]:
    """The shape that a record names: the length of each axis."""
    return [int(n) for n in data["shape"]]


def object_array(items: list[Any]) -> np.ndarray:
    """An array of shape (n,) with one object for each of n items, also where the items are sequences."""
    array = np.empty(len(items), dtype=object)
    for i, item in enumerate(items):
        array[i] = item
    return array


def to_base64(raw: bytes) -> str:
    """Bytes as ASCII text."""
    return base64.b64encode(raw).decode("ascii")


def from_base64(text: str) -> bytes:
    """The bytes that :func:`to_base64` wrote.

    Raises:
        ValueError: ``text`` holds anything else.
    """
    return base64.b64decode(text, validate=True)
