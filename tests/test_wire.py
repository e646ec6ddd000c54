"""Values survive the way to a student's kernel and back."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis.extra import numpy as hnp

from autograder.core import wire
from autograder.core.specs import Asset
from autograder.core.wire import Other
from autograder.core.wire_tables import Frame


def there_and_back(value: Any, *, pandas: bool = False) -> Any:
    """``value``, after a journey as JSON text."""
    return wire.decode(json.loads(json.dumps(wire.encode(value), allow_nan=False)), pandas=pandas)


PLAIN: dict[str, Any] = {
    "none": None,
    "true": True,
    "zero": 0,
    "negative": -7,
    "beyond 64 bits": 2**80,
    "beyond 64 bits, negative": -(2**80),
    "float": 0.1,
    "minus zero": -0.0,
    "infinite": math.inf,
    "minus infinite": -math.inf,
    "text": "Weißbier ✓",
    "empty text": "",
    "bytes": b"\x00\xff",
    "empty list": [],
    "list": [1, "a", None, [2.5]],
    "tuple": (1, (2, "b")),
    "dict": {"mean": {"ash": 2.4}, 3: "three", (1, 2): [True]},
    "a key like our own tag": {"$": "ndarray"},
    "asset": Asset("normalization/mpg"),
}


@pytest.mark.parametrize("pandas", [False, True], ids=["grader", "kernel"])
@pytest.mark.parametrize("value", PLAIN.values(), ids=PLAIN.keys())
def test_plain_values_survive(value: Any, pandas: bool) -> None:
    """A plain value comes back equal and of the same type, whoever reads it."""
    back = there_and_back(value, pandas=pandas)
    assert (type(value), value) == (type(back), back)


def test_nan_survives() -> None:
    """NaN, which JSON has no word for, comes back as NaN."""
    assert math.isnan(there_and_back(math.nan))


ARRAYS: dict[str, np.ndarray] = {
    **{dtype: np.array([0, 1, 2]).astype(dtype) for dtype in ("bool", "int8", "uint8", "int64", "uint64")},
    **{dtype: np.array([0.5, np.nan, -np.inf], dtype=dtype) for dtype in ("float16", "float32", "float64")},
    "big-endian": np.array([1.5, 2.5], dtype=">f8"),
    "complex": np.array([1 + 2j]),
    "text": np.array(["a", "", "längere"]),
    "bytes": np.array([b"a", b"bc"]),
    "dates": np.array(["2026-01-01", "NaT"], dtype="datetime64[s]"),
    "durations": np.array([1, 2], dtype="timedelta64[ns]"),
    "0-d": np.array(3.0),
    "no rows": np.empty((0, 13), np.float32),
    "no columns": np.empty((3, 0)),
    "picture": np.arange(24, dtype=np.uint8).reshape(2, 2, 2, 3),
    "Fortran order": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "a view with gaps": np.arange(12.0).reshape(3, 4)[:, ::2],
    "reversed": np.arange(3.0)[::-1],
}


@pytest.mark.parametrize("array", ARRAYS.values(), ids=ARRAYS.keys())
def test_arrays_survive(array: np.ndarray) -> None:
    """An array comes back with its dtype, shape and values, and can be written to."""
    back = there_and_back(array)
    np.testing.assert_array_equal(array, back, strict=True)
    assert (array.dtype, True) == (back.dtype, back.flags.writeable)


@pytest.mark.parametrize("order", ["C", "F"])
def test_memory_order_survives(order: Any) -> None:
    """An array that lies column by column comes back so: pipelines differ in what they make of it."""
    array = np.array(np.arange(6.0).reshape(2, 3), order=order)
    assert array.flags.f_contiguous == there_and_back(array).flags.f_contiguous


@given(hnp.arrays(hnp.scalar_dtypes(), hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4)))
def test_any_array_survives(array: np.ndarray) -> None:
    """Whatever its dtype and shape, an array's bytes come back."""
    back = there_and_back(array)
    assert (array.shape, array.tobytes()) == (back.shape, back.tobytes())


def test_arrays_of_objects_survive() -> None:
    """An array of objects travels item by item."""
    array = np.array([["a", None], [1, 2.5]], dtype=object)
    back = there_and_back(array)
    assert (object, (2, 2), array.tolist()) == (back.dtype, back.shape, back.tolist())


@pytest.mark.parametrize(
    "scalar",
    [np.float32(0.1), np.int64(7), np.bool_(True), np.str_("a"), np.datetime64("2026-01-01")],
    ids=lambda scalar: type(scalar).__name__,
)
def test_numpy_scalars_survive(scalar: np.generic) -> None:
    """A NumPy scalar stays one, with its dtype."""
    back = there_and_back(scalar)
    assert (scalar, scalar.dtype) == (back, back.dtype)


def test_structured_values_become_other() -> None:
    """A record of a structured array is no answer to any task: its type and text travel."""
    record = np.zeros(1, "i4,f4")[0]
    assert Other("void", "np.void((0, 0.0), dtype=[('f0', '<i4'), ('f1', '<f4')])") == there_and_back(record)


class Tensor:
    """Looks like TensorFlow's: a shape, and ``numpy()``."""

    shape = (2,)

    def numpy(self) -> np.ndarray:
        """The values."""
        return np.array([1.0, 2.0])


def test_tensors_travel_as_arrays() -> None:
    """A tensor is read as the array it holds."""
    assert [1.0, 2.0] == there_and_back(Tensor()).tolist()


class Rude:
    """Its ``repr`` raises."""

    def __repr__(self) -> str:
        raise RuntimeError


def test_a_repr_that_raises_is_no_error() -> None:
    """A student's ``__repr__`` may raise: its type still travels."""
    assert Other("Rude", "<repr raised RuntimeError>") == there_and_back(Rude())


@pytest.mark.parametrize(
    "make", [lambda n: "x" * n, bytes, lambda n: np.zeros(n, "u1")], ids=["text", "bytes", "array"]
)
def test_what_is_too_large_becomes_other(make: Callable[[int], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A value over the limit travels as its type and a short text only."""
    monkeypatch.setattr(wire, "MAX_BYTES", 1000)
    assert not isinstance(there_and_back(make(1000)), Other)
    back = there_and_back(make(1001))
    assert isinstance(back, Other) and len(back.text) <= 200


def test_what_is_too_deep_becomes_other() -> None:
    """A list that holds itself ends."""
    endless: list[Any] = []
    endless.append(endless)
    assert "Other" in repr(there_and_back(endless))


DEEP: dict[str, Any] = {
    "table": pd.DataFrame({"a": [1.0]}),
    "Series": pd.Series(["x"]),
    "Frame": Frame(("a",), (np.ones(1),), np.zeros(1)),
    "array": np.ones(1),
    "objects": np.array(["x"], object),
    "NumPy number": np.float32(1),
}


@pytest.mark.parametrize("depth", range(10, 15))
@pytest.mark.parametrize("value", DEEP.values(), ids=DEEP.keys())
def test_whatever_is_written_can_be_read(value: Any, depth: int) -> None:
    """At the edge of what is too deep, a value is itself or Other; its record is never damaged."""
    for _ in range(depth):
        value = [value]
    assert repr(there_and_back(value)).startswith("[" * 10)


def test_a_huge_text_of_numpy_becomes_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """A NumPy text over the limit travels as its type and a short text only, and can be read."""
    monkeypatch.setattr(wire, "MAX_BYTES", 1000)
    back = there_and_back(np.str_("x" * 1001))
    assert isinstance(back, Other) and "str_" == back.type_name


def test_a_series_of_the_grader_is_its_column() -> None:
    """Without pandas, a Series is read as an array; missing numbers are None."""
    assert [1, None] == there_and_back(pd.Series([1, None], dtype="Int64")).tolist()


def test_a_table_of_the_grader_needs_no_pandas() -> None:
    """Without pandas, a table is column names as text, one array a column, and the row labels."""
    back = there_and_back(pd.DataFrame({"a": [1.5, 2.5], 7: ["x", None]}, index=[4, 2]))
    assert isinstance(back, Frame)
    assert ("a", "7") == back.columns
    assert [[1.5, 2.5], ["x", None]] == [column.tolist() for column in back.data]
    assert [4, 2] == back.index.tolist()


def test_a_frame_travels_like_the_table_it_was() -> None:
    """The grader can write a Frame that it read: a public key holds some."""
    table = pd.DataFrame({"a": [1.0, 2.0]}, index=[4, 2])
    back = there_and_back(there_and_back(table))
    assert (("a",), [1.0, 2.0], [4, 2]) == (back.columns, back.data[0].tolist(), back.index.tolist())
