"""What goes wrong in the turns of lesson 04."""

# %% multiplied-first
def back(x):
    return x * 127.5 + 1

# %% brackets-missing
def back(x):
    return x + 1 * 127.5


def scale(images):
    return images.astype("float32") / (127.5 - 1)

# %% divided-again
def back(x):
    return (x + 1) / 127.5

# %% forwards
def back(x):
    return x / 127.5 - 1

# %% half-range
def back(x):
    return (x + 1) * 255

# %% one-forgotten
def back(x):
    return x * 127.5


def scale(images):
    return images.astype("float32") / 127.5

# %% subtracted-in-bytes
def mean_after(pixels, shift):
    return (pixels - shift).mean()

# %% the-other-way-round
def mean_after(pixels, shift):
    return shift - pixels.mean()

# %% summed
def mean_after(pixels, shift):
    return (pixels.astype(float) - shift).sum()

# %% signs-lost
def mean_after(pixels, shift):
    return abs(pixels.astype(float) - shift).mean()

# %% decimals-lost
def mean_after(pixels, shift):
    return int(pixels.mean()) - shift

# %% decimals-lost: at-the-end
def mean_after(pixels, shift):
    return int(pixels.mean() - shift)

# %% nothing-subtracted
def mean_after(pixels, shift):
    return pixels.mean()

# %% share-of-pixels
def outside(x):
    return (~((x >= 0) & (x <= 255))).mean()

# %% computed-in-the-dtype-that-arrives
def scale(images):
    return (images - 127) / 127.5

# %% computed-in-the-dtype-that-arrives: floats-last
def scale(images):
    return ((images - 127) / 127.5).astype("float32")

# %% zero-to-one
def scale(images):
    return images.astype("float32") / 255

# %% zero-to-one: less-one
def scale(images):
    return images.astype("float32") / 255 - 1

# %% multiplied
def scale(images):
    return images.astype("float32") * 127.5 - 1

# %% scaled-then-integer
def scale(images):
    return (images / 127.5 - 1).astype("int8")

# %% half-precision
def scale(images):
    return images.astype("float16") / 127.5 - 1

# %% double-precision
def scale(images):
    return images / 127.5 - 1

# %% own-maximum
def scale(images):
    return images.astype("float32") / images.max() * 2 - 1

# %% by-128
def scale(images):
    return images.astype("float32") / 128 - 1

# %% centred-at-127
def scale(images):
    return (images.astype("float32") - 127) / 127.5

# %% not-scaled
def scale(images):
    return images.astype("float32")

# %% nanoseconds-assumed
def hour_of_day(times):
    return times.astype("int64") // 10**9 // 3600 % 24

# %% microseconds-assumed
def hour_of_day(times):
    return times.astype("int64") // 10**6 // 3600 % 24

# %% twelve-hours
def hour_of_day(times):
    return times.dt.hour % 12

# %% minutes
def hour_of_day(times):
    return times.dt.minute

# %% rounded
def hour_of_day(times):
    return times.dt.round("h").dt.hour

# %% gaps-not-seen
def outside(x):
    return ((x < 0) | (x > 255)).sum()

# %% high-side-only
def outside(x):
    return (x > 255).sum()

# %% low-side-only
def outside(x):
    return (x < 0).sum()

# %% limits-counted
def outside(x):
    return (~((x > 0) & (x < 255))).sum()

# %% limits-counted: gaps-not-seen
def outside(x):
    return ((x <= 0) | (x >= 255)).sum()

# %% everything-counted
def outside(x):
    return x.size

# %% everything-counted: rows
def outside(x):
    return len(~((x >= 0) & (x <= 255)))

# %% gaps-only
def outside(x):
    import numpy as np
    return np.isnan(x).sum()

# %% good-ones-counted
def outside(x):
    return ((x >= 0) & (x <= 255)).sum()
