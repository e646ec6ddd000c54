"""Inputs for lesson 04: what a parcel depot's camera, scanner and customer table deliver."""

from __future__ import annotations

import numpy as np
import pandas as pd

from autograder.core.specs import Asset, Case, Cases
from autograder.student.assets import data_path

_MODEL = Asset("dtypes/depot_reader")
_2026 = np.datetime64("2026-01-01T00:00:00", "s")
_HOUR, _YEAR = 3600, 365 * 24 * 3600


def make_cases(rng: np.random.Generator) -> Cases:
    """Draw every task's cases; the edge cases promised in the exercise are always among them."""
    with np.load(data_path("dtypes/depot.npz"), allow_pickle=False) as depot:
        pictures = depot["images"][..., None]

    def draw(number: int) -> np.ndarray:
        """Real pictures, each pixel moved a little; the four telling values are always there."""
        chosen = pictures[rng.integers(0, len(pictures), number)].astype("int64")
        moved = np.clip(chosen + rng.integers(-9, 10, chosen.shape), 0, 255).astype("uint8")
        if number:
            moved[0, 0, :4, 0] = rng.permutation([0, 127, 128, 255])
        return np.asarray(moved)

    def dim(number: int) -> np.ndarray:
        """Pictures under a weak lamp: no pixel is above 180."""
        return (draw(number) * 0.7).astype("uint8")

    def read_only(array: np.ndarray) -> np.ndarray:
        array.flags.writeable = False
        return array

    def times(number: int, unit: str) -> pd.Series:
        """Scans of 2026, in some order; half of them are within a minute of a full hour."""
        seconds = rng.integers(0, _YEAR, number)
        near = rng.integers(0, _YEAR // _HOUR, number) * _HOUR + rng.integers(-60, 60, number)
        seconds = np.where(np.arange(number) % 2, np.abs(near), seconds)
        return pd.Series((_2026 + seconds).astype(f"datetime64[{unit}]"))

    def at(series: pd.Series, zone: str) -> pd.Series:
        return pd.Series(series.dt.tz_localize("UTC").dt.tz_convert(zone))

    scattered = draw(6)[::2, ::-1][:, ::-1, ::-1][..., ::-1, :]
    gap = times(9, "us")
    gap[int(rng.integers(0, 9))] = pd.NaT
    return {
        "practice": _dark_frames(rng),
        "evidence": _casts(rng, draw(2).ravel()),
        "contract": (
            Case(name="uint8", args=(draw(2),)),
            Case(name="the same values as int64", args=(draw(2).astype("int64"),)),
            Case(name="the same values as float64", args=(draw(2).astype("float64"),)),
            Case(name="the same values as float32", args=(draw(2).astype("float32"),)),
            Case(name="a weak lamp", args=(dim(2),)),
        ),
        "predict": (
            Case(name="uint8", args=(draw(12), _MODEL)),
            Case(name="the same values as int64", args=(draw(4).astype("int64"), _MODEL)),
            Case(name="the same values as float64", args=(draw(4).astype("float64"), _MODEL)),
            Case(name="a weak lamp", args=(dim(8), _MODEL)),
            Case(name="one picture", args=(draw(1), _MODEL)),
            Case(name="a read-only buffer", args=(read_only(draw(3)), _MODEL)),
            Case(name="every second picture, mirrored twice", args=(scattered, _MODEL)),
            Case(name="no pictures", args=(draw(0), _MODEL)),
        ),
        "hours": (
            *(Case(name=f"datetime64[{unit}]", args=(times(24, unit),)) for unit in ("s", "ms", "us", "ns")),
            Case(name="another zone, datetime64[us, UTC+05:30]", args=(at(times(12, "us"), "UTC+05:30"),)),
            Case(name="another zone, datetime64[ns, UTC-08:00]", args=(at(times(12, "ns"), "UTC-08:00"),)),
            Case(name="a missing time", args=(gap,)),
            Case(name="one time", args=(times(1, "us"),)),
            Case(name="no times", args=(times(0, "us"),)),
        ),
        "ids": _customers(rng),
        "codes": _codes(rng),
        "guard": (
            Case(name="good: uint8", args=(draw(2),)),
            Case(name="good: int64", args=(draw(2).astype("int64"),)),
            Case(name="good: float64, a weak lamp", args=(dim(2).astype("float64"),)),
            Case(name="good: a read-only buffer", args=(read_only(draw(1)),)),
            Case(name="good: no pictures", args=(draw(0),)),
            Case(name="scaled to -1..1", args=((draw(2) / 127.5 - 1).astype("float32"),)),
            Case(name="scaled to 0..1", args=(draw(2) / 255,)),
            Case(name="scaled to 0..1 and cut to integers", args=((draw(2) // 255),)),
            Case(name="a signed byte", args=(draw(2).view("int8"),)),
            Case(name="sixteen bits", args=(draw(2).astype("uint16") * 257,)),
            Case(name="a missing pixel", args=(_with(rng, draw(2), float("nan")),)),
            Case(name="an infinite pixel", args=(_with(rng, draw(2), float("inf")),)),
            Case(name="text", args=(draw(1).astype(str),)),
            Case(name="true and false", args=(draw(2) > 127,)),
        ),
    }


def _with(rng: np.random.Generator, pictures: np.ndarray, value: float) -> np.ndarray:
    """The pictures as float64, with one pixel replaced."""
    floats = pictures.astype("float64")
    floats[1, int(rng.integers(0, 8)), int(rng.integers(0, 8)), 0] = value
    return floats


def _dark_frames(rng: np.random.Generator) -> tuple[Case, ...]:
    """Frames of a 12-bit camera, and what it sees with its lid on."""
    dark = rng.integers(90, 110, (6, 6)).astype("uint16")
    bright = rng.integers(200, 4096, (6, 6)).astype("uint16")
    night = rng.integers(80, 120, (6, 6)).astype("uint16")
    return (
        Case(name="a bright frame", args=(bright, dark)),
        Case(name="a night frame, partly below the dark level", args=(night, dark)),
        Case(name="a night frame as int64", args=(night.astype("int64"), dark)),
    )


def _casts(rng: np.random.Generator, pixels: np.ndarray) -> tuple[Case, ...]:
    """Casts that lose something, and casts that don't."""
    ids = rng.integers(10**8, 2 * 10**8) + rng.permutation(40)
    large = 2**53 + rng.permutation(30)
    seconds = 1_767_225_600 + rng.integers(0, _YEAR) + np.arange(0, 30 * 60, 60)
    degrees = np.unique(rng.integers(-150, 400, 40)) / 10
    weights = np.append(np.arange(0, 64000, 4000.0), [70_000.0, 90_000.0]) + rng.integers(1, 7)

    def case(name: str, values: np.ndarray, dtype: str) -> Case:
        return Case(name=name, args=(values, dtype))

    return (
        case("pixels as float32", pixels, "float32"),
        case("pixels as int8", pixels, "int8"),
        case("scaled pixels as int8", pixels / 127.5 - 1, "int8"),
        case("ids as float32", ids, "float32"),
        case("ids beyond 2**53 as float64", large, "float64"),
        case("ids beyond 2**53 as int32", large, "int32"),
        case("seconds since 1970 as float32", seconds, "float32"),
        case("temperatures as float32", degrees, "float32"),
        case("weights as float16", weights, "float16"),
        case("no values", ids[:0], "float32"),
    )


def _customers(rng: np.random.Generator) -> tuple[Case, ...]:
    """Numbers of customers, close together where float32, int32 or float64 can't tell them apart."""
    eight, nine = 2**24 + int(rng.integers(1, 1000)) * 2, 10**8 + int(rng.integers(1, 10**6))
    edge = int(rng.integers(1000, 9000)) * 10
    groups = {
        "small": [edge + i for i in range(4)],
        "float32": [2**24, 2**24 + 1, eight, eight + 1, nine, nine + 1, nine + 2],
        "int32": [edge + 2**32, edge + 1 + 2**32],
        "float64": [2**53 - 1, 2**53, 2**53 + 1],
    }
    known = [number for group in groups.values() for number in group]
    vocab = [int(i) for i in rng.permutation(np.array(known, dtype="int64"))]
    strangers = [edge + 7, nine + 5, edge + 2 + 2**32, 2**53 + 2, 2**53 + 3]

    def case(name: str, ids: object) -> Case:
        return Case(name=name, args=(ids, vocab))

    def mixed(numbers: list[int]) -> list[int]:
        return [numbers[i] for i in rng.permutation(len(numbers))]

    return (
        case("small numbers", pd.Series(mixed(groups["small"]), dtype="int64")),
        case("above 2**24", pd.Series(mixed(groups["float32"]), dtype="int64")),
        case("4294967296 apart", pd.Series(mixed(groups["small"] + groups["int32"]), dtype="int64")),
        case("above 2**53", pd.Series(mixed(groups["float64"]), dtype="int64")),
        case("unknown customers", pd.Series(mixed(strangers + groups["small"]), dtype="int64")),
        case("a missing customer, Int64", pd.Series([*mixed(groups["float64"]), pd.NA, edge], dtype="Int64")),
        case("a missing customer, object", pd.Series([nine, None, nine + 1, edge + 7], dtype=object)),
        case("a missing customer, float64", pd.Series([2**53 - 1, float("nan"), eight + 1])),
        case("one customer", pd.Series([vocab[-1]], dtype="int64")),
        case("no customers", pd.Series([], dtype="int64")),
    )


def _codes(rng: np.random.Generator) -> tuple[Case, ...]:
    """Parcel classes as they come out of CSV files, databases and spreadsheets."""
    few = [int(code) for code in rng.integers(1, 10, 4)]
    tens = [10, 100, int(rng.integers(2, 10)) * 10, int(rng.integers(11, 19))]
    return (
        Case(name="int64", args=(pd.Series(few, dtype="int64"),)),
        Case(name="float64, because one is missing", args=(pd.Series([*few, float("nan")]),)),
        Case(name="tens and hundreds as float64", args=(pd.Series(tens, dtype="float64"),)),
        Case(name="Int64 with a missing code", args=(pd.Series([*few, pd.NA, *tens], dtype="Int64"),)),
        Case(name="a category with a missing code", args=(pd.Series([*few, None]).astype("category"),)),
        Case(name="text with leading zeros", args=(pd.Series([f"0{few[0]}", "007", str(few[1]), None]),)),
        Case(name="text that is no number", args=(pd.Series(["A.0", f"B{few[2]}", "", None]),)),
        Case(
            name="a spreadsheet's mixture",
            args=(pd.Series([few[0], f"0{few[1]}", None, float(few[2])], dtype=object),),
        ),
        Case(name="one code", args=(pd.Series([float(few[3])]),)),
        Case(name="no codes", args=(pd.Series([], dtype="float64"),)),
    )
