"""Right answers to the turns of lesson 04 in another style."""

# %% numpy
import numpy as np


def back(x):
    return 127.5 * x + 127.5


def mean_after(pixels, shift):
    return np.mean(np.asarray(pixels, dtype=float) - shift)


def scale(images):
    return (np.asarray(images, dtype="float32") - 127.5) / 127.5


def hour_of_day(times):
    return np.array([time.hour for time in times])


def outside(x):
    return np.isnan(x).sum() + (x < 0).sum() + (x > 255).sum()


def practice(frame, dark):
    return np.subtract(frame, dark, dtype="float32") / np.float32(4095)

# %% wider
def mean_after(pixels, shift):
    return (pixels.astype("int64") - shift).mean()


def hour_of_day(times):
    return times.dt.as_unit("s").astype("int64") // 3600 % 24


def outside(x):
    return x.size - ((x >= 0) & (x <= 255)).sum()


def practice(frame, dark):
    return (frame.astype("int16") - dark.astype("int16")) / 4095

# %% apply
def hour_of_day(times):
    return times.apply(lambda time: time.hour)


def practice(frame, dark):
    return frame / 4095 - dark / 4095

# %% float64
def practice(frame, dark):
    light = frame - dark.astype(float)
    return (light / 4095).tolist()
