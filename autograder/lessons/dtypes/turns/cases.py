"""Inputs for the turns of lesson 04: digits, times of one summer, and frames of a star camera."""

from __future__ import annotations

import numpy as np
import pandas as pd

from autograder.core.specs import Case, Cases
from autograder.student.assets import data_path


def make_cases(rng: np.random.Generator) -> Cases:
    """Real digits as bytes, floats made of them, full hours with minutes added, frames of a star camera."""
    with np.load(data_path("dtypes/digits.npz")) as file:
        digits = file["images"]
    chosen = digits[rng.choice(len(digits), 3, replace=False)][..., np.newaxis]
    x = (chosen.astype("float32") / 127.5 - 1)[:2]
    # Years apart, so that wrong units give other hours, too.
    late = pd.Series(pd.date_range("2019-06-30 21:40", periods=9, freq=pd.Timedelta(days=211, minutes=83)))
    early = pd.Series(pd.date_range("2016-07-11 00:05", periods=7, freq=pd.Timedelta(days=397, minutes=197)))
    some = chosen[0].astype(float)
    low, high, gap = some.copy(), some.copy(), some.copy()
    low[0, :3] = -3.0
    high[5, 2:7] = 256.5
    gap[2, 1:8] = np.nan
    both, all_three = low.copy(), gap.copy()
    both[6, 0:2] = 300.0
    all_three[3, :6] = 256.0
    all_three[4, 0] = -0.5
    return {
        "back": (
            Case(name="two digits", args=(x,)),
            Case(name="all grey levels", args=(np.linspace(-1, 1, 256, dtype="float32"),)),
        ),
        "mean_after": (
            Case(name="less 127", args=(chosen, 127)),
            Case(name="less 200", args=(chosen[:1], 200)),
            Case(name="dark grey levels, less 100", args=(np.arange(180, dtype="uint8"), 100)),
        ),
        "scale": (
            Case(name="bytes", args=(chosen,)),
            Case(name="float64", args=(chosen.astype("float64"),)),
            Case(name="int16", args=(chosen.astype("int16"),)),
            Case(name="under a weak lamp", args=(chosen // 4 * 3,)),
            Case(name="float32", args=(chosen.astype("float32"),)),
        ),
        "hour_of_day": (
            Case(name="nanoseconds", args=(late.dt.as_unit("ns"),)),
            Case(name="microseconds", args=(late.dt.as_unit("us"),)),
            Case(name="seconds", args=(early.dt.as_unit("s"),)),
        ),
        "outside": (
            Case(name="below 0", args=(low,)),
            Case(name="above 255", args=(high,)),
            Case(name="on both sides", args=(both,)),
            Case(name="gaps", args=(gap,)),
            Case(name="gaps, and on both sides", args=(all_three,)),
        ),
        "practice": _frames(rng, digits),
    }


def _frames(rng: np.random.Generator, digits: np.ndarray) -> tuple[Case, ...]:
    """What a star camera of 12 bits sees, with its lid on and without: real digits stand in for stars."""
    shape = digits.shape[1:]

    def sky(brightest: int) -> np.ndarray:
        """The light of one digit, at most `brightest` levels."""
        one = digits[int(rng.integers(len(digits)))].astype("int64")
        return np.asarray(one * brightest // 255)

    def seen(light: np.ndarray, noise: int) -> np.ndarray:
        """A frame: the dark level of each pixel, its light, and noise on both sides of 0."""
        levels = dark.astype("int64") + light + rng.integers(-noise, noise + 1, shape)
        levels[0, :2] = dark[0, :2] - [noise, 1]  # darker than the dark frame: both are always there
        levels[-1, -1] = dark[-1, -1] + noise
        return np.asarray(np.clip(levels, 0, 4095).astype("uint16"))

    dark = rng.integers(90, 110, shape).astype("uint16")
    bright = np.maximum(seen(sky(4095), 20), dark)
    bright[3, 4] = 4095
    return (
        Case(name="a bright frame", args=(bright, dark)),
        Case(name="a night frame, partly below the dark level", args=(seen(sky(60), 20), dark)),
        Case(name="a night frame as int64", args=(seen(sky(200), 20).astype("int64"), dark)),
    )
