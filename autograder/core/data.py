"""Frozen data as JSON and back, by the types that their fields declare."""

from __future__ import annotations

import dataclasses
import enum
import functools
import math
import types
import typing
from collections.abc import Callable
from typing import Any, TypeVar, cast

_Kind = TypeVar("_Kind")


def to_plain(value: Any) -> Any:
    """Return frozen data as what ``json.dumps`` can write.

    Args:
        value: A dataclass, tuple, enumeration of texts, text, number or ``None``. A number that JSON does not
            have, such as NaN, becomes ``None``.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, enum.Enum):
        return value.value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def from_plain(kind: type[_Kind], data: Any) -> _Kind:
    """Return the inverse of :func:`to_plain`.

    Args:
        kind: A dataclass whose fields are texts, numbers, enumerations, other such dataclasses, tuples of one
            of these, or one of these or ``None``.
        data: What ``json.loads`` returned.

    Raises:
        LookupError, TypeError, ValueError: ``data`` was not written by :func:`to_plain` from such an object.
    """
    return cast("_Kind", _reader(cast("Any", kind))(data))


_Reader = Callable[[Any], Any]


@functools.cache
def _reader(kind: Any) -> _Reader:
    """Return what reads data of a type; made once in a process, because looking types up is slow."""
    if isinstance(kind, types.UnionType):
        read = _reader(next(part for part in typing.get_args(kind) if part is not types.NoneType))
        return lambda data: None if data is None else read(data)
    if typing.get_origin(kind) is tuple:
        return functools.partial(_read_list, _reader(typing.get_args(kind)[0]))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        # An array is declared in what is never kept; nothing reads it.
        fields = {name: _reader(inner) for name, inner in typing.get_type_hints(kind).items()}
        return lambda data: kind(**{name: read(data[name]) for name, read in fields.items()})
    return functools.partial(_read_scalar, kind)


def _read_list(read: _Reader, data: Any) -> tuple[Any, ...]:
    if not isinstance(data, list):
        msg = f"a list was expected, not {type(data).__name__}"
        raise TypeError(msg)
    return tuple([read(item) for item in data])


def _read_scalar(kind: type, data: Any) -> Any:
    if kind is bool:
        return _same(kind, data)
    if kind in (str, int, float) and isinstance(data, bool | list | dict | types.NoneType):
        return _same(kind, data)
    return kind(data)


def _same(kind: type, data: Any) -> Any:
    if type(data) is kind:
        return data
    msg = f"{kind.__name__} was expected, not {type(data).__name__}"
    raise TypeError(msg)
