"""Inputs for lesson 04: what a parcel depot's camera, scanner and customer table deliver.

Which kinds of input a case holds never depends on the draw, only its values do: every variant asks the same.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from autograder.core.specs import Asset, Case, Cases
from autograder.student.assets import data_path

_MODEL = Asset("dtypes/depot_reader")
_2026 = 1_767_225_600  # its first second, since 1970
_MINUTE, _HOUR, _DAY, _YEAR = 60, 3600, 24 * 3600, 365 * 24 * 3600
_HALF_HOURS = ("UTC+05:30", "UTC+03:30", "UTC+09:30", "UTC+04:30")
_WEST = ("UTC-08:00", "UTC-05:00", "UTC-03:00")


def make_cases(rng: np.random.Generator) -> Cases:
    """Draw every task's cases; the edge cases promised in the exercise are always among them."""
    camera = _Camera(rng)
    return {
        "evidence": _casts(rng, camera.draw(2).ravel()),
        "contract": (
            Case(name="uint8", args=(camera.draw(2),)),
            Case(name="int64", args=(camera.draw(2).astype("int64"),)),
            Case(name="float64", args=(camera.draw(2).astype("float64"),)),
            Case(name="float32", args=(camera.draw(2).astype("float32"),)),
            Case(name="a weak lamp", args=(camera.dim(2),)),
            Case(name="floats between two grey levels", args=(camera.between(2),)),
        ),
        "predict": _batches(camera),
        "hours": _scans(rng),
        "ids": _customers(rng),
        "codes": _codes(rng),
        "guard": _pictures(camera),
    }


class _Camera:
    """Draws pictures: real ones, each pixel moved a little."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng
        with np.load(data_path("dtypes/depot.npz"), allow_pickle=False) as depot:
            self.pictures = depot["images"][..., None]

    def draw(self, number: int) -> np.ndarray:
        """Pictures (number, 8, 8, 1), uint8; each has the four telling values in its first row."""
        chosen = self.pictures[self.rng.integers(0, len(self.pictures), number)].astype("int64")
        moved = np.clip(chosen + self.rng.integers(-9, 10, chosen.shape), 0, 255).astype("uint8")
        for picture in moved:
            picture[0, :4, 0] = self.rng.permutation([0, 127, 128, 255])
        return np.asarray(moved)

    def dim(self, number: int) -> np.ndarray:
        """Pictures under weak lamps, the first of which is the brightest: pixels are from 15 to 168."""
        lamps = np.append(0.6, self.rng.uniform(0.4, 0.5, number - 1))
        return np.asarray(self.draw(number) * lamps.reshape(-1, 1, 1, 1) + 15).astype("uint8")

    def between(self, number: int) -> np.ndarray:
        """Pictures of float64 with fractions, from 0 to 255."""
        levels = self.draw(number).astype("float64")
        return np.asarray(levels + (levels < 255) * self.rng.uniform(0.2, 0.8, levels.shape))

    def with_pixel(self, value: float) -> np.ndarray:
        """Two pictures of float64; in the second one, one pixel is replaced."""
        floats = self.draw(2).astype("float64")
        floats[1, int(self.rng.integers(1, 8)), int(self.rng.integers(0, 8)), 0] = value
        return floats


def _read_only(array: np.ndarray) -> np.ndarray:
    array.flags.writeable = False
    return array


def _batches(camera: _Camera) -> tuple[Case, ...]:
    """What the reader is given."""
    draw = camera.draw
    return (
        Case(name="uint8", args=(draw(13), _MODEL)),
        Case(name="int64", args=(draw(4).astype("int64"), _MODEL)),
        Case(name="float64", args=(draw(4).astype("float64"), _MODEL)),
        Case(name="a weak lamp", args=(camera.dim(8), _MODEL)),
        Case(name="float32", args=(draw(3).astype("float32"), _MODEL)),
        Case(name="a read-only buffer, float32", args=(_read_only(draw(3).astype("float32")), _MODEL)),
        Case(name="one picture", args=(draw(1), _MODEL)),
        Case(name="no pictures", args=(draw(0), _MODEL)),
        Case(name="a slice of a larger array", args=(draw(6)[::2, :, ::-1], _MODEL)),
        Case(name="stored column by column", args=(np.asfortranarray(draw(5)), _MODEL)),
    )


def _scans(rng: np.random.Generator) -> tuple[Case, ...]:
    """Scan times of 2026. Most kinds of mistakes show at some hours only, so these are in every series."""

    def near_hours(number: int) -> np.ndarray:
        """Seconds within a minute of a full hour that float32 moves into another hour."""
        found = rng.integers(1, _YEAR // _HOUR, 50 * number) * _HOUR
        found += _2026 + rng.integers(1 - _MINUTE, _MINUTE, found.size)
        moved = found.astype("float32").astype("int64") // _HOUR != found // _HOUR
        return np.asarray(found[moved][:number])

    def series(seconds: np.ndarray, unit: str) -> pd.Series:
        return pd.Series(seconds.astype("datetime64[s]").astype(f"datetime64[{unit}]"))

    def times(number: int, unit: str) -> pd.Series:
        """Just after midnight, just after noon, 20 minutes before an evening hour, and others."""
        days = _2026 + rng.integers(0, 365, 3) * _DAY
        told = days + np.array([30, 12 * _HOUR + 40, 17 * _HOUR + 40 * _MINUTE])
        near = near_hours((number - 3) // 2)
        free = _2026 + rng.integers(0, _YEAR, number - 3 - near.size)
        return series(rng.permutation(np.concatenate([told, near, free])), unit)

    def at(times: pd.Series, zones: tuple[str, ...]) -> pd.Series:
        zone = zones[int(rng.integers(0, len(zones)))]
        return pd.Series(times.dt.tz_localize("UTC").dt.tz_convert(zone))

    def with_gap(times: pd.Series) -> pd.Series:
        return pd.Series(np.insert(times.to_numpy(), rng.integers(1, len(times)), np.datetime64("NaT")))

    def evening() -> np.ndarray:
        """One time after 20:40, whose hour is another one in a wrong unit or in 32 bits."""
        found = _2026 + rng.integers(0, 365, 99) * _DAY + rng.integers(20, 24, 99) * _HOUR
        found += rng.integers(40, 57, 99) * _MINUTE
        wrong = [found * 10**3, found * 10**6, (found * 10**3).astype("int32") // 10**3]
        apart = np.all([w // _HOUR % 24 != found // _HOUR % 24 for w in wrong], axis=0)
        return np.asarray(found[apart][:1])

    labelled = times(12, "us")
    labelled.index = labelled.index[::-1]
    return (
        *(Case(name=f"datetime64[{unit}]", args=(times(24, unit),)) for unit in ("s", "ms", "us", "ns")),
        Case(name="a zone with half an hour, us", args=(at(times(12, "us"), _HALF_HOURS),)),
        Case(name="a zone in the west, ns", args=(at(times(12, "ns"), _WEST),)),
        Case(name="a missing time", args=(with_gap(times(9, "us")),)),
        Case(name="a missing time with a zone", args=(at(with_gap(times(9, "s")), _WEST),)),
        Case(name="one time", args=(series(evening(), "us"),)),
        Case(name="no times", args=(times(9, "us")[:0],)),
        Case(name="labels in another order", args=(labelled,)),
    )


def _pictures(camera: _Camera) -> tuple[Case, ...]:
    """Good pictures, and each fault that the guard must refuse."""
    draw = camera.draw
    half_black = draw(2)
    half_black[0] = 0
    good = {
        "uint8": draw(2),
        "int64": draw(2).astype("int64"),
        "float64, a weak lamp": camera.dim(2).astype("float64"),
        "a read-only buffer": _read_only(draw(1)),
        "one black picture of two": half_black,
        "the brightest pixel is 2": np.maximum(draw(2) // 100, 1).astype("uint8"),
        "float32": draw(2).astype("float32"),
        "float16": draw(2).astype("float16"),
        "uint16": draw(2).astype("uint16"),
        "int8, up to 127": (draw(2) // 2).astype("int8"),
        "no pictures": draw(0),
    }
    bad = {
        "scaled to -1..1": (draw(2) / 127.5 - 1).astype("float32"),
        "scaled to 0..1": draw(2) / 255,
        "scaled to 0..1, a weak lamp": camera.dim(2) / 255,
        "scaled to 0..1 and cut to integers": draw(2) // 255,
        "a signed byte": draw(2).view("int8"),
        "sixteen bits": draw(2).astype("uint16") * 257,
        "one pixel of -0.5": camera.with_pixel(-0.5),
        "one pixel of 255.5": camera.with_pixel(255.5),
        "a missing pixel": camera.with_pixel(float("nan")),
        "an infinite pixel": camera.with_pixel(float("inf")),
        "text": draw(1).astype(str),
        "true and false": draw(2) > 127,
    }
    return (
        *(Case(name=f"good: {name}", args=(images,)) for name, images in good.items()),
        *(Case(name=name, args=(images,)) for name, images in bad.items()),
    )


def _casts(rng: np.random.Generator, pixels: np.ndarray) -> tuple[Case, ...]:
    """Casts that lose something, and casts that don't."""
    ids = rng.integers(10**8, 2 * 10**8) + rng.permutation(40)
    large = 2**53 + rng.permutation(31)
    seconds = _2026 + rng.integers(0, _YEAR) + np.arange(0, 31 * _MINUTE, _MINUTE)
    degrees = np.unique(rng.integers(-150, 400, 40)) / 10
    weights = np.append(np.arange(0, 64000, 4000.0), [70_000.0, 90_000.0]) + rng.integers(1, 7)

    def case(name: str, values: np.ndarray, dtype: str) -> Case:
        return Case(name=name, args=(values, dtype))

    return (
        case("pixels as float32", pixels, "float32"),
        case("scaled pixels as int8", pixels / 127.5 - 1, "int8"),
        case("customers as float32", ids, "float32"),
        case("seconds since 1970 as float32", seconds, "float32"),
        case("temperatures as float32", degrees, "float32"),
        case("pixels as int8", pixels, "int8"),
        case("customers beyond 2**53 as int32", large, "int32"),
        case("customers beyond 2**53 as float64", large, "float64"),
        case("weights as float16", weights, "float16"),
        case("no values", ids[:0], "float32"),
    )


def _customers(rng: np.random.Generator) -> tuple[Case, ...]:
    """Numbers of customers, close together where float32, int32 or float64 can't tell them apart."""
    eight, nine = 2**24 + int(rng.integers(1, 1000)) * 2, 10**8 + int(rng.integers(1, 10**5)) * 16 + 3
    edge = int(rng.integers(1000, 9000)) * 10
    small = [edge + i for i in range(4)]
    float32 = [2**24, 2**24 + 1, eight, eight + 1, nine, nine + 1, nine + 2]
    int32 = [edge + 2**32, edge + 1 + 2**32]
    float64 = [2**53 - 1, 2**53, 2**53 + 1]

    def mixed(numbers: list[int]) -> list[int]:
        return [numbers[i] for i in rng.permutation(len(numbers))]

    def put_first(one: int, other: int) -> None:
        """Let one stand before the other in the vocabulary: a mistake that merges them may keep either."""
        i, j = sorted((vocab.index(one), vocab.index(other)))
        vocab[i], vocab[j] = one, other

    vocab = [*mixed([1, *small[:3], *float32, *int32, *float64]), small[3]]
    put_first(edge, edge + 2**32)
    put_first(edge + 1 + 2**32, edge + 1)
    put_first(nine + 1, nine)
    put_first(1, 2**53 + 1)
    other = [edge + 70, edge + 7, edge + 30]

    def case(name: str, ids: object, vocab: list[int] = vocab) -> Case:
        return Case(name=name, args=(ids, vocab))

    whole = [*mixed([nine, *small]), edge + 7]
    gap = int(rng.integers(1, 5))
    missing = pd.Series([nine, None, nine + 1, float("nan"), edge + 7, pd.NA, edge], dtype=object)
    return (
        case("small numbers", pd.Series(mixed(small), dtype="int64")),
        case("above 2**24", pd.Series(mixed(float32), dtype="int64")),
        case(
            "unknown and repeated customers",
            pd.Series([*mixed([edge + 7, nine + 5, *small]), edge, edge + 7]),
        ),
        case("another vocabulary", pd.Series([edge + 7, edge, edge + 30, edge + 70]), other),
        case("2**32 apart", pd.Series(mixed([*small, *int32, edge + 2 + 2**32]), dtype="int64")),
        case("above 2**53", pd.Series(mixed([*float64, 2**53 + 2, 2**53 + 3]), dtype="int64")),
        case("above 2**53, one is missing, Int64", pd.Series([edge, *mixed(float64), pd.NA], dtype="Int64")),
        case("one is missing, Int64", pd.Series([*whole[:gap], pd.NA, *whole[gap:]], dtype="Int64")),
        case("one is missing, float64", pd.Series([*whole[:gap], float("nan"), *whole[gap:]])),
        case("None, NaN and NA, object", missing),
        case("one customer", pd.Series([vocab[-1]], dtype="int64")),
        case("no customers", pd.Series([], dtype="int64")),
        case("labels in another order", pd.Series(whole, index=range(len(whole))[::-1], dtype="int64")),
    )


def _codes(rng: np.random.Generator) -> tuple[Case, ...]:
    """Parcel classes as they come out of CSV files, databases and spreadsheets."""
    few = [int(code) for code in rng.permutation(np.arange(2, 10))[:4]]
    tens = [10, 100, int(rng.integers(2, 10)) * 10, int(rng.integers(11, 19))]
    long = int(rng.integers(1_000_000, 9_000_000)) * 10 + 7
    texts = ["nan", f"B{few[0]}", "None", "<NA>"]
    scanned = [few[0], f"0{few[1]}", None, float(few[2])]

    def case(name: str, codes: pd.Series) -> Case:
        return Case(name=name, args=(codes,))

    return (
        case("int64", pd.Series(few, dtype="int64")),
        case("float64, because one is missing", pd.Series([few[0], float("nan"), *few[1:]])),
        case("tens and hundreds as float64", pd.Series(tens, dtype="float64")),
        case("text with leading zeros", pd.Series([f"0{few[0]}", "007", str(few[1]), None])),
        case("text that is no number", pd.Series(["A.0", f"B {few[2]}", "c.05", None, ""])),
        case("0 is a code", pd.Series([few[0], 0, few[1]], dtype="int64")),
        case("0 as float64, one is missing", pd.Series([0.0, float("nan"), few[2]])),
        case("the texts 'nan' and 'None'", pd.Series(texts, dtype=object)),
        case("the text '1.0'", pd.Series(["1.0", f"{few[3]}.0", "10"], dtype=object)),
        case("eight digits as float64", pd.Series([float(long), float(few[1])])),
        case("Int64, one is missing", pd.Series([*few, pd.NA, *tens], dtype="Int64")),
        case("a category, one is missing", pd.Series([*few, None, few[0]]).astype("category")),
        case("None, NaN and NA, object", pd.Series([few[0], None, float("nan"), pd.NA, "007"], dtype=object)),
        case("numbers and text, object", pd.Series(scanned, dtype=object)),
        case("one code", pd.Series([float(few[3])])),
        case("no codes", pd.Series([], dtype="float64")),
        case("labels in another order", pd.Series(few, index=[3, 2, 1, 0], dtype="int64")),
    )
